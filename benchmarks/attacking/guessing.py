"""Pairs of claims -> how much better a supervisor guesses with the posts than without.

The game: of two claims, one is true; which? Advantage is twice the share of right answers with the posts, less twice
the share without them: 0 is nothing learnt, 1 everything.

The guesser is a logistic regression on pairs, learnt from other simulated years in which the answers are known, so it
knows how often what is said, how teams and seasons differ, and how each rule works. It sees the posts before, at and
after the time in question; how much each post suggests; and, from a year of posts beside the rota, in what way a
worker's being there went along with each thing being said (ridge regression, two strengths).
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.attacking.claims import Pairs
from benchmarks.attacking.service import Chances


def learn(pairs: Chances) -> Chances:
    """Weights that tell true from false in most pairs: logistic regression by Newton's method."""
    scale = np.sqrt((pairs**2).mean(axis=0)) + 1e-9
    scaled = pairs / scale
    weights = np.zeros(scaled.shape[1])
    for _ in range(12):
        doubt = 1 / (1 + np.exp(np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ doubt - 5 * weights
        curve = (scaled * (doubt * (1 - doubt))[:, None]).T @ scaled + 5 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights / scale


def right(pairs: Chances, weights: Chances) -> Chances:
    """For each pair: 1 where the true claim was picked, 0 where the false one, a half where it was a toss-up."""
    margin = pairs @ weights
    return np.asarray(np.where(np.abs(margin) < 1e-9, 0.5, margin > 0), float)


@dataclass(frozen=True)
class Advantage:
    """How much the posts help, with the middle 95 of 100 of what other samples of years would have shown."""

    value: float
    low: float
    high: float
    guessing: float
    """The share of right answers without any post."""


def advantage(train: list[Pairs], test: list[Pairs], chance: np.random.Generator) -> Advantage:
    """Learn on some years, try on others; the interval is a bootstrap over the latter."""
    train, test = [one for one in train if len(one[0])], [one for one in test if len(one[0])]
    learnt = [learn(np.concatenate([one[which] for one in train])) for which in (0, 1)]
    sums = np.array([[right(one[which], learnt[which]).sum() for which in (0, 1)] + [len(one[0])] for one in test])
    draws = chance.integers(len(sums), size=(1000, len(sums)))
    resampled = sums[draws].sum(axis=1)
    values = 2 * (resampled[:, 1] - resampled[:, 0]) / resampled[:, 2]
    whole = sums.sum(axis=0)
    low, high = np.quantile(values, [0.025, 0.975])
    return Advantage(float(2 * (whole[1] - whole[0]) / whole[2]), float(low), float(high), float(whole[0] / whole[2]))
