"""Slack's events, ids only: noted before they are acknowledged, worked through once."""

from datetime import datetime

from supervisionbot.adapters.database import Database, Row, stored
from supervisionbot.records.private import Reply


def note(db: Database, event: str, message: Reply, now: datetime) -> bool:
    """Write down that a message came, was edited or deleted; False if the event was noted before."""
    row: Row = {"event": event, "channel": message.channel, "ts": message.ts, "thread": message.thread}
    row |= {"worker": message.worker, "noted_at": stored(now), "tries": 0, "is_done": 0}
    return db.insert("inbox", row, ignore=True)


def done(db: Database, event: str) -> None:
    """Mark an event as worked through."""
    db.run("update inbox set is_done = 1 where event = ?", [event])


def tried(db: Database, event: str) -> None:
    """Count one more try."""
    db.run("update inbox set tries = tries + 1 where event = ?", [event])


def left_open(db: Database, before: datetime, most_tries: int) -> list[tuple[str, Reply]]:
    """Events noted before then and not worked through; the words must be fetched from Slack.

    Oldest first, but those that failed before come last, so that one message never holds up the others.
    """
    rows = db.rows(
        "select * from inbox where is_done = 0 and noted_at < ? and tries < ? order by tries, noted_at",
        [stored(before), most_tries],
    )
    return [(row["event"], Reply(row["channel"], row["ts"], row["worker"], row["thread"])) for row in rows]


def is_open(db: Database, event: str) -> bool:
    """Whether the event still waits to be worked through."""
    return bool(db.rows("select 1 from inbox where event = ? and is_done = 0", [event]))


def delete_before(db: Database, moment: datetime) -> None:
    """Delete events noted before then; Slack repeats none after a day."""
    db.run("delete from inbox where noted_at < ?", [stored(moment)])
