"""A year -> what supervisors read of it, and who was behind each line: through the real door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.attacking.service import WEEKS, Year
from supervisionbot.adapters.prompt_files import load_codebook
from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.private import Asked, Occasion, Voice
from supervisionbot.records.released import ReleasedTheme
from supervisionbot.records.team import Rhythm, Unit
from supervisionbot.rules.release import LOOK_BACK, ReleaseOutcome, release

START = datetime(2026, 1, 5, tzinfo=UTC)
WEEK = timedelta(weeks=1)
UNIT = "Valley"
SIDES = (Stance.STRENGTH, Stance.STRAIN)
LOOK_BACK_WEEKS = LOOK_BACK // WEEK
Door = Callable[..., ReleaseOutcome]


@dataclass(frozen=True)
class Line:
    """A line as posted, which sayings it is about, and (what no supervisor sees) the workers whose voices it took."""

    theme: ReleasedTheme
    sayings: tuple[int, ...]
    speakers: frozenset[int]


@dataclass(frozen=True)
class Closing:
    """One closing: the week at whose end it was, whether the door was open, and what was posted."""

    week: int
    is_open: bool
    lines: tuple[Line, ...]


@cache
def codebook() -> Codebook:
    """The real codebook."""
    return load_codebook(Path(__file__).parents[2] / "prompts")


def through_the_door(year: Year, door: Door = release) -> list[Closing]:
    """What the door tells in a year, closing by closing; `door` can be another one, to see what it would betray."""
    history = _History(year)
    return [history.close(number, week, door) for number, week in enumerate(year.closings)]


@dataclass
class _History:
    year: Year
    waiting: list[Voice] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    seen: int = -1

    def __post_init__(self) -> None:
        self.voices = _voices_by_week(self.year)
        self.asked = _asked_by_week(self.year)

    def close(self, number: int, week: int, door: Door) -> Closing:
        """The preview, what workers then leave out, and the post."""
        self._wait_for(week)
        year, cut = self.year, START + (week + 1) * WEEK
        if year.pooled_from is not None and week < year.pooled_from:
            return Closing(week, is_open=False, lines=())
        unit = _unit(year, number)
        nearly = [one for one in year.closings if one > week]
        asked = [one for weekly in self.asked[max(0, week + 1 - LOOK_BACK_WEEKS) : week + 1] for one in weekly]
        earlier = [one for one in self.occasions if one.cut >= cut - LOOK_BACK]
        next_cut = START + ((nearly[0] if nearly else week + 2) + 1) * WEEK

        def ask_the_door(shown: frozenset[tuple[str, Stance, bool]] | None) -> ReleaseOutcome:
            occasion = replace(Occasion.of(unit, str(number), cut), shown=shown)
            return door(
                unit, self.waiting, codebook(), occasion=occasion, asked=asked, earlier=earlier, next_cut=next_cut
            )

        outcome = ask_the_door(None)
        out = {_name(worker) for worker in np.flatnonzero(year.withdrawn[:, number])}
        if out & {voice.worker for voice in self.waiting}:
            self.waiting = [voice for voice in self.waiting if voice.worker not in out]
            outcome = ask_the_door(frozenset(theme.line for theme in outcome.themes))
        self.occasions.append(replace(Occasion.of(unit, str(number), cut), is_open=outcome.is_open))
        spent = {id(voice) for voice in outcome.spent}
        self.waiting = [voice for voice in self.waiting if id(voice) not in spent]
        return Closing(week, outcome.is_open, tuple(_lines(outcome)))

    def _wait_for(self, week: int) -> None:
        oldest = START + (week - 11) * WEEK
        self.waiting = [voice for voice in self.waiting if voice.at >= oldest]
        for one in range(self.seen + 1, week + 1):
            self.waiting += self.voices[one]
        self.seen = week


def _lines(outcome: ReleaseOutcome) -> Iterator[Line]:
    by_key: dict[tuple[str, Stance, bool], set[int]] = {theme.line: set() for theme in outcome.themes}
    for voice in outcome.spent:
        by_key[next(key for key in _keys(voice.theme, voice.stance) if key in by_key)].add(int(voice.worker))
    for theme in outcome.themes:
        yield Line(theme, _sayings(theme), frozenset(by_key[theme.line]))


@cache
def _keys(theme: str, stance: Stance) -> tuple[tuple[str, Stance, bool], ...]:
    """The lines that a voice can be told in, likeliest first."""
    subjects = ((theme, False), (codebook().theme(theme).family, True))
    return tuple((subject, side, is_family) for subject, is_family in subjects for side in (stance, Stance.MIXED))


@cache
def _sayings(theme: ReleasedTheme) -> tuple[int, ...]:
    sides = SIDES if theme.stance is Stance.MIXED else (theme.stance,)
    return tuple(
        2 * number + SIDES.index(side)
        for number, one in enumerate(codebook().themes)
        if theme.subject == (one.family if theme.is_family else one.id)
        for side in sides
    )


def _unit(year: Year, number: int) -> Unit:
    workers = frozenset(_name(worker) for worker in np.flatnonzero(year.member[:, number]))
    since = None if year.pooled_from is None else START + year.pooled_from * WEEK
    teams = frozenset(_team(team) for team in np.unique(year.team_of))
    return Unit(UNIT, teams, workers, year.floors[number], Rhythm(), "UTC", date(2026, 1, 1), since)


@cache
def _name(worker: int) -> str:
    return str(worker)


@cache
def _team(team: int) -> str:
    return f"Team {team}"


@cache
def _when(worker: int, week: int) -> datetime:
    """Some moment of the working week, the same whenever it is asked for."""
    return START + week * WEEK + timedelta(hours=10 + 24 * ((worker * 7 + week * 3) % 5))


def _voices_by_week(year: Year) -> list[list[Voice]]:
    by_week: list[list[Voice]] = [[] for _ in range(WEEKS)]
    themes = [theme.id for theme in codebook().themes]
    for week, worker, saying in np.argwhere(year.said.transpose(1, 0, 2)).tolist():
        at = _when(worker, week) + (timedelta(days=9) if year.late[worker, week] else timedelta(hours=2))
        visit = f"{worker}-{week}"
        case = "shared" if year.shares_case[worker, week] else ""
        team, theme, side = _team(year.team_of[worker]), themes[saying // 2], SIDES[saying % 2]
        by_week[week].append(Voice(_name(worker), team, visit, theme, side, at, at, visit, case))
    return by_week


def _asked_by_week(year: Year) -> list[list[Asked]]:
    by_week: list[list[Asked]] = [[] for _ in range(WEEKS)]
    for week, worker in np.argwhere(((year.asked > 0) | year.elsewhere).T).tolist():
        team = "Elsewhere" if year.elsewhere[worker, week] else _team(year.team_of[worker])
        by_week[week].append(Asked(_name(worker), "q", "", _when(worker, week), team))
    return by_week
