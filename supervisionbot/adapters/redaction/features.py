"""Tokens in, what the model may know of each of them out: a list of short texts for each token."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from supervisionbot.adapters.redaction.lists import (
    COMMON,
    GIVEN,
    ILLNESS,
    JOB,
    LONGEST_PLACE,
    NOT_NAME,
    PLACE,
    PROPER,
    RARE,
    SPOKEN,
    SURNAME,
    TOP,
    Lists,
    fold,
)
from supervisionbot.adapters.redaction.tokens import Tokens
from supervisionbot.adapters.redaction.word_groups import GROUP_OF, NUMBER

VERSION = 3  # raised with every change of features or variants, so that what was learnt before is learnt anew
_AGES = frozenset(("91", "92", "93", "9x"))  # shapes of what may be an age
_RUNS = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class _Known:
    """All that follows from a word alone."""

    folded: str
    group: str
    shape: str
    listed: str
    kind: str
    own: tuple[str, ...]

    @property
    def number(self) -> bool:
        return self.shape[:2] in _AGES or self.group == NUMBER

    @property
    def mark(self) -> str:
        """How it looks from the side: number, group, shape."""
        return "9" if self.number else self.group or self.shape


class Features:
    """Turns tokens into features with lists and with the words that the examples use without marking them."""

    def __init__(self, lists: Lists, ordinary: Collection[str]) -> None:
        self._lists = lists
        self._ordinary = ordinary
        self._known: Callable[[str], _Known] = lru_cache(maxsize=50_000)(self._look_up)

    def of(self, tokens: Tokens) -> list[list[str]]:
        """The features of each token, in the order of the tokens."""
        known = [self._known(word) for word in tokens.words]
        gaps = [tokens.gap(index) for index in range(len(tokens))]
        starts = _sentence_starts(tokens, gaps)
        places = self._place_marks(known)
        about = _about_text(tokens, known, starts)
        return [
            [
                *known[index].own,
                *_around(known, index, starts, gaps),
                *places[index],
                *about[index],
            ]
            for index in range(len(tokens))
        ]

    def _look_up(self, word: str) -> _Known:
        folded = fold(word)
        shape = _shape(word)
        bits = self._lists.of(word)
        listed = self._listed(folded, bits)
        group = GROUP_OF.get(folded) or ("job" if bits & JOB else "illness" if bits & ILLNESS else "")
        kind = f"{shape[:2]}{listed}{group}" if word[0].isalpha() else shape
        own = [f"w={folded}", f"s={shape}", f"k={kind}", f"l={listed}"]
        if group:
            own.append(f"g={group}")
        if word[0].isalpha() and len(word) > 2:
            own += [
                f"p={folded[:3]}",
                f"e={folded[-3:]}",
                f"f={folded[-2:]}|{shape}{listed[:2]}",
                f"e4={folded[-4:]}",
            ]
        return _Known(folded, group, shape, listed, kind, tuple(own))

    def _listed(self, folded: str, bits: int) -> str:
        """One letter for how ordinary a word is, one for how much of a name, one for how much of a place."""
        if not folded[0].isalpha():
            return ""
        word = (
            "n"
            if bits & NOT_NAME
            else "c"
            if bits & COMMON or "n't" in folded
            else "r"
            if bits & (RARE | SPOKEN)
            else "o"
        )
        seen = "s" if folded in self._ordinary else "-"
        given = "T" if bits & TOP else "G" if bits & GIVEN else "-"
        surname = "S" if bits & SURNAME else "-"
        place = "P" if bits & PLACE else "N" if bits & PROPER else "-"
        return word + seen + given + surname + place

    def _place_marks(self, known: Sequence[_Known]) -> list[list[str]]:
        marks: list[list[str]] = [[] for _ in known]
        for start, word in enumerate(known):
            phrases = self._lists.places.get(word.folded)
            if not phrases:
                continue
            window = tuple(item.folded for item in known[start : start + LONGEST_PLACE])
            longest = max((n for n in range(2, len(window) + 1) if window[:n] in phrases), default=0)
            for index in range(start, start + longest):
                marks[index].append("place=" + known[index].shape[:1])
        return marks


def _shape(word: str) -> str:
    """How a word looks: "Xx" for Word, "XX2" for two capitals, "92" for 14, "9x" for 14th."""
    if any(mark.isdigit() for mark in word):
        return f"9{min(len(word), 6)}" if word.isdigit() else _RUNS.sub(r"\1", "".join(map(_look, word)))
    if not word[0].isalpha():
        return word
    if word.islower():
        return "x"
    if len(word) > 1 and word.isupper():
        return "XX2" if len(word) == 2 else "XX"
    if word[0].isupper():
        return "X" if len(word) == 1 else "Xx" if word[1:].islower() else "Xz"
    return "xX"


def _look(mark: str) -> str:
    return "9" if mark.isdigit() else "x" if mark.islower() else "X" if mark.isalpha() else mark


def _sentence_starts(tokens: Tokens, gaps: Sequence[str]) -> list[bool]:
    starts = []
    for index in range(len(tokens)):
        before = tokens.words[index - 1] if index else "."
        starts.append(before in ".!?:•\"'“‘(…" or "\n" in gaps[index] or not before[0].isascii())
    return starts


def _glue(known: Sequence[_Known], index: int, gaps: Sequence[str]) -> str:
    """What stands against a token without a space: left and right, two each."""
    left = [known[place].mark for place in (index - 1, index) if place > 0 and not gaps[place]]
    right = [known[place].mark for place in (index + 1, index + 2) if place < len(known) and not gaps[place]]
    return f"{known[index].mark}{len(left)}{''.join(right)}"


def _around(known: Sequence[_Known], index: int, starts: Sequence[bool], gaps: Sequence[str]) -> list[str]:
    end = _Known("", "", "", "", "end", ())
    here = known[index]
    before = known[index - 1] if index else end
    after = known[index + 1] if index + 1 < len(known) else end
    before2 = known[index - 2] if index > 1 else end
    after2 = known[index + 2] if index + 2 < len(known) else end
    start = "^" if starts[index] else ""
    return [
        "b",
        f"-1w={before.folded}",
        f"+1w={after.folded}",
        f"-2w={before2.folded}",
        f"+2w={after2.folded}",
        f"-1k={before.kind}",
        f"+1k={after.kind}",
        f"-1g={before.group}|{here.shape}",
        f"-2g={before2.group}|{here.group}",
        f"+1g={after.group}|{here.shape}",
        f"sk={start}{here.kind}",
        f"ss={start}{here.shape}",
        f"-1w0l={before.folded}|{here.listed}",
        f"+1w0l={after.folded}|{here.listed}",
        f"-1s0s+1s={before.shape}|{here.shape}|{after.shape}",
        f"-1w0s={before.folded}|{here.shape}",
        f"+1w0s={after.folded}|{here.shape}",
        f"-2-1={before2.folded}|{before.folded}",
        f"+1+2={after.folded}|{after2.folded}",
        f"glue={_glue(known, index, gaps)}",
        f"-1e={before.folded[-2:]}|{here.listed}",
        f"+1e={after.folded[-2:]}|{here.listed}",
        f"-1l0l={before.listed}|{here.listed}",
        f"0l+1l={here.listed}|{after.listed}",
        f"-3w={known[index - 3].folded if index > 2 else ''}|{here.group}",
        f"1s={start}{here.kind}{after.folded}",
        f"num={before2.folded}|{before.folded}|{here.shape[:1]}{here.group}" if here.number else "b",
        f"numb={before.mark}|{after.mark}|{here.group}" if here.number else "b",
        f"numb2={before2.mark}{before.mark}|{after.mark}{after2.mark}" if here.number else "b",
    ]


def _about_text(tokens: Tokens, known: Sequence[_Known], starts: Sequence[bool]) -> list[list[str]]:
    """What the whole text says of a word: written small throughout, or seen with a capital elsewhere."""
    small = sum(word[0].islower() and start for word, start in zip(tokens.words, starts, strict=True))
    capital = sum(word[0].isupper() and start for word, start in zip(tokens.words, starts, strict=True))
    case = "small" if small > capital else "caps"
    proper = {
        item.folded for item, start in zip(known, starts, strict=True) if item.shape in ("Xx", "Xz") and not start
    }
    lower = {item.folded for item in known if item.shape == "x"}
    return [
        [f"case={case}|{item.kind}", f"doc={item.folded in proper}{item.folded in lower}|{item.shape}"]
        for item in known
    ]
