"""A worker's words as typed, and the phrases -> whom the worker must be told of, if anybody. Nothing is kept.

Cues are phrases that people tend by hand; their points add up. Words, each with a small weight learnt from
examples, bring in what no list of phrases foresees. They may outweigh a few cues, never enough of them.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from supervisionbot.records.signposts import Cue, Signpost, Signposts

APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc`\u00b4]")
SENTENCE_END = re.compile(r"[.!?;:\n]+")
BETWEEN_WORDS = re.compile(r"[^\w|]+|_")
GAP = r"(?:[^ |]+ ){0,6}?"

LENGTH_OF_A_SHORT_REPLY = 20
"""Words; added to the length that words' points are divided by, so that one word decides no short reply."""

Points = Mapping[Signpost, float]


def signpost(text: str, phrases: Signposts) -> Signpost | None:
    """Whom to tell the worker of at once, if all points together make a sign; else None.

    Cues decide the kind, words only between equals: cues are each of one kind, words merely lean.
    """
    words = plain_words(text)
    cues = _points_of_cues(words, phrases)
    both = _with_words(cues, words, phrases)
    if max(sum(cues.values()), sum(both.values())) < phrases.points_of_a_sign:
        return None
    # In a tie somebody else's danger comes first: it cannot wait.
    return max(Signpost, key=lambda kind: (cues[kind], both[kind]))


def plain_words(text: str) -> str:
    """Small letters and digits with one blank on either side, " | " where a sentence ends, no apostrophes.

    Apostrophes go because tired people leave them out: "cant" and "can't" are one word.
    """
    small = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    marked = SENTENCE_END.sub(" | ", small.replace("|", " "))
    return f" {' '.join(BETWEEN_WORDS.sub(' ', marked).split())} "


def _points_of_cues(words: str, phrases: Signposts) -> Points:
    points = dict.fromkeys(Signpost, 0)
    for cue, pattern in _patterns(phrases.cues):
        if pattern.search(words):
            points[cue.kind] += cue.points
    return points


def _with_words(cues: Points, words: str, phrases: Signposts) -> Points:
    points = dict(cues)
    different = set(words.split()) - {"|"}
    for lean in (phrases.leans[word] for word in different if word in phrases.leans):
        points[lean.kind] += lean.points / sqrt(LENGTH_OF_A_SHORT_REPLY + len(different))
    return points


@lru_cache(maxsize=4)
def _patterns(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    return tuple((cue, re.compile(" (?:" + "|".join(map(_pattern, cue.phrases)) + ")")) for cue in cues)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern over plain words: each word with the blank after it."""
    words = APOSTROPHES.sub("", phrase.casefold()).split()
    return "".join(GAP if word == "..." else _word(word) for word in words)


def _word(word: str) -> str:
    maybe = "?" if word.endswith("?") else ""
    return "(?:" + "|".join(map(_choice, word.removesuffix("?").split("/"))) + ")" + maybe


def _choice(choice: str) -> str:
    ending = "[^ |]* " if choice.endswith("*") else " "
    return re.escape(choice.removesuffix("*").replace("_", " ")) + ending
