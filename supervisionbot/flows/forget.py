"""The end of keeping time, or a worker's wish -> rows that are gone, from the file as well."""

from datetime import datetime, timedelta

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import forgetting, inbox, reflections, traces, voices
from supervisionbot.rules.release import WAIT

KEEP_RECORDS = timedelta(days=400)
"""Own reflections without their words stay for a little more than a year: the regulator's record is yearly."""
KEEP_INBOX = timedelta(days=2)
GIVE_UP_AFTER = timedelta(days=14)
"""A message that could not be taken in for this long is given up."""
UNTIL_CLOSED = timedelta(days=2)
"""A voice that stood in a preview must not expire before the digest is posted."""


def forget_worker(db: Database, worker: str) -> int:
    """Delete everything of one worker; how many rows."""
    return forgetting.forget(db, worker)


def forget_old(db: Database, keep_text: timedelta, now: datetime) -> None:
    """Delete what has been kept long enough: words, voices that waited in vain, records, noted events."""
    gone = reflections.delete_words_before(db, now - keep_text) + voices.delete_voices_before(
        db, now - WAIT - UNTIL_CLOSED
    )
    gone += forgetting.delete_unanswered_before(db, now - WAIT)
    gone += forgetting.delete_records_before(db, now - KEEP_RECORDS)
    inbox.delete_before(db, now - KEEP_INBOX, now - GIVE_UP_AFTER)
    outbox.delete_sent_before(db, now - KEEP_INBOX)
    if gone:
        traces.wipe_at_once(db)
