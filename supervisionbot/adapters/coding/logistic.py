"""A few numbers a case and what is true of it in -> a logistic regression; numbers in -> probabilities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MOST_STEPS = 30
SMALLEST_STEP = 1e-6


@dataclass(frozen=True, slots=True)
class Logistic:
    """Logistic regression over standardised numbers; a column of `weights` an outcome, last row intercepts."""

    centre: Array
    scale: Array
    weights: Array

    def probabilities(self, numbers: Array) -> Array:
        """One probability for each outcome, in place of the last axis of the numbers."""
        return _logistic((numbers - self.centre) / self.scale @ self.weights[:-1] + self.weights[-1])


def _logistic(scores: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def fit_logistic(numbers: Array, outcomes: NDArray[np.bool_], penalty: float) -> Logistic:
    """One regression for each column of outcomes; the penalty holds all weights but the intercept small."""
    centre, scale = numbers.mean(axis=0), numbers.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    rows = np.column_stack([(numbers - centre) / scale, np.ones(len(numbers))])
    held = np.full(rows.shape[1], penalty)
    held[-1] = 1e-3  # hardly held, yet enough to keep the step finite when an outcome never occurs
    columns = [_newton(rows, outcome.astype(np.float64), held) for outcome in outcomes.T]
    return Logistic(centre, scale, np.column_stack(columns))


def _newton(rows: Array, outcome: Array, held: Array) -> Array:
    weights = np.zeros(rows.shape[1])
    for _ in range(MOST_STEPS):
        found = _logistic(rows @ weights)
        slope = rows.T @ (found - outcome) + held * weights
        curve = (rows * (found * (1 - found))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < SMALLEST_STEP:
            break
    return weights
