"""Messages on their way to Slack, without their words: a row first, sent by it, marked by it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from supervisionbot.adapters.database import Database, Row, moment_or_none, stored
from supervisionbot.records.post import Outgoing, Posted

HOLDS_UP = 6
"""How often a message may fail (some five minutes) before those after it no longer wait for it."""


def put(db: Database, message: Outgoing, now: datetime) -> None:
    """Let this message stand in Slack and show how things are now: posted if it is new, changed if it stands.

    One kind about one thing to one recipient is one message, however often it is put. Call it in the `atomic` that
    changes what the message is about: then neither is there without the other, and a crash loses and doubles nothing.
    """
    place = message.place or Posted("", "")
    row: Row = {"id": _id(message), "kind": message.kind, "about": message.about, "recipient": message.to}
    row |= {"thread": message.thread, "worker": message.worker, "hint": message.hint}
    row |= {"state": "due", "due_at": stored(now), "channel": place.channel, "ts": place.ts}
    row |= {"wanted": 1, "tries": 0, "trouble": ""}
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    db.run(
        f"insert into outbox ({names}) values ({marks}) on conflict (id) do update set wanted = wanted + 1,"  # noqa: S608 - names stand above
        " hint = excluded.hint, due_at = iif(state = 'sending', due_at, excluded.due_at),"
        " state = iif(state = 'sent', 'due', state)",
        list(row.values()),
    )


def put_in_hand(db: Database, message: Outgoing, now: datetime, look_at: datetime) -> Outgoing:
    """Put a message that is being sent right now, and give it with its mark."""
    with db.atomic():
        put(db, message, now)
        db.run(
            "update outbox set state = 'sending', sending_at = ?, due_at = ?, tries = 1 where id = ?",
            [stored(now), stored(look_at), _id(message)],
        )
    return replace(message, id=_id(message), sending_at=now, tries=1)


def due(db: Database, now: datetime, kinds: Collection[str], *, worker: str = "") -> list[str]:
    """The ids of messages of these kinds to send now, of one worker or of all, in the order in which they were put.

    Whoever has one under way waits with the next, so that what belongs in order stays in order.
    """
    marks = ", ".join("?" * len(kinds))
    rows = db.rows(
        f"select id from outbox as one where kind in ({marks}) and state = 'due' and due_at <= ?"  # noqa: S608 - only question marks
        " and worker = iif(? = '', worker, ?)"
        " and not exists (select 1 from outbox where recipient = one.recipient and state = 'sending') order by number",
        [*kinds, stored(now), worker, worker],
    )
    return [row["id"] for row in rows]


def take(db: Database, message_id: str, now: datetime, look_at: datetime) -> Outgoing | None:
    """Take a due message for sending, to be looked up by `look_at`; None if somebody else did, or it must wait."""
    changed = db.run(
        "update outbox set state = 'sending', sending_at = ?, due_at = ?, tries = tries + 1 where id = ?"
        " and state = 'due' and due_at <= ? and not exists"
        " (select 1 from outbox as other where other.recipient = outbox.recipient and"
        " (state = 'sending' or state = 'due' and other.number < outbox.number and other.tries < ?))",
        [stored(now), stored(look_at), message_id, stored(now), HOLDS_UP],
    )
    return _message(db.rows("select * from outbox where id = ?", [message_id])[0]) if changed else None


def under_way(db: Database, now: datetime) -> list[Outgoing]:
    """Messages whose sending began and was not marked as done, and that it is time to look up."""
    rows = db.rows("select * from outbox where state = 'sending' and due_at <= ? order by sending_at", [stored(now)])
    return [_message(row) for row in rows]


def is_under_way(db: Database, worker: str, kind: str) -> bool:
    """Whether a message of that kind to the worker is being sent, so that it is not known where it stands."""
    rows = db.rows("select 1 from outbox where worker = ? and kind = ? and state = 'sending'", [worker, kind])
    return bool(rows)


def sent(db: Database, message: Outgoing, place: Posted) -> bool:
    """Mark a message as standing there, due again if it was put anew meanwhile; False if it was forgotten."""
    changed = db.run(
        "update outbox set state = iif(wanted = ?, 'sent', 'due'), due_at = sending_at, channel = ?, ts = ?, tries = 0,"
        " trouble = '' where id = ? and state = 'sending'",
        [message.wanted, place.channel, place.ts, message.id],
    )
    return changed == 1


def later(db: Database, message: Outgoing, at: datetime, trouble: str = "") -> None:
    """Send it then; `trouble` says what came in between, as Slack or the bot names it."""
    db.run(
        "update outbox set state = 'due', due_at = ?, trouble = ? where id = ? and state = 'sending'",
        [stored(at), trouble, message.id],
    )


def look_again(db: Database, message: Outgoing, at: datetime) -> None:
    """Look then for a message that was sent but has not been found yet."""
    db.run(
        "update outbox set due_at = ?, tries = tries + 1 where id = ? and state = 'sending'", [stored(at), message.id]
    )


def lapse(db: Database, message: Outgoing, now: datetime) -> bool:
    """Forget a message that has nothing to say any more; False, and due again, if it was put anew meanwhile."""
    if db.run("delete from outbox where id = ? and wanted = ?", [message.id, message.wanted]):
        return True
    later(db, message, now)
    return False


def state_of(db: Database, message: Outgoing) -> str:
    """How far such a message is: due, sending or sent; empty if there is none."""
    rows = db.rows("select state from outbox where id = ?", [_id(message)])
    return str(rows[0]["state"]) if rows else ""


def drop(db: Database, message: Outgoing) -> None:
    """Forget a message: it is of no use any more."""
    db.run("delete from outbox where id = ?", [message.id or _id(message)])


def delete_sent_before(db: Database, moment: datetime) -> None:
    """Delete what has stood in Slack since before then."""
    db.run("delete from outbox where state = 'sent' and due_at < ?", [stored(moment)])


def progress(db: Database, kind: str, about: str) -> list[tuple[str, datetime | None, str]]:
    """How far each message of a kind about one thing is: (worker, when it was sent or None, trouble)."""
    query = (
        "select worker, iif(state = 'sent', sending_at, null) as at, trouble from outbox where about = ? and kind = ?"
    )
    return [(row["worker"], moment_or_none(row["at"]), row["trouble"]) for row in db.rows(query, [about, kind])]


def troubles(db: Database) -> list[tuple[str, str, int]]:
    """What keeps messages waiting, by kind: (kind, trouble, how many)."""
    rows = db.rows(
        "select kind, trouble, count(*) as count from outbox where state <> 'sent' and trouble <> ''"
        " group by kind, trouble order by kind, trouble"
    )
    return [(row["kind"], row["trouble"], row["count"]) for row in rows]


def oldest_due(db: Database) -> datetime | None:
    """Since when the message has waited that waits longest; None if none does."""
    return moment_or_none(db.rows("select min(due_at) as at from outbox where state = 'due'")[0]["at"])


def _id(message: Outgoing) -> str:
    return sha256(f"{message.kind}\n{message.about}\n{message.to}".encode()).hexdigest()[:32]


def _message(row: Row) -> Outgoing:
    place = Posted(row["channel"], row["ts"]) if row["ts"] else None
    made = Outgoing(row["kind"], row["about"], row["recipient"], row["thread"], row["worker"], row["hint"], place)
    sending_at = moment_or_none(row["sending_at"])
    return replace(made, id=row["id"], sending_at=sending_at, tries=row["tries"], wanted=row["wanted"])
