"""Messages in the outbox -> messages in Slack: each posted once, changed where it stands, or lapsed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.errors import DeliveryUnknown, MessageGone, NotDelivered, SlackIsBusy, SlackRefusesBot
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import LOOK_AFTER, PostKind, PostKinds, mark_sent
from supervisionbot.records.post import Outgoing, Posted
from supervisionbot.rules import sending

Clock = Callable[[], datetime]
Trouble = Callable[[str, Exception], None]
Each = Callable[[Callable[[str], bool], Iterable[str]], Iterable[bool]]
"""Does something with each message: one after the other as `map` does, or some at once."""
CUT_OFF_AFTER = timedelta(minutes=2)
"""A post takes seconds; what has been under way for this long, and does not stand in Slack, was never posted."""
MOST_TRIES = 40
"""After more than a day of refusals a person's message lapses: they left. A channel's waits for an operator."""
_FIRST_WAIT = timedelta(seconds=5)


@dataclass(slots=True)
class Line:
    """The line to Slack, and who listens at this end; several threads may send over it.

    `each` lets several messages be under way at once. `goes_on`: whether another may be begun. `trouble` hears of what
    went wrong.
    """

    db: Database
    speech: Speech
    kinds: PostKinds
    clock: Clock
    trouble: Trouble
    goes_on: Callable[[], bool] = lambda: True
    each: Each = map
    is_shut: bool = False
    """Slack takes nothing at all just now."""

    def is_open(self) -> bool:
        """Whether another message may be begun."""
        return not self.is_shut and self.goes_on()

    def send(self, message_id: str) -> bool:
        """Send a message if it is still due; whether it then stands as it should."""
        now = self.clock()
        message = outbox.take(self.db, message_id, now, now + LOOK_AFTER) if self.is_open() else None
        if message is None:
            return False
        try:
            return _send(self.db, self.speech, self.kinds[message.kind], message, now)
        except (NotDelivered, DeliveryUnknown) as error:
            self.trouble(f"{message.kind} {message.id}", error)
            self.is_shut |= isinstance(error, (SlackIsBusy, SlackRefusesBot))
            return False


def send_posts(line: Line, *, worker: str = "", most: int | None = None) -> int:
    """Send what is due, of one worker or of all, `most` in all; how many messages then stand as they should.

    To one recipient they go in order. One recipient's trouble holds up no other. Where Slack takes nothing at all just
    now, the rest waits untouched.
    """
    done, is_moving = 0, True
    # What was sent may have put the next one.
    while is_moving and line.is_open():
        ids = outbox.due(line.db, line.clock(), line.kinds, worker=worker)[: None if most is None else most - done]
        sent = sum(line.each(line.send, ids))
        done, is_moving = done + sent, sent > 0
    return done


def find_under_way(db: Database, speech: Speech, kinds: PostKinds, clock: Clock, trouble: Trouble) -> None:
    """Look up what was being sent when something broke: what stands in Slack is sent, the rest is due again."""
    for message in outbox.under_way(db, clock()):
        now = clock()
        sent_at = message.sending_at or now
        if message.place:
            # A change may be made twice.
            outbox.later(db, message, now)
            continue
        try:
            place = speech.messenger.find(message.to, message.id, sent_at, thread=message.thread)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(f"{message.kind} {message.id}", error)
            if message.worker and message.tries >= MOST_TRIES:
                _lapse(db, kinds[message.kind], message, now)
            outbox.look_again(db, message, now + sending.wait(message.tries))
            continue
        if place:
            mark_sent(db, kinds[message.kind], message, place)
        elif now - sent_at >= CUT_OFF_AFTER:
            outbox.later(db, message, now)
        else:
            outbox.look_again(db, message, sent_at + CUT_OFF_AFTER)


def _send(db: Database, speech: Speech, kind: PostKind, message: Outgoing, now: datetime) -> bool:
    """Send one message that was taken; whether it stands as it should."""
    try:
        place = _stand(db, speech, kind, message, now)
    except MessageGone:
        place = None
    except DeliveryUnknown:
        # A change may be made twice; only a post must be looked for first.
        if message.place:
            outbox.later(db, message, now + sending.wait(message.tries))
        raise
    except NotDelivered as error:
        if not message.worker or message.tries < MOST_TRIES:
            outbox.later(db, message, now + _wait(message, error), error.reason)
            raise
        place = None
    if place:
        return mark_sent(db, kind, message, place)
    _lapse(db, kind, message, now)
    return False


def _lapse(db: Database, kind: PostKind, message: Outgoing, now: datetime) -> None:
    with db.atomic():
        if outbox.lapse(db, message, now):
            kind.lapsed(db, message, now)


def _wait(message: Outgoing, error: NotDelivered) -> timedelta:
    if isinstance(error, SlackIsBusy):
        return timedelta(seconds=error.retry_after)
    # It is not the message's fault: it goes as soon as the bot is let in again.
    return _FIRST_WAIT if isinstance(error, SlackRefusesBot) else sending.wait(message.tries)


def _stand(db: Database, speech: Speech, kind: PostKind, message: Outgoing, now: datetime) -> Posted | None:
    """Let the message stand in Slack; None if there is nothing to say any more, or it was to go."""
    if kind.takes_away and message.place:
        speech.messenger.delete(message.place)
        return None
    said = kind.words(db, speech, message, now)
    if said is None:
        return None
    if message.place:
        speech.messenger.update(message.place, said)
        return message.place
    return speech.messenger.post(message.to, said, thread=message.thread, delivery=message.id)
