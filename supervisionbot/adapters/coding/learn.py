"""Examples in -> a model: views of a reply and its question, and regressions on what these say of new writers.

The regressions turn scores into probabilities. They are learnt on held-out scores, since a view is far too
sure of the examples that it has learnt by heart.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.adapters.coding.held_out import (
    counts,
    log_odds,
    nearest,
    odds_views,
    ridge_views,
    telling,
)
from supervisionbot.adapters.coding.lesson import Lesson, lesson_of
from supervisionbot.adapters.coding.logistic import Logistic, fit_logistic
from supervisionbot.adapters.coding.model import Model
from supervisionbot.adapters.coding.question import learn_questions
from supervisionbot.adapters.coding.ridge import fit_ridge
from supervisionbot.adapters.coding.signals import (
    STANCES,
    Views,
    silence_signals,
    stance_signals,
    stances_of,
    theme_signals,
)
from supervisionbot.adapters.coding.views import CONTEXT_WEIGHT, Linear, Neighbours, Odds

Floats = NDArray[np.float32]
# Chosen by cross-validation over writers (docs/coding.md).
RIDGE_PENALTY, REGRESSION_PENALTY = 1.0, 10.0


def learn(examples: Sequence[Example], themes: Sequence[str], progress: Callable[[float], None]) -> Model:
    """Learn from the examples; `progress` hears the share done, 0 to 1."""
    lesson = lesson_of(examples, tuple(themes))
    progress(0.3)
    likeness = (lesson.rows @ lesson.rows.T).toarray()
    ridge = fit_ridge(likeness + context_likeness(lesson.asked), lesson.targets, RIDGE_PENALTY)
    progress(0.5)
    questions = [example.question for example in examples]
    question, by_question = learn_questions(questions, stances_of(examples), (own for own, _ in lesson.held_out()))
    views = Views(
        **ridge_views(lesson, ridge),
        **odds_views(lesson),
        nearest=nearest(lesson),
        owner=lesson.owner,
        asked=lesson.asked,
        question=by_question,
    )
    progress(0.8)
    regressions = _regressions(views, examples, lesson.themes)
    progress(1.0)
    linear = Linear(_weights(lesson, ridge.dual).astype(np.float16), len(themes))
    odds = Odds(log_odds(counts(lesson)).astype(np.float16), lesson.vocabulary.block("p", "s"))
    return Model(lesson.themes, lesson.vocabulary, linear, odds, _neighbours(lesson), question, *regressions)


def context_likeness(asked: NDArray[np.float64]) -> Floats:
    """How alike examples are by the theme asked about and the constant."""
    return np.asarray(CONTEXT_WEIGHT**2 * (asked @ asked.T + 1), dtype=np.float32)


def _weights(lesson: Lesson, dual: Floats) -> Floats:
    """Dual weights as weights of the sequences, of the constant and of each theme asked about."""
    context = CONTEXT_WEIGHT * np.vstack([dual.sum(axis=0, keepdims=True), lesson.asked.T.astype(np.float32) @ dual])
    return np.vstack([lesson.rows.T @ dual, context])


def _neighbours(lesson: Lesson) -> Neighbours:
    rows = telling(lesson)
    replies = rows.indices.astype(np.min_scalar_type(len(lesson.targets)))
    return Neighbours(rows.indptr.astype(np.int64), replies, rows.data.astype(np.float16), lesson.targets > 0)


def _regressions(
    views: Views, examples: Sequence[Example], themes: tuple[str, ...]
) -> tuple[Logistic, Logistic, Logistic, float]:
    """The regressions of themes, stances and silence, and the threshold."""
    said = np.array([[theme in example.codes for theme in themes] for example in examples])
    signals = theme_signals(views)
    regression = fit_logistic(signals.reshape(said.size, -1), said.reshape(-1, 1), REGRESSION_PENALTY)
    threshold = best_threshold(regression.probabilities(signals)[..., 0], said)
    codes = [example.codes[theme] for example in examples for theme in themes if theme in example.codes]
    outcomes = np.array([[code == stance for stance in STANCES] for code in codes])
    stances = fit_logistic(stance_signals(views)[said], outcomes, REGRESSION_PENALTY)
    silent = said.sum(axis=1, keepdims=True) == 0
    silence = fit_logistic(silence_signals(views), silent, REGRESSION_PENALTY)
    return regression, stances, silence, threshold


def best_threshold(probabilities: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """The probability from which saying "heard" agrees best with the truth by Cohen's kappa."""
    order = np.argsort(-probabilities.ravel(), kind="stable")
    right, total = np.cumsum(truth.ravel()[order]), truth.size
    said, heard = np.arange(1, total + 1), truth.sum()
    agreed = (total - heard - said + 2 * right) / total
    by_chance = (said * heard + (total - said) * (total - heard)) / total**2
    kappa = (agreed - by_chance) / np.maximum(1 - by_chance, 1e-9)
    return float(probabilities.ravel()[order][kappa.argmax()])
