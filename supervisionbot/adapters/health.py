"""Signs of life that the running bot leaves, so that another process can tell how it is. No words, no names."""

from datetime import datetime

from supervisionbot.adapters.database import Database, moment, stored

LISTENING, STEADY, LOOKED, REFUSED = "listening", "steady", "looked", "refused"


def mark(db: Database, name: str, at: datetime, detail: str = "") -> None:
    """Leave a sign."""
    db.insert("health", {"name": name, "at": stored(at), "detail": detail}, replace=True)


def last(db: Database, name: str) -> tuple[datetime, str] | None:
    """When the sign was last left, with its detail; None if it never was."""
    rows = db.rows("select at, detail from health where name = ?", [name])
    return (moment(rows[0]["at"]), rows[0]["detail"]) if rows else None
