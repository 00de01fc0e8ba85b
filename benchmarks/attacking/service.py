"""Chance -> a year of one team (or of a pool of small ones): who was there, who was asked, who said what.

A week is the smallest step. Habits of speaking differ between people, teams and seasons, so that a guess without any
digest is already better than chance. All numbers below are assumptions, chosen to be hard on the door.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WEEKS = 52
THEMES, STANCES = 15, 2
SAYINGS = THEMES * STANCES
"""Theme and stance together: saying 2 * theme is the strength, 2 * theme + 1 the strain."""

CHRISTMAS, SUMMER = (50, 51), tuple(range(30, 36))
USUAL_FLOOR = 5
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int_]
Chances = NDArray[np.float64]

_COMMON = np.array([1.6, 0.5, 1.2, 1.0, 1.1, 0.6, 0.8, 0.6, 0.7, 0.7, 1.0, 1.3, 0.8, 1.7, 0.4])
_STRAINED = np.array([0.3, 0.5, 0.5, 0.85, 0.4, 0.4, 0.4, 0.5, 0.6, 0.5, 0.25, 0.7, 0.7, 0.85, 0.3])
_CODES_A_REPLY = 1.35


def usual_chances() -> Chances:
    """How likely a reply says each thing, over all workers: what everybody in the service knows."""
    by_theme = _COMMON / _COMMON.sum() * _CODES_A_REPLY
    return np.stack([by_theme * (1 - _STRAINED), by_theme * _STRAINED], axis=1).reshape(SAYINGS)


@dataclass(frozen=True)
class Year:
    """A year of one unit. Axes: worker, week, saying; closings are the weeks at whose end a digest closes.

    `asked` counts questions about visits for this unit, `elsewhere` marks those for another team. `late` are answers
    that come a week after the next closing. `withdrawn` marks who left their part out, per closing.
    """

    asked: Numbers
    elsewhere: Flags
    said: Flags
    late: Flags
    member: Flags
    team_of: Numbers
    shares_case: Flags
    closings: tuple[int, ...]
    floors: tuple[int, ...]
    withdrawn: Flags
    pooled_from: int | None
    is_played_with: bool
    """Whether the supervisor takes workers out for a digest, closes early, changes the floor, to see what happens."""


def a_year(chance: np.random.Generator) -> Year:
    """A year of a team of 7 to 30, or of a pool of two or three smaller ones."""
    is_pool = chance.random() < 0.2
    sizes = chance.integers(3, 7, chance.integers(2, 4)) if is_pool else chance.integers(7, 31, 1)
    if is_pool and sizes.sum() < 8:
        sizes[:] = 4
    is_played_with = chance.random() < 0.4
    there, team_of = _staff(chance, sizes)
    closings = _closings(chance, is_played_with)
    present = there & ~_away(chance, len(there))
    asked = np.where(present, np.minimum(chance.poisson(2.2, present.shape), 6), 0)
    elsewhere = _elsewhere(chance, asked)
    return Year(
        asked=np.where(elsewhere, 0, asked),
        elsewhere=elsewhere,
        said=_said(chance, np.where(elsewhere, 0, asked)),
        late=chance.random(asked.shape) < 0.04,
        member=_members_at(chance, there, closings, is_played_with),
        team_of=team_of,
        shares_case=chance.random(asked.shape) < 0.05,
        closings=closings,
        floors=_floors(chance, closings, is_played_with),
        withdrawn=chance.random((len(there), len(closings))) < 0.01,
        pooled_from=(int(chance.choice([0, 0, 11])) if is_pool else None),
        is_played_with=is_played_with,
    )


def _staff(chance: np.random.Generator, sizes: Numbers) -> tuple[Flags, Numbers]:
    """Who is employed in which week, and in which team; about one in six leaves and is replaced some weeks later."""
    rows, teams = [], []
    for team, size in enumerate(sizes):
        for _ in range(size):
            weeks = np.ones(WEEKS, bool)
            if chance.random() < 0.16:
                leaves = int(chance.integers(4, WEEKS))
                weeks[leaves:] = False
                comes = leaves + int(chance.integers(0, 9))
                if comes < WEEKS:
                    rows.append(np.arange(WEEKS) >= comes)
                    teams.append(team)
            rows.append(weeks)
            teams.append(team)
    return np.array(rows), np.array(teams)


def _away(chance: np.random.Generator, workers: int) -> Flags:
    """Leave (mostly at Christmas and in summer) and sickness, sometimes long."""
    away = chance.random((workers, WEEKS)) < 0.05
    away[:, CHRISTMAS] |= chance.random((workers, 2)) < np.array([0.5, 0.9])
    holiday = chance.choice(SUMMER, workers)
    for week in (0, 1):
        away[np.arange(workers), holiday + week] |= chance.random(workers) < 0.7
    for worker, week in np.argwhere(chance.random((workers, WEEKS)) < 0.012):
        away[worker, week : week + int(chance.choice([1, 1, 2, 3, 12]))] = True
    return away


def _elsewhere(chance: np.random.Generator, asked: Numbers) -> Flags:
    """Up to three workers belong to a second team as well, and make about half of their visits for it."""
    elsewhere = np.zeros(asked.shape, bool)
    if chance.random() < 0.3:
        for worker in chance.choice(len(asked), chance.integers(1, 4), replace=False):
            elsewhere[worker] = (chance.random(WEEKS) < 0.5) & (asked[worker] > 0)
    return elsewhere


def _said(chance: np.random.Generator, asked: Numbers) -> Flags:
    """Who said what in which week: habits of person and team, topics of the season, and a few who stand out."""
    workers = len(asked)
    habit = chance.normal(0, 0.7, (workers, 1, SAYINGS)) + chance.normal(0, 0.4, SAYINGS)
    chances = usual_chances() * np.exp(habit + _topics(chance))
    if chance.random() < 0.5:
        chances[chance.integers(workers), :, chance.integers(SAYINGS)] = 0.9
    if chance.random() < 0.5:
        start = int(chance.integers(WEEKS - 6))
        chances[chance.integers(workers), start : start + 6, chance.integers(SAYINGS)] = 0.9
    replies = chance.binomial(asked, chance.beta(6, 3, (workers, 1)))
    silent = (1 - np.minimum(chances, 0.95)) ** replies[:, :, None]
    return chance.random(silent.shape) > silent


def _topics(chance: np.random.Generator) -> Chances:
    """What occupies the whole team for some weeks: about one topic a month."""
    topics = np.zeros((WEEKS, SAYINGS))
    for start in np.flatnonzero(chance.random(WEEKS) < 0.25):
        topics[start : start + int(chance.integers(2, 6)), chance.integers(SAYINGS)] += chance.choice([1.0, 1.5, 2.5])
    return topics


def _closings(chance: np.random.Generator, is_played_with: bool) -> tuple[int, ...]:
    """Each second week; a supervisor who plays with it has an operator close some periods early as well."""
    early = chance.choice(np.arange(0, WEEKS, 2), 3, replace=False) if is_played_with else []
    return tuple(sorted({*range(1, WEEKS, 2), *(int(week) for week in early)}))


def _members_at(chance: np.random.Generator, there: Flags, closings: tuple[int, ...], is_played_with: bool) -> Flags:
    """Who is on the roster at each closing; the supervisor who plays with it takes somebody out for one digest."""
    member = there[:, list(closings)].copy()
    if is_played_with:
        for number in chance.choice(len(closings), 5, replace=False):
            member[chance.integers(len(there)), number] = False
    return member


def _floors(chance: np.random.Generator, closings: tuple[int, ...], is_played_with: bool) -> tuple[int, ...]:
    """The floor at each closing: raised or lowered for a while in one year of ten, and where it is played with."""
    floors = np.full(len(closings), USUAL_FLOOR)
    if is_played_with or chance.random() < 0.1:
        start = int(chance.integers(len(closings)))
        floors[start : start + int(chance.integers(3, 9))] = chance.choice([4, 6])
    return tuple(int(floor) for floor in floors)
