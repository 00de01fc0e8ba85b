"""A redacted reply in -> for each theme its probability and the probabilities of its stances."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import (
    Row,
    Token,
    Vocabulary,
    names_of,
    places_of,
    sentences_of,
    tokens_of,
)
from supervisionbot.adapters.coding.logistic import Logistic
from supervisionbot.adapters.coding.signals import Views, stance_signals, theme_signals
from supervisionbot.adapters.coding.views import Linear, Neighbours, Odds

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row a reply, one column a theme: its probability, and (last axis) a weight for each stance."""

    themes: Array
    stances: Array


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learnt. `threshold`: the probability from which the coder stands by a theme."""

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    linear: Linear
    odds: Odds
    neighbours: Neighbours
    theme_regression: Logistic
    stance_regression: Logistic
    threshold: float

    def judge(self, replies: Sequence[tuple[str, str]]) -> Judgement:
        """Judge replies given as (text, asked theme or "")."""
        views = self._views(replies)
        return Judgement(
            self.theme_regression.probabilities(theme_signals(views))[..., 0],
            self.stance_regression.probabilities(stance_signals(views)),
        )

    def _views(self, replies: Sequence[tuple[str, str]]) -> Views:
        rows, sentences, owner = read_rows(self.vocabulary, [text for text, _ in replies])
        asked = asked_rows([theme for _, theme in replies], self.themes)
        places = [self.themes.index(theme) if theme in self.themes else None for _, theme in replies]
        near = [self.neighbours.score(row) for row in rows]
        return Views(
            ridge=_stack([self.linear.score(row, place) for row, place in zip(rows, places, strict=True)]),
            ridge_sentences=_stack([self.linear.score(row) for row in sentences]),
            odds=_stack([self.odds.score(row) for row in rows]),
            odds_sentences=_stack([self.odds.score(row) for row in sentences]),
            nearest=tuple(np.concatenate(votes) for votes in zip(*near, strict=True)),
            owner=owner,
            asked=asked,
        )

    def shares(self, tokens: Sequence[Token], theme: str) -> Array:
        """How much each token adds to the linear score of the theme; its tokens share a sequence evenly."""
        row = self.vocabulary.row(tokens)
        values = row.weights * self.linear.weights[row.places, self.themes.index(theme)]
        names = [self.vocabulary.index.get(name) for name in names_of(tokens)]
        known = [(place, covered) for place, covered in zip(names, places_of(tokens), strict=True) if place is not None]
        order = np.searchsorted(row.places, [place for place, _ in known])
        counts = np.bincount(order, minlength=len(row.places))
        shares = np.zeros(len(tokens))
        for at, (_, covered) in zip(order, known, strict=True):
            shares[list(covered)] += values[at] / counts[at] / len(covered)
        return shares


def read_rows(vocabulary: Vocabulary, texts: Sequence[str]) -> tuple[list[Row], list[Row], NDArray[np.int64]]:
    """A row for each text, a row for each sentence of all texts, and to which text each sentence belongs."""
    tokens = [tokens_of(text) for text in texts]
    sentences = [sentences_of(text, words) for text, words in zip(texts, tokens, strict=True)]
    owner = np.repeat(np.arange(len(texts)), [len(own) for own in sentences])
    rows = [vocabulary.row(words) for words in tokens]
    return rows, [vocabulary.row(words) for own in sentences for words in own], owner


def asked_rows(asked: Sequence[str], themes: Sequence[str]) -> Array:
    """One row a reply: 1 for the theme that the question asked about, 0 for every other."""
    return np.array([[theme == one for theme in themes] for one in asked], dtype=np.float64)


def _stack(rows: Sequence[NDArray[np.float32]]) -> Array:
    return np.array(rows, dtype=np.float64)
