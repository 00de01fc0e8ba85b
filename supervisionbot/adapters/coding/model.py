"""A redacted reply in -> for each theme its probability and stances; learnt from examples, kept as plain arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.adapters.coding.features import (
    Floats,
    Indices,
    Token,
    Vocabulary,
    learn_vocabulary,
    sequences_of,
    tokens_of,
)
from supervisionbot.adapters.coding.signals import STANCES, stance_signals, targets_of, theme_signals
from supervisionbot.adapters.coding.softmax import Softmax, fit_softmax

Array = NDArray[np.float64]
CONTEXT_WEIGHT = np.float32(0.1**0.5)  # of the asked theme and of the constant, beside a reply's words of weight 1
RIDGE_PENALTY, THEME_PENALTY, STANCE_PENALTY = 0.5, 10.0, 10.0
LEAST_GROUPS, FOLDS = 4, 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row a reply, one column a theme: its probability, and (last axis) the probability of each stance."""

    themes: Array
    stances: Array


@dataclass(frozen=True, slots=True)
class Model:
    """All that the coder learnt. `threshold`: the probability from which it stands by a theme."""

    themes: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    theme_regression: Softmax
    stance_regression: Softmax
    threshold: float

    def judge(self, replies: Sequence[tuple[str, str]]) -> Judgement:
        """Judge replies given as (text, asked theme or "")."""
        scores = np.array([self._score(text, asked) for text, asked in replies]).reshape(len(replies), -1)
        asked = asked_rows([theme for _, theme in replies], self.themes)
        return _judge(self.theme_regression, self.stance_regression, scores, asked)

    def _score(self, text: str, asked: str) -> Array:
        places, weights = row_of(self.vocabulary, tokens_of(text), asked, self.themes)
        return np.asarray(weights @ self.weights[places], dtype=np.float64)


def _judge(themes: Softmax, stances: Softmax, scores: Array, asked: Array) -> Judgement:
    return Judgement(
        themes.probabilities(theme_signals(scores, asked))[..., 1],
        stances.probabilities(stance_signals(scores, asked.shape[1])),
    )


def asked_rows(asked: Sequence[str], themes: Sequence[str]) -> Array:
    """One row a reply: 1 for the theme that the question asked about, 0 for every other."""
    return np.array([[theme == one for theme in themes] for one in asked], dtype=np.float64).reshape(-1, len(themes))


def row_of(
    vocabulary: Vocabulary, tokens: Sequence[Token], asked: str, themes: Sequence[str]
) -> tuple[Indices, Floats]:
    """A reply's sequences, the theme asked about and a constant, as places and weights."""
    places, weights = vocabulary.weigh(name for name, _ in sequences_of(tokens))
    first = len(vocabulary.index)
    context = [first] + [first + 1 + place for place, theme in enumerate(themes) if theme == asked]
    more = np.full(len(context), CONTEXT_WEIGHT, dtype=np.float32)
    return np.concatenate([places, np.array(context, dtype=np.int64)]), np.concatenate([weights, more])


def learn(examples: Sequence[Example], themes: Sequence[str], progress: Callable[[float], None]) -> Model:
    """Learn from the examples; `progress` hears the share done, 0 to 1."""
    from scipy.sparse import csr_matrix  # needed to learn only: a cached coder starts without it

    from supervisionbot.adapters.coding.ridge import fit_ridge

    tokens = [tokens_of(example.text) for example in examples]
    vocabulary = learn_vocabulary(tokens)
    rows = [
        row_of(vocabulary, words, example.asked_theme, themes) for words, example in zip(tokens, examples, strict=True)
    ]
    ends = np.cumsum([0] + [len(places) for places, _ in rows])
    shape = (len(rows), len(vocabulary.index) + 1 + len(themes))
    values, places = np.concatenate([w for _, w in rows]), np.concatenate([p for p, _ in rows])
    progress(0.2)
    fitted = fit_ridge(
        csr_matrix((values, places, ends), shape), targets_of(examples, themes), groups_of(examples), RIDGE_PENALTY
    )
    progress(0.8)
    asked = asked_rows([example.asked_theme for example in examples], themes)
    said, stances = _second_stage(examples, themes, fitted.held_out, asked)
    probabilities = _judge(said, stances, fitted.held_out, asked).themes
    truth = np.array([[theme in example.codes for theme in themes] for example in examples])
    progress(1.0)
    return Model(
        tuple(themes),
        vocabulary,
        fitted.weights.astype(np.float32),
        said,
        stances,
        best_threshold(probabilities, truth),
    )


def groups_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """A number for each example's writer; with too few writers to hold one out, folds in turn."""
    writers = sorted({example.writer for example in examples})
    if len(writers) < LEAST_GROUPS:
        return np.arange(len(examples), dtype=np.int64) % FOLDS
    return np.array([writers.index(example.writer) for example in examples], dtype=np.int64)


def _second_stage(
    examples: Sequence[Example], themes: Sequence[str], scores: Array, asked: Array
) -> tuple[Softmax, Softmax]:
    said = np.array([[theme in example.codes for theme in themes] for example in examples])
    signals = theme_signals(scores, asked)
    theme_regression = fit_softmax(signals.reshape(said.size, -1), said.ravel().astype(np.int64), 2, THEME_PENALTY)
    stances = [
        STANCES.index(example.codes[theme]) for example in examples for theme in themes if theme in example.codes
    ]
    signals = stance_signals(scores, len(themes))[said]
    return theme_regression, fit_softmax(signals, np.array(stances, dtype=np.int64), len(STANCES), STANCE_PENALTY)


def best_threshold(probabilities: Array, truth: NDArray[np.bool_]) -> float:
    """The probability from which saying "heard" agrees best with the truth by Cohen's kappa."""
    order = np.argsort(-probabilities.ravel(), kind="stable")
    right, total = np.cumsum(truth.ravel()[order]), truth.size
    said, heard = np.arange(1, total + 1), truth.sum()
    agreed = (total - heard - said + 2 * right) / total
    by_chance = (said * heard + (total - said) * (total - heard)) / total**2
    kappa = (agreed - by_chance) / (1 - by_chance)
    return float(probabilities.ravel()[order][kappa.argmax()])
