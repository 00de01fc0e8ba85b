"""Traces of deleted rows in the gaps of the file: wiped at once while it is small, else when it is quiet."""

from contextlib import suppress
from datetime import datetime

from supervisionbot.adapters.database import Database, moment, stored
from supervisionbot.errors import DatabaseFailed

SMALL = 32_000_000
"""Bytes that are written anew in about a fifth of a second: a year of some 250 workers."""


def wipe_at_once(db: Database) -> None:
    """Wipe what is left of deleted rows; in a large file that waits, since every reply would have to wait for it."""
    if db.size <= SMALL:
        # The disk may be full: what is left stays counted, and is wiped later.
        with suppress(DatabaseFailed):
            wipe(db)


def wipe(db: Database) -> None:
    """Write the file anew, however large it is; what is deleted meanwhile is left for the next time."""
    before = db.rows("select deletions from traces")[0]["deletions"]
    if db.write_anew(in_memory=db.size <= SMALL):
        db.run("update traces set deletions = deletions - ?, seen_at = null", [before])


def left_since(db: Database, now: datetime) -> datetime | None:
    """Since when traces are known to be left; None if there are none. What is noticed first is noted as of now."""
    db.run("update traces set seen_at = ? where deletions > 0 and seen_at is null", [stored(now)])
    seen_at = db.rows("select seen_at from traces where deletions > 0")
    return moment(seen_at[0]["seen_at"]) if seen_at else None
