"""What supervisors answer their team: their own words, for the team to read. No worker's word stands here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from supervisionbot.records.codebook import Stance

Line = tuple[str, Stance, bool]
"""What a line is about, without how much: a theme or family, its stance, whether it is a family."""


class ResponseState(StrEnum):
    """Where a response stands."""

    OPEN = "open"
    DONE = "done"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a supervisor filled in: themes heard, what will be done, by when, and who."""

    heard: tuple[Line, ...]
    will_do: str = field(repr=False)
    by_when: date | None = None
    who: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What supervisors heard in a digest (`heard`) and will do about it, by when, and who.

    `post` is where it was asked for, `by` the supervisor who gave it last, `outcome` what came of it once it is done.
    """

    id: str
    team: str
    release: str
    post: str
    by: str
    given_at: datetime
    heard: tuple[Line, ...]
    will_do: str = field(repr=False)
    by_when: date | None = None
    who: str = field(default="", repr=False)
    state: ResponseState = ResponseState.OPEN
    outcome: str = field(default="", repr=False)

    def is_about(self, subject: str) -> bool:
        """Whether it answers to that theme or family."""
        return any(subject == heard for heard, _, _ in self.heard)


@dataclass(frozen=True, slots=True)
class Promise:
    """An open response as the next digest recalls it; `clause` fits after "you would", else it is empty."""

    response: Response
    clause: str = field(repr=False)
