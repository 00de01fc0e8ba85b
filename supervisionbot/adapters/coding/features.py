"""A redacted text in -> its words, its sentences, and the sequences of characters, stems and words in it."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

# A mark of the redactor ("[name 2]"), a word, a number, or a sign that carries a tone.
TOKEN = re.compile(r"\[[a-z]+(?: \d+)?\]|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[!?]+")
MARK_NUMBER = re.compile(r" \d+\]$")
SENTENCE_END = re.compile(r"[.!?][\s'\")]+|\n+")
CLITIC = re.compile(r"'(?:s|d|ll|ve|re|m)$")
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ingly", ""),
    ("edly", ""),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
)
COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an the and or but so of to in on at for with from by as is was were be been am are it its this "
        "that these those he she they him her them his their my me i we us our you your had has have do did "
        "does not no if then than there here what who when how",
    )
)
CHARACTER_LENGTHS, STEM_LENGTHS, WORD_LENGTHS = range(2, 6), range(1, 4), range(1, 3)
NEAR = 5  # words between which a pair of stems still belongs together
LEAST_REPLIES = 2  # a sequence that one example alone has teaches nothing about another
# The blocks of sequences, by the letter that their names begin with, and each one's share in a row's length:
# characters within a word, pairs of stems, runs of stems, runs of words.
BLOCKS: Mapping[str, float] = {"c": 0.25, "p": 0.25, "s": 0.3, "w": 0.2}


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place in the text ([start, end) in characters), its stem, its sequences of characters."""

    start: int
    end: int
    word: str
    stem: str
    parts: tuple[str, ...]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words, numbers, marks and tone signs of a text, in lower case, in their order."""
    return tuple(_token(match) for match in TOKEN.finditer(text))


def _token(match: re.Match[str]) -> Token:
    word = MARK_NUMBER.sub("]", match.group()).lower().replace("’", "'")
    padded = f" {word} "
    parts = [
        "c" + padded[start : start + length]
        for length in CHARACTER_LENGTHS
        for start in range(max(1, len(padded) - length + 1))
    ]
    return Token(match.start(), match.end(), word, stem_of(word), tuple(parts))


def stem_of(word: str) -> str:
    """A rough stem: without the commonest English endings, a doubled last letter and a last e."""
    stem = CLITIC.sub("", word)
    if len(stem) > 4:
        stem = _without_ending(stem)
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":
            stem = stem[:-1]
    return stem[:-1] if len(stem) > 3 and stem.endswith("e") else stem


def _without_ending(word: str) -> str:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def sentences_of(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Each sentence as the numbers of its first token and of the one after its last; at least one sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    starts = [token.start for token in tokens]
    edges = sorted({0, *(bisect_left(starts, end) for end in ends), len(tokens)})
    return list(pairwise(edges)) or [(0, 0)]


def names_of(tokens: Sequence[Token]) -> list[str]:
    """The names of all sequences of these tokens: the letter of the block, then the sequence."""
    names = [part for token in tokens for part in token.parts]
    names += ["p" + "_".join(sorted((tokens[i].stem, tokens[j].stem))) for i, j in _pairs(tokens)]
    stems, words = [token.stem for token in tokens], [token.word for token in tokens]
    names += ["s" + " ".join(stems[i : i + n]) for n in STEM_LENGTHS for i in range(len(stems) - n + 1)]
    names += ["w" + " ".join(words[i : i + n]) for n in WORD_LENGTHS for i in range(len(words) - n + 1)]
    return names


def is_pair(name: str) -> bool:
    """Whether the sequence is made of two stems that need not stand side by side."""
    return name.startswith("p")


def ends_of(tokens: Sequence[Token]) -> tuple[Indices, Indices]:
    """For each name of `names_of`, in the same order, the numbers of its first and of its last token."""
    at = np.arange(len(tokens))
    characters = np.repeat(at, [len(token.parts) for token in tokens])
    pairs = np.array(_pairs(tokens), dtype=np.int64).reshape(-1, 2)
    runs = [n for n in (*STEM_LENGTHS, *WORD_LENGTHS) if n <= len(tokens)]
    firsts = [at[: len(tokens) - n + 1] for n in runs]
    lasts = [at[n - 1 :] for n in runs]
    return np.concatenate([characters, pairs[:, 0], *firsts]), np.concatenate([characters, pairs[:, 1], *lasts])


def _pairs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    telling = [i for i, token in enumerate(tokens) if token.word not in COMMON]
    return [(i, j) for at, i in enumerate(telling) for j in telling[at + 1 : at + 1 + NEAR] if j - i <= NEAR]


@dataclass(frozen=True, slots=True)
class Row:
    """A text as the places of its sequences in the vocabulary, in rising order, and their weights."""

    places: Indices
    weights: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which sequences count (in alphabetical order, so each block stands together), and how rare each is."""

    index: Mapping[str, int]
    rarity: Floats
    starts: tuple[int, ...]

    def block(self, first: str, last: str = "") -> slice:
        """Where the sequences of a block stand, or those from one block to another."""
        letters = sorted(BLOCKS)
        return slice(self.starts[letters.index(first)], self.starts[letters.index(last or first) + 1])

    def rows(self, tokens: Sequence[Token], parts: Iterable[tuple[int, int]]) -> list[Row]:
        """A row for each part of the tokens, given by its first token and the one after its last."""
        places = np.array([self.index.get(name, -1) for name in names_of(tokens)], dtype=np.int64)
        first, last = ends_of(tokens)
        known = places >= 0
        return [self._row(places[known & (first >= start) & (last < end)]) for start, end in parts]

    def _row(self, found: Indices) -> Row:
        """Damped count times rarity, each block scaled to its share of length 1."""
        places, counts = np.unique(found, return_counts=True)
        weights = (1 + np.log(counts)) * self.rarity[places]
        edges = np.searchsorted(places, self.starts)
        for share, start, end in zip(BLOCKS.values(), edges[:-1], edges[1:], strict=True):
            if start < end:
                weights[start:end] *= math.sqrt(share / float(weights[start:end] @ weights[start:end]))
        return Row(places, weights.astype(np.float32))


def vocabulary(names: Iterable[str], rarity: Floats) -> Vocabulary:
    """A vocabulary from its sequences in alphabetical order and their rarity."""
    index = {name: place for place, name in enumerate(names)}
    sizes = Counter(name[0] for name in index)
    starts = np.cumsum([0] + [sizes[letter] for letter in sorted(BLOCKS)])
    return Vocabulary(index, rarity, tuple(int(start) for start in starts))


def learn_vocabulary(texts: Iterable[Sequence[Token]]) -> Vocabulary:
    """The sequences that at least two texts have, with their inverse document frequency."""
    replies: Counter[str] = Counter()
    total = 0
    for tokens in texts:
        replies.update(set(names_of(tokens)))
        total += 1
    kept = sorted(name for name, count in replies.items() if count >= LEAST_REPLIES)
    rarity = [math.log((1 + total) / (1 + replies[name])) + 1 for name in kept]
    return vocabulary(kept, np.array(rarity, dtype=np.float32))
