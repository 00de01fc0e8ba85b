"""Folder of name, place and word lists in, one look-up by word out."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

COMMON, RARE, SPOKEN, NOT_NAME, GIVEN, SURNAME, PLACE, PROPER, TOP, JOB, ILLNESS = (1 << bit for bit in range(11))
_FILES = {
    "words_common.txt": COMMON,
    "words_rare.txt": RARE,
    "words_spoken.txt": SPOKEN,
    "not_names.txt": NOT_NAME,
    "occupations_own.txt": JOB,
    "illnesses_own.txt": ILLNESS,
    "proper.txt": PROPER,
    "given_names_us.txt": GIVEN,
    "given_names_world.txt": GIVEN,
    "given_names_own.txt": GIVEN,
    "surnames_us.txt": SURNAME,
    "surnames_world.txt": SURNAME,
    "surnames_own.txt": SURNAME,
}
_PLACES = ("places.txt", "places_own.txt")
_TOP_NAMES = 2500  # the file of the United States' given names is ordered by number of bearers
LONGEST_PLACE = 4


@dataclass(frozen=True, slots=True)
class Lists:
    """`bits` of each folded word; `places` of several words, by their first word; `lines` of each file."""

    bits: Mapping[str, int]
    places: Mapping[str, frozenset[tuple[str, ...]]]
    lines: Mapping[str, list[str]]

    def of(self, word: str) -> int:
        """The bits of a word as it stands in a text; 0 if no list holds it."""
        folded = fold(word)
        return self.bits.get(folded) or self.bits.get(without_accents(folded), 0)


def fold(word: str) -> str:
    """Lower case, with the one apostrophe that the lists use."""
    return word.casefold().replace("’", "'")


def without_accents(word: str) -> str:
    """The word with its combining marks taken off."""
    if word.isascii():
        return word
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


def list_files(folder: Path) -> list[Path]:
    """All files that `read_lists` reads, in a fixed order."""
    return [folder / name for name in sorted([*_FILES, *_PLACES])]


def read_lists(folder: Path) -> Lists:
    """Read all lists of a folder; OSError if one is missing."""
    lines = {path.name: path.read_text(encoding="utf-8").splitlines() for path in list_files(folder)}
    bits: dict[str, int] = {}
    for name, bit in _FILES.items():
        _mark(bits, lines[name], bit)
    _mark(bits, [*lines["given_names_us.txt"][:_TOP_NAMES], *lines["given_names_own.txt"]], TOP)
    return Lists(bits, _places(bits, [line for name in _PLACES for line in lines[name]]), lines)


def _mark(bits: dict[str, int], words: Iterable[str], bit: int) -> None:
    for word in words:
        bits[word] = bits.get(word, 0) | bit


def _places(bits: dict[str, int], lines: Iterable[str]) -> dict[str, frozenset[tuple[str, ...]]]:
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        words = tuple(line.replace("-", " ").replace(".", " ").split())
        if len(words) == 1:
            _mark(bits, words, PLACE)
        elif 1 < len(words) <= LONGEST_PLACE:
            phrases.setdefault(words[0], set()).add(words)
    return {first: frozenset(rest) for first, rest in phrases.items()}
