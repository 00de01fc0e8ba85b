"""The file of example replies in, marked texts out; damage is named with file, line and reason."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Span

KINDS = frozenset({"NAME", "PLACE", "DATE", "AGE", "PHONE", "EMAIL", "ID", "POSTCODE", "URL", "OTHER"})


@dataclass(frozen=True, slots=True)
class Example:
    """A reply with the places of its identifying detail."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]


def read_examples(content: bytes, path: Path) -> tuple[Example, ...]:
    """Read the bytes of an examples file; WrongPrompts if a line is damaged or there are none."""
    examples = tuple(_examples(content, path))
    if not examples:
        raise WrongPrompts(f"{path}: there are no examples to learn redaction from.")
    return examples


def _examples(content: bytes, path: Path) -> Iterator[Example]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _example(line)
        except (KeyError, TypeError, ValueError) as error:
            reason = error.args[0] if type(error) is ValueError else "this is no example with text and spans"
            raise WrongPrompts(f"{path}, line {number}: {reason}.") from None


def _example(line: bytes) -> Example:
    record = json.loads(line)
    text = record["text"]
    if not isinstance(text, str) or not isinstance(record["spans"], list):
        raise TypeError
    return Example(text, tuple(_span(span, len(text)) for span in record["spans"]))


def _span(span: object, length: int) -> Span:
    if not isinstance(span, list) or len(span) != 3:
        raise ValueError("a span is not [start, end, kind]")
    start, end, kind = span
    if kind not in KINDS:
        raise ValueError("a span has a kind that redaction does not know")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise ValueError("a span does not fit its text")
    return Span(start, end, kind)
