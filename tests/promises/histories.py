"""Chance -> a year of a small service, and what the door told of it; and a checker that knows none of the door's code.

Workers join, leave, move and come back, teams share a pool and part again, some weeks nobody is at work, some themes
are said by everybody. The checker holds each release against the promises, from the records alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Asked, Occasion, Voice
from supervisionbot.records.released import Band, ReleasedTheme
from supervisionbot.records.team import Unit
from supervisionbot.rules.release import ReleaseOutcome, release
from tests.builders_release import CODEBOOK, CUT, a_unit

TWELVE_WEEKS = timedelta(weeks=12)
PEOPLE = [f"w{number}" for number in range(20)]
BAND_FROM = {Band.MOST: 0.6, Band.HALF: 0.4, Band.SOME: 0.0}
BAND_UNDER = {Band.MOST: 1.1, Band.HALF: 0.6, Band.SOME: 0.4}


@dataclass(frozen=True)
class Told:
    """One closing: the unit of that day, what could be told, what was."""

    unit: Unit
    occasion: Occasion
    waiting: tuple[Voice, ...]
    asked: tuple[Asked, ...]
    before: tuple[Occasion, ...]
    outcome: ReleaseOutcome


@dataclass
class Service:
    """Two teams that live on, week after week."""

    chance: Random
    now: datetime = CUT
    rosters: dict[str, set[str]] = field(default_factory=dict)
    pooled_since: datetime | None = None
    voices: list[Voice] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    floor: int = 5

    def __post_init__(self) -> None:
        people = self.chance.sample(PEOPLE, 17)
        size = self.chance.choice([4, 8, 9])
        self.rosters = {"North": set(people[:size]), "South": set(people[size:])}
        self.floor = self.chance.choice([4, 5, 5, 6])

    def year(self, weeks: int) -> Iterator[Told]:
        """What each closing told, week by week."""
        for _ in range(weeks):
            self._people_come_and_go()
            self._people_reflect()
            self.now += timedelta(days=self.chance.choice([1, 7, 7, 7]))
            yield from [self._close(unit) for unit in self._units()]

    def _units(self) -> list[Unit]:
        if self.pooled_since:
            everybody = frozenset().union(*self.rosters.values())
            teams = frozenset(self.rosters)
            return [a_unit(everybody, name="Valley", teams=teams, pooled_since=self.pooled_since, floor=self.floor)]
        return [
            a_unit(workers, name=team, teams=frozenset({team}), floor=self.floor)
            for team, workers in self.rosters.items()
        ]

    def _people_come_and_go(self) -> None:
        chance = self.chance
        for team, workers in self.rosters.items():
            others = [one for one in PEOPLE if not any(one in roster for roster in self.rosters.values())]
            if workers and chance.random() < 0.3:
                workers.discard(chance.choice(sorted(workers)))
            for _ in range(chance.choice([0, 0, 1, 3])):
                if others and len(workers) < 12:
                    workers.add(others.pop(chance.randrange(len(others))))
            if chance.random() < 0.1:
                self._is_forgotten(chance.choice(PEOPLE))
            if chance.random() < 0.1:
                self.rosters["South" if team == "North" else "North"].add(chance.choice(PEOPLE))
        if chance.random() < 0.1:
            self.pooled_since = None if self.pooled_since else self.now

    def _is_forgotten(self, worker: str) -> None:
        self.voices = [voice for voice in self.voices if voice.worker != worker]
        self.asked = [one for one in self.asked if one.worker != worker]
        self.occasions = [replace(one, workers=one.workers - {worker}) for one in self.occasions]

    def _people_reflect(self) -> None:
        chance = self.chance
        share = chance.choice([0.1, 0.6, 0.9, 0.9, 1.0])
        theme = chance.choice(CODEBOOK.themes).id
        for team, workers in self.rosters.items():
            for worker in sorted(workers):
                if chance.random() < share:
                    self._is_asked(worker, team, theme)

    def _is_asked(self, worker: str, team: str, hot: str) -> None:
        chance = self.chance
        at = self.now + timedelta(hours=chance.randrange(1, 30))
        self.asked.append(Asked(worker, "q", "empathy", at, team))
        theme = hot if chance.random() < 0.6 else chance.choice(CODEBOOK.themes).id
        stance = chance.choice([Stance.STRENGTH, Stance.STRENGTH, Stance.STRAIN])
        case = chance.choice(["", "", "A-1", "a1", "B-2"])
        number = next(self.numbers)
        given = at + timedelta(hours=chance.choice([1, 1, 200]))
        self.voices.append(Voice(worker, team, f"p{number}", theme, stance, at, given, f"v{number}", case))

    def _close(self, unit: Unit) -> Told:
        occasion = Occasion.of(unit, f"o{next(self.numbers)}", self.now)
        waiting, asked, before = tuple(self.voices), tuple(self.asked), tuple(self.occasions)
        outcome = release(
            unit,
            waiting,
            CODEBOOK,
            occasion=occasion,
            asked=asked,
            earlier=before,
            next_cut=self.now + timedelta(weeks=1),
        )
        self.occasions.append(replace(occasion, is_open=outcome.is_open))
        self.voices = [voice for voice in self.voices if voice not in outcome.spent]
        return Told(unit, occasion, waiting, asked, before, outcome)


def faults_of(told: Told) -> list[str]:
    """What the release would betray; nothing, if every promise was kept."""
    unit, outcome = told.unit, told.outcome
    found = [f"{line.line}: {fault}" for line in outcome.themes for fault in _faults_of_line(told, line)]
    if outcome.themes and len(unit.workers) < unit.floor + 2:
        found.append("P6: the unit is too small")
    if outcome.is_open:
        found += ["P10: a comparison isolates too few"] * (_fewest_asked(told) < unit.floor + 2)
    if len(set(outcome.spent)) != len(outcome.spent):
        found.append("P7: a voice was spent twice")
    return found


def _faults_of_line(told: Told, line: ReleasedTheme) -> list[str]:
    unit, behind = told.unit, _voices_behind(told, line)
    people = {voice.worker for voice in behind}
    counted = min(len(people), _fewest_asked(told) - 2)
    faults = {
        "P5: too few workers": len(people) < unit.floor,
        "P5: somebody outside the unit": not people <= unit.workers,
        "P5: too few visits": len({voice.case.replace("-", "").lower() or voice.visit for voice in behind}) < 3,
        "P7: a voice from nowhere": not set(behind) <= set(told.waiting),
        "P6, P7: a voice out of time": any(_is_out_of_time(told, voice) for voice in behind),
        "P9: the wrong band": not _is_true(line.band, counted, len(unit.workers)),
    }
    return [fault for fault, is_so in faults.items() if is_so]


def _is_true(band: Band, people: int, workers: int) -> bool:
    """Whether the word is true, give or take one worker."""
    return BAND_FROM[band] <= (people + 1) / workers and (people - 1) / workers <= BAND_UNDER[band]


def _is_out_of_time(told: Told, voice: Voice) -> bool:
    cut, pooled = told.occasion.cut, told.unit.pooled_since
    return voice.at < cut - TWELVE_WEEKS or voice.given_at > cut or (pooled is not None and voice.at < pooled)


def _voices_behind(told: Told, line: ReleasedTheme) -> list[Voice]:
    """The spent voices that speak of the line; those that a theme of the family told are not behind the family."""
    themes = [one for one in told.outcome.themes if line.is_family and not one.is_family]
    spoken = [voice for voice in told.outcome.spent if _speaks_of(voice, line)]
    return [voice for voice in spoken if not any(_speaks_of(voice, theme) for theme in themes)]


def _speaks_of(voice: Voice, line: ReleasedTheme) -> bool:
    is_subject = CODEBOOK.theme(voice.theme).family == line.subject if line.is_family else voice.theme == line.subject
    return is_subject and line.stance in (voice.stance, Stance.MIXED)


def _fewest_asked(told: Told) -> int:
    """How many were asked for the unit, in time to answer, since whichever comparable occasion leaves fewest."""
    unit, cut = told.unit, told.occasion.cut
    since = [one.cut for one in told.before if one.is_open and one.teams & unit.teams]
    since += [cut - TWELVE_WEEKS, *([unit.pooled_since] if unit.pooled_since else [])]
    in_time = [one for one in told.asked if one.team in unit.teams and one.at <= cut - timedelta(hours=1)]
    return min(len({one.worker for one in in_time if one.at > start} & unit.workers) for start in since)
