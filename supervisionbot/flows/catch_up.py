"""Noted messages that were not worked through (a crash, a fault) -> taken in after all, the words fetched again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import inbox
from supervisionbot.errors import SupervisionBotError
from supervisionbot.flows.ports import Messenger
from supervisionbot.records.private import Reply

# A listener gets this long before its message counts as left behind.
LEFT_BEHIND_AFTER = timedelta(seconds=30)
MOST_TRIES = 50


def catch_up(
    db: Database,
    messenger: Messenger,
    take_in: Callable[[Reply], None],
    now: datetime,
    trouble: Callable[[str, Exception], None],
) -> None:
    """Give every message left behind to `take_in`, as it stands in Slack now; `trouble` hears of what fails again."""
    for event, message in inbox.left_open(db, now - LEFT_BEHIND_AFTER, MOST_TRIES):
        inbox.tried(db, event)
        try:
            text = messenger.words_at(message.channel, message.ts, message.thread)
            take_in(replace(message, text=text or "", is_gone=text is None))
        except SupervisionBotError as error:
            trouble(event, error)
        else:
            inbox.done(db, event)
