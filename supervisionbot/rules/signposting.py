"""A worker's words as typed, and the cues -> which signpost they call for, or none. Nothing of it is kept."""

import re
import unicodedata
from functools import lru_cache

from supervisionbot.records.signposts import Cue, Signpost, Signposts

SENTENCE_END = re.compile(r"[.!?;:\n]+")
NOT_LETTERS = re.compile(r"[^\w|]+|_")
APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc`\u00b4]")
GAP = r"(?:[^ |]+ ){0,6}?"


def signpost(text: str, phrases: Signposts) -> Signpost | None:
    """Which people to tell the worker of at once, going by the points of all cues found; None if of nobody.

    Where both kinds apply, somebody else's danger comes first: it cannot wait.
    """
    words = _plain(text)
    points = dict.fromkeys(Signpost, 0)
    for cue, pattern in _patterns(phrases):
        if pattern.search(words):
            points[cue.kind] += cue.points
    if points[Signpost.SAFEGUARDING] >= phrases.safeguarding_from:
        return Signpost.SAFEGUARDING
    if points[Signpost.WELLBEING] >= phrases.wellbeing_from:
        return Signpost.WELLBEING
    return None


def _plain(text: str) -> str:
    """Small letters and digits with one blank on either side; " | " where a sentence ends; no apostrophes.

    Apostrophes go because tired people leave them out: "cant" and "can't" are one word.
    """
    small = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    marked = SENTENCE_END.sub(" | ", small.replace("|", " "))
    return f" {' '.join(NOT_LETTERS.sub(' ', marked).split())} "


@lru_cache(maxsize=4)
def _patterns(phrases: Signposts) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    return tuple((cue, re.compile(" (?:" + "|".join(map(_pattern, cue.phrases)) + ")")) for cue in phrases.cues)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern over plain words: each word with the blank after it."""
    return "".join(GAP if word == "..." else _word(word) for word in APOSTROPHES.sub("", phrase.casefold()).split())


def _word(word: str) -> str:
    maybe = "?" if word.endswith("?") else ""
    return "(?:" + "|".join(map(_choice, word.removesuffix("?").split("/"))) + ")" + maybe


def _choice(choice: str) -> str:
    ending = "[^ |]* " if choice.endswith("*") else " "
    return re.escape(choice.removesuffix("*").replace("_", " ")) + ending
