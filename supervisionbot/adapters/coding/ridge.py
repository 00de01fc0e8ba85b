"""The examples' likeness and what each says in -> linear weights, and those that never saw one writer.

Ridge regression in its dual form: one inverse of the examples' likeness to each other gives the weights
and, by the block formula for left-out residuals, the scores of every example as if its whole writer had
been left out (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, section 5.4.2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ridge:
    """`dual`: how much each example weighs for each target. `inverse`: of the likeness, penalty included."""

    inverse: Floats
    dual: Floats

    def without(self, own: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """The dual weights without the examples `own`, and by how much those then miss their targets."""
        missed = np.linalg.solve(self.inverse[np.ix_(own, own)], self.dual[own])
        dual = self.dual - self.inverse[:, own] @ missed
        dual[own] = 0
        return dual, missed


def fit_ridge(likeness: Floats, targets: Floats, penalty: float) -> Ridge:
    """The ridge regression of the targets on examples of which only the likeness to each other is known."""
    held = likeness + np.float32(penalty) * np.eye(len(likeness), dtype=np.float32)
    factor = cho_factor(held, overwrite_a=True, check_finite=False)
    inverse = cho_solve(factor, np.eye(len(likeness), dtype=np.float32), overwrite_b=True, check_finite=False)
    return Ridge(inverse, inverse @ targets)
