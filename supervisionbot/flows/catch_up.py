"""What was missed -> taken in after all: messages noted but not worked through, and what came while nobody listened."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from supervisionbot.adapters import health
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import inbox, prompts, reflections, rereads
from supervisionbot.adapters.private_store.rereads import Reread
from supervisionbot.errors import DeliveryUnknown, NotDelivered, SlackIsBusy, SlackRefusesBot, SupervisionBotError
from supervisionbot.flows.ports import Messenger
from supervisionbot.records.post import Standing
from supervisionbot.records.private import Reply
from supervisionbot.rules import sending

GAP = timedelta(minutes=1)
"""Slack tells of an event again after a minute and after five; who did not listen for longer may have missed it."""
ALL_TRIES = timedelta(minutes=6)
"""By then Slack has told of an event for the last time: a stretch as long without a break misses nothing before it."""
A_BREAK = timedelta(seconds=20)
"""Listening is noted every five seconds."""
ASKED_WITHIN = timedelta(weeks=12)
"""Threads as old as a voice may wait are read again."""
MOST_AT_ONCE = 10
"""Four looks a minute: within the fifty calls a minute that Slack allows for reading threads."""


def catch_up(
    db: Database, take_in: Callable[[Reply], None], now: datetime, trouble: Callable[[str, Exception], None]
) -> None:
    """Give every message left behind to `take_in`; `trouble` hears of what fails again, and is tried again later."""
    for message, tries in inbox.left_open(db, now):
        try:
            take_in(message)
        except SupervisionBotError as error:
            trouble(message.id, error)
            if isinstance(error, (SlackIsBusy, SlackRefusesBot)):
                break
            inbox.tried(db, message, now + sending.wait(tries + 1))


def note_listening(db: Database, now: datetime, *, is_start: bool = False) -> None:
    """Remember that the bot hears Slack now; have its threads read again for what it may have missed.

    After one short break Slack tells of everything again. After a long one, or one break soon after another, each time
    that Slack told of an event may have fallen into a break: then all counts since the first of them.
    """
    with db.atomic():
        heard, steady = health.last(db, health.LISTENING), health.last(db, health.STEADY)
        health.mark(db, health.LISTENING, now)
        if heard and steady and not is_start and now - heard[0] <= A_BREAK:
            return
        was_short = bool(heard and steady and heard[0] - steady[0] < ALL_TRIES and steady[1])
        since = datetime.fromisoformat(steady[1]) if was_short and steady else heard[0] if heard else now
        health.mark(db, health.STEADY, now, since.isoformat())
        if was_short or now - since > GAP:
            rereads.put(db, since - GAP - ASKED_WITHIN, since - GAP, now)


def read_again(db: Database, messenger: Messenger, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Read the next threads again: what was written, changed or deleted is noted, and taken in like any message."""
    for reread in rereads.due(db, now, MOST_AT_ONCE):
        try:
            standing = messenger.standing(reread.channel, reread.since, reread.thread)
        except (SlackIsBusy, SlackRefusesBot, DeliveryUnknown) as error:
            trouble(reread.channel, error)
            break
        except NotDelivered as error:
            # The thread is gone, or the worker: there is nothing to be read.
            trouble(reread.channel, error)
            rereads.done(db, reread)
            continue
        for event, message in _missed(db, reread, standing):
            inbox.note(db, event, message, now)
        rereads.done(db, reread)


def _missed(db: Database, reread: Reread, standing: list[Standing]) -> Iterator[tuple[str, Reply]]:
    """An event for each message of the worker's that may not stand here as it stands in Slack."""
    since = f"{reread.since.timestamp():.6f}"
    for one in standing:
        message = Reply(reread.channel, one.ts, reread.worker, reread.thread)
        is_new = one.ts >= since and not prompts.prompt_of_reply(db, message.id) and inbox.noted(db, message)[0] == 0
        if one.user == reread.worker and (is_new or one.edited >= since):
            yield f"again:{message.id}:{one.edited}", message
    for ts in _kept(db, reread) - {one.ts for one in standing}:
        # It was deleted, or it stands outside the thread: Slack is asked for it there.
        yield f"again:{reread.channel}:{ts}:{since}", Reply(reread.channel, ts, reread.worker)


def _kept(db: Database, reread: Reread) -> set[str]:
    """The timestamps of the replies kept of a thread that stand in Slack: private forms do not."""
    prompt = prompts.prompt_of_thread(db, reread.channel, reread.thread)
    places = [reply.id.split(":") for reply in reflections.replies_of(db, prompt.id)] if prompt else []
    return {ts for channel, ts in places if channel == reread.channel}
