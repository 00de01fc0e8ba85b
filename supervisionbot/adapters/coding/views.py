"""Rows of weighted sequences in -> scores: by linear weights, by odds, by the examples most alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.features import Floats, Row
from supervisionbot.adapters.coding.signals import NEAREST

Array = NDArray[np.float64]
CONTEXT_WEIGHT = np.float32(0.1**0.5)  # of the asked theme and of the constant, beside a reply's words of weight 1
ODDS_DAMPING = 5.0


@dataclass(frozen=True, slots=True)
class Linear:
    """Ridge weights: a row a sequence, then one for the constant and one for each theme to be asked about."""

    weights: NDArray[np.float16]
    themes: int

    def score(self, row: Row, asked: int | None = None) -> Floats:
        """One score a target; `asked`: place of the theme asked about, None if unknown or for a sentence."""
        context = self.weights[-self.themes - 1].astype(np.float32)
        if asked is not None:
            context = context + self.weights[asked - self.themes]
        return np.asarray(row.weights @ self.weights[row.places].astype(np.float32) + CONTEXT_WEIGHT * context)


@dataclass(frozen=True, slots=True)
class Odds:
    """Log odds of each target for each sequence of stems (naive Bayes, each sequence counted once)."""

    ratios: NDArray[np.float16]
    block: slice

    def score(self, row: Row) -> Floats:
        """The summed log odds, damped by how many sequences there are."""
        first, last = np.searchsorted(row.places, (self.block.start, self.block.stop))
        known = self.ratios[row.places[first:last] - self.block.start]
        return np.asarray(known.sum(axis=0, dtype=np.float32) / np.float32(np.sqrt(last - first + ODDS_DAMPING)))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The examples turned inside out: for each telling sequence the replies that have it, and its weights."""

    starts: NDArray[np.int64]
    replies: NDArray[Any]
    weights: NDArray[np.float16]
    targets: NDArray[np.bool_]

    def score(self, row: Row) -> list[Array]:
        """What the 5 and the 20 likest examples were coded as, each by its likeness."""
        starts = self.starts[row.places]
        counts = self.starts[row.places + 1] - starts
        before = np.cumsum(counts) - counts
        at = np.repeat(starts - before, counts) + np.arange(counts.sum())
        shares = self.weights[at].astype(np.float32) * np.repeat(row.weights, counts)
        likeness = np.bincount(self.replies[at], shares, minlength=len(self.targets))
        return votes(likeness[None, :], self.targets)


def votes(likeness: NDArray[Any], targets: NDArray[Any]) -> list[Array]:
    """For each row of likenesses to the examples: the targets of the 5 and the 20 likest, by likeness."""
    order = np.argsort(-likeness, axis=1, kind="stable")[:, : max(NEAREST)]
    near = np.take_along_axis(likeness, order, axis=1)
    return [np.einsum("ij,ijk->ik", near[:, :k], targets[order[:, :k]].astype(np.float64)) for k in NEAREST]


def flat(rows: Sequence[Row]) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Rows one after the other: where each begins, the places, the weights."""
    ends = np.cumsum([0] + [len(row.places) for row in rows])
    return ends, np.concatenate([row.places for row in rows]), np.concatenate([row.weights for row in rows])
