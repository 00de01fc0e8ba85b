"""A prompt file -> its entries, each knowing the line on which it stands, so that a fault can be pointed at.

`tomllib` gives no line numbers for values: lines are found by searching the text for the nth `[[table]]`
header and, beneath it, the key.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from supervisionbot.errors import WrongPrompts

HEADER = re.compile(r"^\s*\[\[\s*([^\]]+?)\s*\]\]")
SYNTAX_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def wrong(file: str, line: int, reason: str) -> WrongPrompts:
    """The error for a fault in `file` at `line`; the reason is a clause without full stop."""
    return WrongPrompts(f"{file}, line {line}: {reason}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[table]]` of a prompt file: where it stands, what it holds, and its lines as written."""

    file: str
    line: int
    values: Mapping[str, object]
    lines: tuple[str, ...]

    def line_of(self, key: str) -> int:
        """The line on which a key is written; the entry's first line if it is not written."""
        return self._first(rf"(?:\[\s*\w+\s*\.\s*)?{re.escape(key)}\s*[.=\]]", self.line) or self.line

    def line_of_part(self, key: str, part: str) -> int:
        """The line of `key.part`, written with a dot or beneath a header of its own; else that of `key`."""
        line = self._first(rf"{key}\s*\.\s*{re.escape(part)}\s*=", self.line)
        header = self._first(rf"\[\s*\w+\s*\.\s*{key}\s*\]", self.line)
        beneath = self._first(rf"{re.escape(part)}\s*=", header) if header else 0
        return line or beneath or self.line_of(key)

    def wrong(self, reason: str, key: str = "", part: str = "") -> WrongPrompts:
        """The error for a fault in this entry, at its key or part if one is given."""
        line = self.line_of_part(key, part) if part else self.line_of(key) if key else self.line
        return wrong(self.file, line, reason)

    def allow(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Pass if the entry has all required keys and no others than these; else WrongPrompts."""
        for key in self.values:
            if key not in required and key not in optional:
                raise self.wrong(f'"{key}" is not a key that is known here', key)
        for key in required:
            if key not in self.values:
                raise self.wrong(f'"{key}" is missing')

    def text(self, key: str) -> str:
        """The words at a key, on one line; empty if the key is absent. WrongPrompts if it holds no words."""
        return self._words(self.values[key], key) if key in self.values else ""

    def flag(self, key: str) -> bool:
        """Whether a key says true; false if absent. WrongPrompts if it is neither true nor false."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f'"{key}" must be true or false, without quotation marks', key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of words at a key; empty if absent. WrongPrompts if it is not a list of words."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f'"{key}" must be a list such as ["first visit", "review"]', key)
        return tuple(self._words(item, key) for item in value)

    def parts(self, key: str) -> Mapping[str, str]:
        """The words at `key.part` for each part. WrongPrompts if the key holds no such parts."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(f'"{key}" must have parts, such as {key}.strength = "..."', key)
        return {part: self._words(words, key, part) for part, words in value.items()}

    def lists(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """The lists of words at `key.part` for each part. WrongPrompts if the key holds no such parts."""
        value = self.values.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(words, list) and words for words in value.values()):
            raise self.wrong(f'"{key}" must have parts, such as {key}.strength = ["...", "..."]', key)
        return {part: tuple(self._words(one, key, part) for one in words) for part, words in value.items()}

    def _first(self, pattern: str, after: int) -> int:
        """The first line from `after` on that starts with the pattern; 0 if there is none."""
        lines = enumerate(self.lines[after - self.line :], after)
        return next((line for line, text in lines if re.match(rf"\s*{pattern}", text)), 0)

    def _words(self, value: object, key: str, part: str = "") -> str:
        name = f"{key}.{part}" if part else key
        if not isinstance(value, str):
            raise self.wrong(f'"{name}" must be words in quotation marks', key, part)
        if not value.strip():
            raise self.wrong(f'"{name}" is empty', key, part)
        return " ".join(value.split())


def read_entries(folder: Path, file: str, tables: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of `folder/file` by table. WrongPrompts if it cannot be read or holds anything else."""
    source = _source(folder, file)
    document = _parsed(source, file)
    for name, value in document.items():
        if name not in tables or not _is_entries(value):
            known = " or ".join(f"[[{table}]]" for table in tables)
            reason = f'"{name}" is not known here; entries start with {known}'
            raise wrong(file, _line_of_name(source, name), reason)
    return {table: _entries(source, file, document.get(table, ()), table) for table in tables}


def _source(folder: Path, file: str) -> str:
    try:
        # "utf-8-sig": some editors put a mark before the first letter, which TOML does not allow.
        return (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise wrong(file, 1, "the file is missing") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise wrong(file, line, "the file is not saved as UTF-8 text") from None
    except OSError:
        raise wrong(file, 1, "the file cannot be read") from None


def _parsed(source: str, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = SYNTAX_LINE.search(str(error))
        line = int(place[1]) if place and place[1] else len(source.splitlines())
        reason = SYNTAX_LINE.sub("", str(error))
        raise wrong(file, max(line, 1), f"this is not valid TOML ({reason})") from None


def _headers(source: str) -> list[tuple[int, str]]:
    """All `[[name]]` headers as (line, name), and the end of the file."""
    lines = source.splitlines()
    found = [(number, match[1]) for number, text in enumerate(lines, 1) if (match := HEADER.match(text))]
    return [*found, (len(lines) + 1, "")]


def _is_entries(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _line_of_name(source: str, name: str) -> int:
    pattern = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(name)}\b""")
    found = (number for number, text in enumerate(source.splitlines(), 1) if pattern.match(text))
    return next(found, 1)


def _entries(source: str, file: str, values: object, table: str) -> tuple[Entry, ...]:
    """The entries of one table, each with the lines from its header to the next header."""
    lines = source.splitlines()
    headers = _headers(source)
    ends = [line for line, _ in headers[1:]]
    spans = [(line, end) for (line, name), end in zip(headers, ends, strict=False) if name == table]
    found: Sequence[dict[str, object]] = values if isinstance(values, list) else ()
    # An entry that is not written under a header (a list in braces) has no lines of its own.
    spans += [(1, 1)] * (len(found) - len(spans))
    return tuple(
        Entry(file, line, entry, tuple(lines[line - 1 : end - 1]))
        for entry, (line, end) in zip(found, spans, strict=False)
    )
