"""`signposts.toml` -> the cues of danger and of not coping; or WrongPrompts (file, line, reason)."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from supervisionbot.adapters.prompt_checks import check_known, check_once, check_present
from supervisionbot.adapters.toml_entries import Entry, read_entries, wrong
from supervisionbot.records.signposts import Cue, Signpost, Signposts

SIGNPOSTS_FILE = "signposts.toml"
KINDS = tuple(kind.value for kind in Signpost)

LIST_NAME = re.compile(r"<([^<>]*)>")
CHOICE = r"[^\W_]+(?:['_][^\W_]+)*\*?"
WORD = rf"{CHOICE}(?:/{CHOICE})*\??"
PHRASE = re.compile(rf"{WORD}(?: (?:\.\.\. )?{WORD})*")


def load_signposts(folder: Path) -> Signposts:
    """Read `signposts.toml` in `folder`. WrongPrompts if it is wrong."""
    tables = read_entries(folder, SIGNPOSTS_FILE, ("signpost", "words", "cue"))
    for table, entries in tables.items():
        check_once(entries, "kind" if table == "signpost" else "name")
    check_present(tables["cue"], SIGNPOSTS_FILE, "cue")
    words = {entry.text("name"): _listed(entry) for entry in tables["words"]}
    limits = _limits(tables["signpost"])
    cues = tuple(_cue(entry, words) for entry in tables["cue"])
    return Signposts(cues, limits[Signpost.SAFEGUARDING], limits[Signpost.WELLBEING])


def _limits(entries: Iterable[Entry]) -> Mapping[Signpost, int]:
    limits = {_kind(entry, ("kind", "from")): _number(entry, "from") for entry in entries}
    for entry, points in zip(entries, limits.values(), strict=True):
        if points < 1:
            raise entry.wrong('"from" must be 1 or more, or every reply would be a sign', "from")
    for kind in Signpost:
        if kind not in limits:
            raise wrong(SIGNPOSTS_FILE, 1, f'there is no [[signpost]] of the kind "{kind}"')
    return limits


def _kind(entry: Entry, keys: tuple[str, ...]) -> Signpost:
    entry.allow(keys)
    check_known(entry, "kind", entry.text("kind"), KINDS)
    return Signpost(entry.text("kind"))


def _number(entry: Entry, key: str) -> int:
    value = entry.values[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise entry.wrong(f'"{key}" must be a whole number, without quotation marks', key)
    return value


def _listed(entry: Entry) -> str:
    """The words of a list as one word with choices; they may not name lists themselves."""
    entry.allow(("name", "words"))
    return "/".join(_checked(entry, "words", word) for word in _some(entry, "words"))


def _cue(entry: Entry, words: Mapping[str, str]) -> Cue:
    kind = _kind(entry, ("name", "kind", "points", "phrases"))
    written = _some(entry, "phrases")
    phrases = tuple(_checked(entry, "phrases", phrase, words) for phrase in written)
    return Cue(entry.text("name"), kind, _number(entry, "points"), phrases)


def _some(entry: Entry, key: str) -> tuple[str, ...]:
    found = entry.texts(key)
    if not found:
        raise entry.wrong(f'"{key}" is empty', key)
    return found


def _checked(entry: Entry, key: str, written: str, words: Mapping[str, str] | None = None) -> str:
    """A phrase with its lists written out. WrongPrompts, at its own line, if it cannot be read."""
    lists = words or {}
    for name in LIST_NAME.findall(written):
        if name not in lists:
            raise _wrong_at(entry, key, written, f'there is no [[words]] with the name "{name}" to fill "{written}"')
    phrase = LIST_NAME.sub(lambda match: lists[match[1]], written)
    if not PHRASE.fullmatch(phrase):
        reason = f'"{written}" cannot be read: words, with / for or, _ for a blank, * any ending, ? maybe, ... a gap'
        raise _wrong_at(entry, key, written, reason)
    return phrase


def _wrong_at(entry: Entry, key: str, written: str, reason: str) -> Exception:
    here = (number for number, line in enumerate(entry.lines, entry.line) if f'"{written}"' in line)
    return wrong(entry.file, next(here, entry.line_of(key)), reason)
