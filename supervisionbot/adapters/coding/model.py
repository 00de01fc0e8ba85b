"""A redacted reply in -> for each theme its probability and the probabilities of its stances."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import (
    Row,
    Token,
    Vocabulary,
    ends_of,
    is_pair,
    names_of,
    sentences_of,
    tokens_of,
)
from supervisionbot.adapters.coding.logistic import Logistic
from supervisionbot.adapters.coding.question import QuestionView
from supervisionbot.adapters.coding.signals import Views, silence_signals, stance_signals, theme_signals
from supervisionbot.adapters.coding.views import Linear, Neighbours, Odds

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row a reply, one column a theme: its probability, and (last axis) a weight for each stance.

    `silence`: for each reply the probability that it speaks of no theme at all.
    """

    themes: Array
    stances: Array
    silence: Array


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learnt. `threshold`: the probability from which the coder stands by a theme."""

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    linear: Linear
    odds: Odds
    neighbours: Neighbours
    question: QuestionView
    theme_regression: Logistic
    stance_regression: Logistic
    silence_regression: Logistic
    threshold: float

    def judge(self, replies: Sequence[tuple[str, str, str]]) -> Judgement:
        """Judge replies given as (text, question or "", asked theme or "")."""
        views = self._views(replies)
        return Judgement(
            self.theme_regression.probabilities(theme_signals(views))[..., 0],
            self.stance_regression.probabilities(stance_signals(views)),
            self.silence_regression.probabilities(silence_signals(views))[:, 0],
        )

    def _views(self, replies: Sequence[tuple[str, str, str]]) -> Views:
        rows, sentences, owner = read_rows(self.vocabulary, [text for text, _, _ in replies])
        asked = asked_rows([theme for _, _, theme in replies], self.themes)
        places = [self.themes.index(theme) if theme in self.themes else None for _, _, theme in replies]
        near = [self.neighbours.score(row) for row in rows]
        return Views(
            ridge=_stack([self.linear.score(row, place) for row, place in zip(rows, places, strict=True)]),
            ridge_sentences=_stack([self.linear.score(row) for row in sentences]),
            odds=_stack([self.odds.score(row) for row in rows]),
            odds_sentences=_stack([self.odds.score(row) for row in sentences]),
            nearest=tuple(np.concatenate(votes) for votes in zip(*near, strict=True)),
            owner=owner,
            asked=asked,
            question=self.question.score(question for _, question, _ in replies),
        )

    def shares(self, tokens: Sequence[Token], theme: str) -> Array:
        """How much each token adds to the linear score of the theme; its tokens share a sequence evenly."""
        row = self.vocabulary.rows(tokens, [(0, len(tokens))])[0]
        values = row.weights * self.linear.weights[row.places, self.themes.index(theme)]
        names = names_of(tokens)
        counts = Counter(names)
        value_of = dict(zip(row.places.tolist(), values.tolist(), strict=True))
        shares = np.zeros(len(tokens))
        for name, first, last in zip(names, *ends_of(tokens), strict=True):
            covered = [first, last] if is_pair(name) else range(first, last + 1)
            value = value_of.get(self.vocabulary.index.get(name, -1), 0.0)
            shares[covered] += value / counts[name] / len(covered)
        return shares


def read_rows(vocabulary: Vocabulary, texts: Sequence[str]) -> tuple[list[Row], list[Row], NDArray[np.int64]]:
    """A row for each text, a row for each sentence of all texts, and to which text each sentence belongs."""
    rows: list[Row] = []
    sentences: list[Row] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        tokens = tokens_of(text)
        whole, *own = vocabulary.rows(tokens, [(0, len(tokens)), *sentences_of(text, tokens)])
        rows.append(whole)
        sentences += own
        owner += [number] * len(own)
    return rows, sentences, np.array(owner, dtype=np.int64)


def asked_rows(asked: Sequence[str], themes: Sequence[str]) -> Array:
    """One row a reply: 1 for the theme that the question asked about, 0 for every other."""
    return np.array([[theme == one for theme in themes] for one in asked], dtype=np.float64)


def _stack(rows: Sequence[NDArray[np.float32]]) -> Array:
    return np.array(rows, dtype=np.float64)
