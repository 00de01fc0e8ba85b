"""What is certain about one person, by logic alone: true in every world that fits the posts, the roster and the rota.

The reasoner is bold: it takes for granted that silence means fewer voices than the floor, that answers come in the week
of the question, and that nobody left a part out. So it concludes more than a careful attacker could, never less.

**Through the door.** A line says that at least so many spoke (the least number of its band) since it was told last, or
in twelve weeks. A silent digest in between says that up to then at most floor - 1 had. The most people who could have
spoken without one of them is found by letting each speak as late as they were asked; if that is too few for the line,
this one spoke for certain. Nobody is ever certain not to have spoken: a line has no upper limit below the floor, and
whoever was asked may be one of the few that silence allows.

**Counts.** As many as were asked: all of them for certain. None: nobody, for certain.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np

from benchmarks.attacking.posting import Closing, Line
from benchmarks.attacking.service import SAYINGS, Numbers, Year
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band
from supervisionbot.rules.release import band

WAIT_WEEKS = 12
Mask = int
"""A set of workers, one bit each."""


def certain_speakers(year: Year, closings: Sequence[Closing]) -> int:
    """How many times the digests of a year make it certain that one person spoke of a line."""
    return _Reasoner(year).read(closings)


class _Reasoner:
    def __init__(self, year: Year) -> None:
        self.year = year
        self.asked = [_mask(column) for column in (year.asked > 0).T]
        start = -1 if year.pooled_from is None else year.pooled_from - 1
        self.told_in = [start] * SAYINGS
        """The week up to which all voices of a saying are spent."""
        self.silent: list[tuple[int, int]] = []
        """Open closings so far: week, and how many voices silence allows."""

    def read(self, closings: Sequence[Closing]) -> int:
        found = 0
        for number, closing in enumerate(closings):
            if not closing.is_open:
                continue
            members = _mask(self.year.member[:, number])
            found += sum(self._certain(line, number, closing.week, members) for line in closing.lines)
            for line in closing.lines:
                for saying in line.sayings:
                    self.told_in[saying] = closing.week
            self.silent.append((closing.week, self.year.floors[number] - 1))
        return found

    def _certain(self, line: Line, number: int, week: int, members: Mask) -> int:
        floor = self.year.floors[number]
        fewest = least(line.theme.band, members.bit_count(), floor)
        starts = [max(self.told_in[saying], week - WAIT_WEEKS) for saying in line.sayings]
        if line.theme.is_family:
            return self._certain_of_family(line, fewest, number, members)
        groups = self._latest(min(starts), week, members)
        certain = _forced(groups, fewest, 2 * (floor - 1) if line.theme.stance is Stance.MIXED else None)
        if line.theme.stance is Stance.MIXED:
            sides = [self._latest(start, week, members) for start in starts]
            certain = max([certain, *(_forced(side, max(1, fewest - floor + 1), None) for side in sides)])
        return certain

    def _latest(self, start: int, week: int, members: Mask) -> list[tuple[int, int | None]]:
        """For each span between digests: how many were asked in it last, and how many may have spoken by its end."""
        ends = [(end, cap) for end, cap in self.silent if start < end < week]
        groups: list[tuple[int, int | None]] = []
        seen = 0
        for (end, cap), begin in zip(
            [*ends, (week, None)][::-1], [start, *(end for end, _ in ends)][::-1], strict=True
        ):
            there = self._asked_between(begin, end) & members & ~seen
            groups.append((there.bit_count(), cap))
            seen |= there
        return groups[::-1]

    def _asked_between(self, after: int, until: int) -> Mask:
        there = 0
        for week in range(max(after + 1, 0), until + 1):
            there |= self.asked[week]
        return there

    def _certain_of_family(self, line: Line, least: int, number: int, members: Mask) -> int:
        """A family line also says that somebody spoke in the weeks that would expire, each theme under the floor."""
        closings, week = self.year.closings, self.year.closings[number]
        following = closings[number + 1] if number + 1 < len(closings) else week + 2
        oldest_told = min(self.told_in[saying] for saying in line.sayings)
        oldest = self._asked_between(max(oldest_told, week - WAIT_WEEKS), following - WAIT_WEEKS) & members
        by_theme: dict[int, int] = {}
        for saying in line.sayings:
            by_theme[saying // 2] = min(by_theme.get(saying // 2, week), max(self.told_in[saying], week - WAIT_WEEKS))
        could = [self._asked_between(start, week) & members for start in by_theme.values()]
        most = _most_over_themes(could, self.year.floors[number] - 1)
        everybody = _union(could)
        if most < least or (most == least and everybody.bit_count() == most):
            return everybody.bit_count()
        return 1 if oldest.bit_count() == 1 else 0


def _forced(groups: Sequence[tuple[int, int | None]], least: int, limit: int | None) -> int:
    """How many of the people spoke for certain, if at least so many did."""
    if _most(groups, limit) > least:
        return 0
    certain = 0
    for number, (people, cap) in enumerate(groups):
        without_one = [*groups[:number], (people - 1, cap), *groups[number + 1 :]]
        certain += people * (people > 0 and _most(without_one, limit) < least)
    return certain


def _most(groups: Sequence[tuple[int, int | None]], limit: int | None) -> int:
    """The most different people who can have spoken: each as late as possible, each span under its limit."""
    total = 0
    for people, cap in groups:
        total = total + people if cap is None else min(cap, total + people)
    return total if limit is None else min(total, limit)


def _most_over_themes(could: Sequence[Mask], cap: int) -> int:
    """The most different people, at most `cap` for each theme (Hall's theorem)."""
    themes = range(len(could))
    subsets = [some for size in range(len(could) + 1) for some in combinations(themes, size)]
    return min(_union([could[one] for one in some]).bit_count() + cap * (len(could) - len(some)) for some in subsets)


def _union(masks: Sequence[Mask]) -> Mask:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _mask(flags: np.ndarray) -> Mask:  # type: ignore[type-arg]
    return sum(1 << int(worker) for worker in np.flatnonzero(flags))


@cache
def least(word: Band, size: int, floor: int) -> int:
    """The fewest voices that the word can stand for."""
    return next(voices for voices in range(floor, size + floor + 4) if band(voices, size, floor) is word)


def certain_from_counts(shown: Numbers, could: Numbers) -> tuple[int, int]:
    """From counts (-1 where hidden) by closing and saying: who spoke, and who did not, for certain.

    `could` is how many were asked, by closing.
    """
    asked = could[:, None]
    return int((asked * ((shown == asked) & (asked > 0))).sum()), int((asked * (shown == 0)).sum())


def certain_from_totals(shown: Numbers, totals: Numbers, could: Numbers) -> tuple[int, int]:
    """The same where totals by family and stance are told as well, so that what is hidden has a known sum.

    `shown` and `totals` are by closing, family, stance, theme of the family; `totals` lacks the last axis.
    """
    is_hidden = shown < 0
    hidden = is_hidden.sum(axis=3)
    rest = totals - np.where(is_hidden, 0, shown).sum(axis=3)
    asked = could[:, None, None]
    spoke = (asked * hidden * ((rest == asked * hidden) & (hidden > 0) & (asked > 0))).sum()
    silent = (asked * hidden * ((rest == 0) & (hidden > 0))).sum()
    return int(spoke), int(silent)
