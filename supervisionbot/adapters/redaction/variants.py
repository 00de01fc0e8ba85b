"""Examples in, more examples out: the same replies with other names and places, and in small letters.

Without these the learner trusts capitals and the few hundred names that the examples happen to hold; with
them it finds names in small letters and of many origins. Some of the other names are made up, so that it learns
to tell a name that no list holds by what stands beside it (docs/redaction.md has the figures).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from supervisionbot.adapters.redaction.examples import Example
from supervisionbot.adapters.redaction.lists import COMMON, Lists
from supervisionbot.adapters.redaction.tokens import tokens_of
from supervisionbot.adapters.redaction.word_groups import words_of
from supervisionbot.records.codebook import Span

_SEED = 1
_MOST_WORDS, _MADE_UP = 6000, 6000
_SMALL_SHARE_PLAIN = 0.5  # of replies with nothing to cover that are learnt from in small letters, too
_PLACE_SHARE = 0.7  # of places of one word that are exchanged
_SURNAME_TITLES = words_of("mr mrs ms miss dr pc dc ds sgt judge")
_KEPT = _SURNAME_TITLES | words_of(
    "the of and lot uncle auntie aunty aunt nan nana nanny big wee baby father sister pastor coach rev"
)


@dataclass(frozen=True, slots=True)
class _Stock:
    """The names and places to put in: equal shares of given names, so that no origin is left to chance."""

    given: tuple[Sequence[str], ...]
    surnames: Sequence[str]
    places: Sequence[str]


def variants(examples: Sequence[Example], lists: Lists) -> Iterator[Example]:
    """Variants of the examples; the same examples always give the same."""
    chance = random.Random(_SEED)  # noqa: S311  # not for secrets, and must be the same each time
    stock = _stock(lists, chance)
    for example in examples:
        yield from _variants_of(example, stock, chance)


def _variants_of(example: Example, stock: _Stock, chance: random.Random) -> Iterator[Example]:
    kinds = {span.kind for span in example.spans}
    if kinds & {"NAME", "PLACE"}:
        yield _exchanged(example, stock, chance)
        yield _small(_exchanged(example, stock, chance))
        yield _small_names(_exchanged(example, stock, chance))
    elif not kinds and chance.random() < _SMALL_SHARE_PLAIN:
        yield _small(example)


def _stock(lists: Lists, chance: random.Random) -> _Stock:
    own, frequent, world = (lists.lines[f"given_names_{name}.txt"] for name in ("own", "us", "world"))
    words = [name for name in frequent[:_MOST_WORDS] if lists.bits[name] & COMMON and len(name) > 2]
    made_up = [_made_up([*own, *world], chance) for _ in range(_MADE_UP)]
    surnames = [*lists.lines["surnames_us.txt"][:6000], *lists.lines["surnames_own.txt"] * 4, *made_up[::4]]
    places = [*lists.lines["places.txt"], *lists.lines["places_own.txt"] * 5]
    # Names that are words, and names that no list holds, are the hardest to find: they come twice.
    return _Stock((own, frequent[:8000], world, words, words, made_up, made_up), surnames, places)


def _made_up(names: Sequence[str], chance: random.Random) -> str:
    """The first half of one name and the second half of another."""
    head, tail = chance.choice(names), chance.choice(names)
    return head[: max(2, len(head) // 2)] + tail[len(tail) // 2 :]


def _exchanged(example: Example, stock: _Stock, chance: random.Random) -> Example:
    """The reply with other names; the same name becomes the same other name throughout."""
    given: dict[str, str] = {}
    pieces, spans, at, length = [], [], 0, 0
    for span in sorted(example.spans, key=lambda span: span.start):
        if span.start < at:
            continue
        old = example.text[span.start : span.end]
        new = _other(old, span.kind, given, stock, chance)
        pieces += [example.text[at : span.start], new]
        length += span.start - at + len(new)
        spans.append(Span(length - len(new), length, span.kind))
        at = span.end
    return Example("".join([*pieces, example.text[at:]]), tuple(spans))


def _other(old: str, kind: str, given: dict[str, str], stock: _Stock, chance: random.Random) -> str:
    if kind == "NAME":
        return _other_name(old, given, stock, chance)
    if kind == "PLACE" and old.isalpha() and chance.random() < _PLACE_SHARE:
        return _dressed(chance.choice(stock.places), old)
    return old


def _other_name(old: str, given: dict[str, str], stock: _Stock, chance: random.Random) -> str:
    pieces, at, before = [], 0, ""
    tokens = tokens_of(old)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        folded = word.lower()
        if word.isalpha() and len(word) > 2 and folded not in _KEPT:
            pieces += [old[at:start], _dressed(_name_for(folded, before, given, stock, chance), word)]
            at = end
        before = folded
    return "".join([*pieces, old[at:]])


def _name_for(folded: str, before: str, given: dict[str, str], stock: _Stock, chance: random.Random) -> str:
    if folded not in given:
        surname = before in _SURNAME_TITLES or (before and before not in _KEPT)
        given[folded] = chance.choice(stock.surnames if surname else chance.choice(stock.given))
    return given[folded]


def _dressed(new: str, old: str) -> str:
    return new.title() if old[0].isupper() else new


def _small(example: Example) -> Example:
    return Example(_lower(example.text), example.spans)


def _small_names(example: Example) -> Example:
    text = example.text
    for span in example.spans:
        if span.kind in ("NAME", "PLACE"):
            text = text[: span.start] + _lower(text[span.start : span.end]) + text[span.end :]
    return Example(text, example.spans)


def _lower(text: str) -> str:
    """Small letters, each in the place of one: the few that would become two stay as they are."""
    return "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
