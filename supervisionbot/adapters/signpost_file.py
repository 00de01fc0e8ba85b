"""`signposts.toml`, `signpost_words.toml` -> phrases of danger and not coping; else WrongPrompts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from supervisionbot.adapters.prompt_checks import check_known, check_once, check_present
from supervisionbot.adapters.toml_entries import Entry, read_entries, wrong
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.signposts import Cue, Lean, Signpost, Signposts

SIGNPOSTS_FILE = "signposts.toml"
WORDS_FILE = "signpost_words.toml"
KINDS = tuple(kind.value for kind in Signpost)

LIST_NAME = re.compile(r"<([^<>]*)>")
CHOICE = r"[^\W_]+(?:['_][^\W_]+)*\*?"
WORD = rf"{CHOICE}(?:/{CHOICE})*\??"
PHRASE = re.compile(rf"{WORD}(?: (?:\.\.\. )?{WORD})*")


def load_signposts(folder: Path) -> Signposts:
    """Read both files in `folder`. WrongPrompts if one is wrong."""
    tables = read_entries(folder, SIGNPOSTS_FILE, ("signpost", "words", "cue"))
    words = {entry.text("name"): _listed(entry) for entry in tables["words"]}
    check_present(tables["cue"], SIGNPOSTS_FILE, "cue")
    cues = tuple(_cue(entry, words) for entry in tables["cue"])
    for table in ("words", "cue"):
        check_once(tables[table], "name")
    return Signposts(cues, _leans(folder), _points_of_a_sign(tables["signpost"]))


def _points_of_a_sign(entries: Sequence[Entry]) -> int:
    if len(entries) != 1:
        line = entries[1].line if entries else 1
        raise wrong(SIGNPOSTS_FILE, line, f"there must be one [[signpost]]; there are {len(entries)}")
    entries[0].allow(("from",))
    points = _number(entries[0], "from")
    if points < 1:
        raise entries[0].wrong('"from" must be 1 or more, or every reply would be a sign', "from")
    return points


def _leans(folder: Path) -> Mapping[str, Lean]:
    leans: dict[str, Lean] = {}
    for entry in read_entries(folder, WORDS_FILE, ("lean",))["lean"]:
        lean = Lean(_kind(entry, ("kind", "points", "words")), _number(entry, "points"))
        for word in _some(entry, "words"):
            if word in leans:
                raise _wrong_at(entry, "words", word, f'"{word}" has points already')
            leans[word] = lean
    return leans


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
    """The words of a list as one word with choices."""
    entry.allow(("name", "words"))
    words = _some(entry, "words")
    for word in words:
        if not re.fullmatch(CHOICE, word):
            raise _wrong_at(entry, "words", word, f'"{word}" must be one word; write _ for a blank')
    return "/".join(words)


def _cue(entry: Entry, words: Mapping[str, str]) -> Cue:
    kind = _kind(entry, ("name", "kind", "points", "phrases"))
    phrases = tuple(_checked(entry, "phrases", phrase, words) for phrase in _some(entry, "phrases"))
    return Cue(entry.text("name"), kind, _number(entry, "points"), phrases)


def _some(entry: Entry, key: str) -> tuple[str, ...]:
    found = entry.texts(key)
    if not found:
        raise entry.wrong(f'"{key}" is empty', key)
    return found


def _checked(entry: Entry, key: str, written: str, lists: Mapping[str, str]) -> str:
    """A phrase with its lists written out. WrongPrompts, at its own line, if it cannot be read."""
    for name in LIST_NAME.findall(written):
        if name not in lists:
            raise _wrong_at(entry, key, written, f'there is no list <{name}> here for "{written}"')
    phrase = LIST_NAME.sub(lambda match: lists[match[1]], written)
    if not PHRASE.fullmatch(phrase):
        reason = f'"{written}" cannot be read; see at the top of the file how phrases are written'
        raise _wrong_at(entry, key, written, reason)
    return phrase


def _wrong_at(entry: Entry, key: str, written: str, reason: str) -> WrongPrompts:
    here = (number for number, line in enumerate(entry.lines, entry.line) if f'"{written}"' in line)
    return wrong(entry.file, next(here, entry.line_of(key)), reason)
