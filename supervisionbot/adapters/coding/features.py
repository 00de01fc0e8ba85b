"""A redacted text in -> its tokens and the weighted word and character sequences that the coder counts out."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

# A mark of the redactor ("[name 2]"), a word, a number, or a sign that carries a tone.
TOKEN = re.compile(r"\[[a-z]+(?: \d+)?\]|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[!?]+")
MARK_NUMBER = re.compile(r" \d+\]$")
CHARACTER_LENGTHS = range(2, 6)
LEAST_REPLIES = 2  # a sequence that one example alone has teaches nothing about another
WORD, CHARACTERS = "w", "c"


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text: [start, end) in characters."""

    start: int
    end: int
    word: str


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words, numbers, marks and tone signs of a text, in lower case, in their order."""
    return tuple(Token(match.start(), match.end(), _plain(match.group())) for match in TOKEN.finditer(text))


def _plain(word: str) -> str:
    return MARK_NUMBER.sub("]", word).lower().replace("’", "'")


def sequences_of(tokens: Sequence[Token]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each sequence (named by its block and itself) with the places of the tokens that it covers."""
    for place, token in enumerate(tokens):
        yield WORD + token.word, (place,)
        if place:
            yield f"{WORD}{tokens[place - 1].word} {token.word}", (place - 1, place)
        for part in _characters(token.word):
            yield CHARACTERS + part, (place,)


def _characters(word: str) -> Iterator[str]:
    padded = f" {word} "
    for length in CHARACTER_LENGTHS:
        for start in range(max(1, len(padded) - length + 1)):
            yield padded[start : start + length]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which sequences count, how rare each one is, and to which block it belongs."""

    index: Mapping[str, int]
    rarity: Floats

    def weigh(self, names: Iterable[str]) -> tuple[Indices, Floats]:
        """The known sequences of one text as index and weight: damped count times rarity, of length 1 a block."""
        counts = Counter(name for name in names if name in self.index)
        places = [self.index[name] for name in counts]
        weights = [(1 + math.log(count)) * float(self.rarity[self.index[name]]) for name, count in counts.items()]
        is_word = np.array([name[0] == WORD for name in counts], dtype=bool)
        return np.array(places, dtype=np.int64), _of_length_one(np.array(weights, dtype=np.float64), is_word)


def _of_length_one(weights: NDArray[np.float64], is_word: NDArray[np.bool_]) -> Floats:
    for block in (is_word, ~is_word):
        length = float(np.sqrt((weights[block] ** 2).sum()))
        weights[block] /= length * math.sqrt(2) if length else 1.0
    return weights.astype(np.float32)


def learn_vocabulary(texts: Iterable[Sequence[Token]]) -> Vocabulary:
    """The sequences that at least two texts have, in alphabetical order, with their inverse document frequency."""
    replies: Counter[str] = Counter()
    total = 0
    for tokens in texts:
        replies.update({name for name, _ in sequences_of(tokens)})
        total += 1
    kept = sorted(name for name, count in replies.items() if count >= LEAST_REPLIES)
    rarity = np.array([math.log((1 + total) / (1 + replies[name])) + 1 for name in kept], dtype=np.float32)
    return Vocabulary({name: place for place, name in enumerate(kept)}, rarity)
