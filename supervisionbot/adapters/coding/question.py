"""The words of a question in -> how well or hard answers to such questions tell of the visit.

"What went well?" is answered otherwise than "What got in the way?". About which themes are spoken of, the words of
the question tell nothing beyond the theme that it asks about; about the stance they do (docs/coding.md).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import stem_of

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
LEAST_QUESTIONS, PENALTY = 5, 3.0


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Linear weights of a question's stems and pairs of neighbours: a row a piece, a column a stance."""

    index: Mapping[str, int]
    weights: Array

    def score(self, questions: Iterable[str]) -> Array:
        """One row a question: more than 0 where answers are of that stance more often than others."""
        return np.array([self._score(question) for question in questions]).reshape(-1, self.weights.shape[1])

    def _score(self, question: str) -> Array:
        places = places_of(question, self.index)
        return np.asarray(self.weights[places].sum(axis=0) / np.sqrt(max(1, len(places))))


def places_of(question: str, index: Mapping[str, int]) -> list[int]:
    """Where the stems and pairs of neighbouring stems of a question stand among the known ones, each once."""
    return sorted(index[piece] for piece in _pieces_of(question) if piece in index)


def _pieces_of(question: str) -> set[str]:
    stems = [stem_of(word) for word in re.findall(r"[a-z']+", question.lower().replace("’", "'"))]
    return {*stems, *(f"{left} {right}" for left, right in pairwise(stems))}


def learn_questions(
    questions: Sequence[str], outcomes: Array, held_out: Iterable[Indices]
) -> tuple[QuestionView, Array]:
    """The view by ridge regression, and what it says of each group of `held_out` without having seen it.

    `outcomes`: a row a question, 1 in the column of each stance that the answer to it has.
    """
    counts = Counter(piece for question in questions for piece in _pieces_of(question))
    index = {piece: at for at, piece in enumerate(sorted(p for p, n in counts.items() if n >= LEAST_QUESTIONS))}
    rows = _rows(questions, index)
    centred = outcomes - outcomes.mean(axis=0)
    likeness, towards = rows.T @ rows + PENALTY * np.eye(len(index)), rows.T @ centred
    scores = np.zeros(outcomes.shape)
    for own in held_out:
        without = likeness - rows[own].T @ rows[own]
        scores[own] = rows[own] @ np.linalg.solve(without, towards - rows[own].T @ centred[own])
    return QuestionView(index, np.linalg.solve(likeness, towards)), scores


def _rows(questions: Sequence[str], index: Mapping[str, int]) -> Array:
    rows = np.zeros((len(questions), len(index)))
    for row, question in zip(rows, questions, strict=True):
        places = places_of(question, index)
        row[places] = 1 / np.sqrt(max(1, len(places)))
    return rows
