"""What Slack hands out for a short while: trigger ids and response URLs. In: whose -> out: a ticket, once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from supervisionbot.playground.marks import Marks
from supervisionbot.playground.nouns import SlackError

# https://docs.slack.dev/interactivity/handling-user-interaction
TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_TIME = timedelta(minutes=30)
LEAST_TRIGGERS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Trigger:
    """Lets the app open a modal for a person. `used` once it did; `given_at` in real seconds."""

    person: str
    given_at: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """Lets the app answer an interaction: `message` is what was clicked on, if anything."""

    person: str
    channel: str
    message: str | None
    is_aside: bool
    until: datetime
    uses_left: int = RESPONSE_USES
    thread_ts: str | None = None


class Tickets:
    """Trigger ids, aged by `elapsed` (real seconds), and response URLs, aged by the workspace's clock."""

    def __init__(self, marks: Marks, now: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        self._marks = marks
        self._now = now
        self._elapsed = elapsed
        self._triggers: dict[str, Trigger] = {}
        self._returns: dict[str, Return] = {}

    def trigger_for(self, person: str) -> str:
        """A fresh trigger id."""
        ticket = f"{self._marks.ts()}.{self._marks.id('T').lower()}"
        self._triggers[ticket] = Trigger(person, self._elapsed())
        if len(self._triggers) > LEAST_TRIGGERS_KEPT:
            del self._triggers[next(iter(self._triggers))]
        return ticket

    def redeem(self, trigger_id: str) -> str:
        """The person a trigger id was for. Raises if it is unknown, used before, or over 3 seconds old."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._elapsed() - trigger.given_at > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger.person

    def return_for(
        self,
        person: str,
        channel: str,
        message: str | None = None,
        *,
        is_aside: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """A fresh secret for a response URL."""
        secret = self._marks.id("R")
        until = self._now() + RESPONSE_TIME
        self._returns[secret] = Return(person, channel, message, is_aside, until, thread_ts=thread_ts)
        return secret

    def use_return(self, secret: str) -> Return:
        """What a response URL stands for. Raises `used_url` after 5 uses, `expired_url` after 30 minutes."""
        ticket = self._returns.get(secret)
        if ticket is None:
            raise SlackError("no_such_url")
        if self._now() > ticket.until:
            raise SlackError("expired_url")
        if ticket.uses_left == 0:
            raise SlackError("used_url")
        self._returns[secret] = replace(ticket, uses_left=ticket.uses_left - 1)
        return ticket
