"""Examples in -> a model: three views learnt from all, and regressions on what the views say of writers they never saw.

The regressions turn scores into probabilities. They are learnt on held-out scores, since a view is far too
sure of the examples that it has learnt by heart.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.adapters.coding.features import Row, Vocabulary, learn_vocabulary, tokens_of
from supervisionbot.adapters.coding.logistic import Logistic, fit_logistic
from supervisionbot.adapters.coding.model import Model, asked_rows, read_rows
from supervisionbot.adapters.coding.ridge import Ridge, fit_ridge
from supervisionbot.adapters.coding.signals import STANCES, Views, stance_signals, targets_of, theme_signals
from supervisionbot.adapters.coding.views import CONTEXT_WEIGHT, ODDS_DAMPING, Linear, Neighbours, Odds, flat, votes

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
# Chosen by cross-validation over writers (docs/coding.md).
RIDGE_PENALTY, ODDS_PRIOR, REGRESSION_PENALTY = 0.5, 0.1, 10.0
# A sequence that more of the replies have tells hardly which are alike, and is what takes the time.
MOST_COMMON = 0.06
LEAST_WRITERS, FOLDS = 4, 8


@dataclass(frozen=True, slots=True)
class _Lesson:
    """The examples as matrices: replies and sentences by sequences, what is true of each, and who wrote it."""

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


def learn(examples: Sequence[Example], themes: Sequence[str], progress: Callable[[float], None]) -> Model:
    """Learn from the examples; `progress` hears the share done, 0 to 1."""
    lesson = _lesson(examples, tuple(themes))
    progress(0.3)
    likeness = (lesson.rows @ lesson.rows.T).toarray()
    ridge = fit_ridge(likeness + _context_likeness(lesson.asked), lesson.targets, RIDGE_PENALTY)
    progress(0.5)
    views = Views(
        **_ridge_views(lesson, ridge),
        **_odds_views(lesson),
        nearest=_nearest(lesson),
        owner=lesson.owner,
        asked=lesson.asked,
    )
    progress(0.8)
    said, stances, threshold = _regressions(views, examples, lesson.themes)
    progress(1.0)
    linear = Linear(_weights(lesson, ridge.dual).astype(np.float16), len(themes))
    odds = Odds(_ratios(_counts(lesson)).astype(np.float16), lesson.vocabulary.block("p", "s"))
    return Model(lesson.themes, lesson.vocabulary, linear, odds, _neighbours(lesson), said, stances, threshold)


def _lesson(examples: Sequence[Example], themes: tuple[str, ...]) -> _Lesson:
    vocabulary = learn_vocabulary(tokens_of(example.text) for example in examples)
    rows, sentences, owner = read_rows(vocabulary, [example.text for example in examples])
    size = len(vocabulary.index)
    return _Lesson(
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


def _context_likeness(asked: NDArray[np.float64]) -> Floats:
    return np.asarray(CONTEXT_WEIGHT**2 * (asked @ asked.T + 1), dtype=np.float32)


def _weights(lesson: _Lesson, dual: Floats) -> Floats:
    """Dual weights as weights of the sequences, of the constant and of each theme asked about."""
    context = CONTEXT_WEIGHT * np.vstack([dual.sum(axis=0, keepdims=True), lesson.asked.T.astype(np.float32) @ dual])
    return np.vstack([lesson.rows.T @ dual, context])


def _ridge_views(lesson: _Lesson, ridge: Ridge) -> dict[str, Any]:
    replies = np.empty(lesson.targets.shape)
    sentences = np.empty((len(lesson.owner), lesson.targets.shape[1]))
    for own, own_sentences in lesson.held_out():
        dual, missed = ridge.without(own)
        replies[own] = lesson.targets[own] - missed
        constant = CONTEXT_WEIGHT**2 * dual.sum(axis=0)
        sentences[own_sentences] = lesson.sentences[own_sentences] @ (lesson.rows.T @ dual) + constant
    return {"ridge": replies, "ridge_sentences": sentences}


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many replies have each sequence and target, each sequence at all, each target at all; how many replies."""

    both: Floats
    sequences: Floats
    targets: Floats
    replies: int

    def without(self, other: "_Counts") -> "_Counts":
        return _Counts(
            self.both - other.both,
            self.sequences - other.sequences,
            self.targets - other.targets,
            self.replies - other.replies,
        )


