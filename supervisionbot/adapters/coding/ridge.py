"""Weighted sequences of the examples and what each says in -> linear weights, and scores by weights that never saw the writer.

Ridge regression in its dual form: one inverse of the examples' likeness to each other gives the weights
and, by the block formula for left-out residuals, the scores of every example as if its whole writer had
been left out (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, section 5.4.2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """`weights`: one row a sequence, one column a target; `held_out`: one row an example."""

    weights: Array
    held_out: Array


def fit_ridge(rows: csr_matrix, targets: Array, groups: NDArray[np.int64], penalty: float) -> Fitted:
    """Weights for the targets, and the examples' scores by weights learnt without their group."""
    likeness = (rows @ rows.T).toarray().astype(np.float64)
    likeness[np.diag_indices_from(likeness)] += penalty
    inverse = cho_solve(cho_factor(likeness, overwrite_a=True), np.eye(len(likeness)), overwrite_b=True)
    dual = inverse @ targets
    held_out = np.empty_like(dual)
    for group in np.unique(groups):
        own = np.flatnonzero(groups == group)
        held_out[own] = targets[own] - np.linalg.solve(inverse[np.ix_(own, own)], dual[own])
    return Fitted(rows.T @ dual, held_out)
