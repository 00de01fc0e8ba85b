"""What only the worker may see, and what is made of it before the door. Never imported by supervisors' code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.post import Outgoing, Posted
from supervisionbot.records.response import Line
from supervisionbot.records.team import Unit


@dataclass(frozen=True, slots=True)
class Visit:
    """A contact with a family or person that a worker logged. Times are aware; `prompt` is what asks about it."""

    id: str
    worker: str
    team: str
    kind: str
    at: datetime
    logged_at: datetime
    case: str = field(default="", repr=False)
    prompt: str = ""


class PromptState(StrEnum):
    """Where a prompt stands on its way."""

    DUE = "due"
    SENDING = "sending"
    ASKED = "asked"
    ANSWERED = "answered"
    LAPSED = "lapsed"


NEXT_STATES: Mapping[PromptState, frozenset[PromptState]] = {
    # A question put off may still be answered where it stood.
    PromptState.DUE: frozenset({PromptState.SENDING, PromptState.LAPSED, PromptState.ANSWERED}),
    # Sending may turn out not to have been sent: then the prompt is due again.
    PromptState.SENDING: frozenset({PromptState.ASKED, PromptState.DUE}),
    PromptState.ASKED: frozenset({PromptState.ANSWERED, PromptState.LAPSED, PromptState.DUE}),
    # A worker may take every reply back: then the question is open again.
    PromptState.ANSWERED: frozenset({PromptState.ANSWERED, PromptState.ASKED}),
    # A late reply is welcome.
    PromptState.LAPSED: frozenset({PromptState.ANSWERED}),
}


class Consent(StrEnum):
    """What the worker decided about the codes of one thread."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question put to one worker, after a visit or on request (then `visit` and `kind` are empty).

    `session` is the team's reflection in which the worker answered; empty for a question of their own. `remind_at` is
    when to look whether to remind of it, once it was asked; None is at once.
    """

    id: str
    worker: str
    team: str
    due_at: datetime
    visit: str = ""
    kind: str = ""
    wanted_theme: str = ""
    question: str = ""
    theme: str = ""
    state: PromptState = PromptState.DUE
    consent: Consent = Consent.OPEN
    sending_at: datetime | None = None
    asked_at: datetime | None = None
    channel: str = ""
    thread: str = ""
    answer: str = ""
    followed_up: bool = False
    is_heavy: bool = False
    is_reminded: bool = False
    why: str = ""
    session: str = ""
    remind_at: datetime | None = None

    @property
    def place(self) -> Posted:
        """Where the question stands."""
        return Posted(self.channel, self.thread)

    @property
    def answer_place(self) -> Posted:
        """Where the bot's answer with the themes stands."""
        return Posted(self.channel, self.answer)

    @property
    def themes_message(self) -> Outgoing:
        """The message that says what was heard in the thread."""
        place = self.answer_place if self.answer else None
        return Outgoing("themes", self.id, self.channel, self.thread, self.worker, place=place)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker typed, in memory only; no table takes it. `is_gone`: the worker deleted it.

    `noted` is how many events of it (written, changed, deleted) had been noted when it was read. `written_at` is set
    where `ts` is no time: in a private form.
    """

    channel: str
    ts: str
    worker: str
    thread: str = ""
    is_gone: bool = False
    text: str = field(default="", repr=False)
    noted: int = 0
    written_at: datetime | None = None

    @property
    def id(self) -> str:
        """The place of the message in Slack, which names the reply."""
        return f"{self.channel}:{self.ts}"

    @property
    def place_said(self) -> str:
        """Its place with its thread, if it stands in one."""
        return f"{self.id}:{self.thread}" if self.thread else self.id

    @property
    def is_private(self) -> bool:
        """Whether it came by a form, so that it stands nowhere in Slack."""
        return self.written_at is not None


BY_HAND = "HAND"
"""The kind under which words that a worker covered by hand are counted, apart from what the bot covered."""


@dataclass(frozen=True, slots=True)
class RedactedReply:
    """A reply without identifying detail: what may be kept, encrypted. `covered` counts by kind, BY_HAND included."""

    id: str
    prompt: str
    worker: str
    at: datetime
    covered: tuple[tuple[str, int], ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the worker said of one theme: a stance, or None for "I did not speak of it"."""

    theme: str
    stance: Stance | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A theme with a stance that stands for a thread: suggested by the coder or confirmed by the worker.

    `probability` is that of theme and stance together.
    """

    theme: str
    stance: Stance
    probability: float = 1.0
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One worker who gave a code, on its way to the door. Case and visit may be empty.

    `at` is when the reply was written, `given_at` when its code first stood: what is added later is told later.
    """

    worker: str
    team: str
    prompt: str
    theme: str
    stance: Stance
    at: datetime
    given_at: datetime
    visit: str = ""
    case: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reflection:
    """A worker's own record of one thread, for that worker alone."""

    prompt: str
    at: datetime
    kind: str
    question: str
    consent: Consent
    codes: tuple[Code, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class HeardReply:
    """What the coder heard in one reply of a thread."""

    reply: str
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something a worker chose to take to supervision: where it stands at the supervisor's, without its words."""

    id: str
    worker: str
    supervisor: str
    place: Posted
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """That a worker was asked a question at a time, for a team; it does not say whether they answered."""

    worker: str
    question: str
    theme: str
    at: datetime
    team: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One closing of a period, told or silent: up to when voices counted and who was in the unit then.

    `workers` lacks those who were forgotten since; `size` counts them all the same. `shown` are the lines of the
    preview: once the team has seen it, nothing else may be told. None before the preview, and where an operator
    closes the period without one.
    `is_together`: a team's own reflection in its channel, no digest.
    """

    id: str
    unit: str
    cut: datetime
    workers: frozenset[str]
    teams: frozenset[str]
    size: int
    is_open: bool = True
    shown: frozenset[Line] | None = None
    is_together: bool = False

    @classmethod
    def of(cls, unit: Unit, occasion_id: str, cut: datetime) -> Self:
        """The occasion of a unit as it is now."""
        return cls(occasion_id, unit.name, cut, unit.workers, unit.teams, len(unit.workers))


class SessionState(StrEnum):
    """Where a team's reflection stands on its way."""

    DUE = "due"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Session:
    """A team reflects together: one question in its own channel, answered privately, for a set time.

    `opened_at` and `closes_at` are set once the question stands in the channel.
    """

    id: str
    team: str
    channel: str
    starter: str
    question: str
    theme: str
    length: timedelta
    called_at: datetime
    state: SessionState = SessionState.DUE
    opened_at: datetime | None = None
    closes_at: datetime | None = None


class Margin(StrEnum):
    """By how much a rule held, in a word: the exact number would say how many took part."""

    NARROW = "narrow"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How one rule of the door came out, for the ledger: a promise, and a plain sentence."""

    promise: str
    sentence: str
    passed: bool
    margin: Margin | None = None
