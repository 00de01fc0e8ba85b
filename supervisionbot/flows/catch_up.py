"""Noted messages that were not worked through (a crash, a fault) -> taken in after all, the words fetched again."""

from collections.abc import Callable
from datetime import datetime

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import inbox
from supervisionbot.errors import SlackIsBusy, SlackRefusesBot, SupervisionBotError
from supervisionbot.records.private import Reply
from supervisionbot.rules import sending


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