def _present(lesson: _Lesson, rows: Any) -> Any:
    kept = rows[:, lesson.vocabulary.block("p", "s")]
    return csr_matrix((np.ones_like(kept.data), kept.indices, kept.indptr), kept.shape)


def _counts(lesson: _Lesson, own: Indices | None = None) -> _Counts:
    rows, targets = (lesson.rows, lesson.targets) if own is None else (lesson.rows[own], lesson.targets[own])
    present = _present(lesson, rows)
    sequences = np.asarray(present.sum(axis=0), dtype=np.float32).ravel()
    return _Counts(present.T @ targets, sequences, targets.sum(axis=0), len(targets))


def _ratios(counts: _Counts) -> Floats:
    """Log odds of a target's replies having a sequence against other replies having it, with a small prior."""
    without = np.maximum(counts.sequences[:, None] - counts.both, 0)
    with_it = np.log((counts.both + ODDS_PRIOR) / (counts.targets + 2 * ODDS_PRIOR))
    return np.asarray(with_it - np.log((without + ODDS_PRIOR) / (counts.replies - counts.targets + 2 * ODDS_PRIOR)))


def _odds_views(lesson: _Lesson) -> dict[str, Any]:
    every = _counts(lesson)
    replies, sentences = _present(lesson, lesson.rows), _present(lesson, lesson.sentences)
    odds = np.empty(lesson.targets.shape)
    odds_sentences = np.empty((len(lesson.owner), lesson.targets.shape[1]))
    for own, own_sentences in lesson.held_out():
        ratios = _ratios(every.without(_counts(lesson, own)))
        odds[own] = _damped(replies[own], ratios)
        odds_sentences[own_sentences] = _damped(sentences[own_sentences], ratios)
    return {"odds": odds, "odds_sentences": odds_sentences}


def _damped(present: Any, ratios: Floats) -> Floats:
    many = np.diff(present.indptr).astype(np.float32)
    return np.asarray(present @ ratios) / np.sqrt(many + ODDS_DAMPING)[:, None]


def _telling(lesson: _Lesson) -> Any:
    """The replies by sequences, without the weights of the sequences that are common."""
    rows = lesson.rows.tocsc(copy=True)
    counts = np.diff(rows.indptr)
    rows.data[np.repeat(counts > MOST_COMMON * rows.shape[0], counts)] = 0
    rows.eliminate_zeros()
    return rows


def _nearest(lesson: _Lesson) -> tuple[NDArray[np.float64], ...]:
    rows = _telling(lesson)
    likeness = (rows @ rows.T).toarray()
    for own, _ in lesson.held_out():
        likeness[np.ix_(own, own)] = 0  # a writer's own other replies are no strangers
    return tuple(votes(likeness, lesson.targets))


def _neighbours(lesson: _Lesson) -> Neighbours:
    rows = _telling(lesson)
    replies = rows.indices.astype(np.min_scalar_type(len(lesson.targets)))
    return Neighbours(rows.indptr.astype(np.int64), replies, rows.data.astype(np.float16), lesson.targets > 0)


def _regressions(views: Views, examples: Sequence[Example], themes: tuple[str, ...]) -> tuple[Logistic, Logistic, float]:
    said = np.array([[theme in example.codes for theme in themes] for example in examples])
    signals = theme_signals(views)
    regression = fit_logistic(signals.reshape(said.size, -1), said.reshape(-1, 1), REGRESSION_PENALTY)
    threshold = best_threshold(regression.probabilities(signals)[..., 0], said)
    stances = [example.codes[theme] for example in examples for theme in themes if theme in example.codes]
    outcomes = np.array([[stance == one for one in STANCES] for stance in stances])
    return regression, fit_logistic(stance_signals(views)[said], outcomes, REGRESSION_PENALTY), threshold


def best_threshold(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """The probability from which saying "heard" agrees best with the truth by Cohen's kappa."""
    order = np.argsort(-probabilities.ravel(), kind="stable")
    right, total = np.cumsum(truth.ravel()[order]), truth.size
    said, heard = np.arange(1, total + 1), truth.sum()
    agreed = (total - heard - said + 2 * right) / total
    by_chance = (said * heard + (total - said) * (total - heard)) / total**2
    kappa = (agreed - by_chance) / np.maximum(1 - by_chance, 1e-9)
    return float(probabilities.ravel()[order][kappa.argmax()])
