"""Which tokens identify somebody in, spans out, widened by the words that belong to a name or a place."""

from collections.abc import Iterator, Sequence

from supervisionbot.adapters.redaction.tokens import Tokens
from supervisionbot.adapters.redaction.word_groups import words_of
from supervisionbot.records.codebook import Span

NOTHING = "O"
_BEFORE_NAMES = words_of(
    "mr mrs ms miss mx dr prof rev sgt sergeant judge coach baby uncle auntie aunty aunt nan nana nanny "
    "gran father sister pastor imam officer pc dc ds whaea big wee little old young lady lord sir the our "
    "security captain colonel major canon"
)
_BEFORE_PLACES = words_of("the a an his her their its our ex")
_AFTER_PLACES = words_of(
    "road rd street st avenue ave lane ln drive dr close court ct crescent terrace row rise way place "
    "square park house lodge hall manor view hill estate ward flat clinic hospital surgery school primary "
    "academy college centre center church chapel mosque temple library station hotel hostel nursery "
    "county reserve prison infirmary gardens green heights family lot respite care home social club shop"
)
_WIDENED_LEFT = {"NAME": _BEFORE_NAMES, "PLACE": _BEFORE_PLACES, "OTHER": _BEFORE_PLACES}
_BRIDGES = frozenset(("on", "at", "of", "off", "in"))


def spans_of(tokens: Tokens, kinds: Sequence[str]) -> Iterator[Span]:
    """A span for each run of tokens of one kind; runs never cross the mark that ends a sentence."""
    for first, last in _runs(tokens, kinds):
        kind = kinds[first]
        yield Span(tokens.starts[_left(tokens, first, kind)], tokens.ends[_right(tokens, last, kind)], kind)


def _runs(tokens: Tokens, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last word of each run; a mark counts only inside a word, as in "Amber-Leigh"."""
    first = -1
    for index, kind in enumerate(kinds):
        if kind == NOTHING or not _is_word(tokens.words[index]):
            continue
        if first < 0:
            first = index
        if not _goes_on(tokens, kinds, index):
            yield first, index
            first = -1


def _goes_on(tokens: Tokens, kinds: Sequence[str], index: int) -> bool:
    after = index + 1
    if after < len(kinds) and not _is_word(tokens.words[after]) and not tokens.gap(after):
        after += 1
        if after < len(kinds) and tokens.gap(after):
            return False
    return (
        after < len(kinds) and kinds[after] == kinds[index] and _is_word(tokens.words[after]) and _near(tokens, after)
    )


def _left(tokens: Tokens, first: int, kind: str) -> int:
    """The first word with all that stands before it and belongs to it: "Mr", "the", "Aldi on"."""
    while first > 0 and _near(tokens, first):
        if tokens.words[first - 1].lower() in _WIDENED_LEFT.get(kind, ()):
            first -= 1
        elif kind == "PLACE" and first > 1 and _bridges(tokens, first):
            first -= 2
        else:
            break
    return first


def _bridges(tokens: Tokens, first: int) -> bool:
    shop = tokens.words[first - 2]
    return (
        tokens.words[first - 1] in _BRIDGES
        and _near(tokens, first - 1)
        and len(shop) > 2
        and shop[0].isupper()
        and first > 2
        and tokens.words[first - 3] not in ".!?"
    )


def _right(tokens: Tokens, last: int, kind: str) -> int:
    while (
        kind in _WIDENED_LEFT
        and last + 1 < len(tokens)
        and tokens.words[last + 1].lower() in _AFTER_PLACES
        and _near(tokens, last + 1)
    ):
        last += 1
    return last


def _near(tokens: Tokens, index: int) -> bool:
    """Whether at most one space parts a token from the one before."""
    return tokens.gap(index) in ("", " ")


def _is_word(token: str) -> bool:
    return token[0].isalnum() or len(token) > 1
