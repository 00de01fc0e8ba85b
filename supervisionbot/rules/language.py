"""A reply's text -> whether it is words, signs only, or a language in which no themes are heard."""

import re
from enum import StrEnum

LEAST_WORDS = 8
LEAST_SHARE = 0.06
"""In English replies about a third of the words are among the ones below; in other languages next to none."""
# Words that other languages share, such as "in" or "me", are left out.
_COMMON_WORDS = """
    about after all and any are back be because been before but came can could did didn't don't even every for
    from get go got had has have her here him his how i'd i'm into it it's its like more never not now of off
    one only our out over said she some still than that the their them then there they this through too very
    want wanted was well went were what when where which while who will with would you your
"""
_ENGLISH = frozenset(_COMMON_WORDS.split())


class Sort(StrEnum):
    """What a reply is made of."""

    WORDS = "words"
    SIGNS = "signs"
    OTHER_LANGUAGE = "other_language"


def sort_of(text: str) -> Sort:
    """Tell the sort of a reply. Short ones count as words: a name or a "yes" could be any language."""
    # Marks of redaction and Slack's names of emoji are no words of the worker.
    bare = re.sub(r":[\w+-]+:|\[[a-z]+(?: \d+)?\]|<[^>]*>", " ", text.lower().replace("’", "'"))
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", bare)
    if not words:
        return Sort.SIGNS
    known = sum(word in _ENGLISH for word in words)
    is_english = len(words) < LEAST_WORDS or known / len(words) >= LEAST_SHARE
    return Sort.WORDS if is_english else Sort.OTHER_LANGUAGE
