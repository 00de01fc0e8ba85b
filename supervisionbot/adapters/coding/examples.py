"""A file of coded replies in -> examples to learn from; damage is named by file, line and reason."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Stance

SPAN_KINDS = ("NAME", "PLACE", "DATE", "AGE", "PHONE", "EMAIL", "ID", "POSTCODE", "URL", "OTHER")
TEXT_KEYS = ("id", "question", "asked_theme", "text")


@dataclass(frozen=True, slots=True)
class Example:
    """One coded reply, its identifying detail covered by the marks that the redactor sets."""

    id: str
    text: str = field(repr=False)
    question: str = field(repr=False)
    asked_theme: str
    codes: Mapping[str, Stance]

    @property
    def writer(self) -> str:
        """Who wrote it: what stands before the last hyphen of the id."""
        return self.id.rpartition("-")[0]


class _Damaged(ValueError):
    """Why a line cannot be used; holds no word of the reply."""


def read_examples(path: Path, themes: Sequence[str]) -> tuple[Example, ...]:
    """All examples of the file in their order.

    Raises WrongPrompts with file, line and reason for a line that cannot be used, for an id that stands
    twice, and for a file that is not there or holds nothing.
    """
    examples: list[Example] = []
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            examples.append(_example(line, frozenset(themes), seen))
        except _Damaged as damage:
            raise WrongPrompts(f"{path}, line {number}: {damage}.") from None
        seen.add(examples[-1].id)
    if not examples:
        raise WrongPrompts(f"{path}, line 1: there is no example to learn from.")
    return tuple(examples)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        content = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise WrongPrompts(f"{path}, line 1: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        damaged = error.object[: error.start].count(b"\n") + 1
        raise WrongPrompts(f"{path}, line {damaged}: is not UTF-8.") from None
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield number, line


def _example(line: str, themes: frozenset[str], seen: set[str]) -> Example:
    record = _record(line)
    texts = {key: _text(record, key) for key in TEXT_KEYS}
    if texts["id"] in seen:
        raise _Damaged("the id stands twice")
    if texts["asked_theme"] and texts["asked_theme"] not in themes:
        raise _Damaged("asked_theme is no theme of the codebook")
    covered = cover(texts["text"], _spans(record, len(texts["text"])))
    return Example(texts["id"], covered, texts["question"], texts["asked_theme"], _codes(record, themes))


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Damaged(f"bad JSON at character {error.pos + 1}") from None
    if not isinstance(record, dict):
        raise _Damaged("is no JSON object")
    return record


def _value(record: dict[str, Any], key: str) -> Any:
    if key not in record:
        raise _Damaged(f'the key "{key}" is missing')
    return record[key]


def _text(record: dict[str, Any], key: str) -> str:
    value = _value(record, key)
    if not isinstance(value, str):
        raise _Damaged(f'"{key}" is no text')
    return value


def _codes(record: dict[str, Any], themes: frozenset[str]) -> dict[str, Stance]:
    codes = _value(record, "codes")
    if not isinstance(codes, dict):
        raise _Damaged('"codes" is no object of themes and stances')
    for unknown in sorted(codes.keys() - themes):
        raise _Damaged(f'a code names an unknown theme: "{unknown}" is not in codebook.toml')
    if not all(isinstance(stance, str) and stance in set(Stance) for stance in codes.values()):
        raise _Damaged("a code has an unknown stance")
    return {theme: Stance(stance) for theme, stance in codes.items()}


def _spans(record: dict[str, Any], length: int) -> list[tuple[int, int, str]]:
    spans = _value(record, "spans")
    if not isinstance(spans, list):
        raise _Damaged('"spans" is no list')
    return sorted(_span(span, length) for span in spans)


def _span(span: Any, length: int) -> tuple[int, int, str]:
    if not isinstance(span, list) or len(span) != 3 or span[2] not in SPAN_KINDS:
        raise _Damaged("a span is not [start, end, TYPE] with a known type")
    start, end, kind = span
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise _Damaged("a span is out of range")
    return start, end, kind


def cover(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The text with each span replaced by its mark: `[name]`, and `[name 2]` for the second name.

    Spans come sorted; of two that overlap the first is taken, as the redactor leaves none that overlap.
    """
    pieces: list[str] = []
    marks: dict[str, dict[str, int]] = {}
    position = 0
    for start, end, kind in spans:
        if start >= position:
            numbers = marks.setdefault(kind, {})
            number = numbers.setdefault(text[start:end].casefold(), len(numbers) + 1)
            pieces += [
                text[position:start],
                f"[{kind.lower()}]" if number == 1 else f"[{kind.lower()} {number}]",
            ]
            position = end
    return "".join(pieces) + text[position:]
