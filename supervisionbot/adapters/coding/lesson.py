"""Examples in -> the matrices that learning starts from: sequences, targets, and who wrote what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.adapters.coding.features import Row, Vocabulary, learn_vocabulary, tokens_of
from supervisionbot.adapters.coding.model import asked_rows, read_rows
from supervisionbot.adapters.coding.signals import targets_of
from supervisionbot.adapters.coding.views import flat

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
LEAST_WRITERS, FOLDS = 4, 8


@dataclass(frozen=True, slots=True)
class Lesson:
    """The examples as matrices: replies and sentences by sequences, what is true of each, who wrote it."""

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    rows: Any
    sentences: Any
    owner: Indices
    asked: NDArray[np.float64]
    targets: Floats
    writers: Indices

    def held_out(self) -> Iterator[tuple[Indices, Indices]]:
        """For each writer: their replies, and the sentences of these."""
        for writer in np.unique(self.writers):
            yield np.flatnonzero(self.writers == writer), np.flatnonzero(self.writers[self.owner] == writer)


def lesson_of(examples: Sequence[Example], themes: tuple[str, ...]) -> Lesson:
    """The lesson that the examples hold about the themes."""
    vocabulary = learn_vocabulary(tokens_of(example.text) for example in examples)
    rows, sentences, owner = read_rows(vocabulary, [example.text for example in examples])
    size = len(vocabulary.index)
    return Lesson(
        themes,
        vocabulary,
        _matrix(rows, size),
        _matrix(sentences, size),
        owner,
        asked_rows([example.asked_theme for example in examples], themes),
        targets_of(examples, themes).astype(np.float32),
        writers_of(examples),
    )


def _matrix(rows: Sequence[Row], size: int) -> Any:
    ends, places, weights = flat(rows)
    return csr_matrix((weights, places, ends), (len(rows), size))


def writers_of(examples: Sequence[Example]) -> Indices:
    """A number for each example's writer; with too few writers to hold one out, folds in turn."""
    writers = {writer: number for number, writer in enumerate(sorted({example.writer for example in examples}))}
    if len(writers) < LEAST_WRITERS:
        return np.arange(len(examples), dtype=np.int64) % FOLDS
    return np.array([writers[example.writer] for example in examples], dtype=np.int64)
