"""Of whom somebody was told that they could read a channel, so that it is told once."""

from datetime import datetime

from supervisionbot.adapters.database import Database, stored


def is_new(db: Database, channel: str, finding: str, now: datetime) -> bool:
    """Note a finding about a channel; False if it was noted already."""
    row = {"channel": channel, "finding": finding, "told_at": stored(now)}
    return db.insert("audience_told", row, ignore=True)


def forget(db: Database, channel: str) -> None:
    """The channel is in order: what is found later is new."""
    db.run("delete from audience_told where channel = ?", [channel])
