"""Slack's events, ids only: noted before they are acknowledged, worked through once."""

from datetime import datetime, timedelta

from supervisionbot.adapters.database import Database, Row, stored
from supervisionbot.errors import Overtaken
from supervisionbot.records.private import Reply

LEFT_BEHIND_AFTER = timedelta(seconds=30)
"""A listener gets this long before its message counts as left behind."""


def note(db: Database, event: str, message: Reply, now: datetime) -> bool:
    """Write down that a message came, was edited or deleted; False if the event was noted before."""
    row: Row = {"event": event, "channel": message.channel, "ts": message.ts, "thread": message.thread}
    row |= {"worker": message.worker, "noted_at": stored(now), "tries": 0, "is_done": 0}
    return db.insert("inbox", row | {"look_at": stored(now + LEFT_BEHIND_AFTER)}, ignore=True)


def noted(db: Database, message: Reply) -> tuple[int, int]:
    """How many events of a message were noted, and how many of them wait to be worked through."""
    rows = db.rows(
        "select count(*) as every, coalesce(sum(1 - is_done), 0) as open from inbox where channel = ? and ts = ?",
        [message.channel, message.ts],
    )
    return rows[0]["every"], rows[0]["open"]


def finish(db: Database, message: Reply) -> None:
    """Mark the events of a message as worked through, in the transaction that keeps what came of them.

    Raises Overtaken if one more was noted since the message was read, or if somebody else was faster.
    """
    if not message.noted:
        return
    changed = db.run(
        "update inbox set is_done = 1 where channel = ? and ts = ? and is_done = 0"
        " and (select count(*) from inbox where channel = ? and ts = ?) = ?",
        [message.channel, message.ts, message.channel, message.ts, message.noted],
    )
    if not changed:
        raise Overtaken


def tried(db: Database, message: Reply, look_at: datetime) -> None:
    """Count one more try of a message in vain, and try it again then."""
    db.run(
        "update inbox set tries = tries + 1, look_at = ? where channel = ? and ts = ? and is_done = 0",
        [stored(look_at), message.channel, message.ts],
    )


def left_open(db: Database, now: datetime) -> list[tuple[Reply, int]]:
    """Messages with events that were not worked through, and how often they were tried; their words are in Slack.

    Oldest first, but those that failed before come last, so that one message never holds up the others.
    """
    rows = db.rows(
        "select channel, ts, thread, worker, max(tries) as tries from inbox where is_done = 0 and look_at < ?"
        " group by channel, ts order by tries, min(noted_at)",
        [stored(now)],
    )
    return [(Reply(row["channel"], row["ts"], row["worker"], row["thread"]), row["tries"]) for row in rows]


def backlog(db: Database) -> int:
    """How many events wait to be worked through."""
    return int(db.rows("select count(*) as open from inbox where is_done = 0")[0]["open"])


def delete_before(db: Database, done: datetime, still_open: datetime) -> None:
    """Delete events noted before then: those worked through (Slack repeats none after a day), and those given up."""
    db.run(
        "delete from inbox where noted_at < iif(is_done, ?, ?)",
        [stored(done), stored(still_open)],
    )
