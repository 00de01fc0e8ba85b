"""The same year told by five rules -> what a supervisor reads, as numbers that an attacker can reckon with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.attacking import logic
from benchmarks.attacking.posting import Closing, Line, codebook
from benchmarks.attacking.service import SAYINGS, STANCES, Chances, Flags, Numbers, Year
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band

HIDDEN = -1
SILENT, SHOWN, CLOSED = 0, 1, 7
_KINDS = {Band.SOME: 1, Band.HALF: 2, Band.MOST: 3}
MIXED, FAMILY = 4, 5
KINDS = 8
UNKNOWN_LEVEL = 0.8
"""How many speakers to reckon with where nothing is told."""


@dataclass(frozen=True)
class Periods:
    """A year by closing instead of week: who was asked, who said what, who could be behind a post."""

    asked: Numbers
    said: Flags
    member: Flags

    @classmethod
    def of(cls, year: Year) -> "Periods":
        """Add up the weeks since the closing before."""
        starts = [0, *(week + 1 for week in year.closings[:-1])]
        last = year.closings[-1] + 1
        asked = np.add.reduceat(year.asked[:, :last], starts, axis=1)
        said = np.logical_or.reduceat(year.said[:, :last], starts, axis=1)
        return cls(asked, said & year.member[:, :, None], year.member)

    @property
    def could(self) -> Numbers:
        """How many members were asked, by closing."""
        return np.asarray(((self.asked > 0) & self.member).sum(axis=0))


@dataclass(frozen=True)
class PostedLine:
    """A line: its closing, the first closing whose period it covers, its sayings, the least voices, who was behind."""

    closing: int
    first: int
    sayings: tuple[int, ...]
    least: int
    speakers: Flags


Details = tuple[Chances, tuple[PostedLine, ...]]


@dataclass(frozen=True)
class Posts:
    """What one rule posts in a year: what kind of line, by closing and saying, and how much is certain by logic."""

    kind: Numbers
    facts: tuple[int, int]
    """How often it is certain of one person that they said something, and that they did not."""
    lines_told: int
    tight_lines: int
    """Lines without a voice to spare: they tell of the last one whoever knows all others' words."""
    find_details: Callable[[], Details]

    @cached_property
    def _details(self) -> Details:
        return self.find_details()

    @property
    def level(self) -> Chances:
        """How many speakers a post suggests, by closing and saying."""
        return self._details[0]

    @property
    def lines(self) -> tuple[PostedLine, ...]:
        """All lines of the year."""
        return self._details[1]


Rule = Callable[[Year, Periods, Sequence[Closing]], Posts]


def our_rule(year: Year, periods: Periods, closings: Sequence[Closing]) -> Posts:
    """The real door."""
    kind = np.full((len(closings), SAYINGS), SILENT)
    sizes = periods.member.sum(axis=0)
    tight = 0
    for number, closing in enumerate(closings):
        if not closing.is_open:
            kind[number] = CLOSED
        for line in closing.lines:
            kind[number, list(line.sayings)] = _kind_of(line)
            tight += len(line.speakers) == logic.least(line.theme.band, int(sizes[number]), year.floors[number])
    told = sum(len(closing.lines) for closing in closings)
    facts = (logic.certain_speakers(year, closings), 0)
    return Posts(kind, facts, told, tight, lambda: _details_of_door(year, sizes, closings))


def _kind_of(line: Line) -> int:
    if line.theme.is_family:
        return FAMILY
    return MIXED if line.theme.stance is Stance.MIXED else _KINDS[line.theme.band]


