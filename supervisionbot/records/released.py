"""What may leave the private side: themes with stance and band. No worker, no text, no number stands here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervisionbot.records.codebook import Stance

Line = tuple[str, Stance, bool]
"""What a line is about, without how much: a theme or family, its stance, whether it is a family."""


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
    """A released theme beside what was told of it before."""

    theme: ReleasedTheme
    change: Change
    before: Band | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A release as supervisors read it."""

    release: Release
    lines: tuple[DigestLine, ...]


class PostState(StrEnum):
    """Where a digest post stands on its way."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Post:
    """One digest to post to one channel (or supervisor). `id` is its opaque delivery id."""

    id: str
    release: str
    team: str
    channel: str
    state: PostState = PostState.DUE
