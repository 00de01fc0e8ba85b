"""A redacted text in -> the words that a worker may still cover by hand; the words meant -> where they stand."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from supervisionbot.records.codebook import Span
from supervisionbot.records.private import BY_HAND, RedactedReply

LONGEST_WORD = 75
"""As long as an option of a menu may be in Slack; what is longer counts as several words."""

# A mark that stands for something covered is no word, and neither is what an entity is spelt with.
_TOKEN = re.compile(rf"\[[a-z]+(?: \d+)?\]|&(?:amp|lt|gt);|([^\W_]{{1,{LONGEST_WORD}}})")

# Words that could identify nobody, and would only make the list long.
LITTLE_WORDS = """
    a about after again all am an and any are as at be been but before by can could did do does down for from get go
    got had has have he her here him his how i if in into is it its just me more my no nor not now of off on once one
    only or other our out over own she so some such than that the their them then there these they this those to too
    up us was we were what when where which while who why with would you your
"""
LITTLE = frozenset(LITTLE_WORDS.split())


def plain(word: str) -> str:
    """A word without regard to case and accents: what makes it the same word wherever it stands."""
    letters = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The different words of the texts that may say who is meant, each as it first stands, by the alphabet."""
    seen: dict[str, str] = {}
    for text in texts:
        for word, _, _ in _words(text):
            seen.setdefault(plain(word), word)
    return tuple(seen[key] for key in sorted(seen.keys() - LITTLE) if key)


def places_of(text: str, is_meant: Callable[[str], bool]) -> tuple[Span, ...]:
    """Where the words stand that are meant; `is_meant` is asked for each in its plain form."""
    return tuple(Span(start, end, "OTHER") for word, start, end in _words(text) if is_meant(plain(word)))


def with_covered(reply: RedactedReply, text: str, places: Collection[Span]) -> RedactedReply:
    """The reply with that text in place of its own, and with how many different words were covered there by hand."""
    words = {plain(reply.text[place.start : place.end]) for place in places}
    counts = dict(reply.covered)
    counts[BY_HAND] = counts.get(BY_HAND, 0) + len(words)
    covered = tuple((kind, count) for kind, count in counts.items() if count)
    return replace(reply, text=text, covered=covered)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _TOKEN.finditer(text):
        if found[1]:
            yield found[1], found.start(), found.end()
