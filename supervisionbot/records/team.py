"""Teams and how they work: rosters and rhythms, known to everybody in the team."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DEFAULT_FLOOR = 5
LEAST_FLOOR = 4
SPARE_WORKERS = 2
"""How many workers a unit has at least beyond its floor: even where all agree, two need not have said so (P6)."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When digests are due: a weekday (0 is Monday), a local time, and every how many weeks."""

    weekday: int = 4
    at: time = time(9)
    weeks: int = 2

    def __str__(self) -> str:
        every = "every week" if self.weeks == 1 else f"every {self.weeks} weeks"
        return f"{WEEKDAYS[self.weekday]} {self.at:%H:%M} {every}"


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When workers may be asked: hours of the day, days of the week (0 is Monday), country of holidays."""

    start: time = time(9)
    end: time = time(17, 30)
    days: frozenset[int] = frozenset(range(5))
    country: str = "GB"

    @property
    def hours(self) -> str:
        """The hours as people write them, such as 09:00-17:30."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Team:
    """A social work team. `since` is the day of its set-up, from which its digests are counted.

    `channel` is the team's own, where it is told what concerns it; `digest_channel` is its supervisors'.
    `next_floor` is a lower floor that has been asked for and waits; `floor` holds until then.
    `is_strict`: digests are held while others could read them. `admin` is told where something is wrong with the
    set-up; without one, its supervisors are.
    `danger_contact` is whom to turn to where somebody may be in danger, `support_contact` where a worker is not coping.
    """

    name: str
    workers: tuple[str, ...]
    supervisors: tuple[str, ...]
    since: date
    digest_channel: str = ""
    channel: str = ""
    floor: int = DEFAULT_FLOOR
    next_floor: int | None = None
    delay: timedelta = timedelta(minutes=45)
    rhythm: Rhythm = field(default_factory=Rhythm)
    timezone: str = "Europe/London"
    working: WorkingTime = field(default_factory=WorkingTime)
    pool: str = ""
    pool_since: datetime | None = None
    danger_contact: str = ""
    support_contact: str = ""
    is_strict: bool = True
    admin: str = ""

    @property
    def unit(self) -> str:
        """The name under which its digests go out: its pool's, else its own."""
        return self.pool or self.name


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor that is to fall from `before`: it waits for a full period from when the team was told.

    `told_of` is when word of it was put in the outbox, `holds_from` is known once somebody was told.
    """

    team: str
    before: int
    floor: int
    holds_from: datetime | None = None
    told_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack knows of a user that the bot needs."""

    id: str
    name: str
    timezone: str
    is_admin: bool = False
    is_gone: bool = False
    is_guest: bool = False
    is_app: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Who shares a digest: one team, or a pool of sister teams.

    `workers` are those who can be voices: supervisors of any of its teams are not among them.
    """

    name: str
    teams: frozenset[str]
    workers: frozenset[str]
    floor: int
    rhythm: Rhythm
    timezone: str
    since: date
    pooled_since: datetime | None = None
