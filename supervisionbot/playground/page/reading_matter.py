"""Messages -> what stands in a pane: days, authors, times, threads. In: a person's messages -> out: lines to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.playground.nouns import Message
from supervisionbot.playground.page import moments
from supervisionbot.playground.page.spots import Spot, spot_of_message
from supervisionbot.playground.people import Person

BELONGS_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Line:
    """A message in a pane. `day` is set where a new day begins; `follows` where the author stays the same."""

    message: Message
    author: str
    is_bot: bool
    is_own: bool
    at: datetime
    spot: Spot
    day: str = ""
    follows: bool = False
    replies: int = 0
    new_replies: int = 0
    last_reply: str = ""


def roots_of(messages: Sequence[Message]) -> list[Message]:
    """What stands in the channel itself: no replies, but asides in threads stay where their thread is."""
    return [one for one in messages if not one.is_reply or one.broadcast]


def lines_of(
    person: Person, messages: Sequence[Message], everything: Sequence[Message], *, pane: str, spot: Spot
) -> list[Line]:
    """Messages as lines; `everything` is the whole channel, from which threads are counted."""
    lines: list[Line] = []
    for message in messages:
        line = _line(person, message, pane, spot)
        before = lines[-1] if lines else None
        is_new_day = before is None or before.at.date() != line.at.date()
        follows = not is_new_day and before is not None and _belongs(before, line)
        thread = [one for one in everything if one.is_reply and one.root == message.ts] if pane == "m" else []
        lines.append(_finished(line, thread, day=moments.day(line.at) if is_new_day else "", follows=follows))
    return lines


def _line(person: Person, message: Message, pane: str, spot: Spot) -> Line:
    account = person.slack.accounts.get(message.user)
    name = person.slack.name_of(message.user) if account else "Slack"
    is_bot = bool(account and account.is_bot)
    at = moments.at(message.ts, person.account.tz)
    return Line(message, name, is_bot, message.user == person.id, at, spot_of_message(message, pane, spot))


def _belongs(before: Line, line: Line) -> bool:
    return (
        before.message.user == line.message.user
        and bool(before.message.only_for) == bool(line.message.only_for)
        and line.at - before.at < BELONGS_WITHIN
    )


def _finished(line: Line, thread: Sequence[Message], *, day: str, follows: bool) -> Line:
    last = moments.short(moments.at(thread[-1].ts, line.spot.zone), line.spot.zone) if thread else ""
    return Line(
        line.message, line.author, line.is_bot, line.is_own, line.at, line.spot, day, follows, len(thread), 0, last
    )
