"""What the linear weights say of a reply in -> for each theme the few numbers that its probability and stance rest on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.records.codebook import Stance

Array = NDArray[np.float64]
STANCES = (Stance.STRENGTH, Stance.STRAIN, Stance.MIXED)


def targets_of(examples: Sequence[Example], themes: Sequence[str]) -> Array:
    """What the weights learn: each theme, each theme in each stance, each stance of any theme, no theme at all."""
    heard = np.array([[[e.codes.get(t) == s for t in themes] for s in STANCES] for e in examples], dtype=np.float64)
    by_stance = heard.reshape(len(examples), -1)
    said = heard.sum(axis=1)
    return np.column_stack([said, by_stance, heard.max(axis=2), said.sum(axis=1) == 0])


def theme_signals(scores: Array, asked: Array) -> Array:
    """For each reply and theme: numbers that speak for the theme. Shape (replies, themes, numbers)."""
    count = asked.shape[1]
    said = scores[:, :count]
    stances = scores[:, count : 4 * count].reshape(len(said), len(STANCES), count)
    columns = [
        said,
        _best_of_others(said),
        np.broadcast_to(said.sum(axis=1, keepdims=True), said.shape),
        np.broadcast_to(scores[:, -1:], said.shape),
        (said[:, None, :] > said[:, :, None]).sum(axis=2),
        asked,
        asked * said,
        (1 - asked) * (asked * said).sum(axis=1, keepdims=True),
        *stances.transpose(1, 0, 2),
    ]
    own = np.eye(count)[None, :, :]
    shared = np.stack(columns, axis=2).astype(np.float64)
    bias = np.broadcast_to(own, (len(said), count, count))
    return np.concatenate([shared, bias, bias * said[:, :, None], bias * asked[:, :, None]], axis=2)


def _best_of_others(said: Array) -> Array:
    top_two = np.sort(said, axis=1)[:, -2:]
    best, second = top_two[:, 1:], top_two[:, :1]
    return np.where(said == best, second, best)


def stance_signals(scores: Array, count: int) -> Array:
    """For each reply and theme: numbers that speak for how the theme is spoken of."""
    said = np.maximum(scores[:, :count], 0.2)
    stances = scores[:, count : 4 * count].reshape(len(said), len(STANCES), count).transpose(0, 2, 1)
    overall = np.broadcast_to(scores[:, None, 4 * count : 4 * count + 3], (len(said), count, 3))
    return np.concatenate([stances / said[:, :, None], stances, overall], axis=2)
