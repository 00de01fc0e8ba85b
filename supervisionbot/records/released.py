"""What may leave the private side: themes with stance and band. No worker, no text, no number stands here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervisionbot.records.codebook import Stance
from supervisionbot.records.response import Line, Promise


class Band(StrEnum):
    """How much of the team spoke of a theme; the order is that of the digest."""

    MOST = "most"
    HALF = "about half"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class ReleasedTheme:
    """One line of a release: a theme, or a whole family where single themes had to wait."""

    subject: str
    stance: Stance
    band: Band
    is_family: bool = False

    @property
    def line(self) -> Line:
        """What it is about."""
        return self.subject, self.stance, self.is_family


@dataclass(frozen=True, slots=True)
class Release:
    """What left for the supervisors of one unit (a team or a pool) at one time.

    `together` is the question on which a team reflected in its own channel: then it is told there, and is no digest.
    """

    id: str
    unit: str
    since: datetime
    until: datetime
    themes: tuple[ReleasedTheme, ...] = ()
    together: str = ""


class Change(StrEnum):
    """How a theme moved since the digest before that told it, in words."""

    NEW = "new"
    MORE = "more"
    SAME = "same"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A released theme beside what was told of it before.

    `before` is the band when it was last told, and `is_last_time` whether that was in the digest before. `times` counts
    the digests that told it, this one included. `was` is the other stance, if the digest before told only that.
    """

    theme: ReleasedTheme
    change: Change
    before: Band | None = None
    is_last_time: bool = False
    times: int = 1
    was: Stance | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """What matters most: the line that carries the work, the one that gets in its way; else one that goes both ways."""

    carries: DigestLine | None = None
    hinders: DigestLine | None = None
    both_ways: DigestLine | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A release as supervisors read it.

    `turn` counts the digests before it, so that words can vary; `silent_before` those without a line just before it.
    `promises` are open responses to recall, `unanswered` conditions that wait for a first word to the team.
    """

    release: Release
    lines: tuple[DigestLine, ...]
    headline: Headline = Headline()
    turn: int = 0
    silent_before: int = 0
    promises: tuple[Promise, ...] = ()
    unanswered: tuple[Line, ...] = ()


class PostState(StrEnum):
    """Where a digest post stands on its way."""

    DUE = "due"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Post:
    """One digest to post to one channel (or supervisor). `id` is its opaque delivery id."""

    id: str
    release: str
    team: str
    channel: str
    state: PostState = PostState.DUE