def _details_of_door(year: Year, sizes: Numbers, closings: Sequence[Closing]) -> Details:
    level = np.full((len(closings), SAYINGS), UNKNOWN_LEVEL)
    told_in = np.zeros(SAYINGS, int)
    lines = []
    for number, closing in enumerate(closings):
        oldest = next(one for one, week in enumerate(year.closings) if week > closing.week - logic.WAIT_WEEKS)
        for line in closing.lines:
            least = logic.least(line.theme.band, int(sizes[number]), year.floors[number])
            sayings = list(line.sayings)
            first = int(max(told_in[sayings].min(), oldest))
            level[first : number + 1, sayings] = (least + 1) / (number + 1 - first) ** 0.8 / len(sayings)
            speakers = np.zeros(len(year.asked), bool)
            speakers[list(line.speakers)] = True
            lines.append(PostedLine(number, first, line.sayings, least, speakers))
        for line in closing.lines:
            told_in[list(line.sayings)] = number + 1
    return level, tuple(lines)


def counts(floor: int) -> Rule:
    """How many said each thing in each period, from that many up."""

    def rule(_: Year, periods: Periods, __: Sequence[Closing]) -> Posts:
        true = periods.said.sum(axis=0)
        shown = np.where(true >= floor, true, HIDDEN)
        return _of_counts(periods, shown, logic.certain_from_counts(shown, periods.could))

    return rule


def with_secondary_suppression(floor: int) -> Rule:
    """Totals by family and stance as well; where one theme alone were hidden, the smallest other is hidden, too."""

    def rule(_: Year, periods: Periods, __: Sequence[Closing]) -> Posts:
        true = _by_family(periods.said.sum(axis=0))
        shown = np.where(true >= floor, true, HIDDEN)
        alone = (shown == HIDDEN).sum(axis=3) == 1
        smallest = np.where(shown == HIDDEN, 10**6, shown).argmin(axis=3)[..., None]
        kept = np.take_along_axis(shown, smallest, 3)
        np.put_along_axis(shown, smallest, np.where(alone[..., None], HIDDEN, kept), 3)
        totals, by_saying = true.sum(axis=3), _by_saying(shown)
        spoke, silent = logic.certain_from_totals(shown, totals, periods.could)
        facts = (spoke + logic.certain_from_counts(by_saying, periods.could)[0], silent)
        rest = totals - np.where(shown == HIDDEN, 0, shown).sum(axis=3)
        shares = rest[..., None] / np.maximum(1, (shown == HIDDEN).sum(axis=3))[..., None]
        return _of_counts(periods, by_saying, facts, _by_saying(np.broadcast_to(shares, shown.shape)))

    return rule


RULES: dict[str, Rule] = {
    "this bot": our_rule,
    "raw counts": counts(0),
    "floor 3": counts(3),
    "floor 5, each period by itself": counts(5),
    "floor 5, totals and secondary suppression": with_secondary_suppression(5),
}


def _of_counts(
    periods: Periods, shown: Numbers, facts: tuple[int, int], hidden_level: Chances | float = UNKNOWN_LEVEL
) -> Posts:
    telling = np.argwhere((shown >= 1) & (shown < periods.could[:, None])).tolist()

    def details() -> Details:
        lines = [
            PostedLine(closing, closing, (saying,), int(shown[closing, saying]), periods.said[:, closing, saying])
            for closing, saying in telling
        ]
        return np.where(shown == HIDDEN, hidden_level, shown), tuple(lines)

    return Posts(np.where(shown == HIDDEN, SILENT, SHOWN), facts, len(telling), len(telling), details)


def _families() -> list[list[int]]:
    themes = codebook().themes
    return [[at for at, one in enumerate(themes) if one.family == family.id] for family in codebook().families]


def _by_family(by_saying: Numbers) -> Numbers:
    """Closing, family, stance, theme of the family."""
    by_theme = by_saying.reshape(len(by_saying), -1, STANCES)
    return np.asarray(np.stack([by_theme[:, themes] for themes in _families()], axis=1).transpose(0, 1, 3, 2))


def _by_saying(by_family: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    by_theme = np.empty((len(by_family), SAYINGS // STANCES, STANCES), by_family.dtype)
    for family, themes in enumerate(_families()):
        by_theme[:, themes] = by_family[:, family].transpose(0, 2, 1)
    return by_theme.reshape(len(by_family), SAYINGS)
