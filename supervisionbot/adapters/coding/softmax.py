"""A few numbers a case and its class in -> a logistic regression; numbers in -> probabilities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Softmax:
    """Multinomial logistic regression over standardised numbers; the last row of `weights` is the intercept."""

    centre: Array
    scale: Array
    weights: Array

    def probabilities(self, numbers: Array) -> Array:
        """One row a case, one column a class; each row sums to 1."""
        return _softmax((numbers - self.centre) / self.scale @ self.weights[:-1] + self.weights[-1])


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def fit_softmax(numbers: Array, classes: NDArray[np.int64], count: int, penalty: float) -> Softmax:
    """The regression of the classes 0 to count - 1 on the numbers, its weights held small by the penalty."""
    from scipy.optimize import minimize  # needed to learn only: a cached coder starts without it

    centre, scale = numbers.mean(axis=0), numbers.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    rows = np.column_stack([(numbers - centre) / scale, np.ones(len(numbers))])
    wanted = np.eye(count)[classes]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(-1, count)
        found = _softmax(rows @ weights)
        held = np.vstack([weights[:-1], np.zeros((1, count))]) * penalty
        surprise = -np.log(np.maximum((found * wanted).sum(axis=1), 1e-300)).sum()
        return float(surprise + (held * weights).sum() / 2), (rows.T @ (found - wanted) + held).ravel()

    best = minimize(loss, np.zeros(rows.shape[1] * count), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Softmax(centre, scale, best.x.reshape(-1, count))
