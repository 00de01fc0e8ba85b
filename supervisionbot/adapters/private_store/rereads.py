"""Threads to be read again after the bot did not hear Slack for a while."""

from dataclasses import dataclass
from datetime import datetime

from supervisionbot.adapters.database import Database, moment, stored


@dataclass(frozen=True, slots=True)
class Reread:
    """A thread to read again, or (without one) direct messages, for what came since then."""

    channel: str
    thread: str
    worker: str
    since: datetime


def put(db: Database, asked_since: datetime, since: datetime, now: datetime) -> int:
    """Have every thread read again that was asked since then, and the direct messages around it; how many."""
    return db.run(
        "insert into rereads (channel, thread, worker, since, look_at)"
        " select channel, thread, worker, ?, ? from prompts where thread <> '' and asked_at >= ?"
        " union select channel, '', worker, ?, ? from prompts where thread <> '' and asked_at >= ?"
        " on conflict (channel, thread) do update set since = min(since, excluded.since)",
        [stored(since), stored(now), stored(asked_since)] * 2,
    )


def due(db: Database, now: datetime, most: int) -> list[Reread]:
    """What to read again now, the newest threads first."""
    rows = db.rows(
        "select * from rereads where look_at <= ? order by thread = '' desc, thread desc limit ?", [stored(now), most]
    )
    return [Reread(row["channel"], row["thread"], row["worker"], moment(row["since"])) for row in rows]


def later(db: Database, reread: Reread, at: datetime) -> None:
    """Read it again then."""
    db.run(
        "update rereads set look_at = ? where channel = ? and thread = ?", [stored(at), reread.channel, reread.thread]
    )


def done(db: Database, reread: Reread) -> None:
    """It was read."""
    db.run("delete from rereads where channel = ? and thread = ?", [reread.channel, reread.thread])
