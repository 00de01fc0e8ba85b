"""A year with its posts -> what they suggest: who may lean to what, who must have spoken given the words of others."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.attacking.posts import Periods, Posts
from benchmarks.attacking.service import SAYINGS, Chances, Numbers, Year


@dataclass(frozen=True)
class Scene:
    """A year with its posts, as all three supervisors see it; `chance` picks what they are asked."""

    year: Year
    periods: Periods
    posts: Posts
    chance: np.random.Generator

    @cached_property
    def there(self) -> Chances:
        """How much of a chance to speak each worker had, by worker and closing."""
        return np.asarray(1 - np.exp(-0.3 * self.periods.asked))

    @cached_property
    def leanings(self) -> list[Chances]:
        """How each worker's being there goes along with each saying, by worker and saying: two strengths."""
        there = self.there.T
        whole = there.sum(axis=1, keepdims=True)
        habit = (self.posts.level * whole).sum(axis=0) / (whole**2).sum()
        rest = self.posts.level - whole * habit
        gram = there @ there.T
        return [there.T @ np.linalg.solve(gram + strength * np.eye(len(gram)), rest) for strength in (5.0, 200.0)]

    @cached_property
    def leanings_by_line(self) -> list[Chances]:
        """The same by line and worker, averaged over the line's sayings."""
        weights = np.zeros((len(self.posts.lines), SAYINGS))
        for at, line in enumerate(self.posts.lines):
            weights[at, list(line.sayings)] = 1 / len(line.sayings)
        return [weights @ leaning.T for leaning in self.leanings]

    @cached_property
    def lines_of(self) -> list[tuple[Numbers, Numbers]]:
        """For each saying: the lines about it, and the closings of these."""
        lines: list[list[int]] = [[] for _ in range(SAYINGS)]
        for at, line in enumerate(self.posts.lines):
            for saying in line.sayings:
                lines[saying].append(at)
        closings = np.array([line.closing for line in self.posts.lines], int)
        return [(np.array(some, int), closings[some]) for some in lines]

    @cached_property
    def _speakers(self) -> Numbers:
        return np.array([line.speakers for line in self.posts.lines], int).reshape(-1, len(self.year.asked))

    @cached_property
    def _spare(self) -> Numbers:
        least = np.array([line.least for line in self.posts.lines], int)
        return np.asarray(self._speakers.sum(axis=1) - least)

    def still_needed(self, lines: Numbers, unknown: Numbers) -> Numbers:
        """How many of the unknown must have spoken for each of the lines, given what all others said."""
        spoke = sum(self._speakers[lines, worker] for worker in unknown)
        return np.maximum(0, spoke - self._spare[lines])
