"""Visits, prompts, what was asked, and pauses."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from supervisionbot.adapters.database import Database, Row, moment, moment_or_none, stored
from supervisionbot.records.private import Asked, Consent, Prompt, PromptState, Visit

_TIMES = ("due_at", "sending_at", "asked_at")
_FOR_EVER = "for ever"


def save_visit(db: Database, visit: Visit) -> None:
    """Keep a visit."""
    db.insert(
        "visits",
        {
            "id": visit.id,
            "worker": visit.worker,
            "team": visit.team,
            "kind": visit.kind,
            "at": stored(visit.at),
            "logged_at": stored(visit.logged_at),
            "case_ref": visit.case,
        },
    )


def visit(db: Database, visit_id: str) -> Visit | None:
    """The visit of that id, or None."""
    for row in db.rows("select * from visits where id = ?", [visit_id]):
        return Visit(
            row["id"],
            row["worker"],
            row["team"],
            row["kind"],
            moment(row["at"]),
            moment(row["logged_at"]),
            row["case_ref"],
        )
    return None


def same_visit(db: Database, wanted: Visit) -> bool:
    """Whether the worker already logged a visit of that kind at that very time."""
    found = db.rows(
        "select 1 from visits where worker = ? and kind = ? and at = ?", [wanted.worker, wanted.kind, stored(wanted.at)]
    )
    return bool(found)


def save_prompt(db: Database, prompt: Prompt) -> None:
    """Keep a prompt, new or changed."""
    row = {field.name: getattr(prompt, field.name) for field in fields(prompt)}
    row |= {name: stored(row[name]) for name in _TIMES} | {"followed_up": int(prompt.followed_up)}
    row |= {"state": str(prompt.state), "consent": str(prompt.consent)}
    names = ", ".join(row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    marks = ", ".join("?" * len(row))
    db.run(
        f"insert into prompts ({names}) values ({marks}) on conflict (id) do update set {changes}",  # noqa: S608 - names are the record's own
        list(row.values()),
    )


def claim(db: Database, prompt: Prompt, now: datetime) -> bool:
    """Take a due prompt for sending; False if another process took it first."""
    changed = db.run(
        "update prompts set state = ?, sending_at = ? where id = ? and state = ?",
        [str(PromptState.SENDING), stored(now), prompt.id, str(PromptState.DUE)],
    )
    return changed == 1


def prompt(db: Database, prompt_id: str) -> Prompt | None:
    """The prompt of that id, or None."""
    return _first(db.rows("select * from prompts where id = ?", [prompt_id]))


def prompt_of_thread(db: Database, channel: str, thread: str) -> Prompt | None:
    """The prompt whose thread stands there, or None."""
    return _first(db.rows("select * from prompts where channel = ? and thread = ? and thread <> ''", [channel, thread]))


def prompt_of_reply(db: Database, reply_id: str) -> Prompt | None:
    """The prompt that a kept reply belongs to, or None."""
    return _first(
        db.rows("select prompts.* from prompts join replies on prompts.id = prompt where replies.id = ?", [reply_id])
    )


def prompts_in(db: Database, state: PromptState, *, due_by: datetime | None = None) -> list[Prompt]:
    """Prompts in a state, those due earliest first; with `due_by` only those due by then."""
    until = stored(due_by) if due_by else "9"
    return [
        _prompt(row)
        for row in db.rows(
            "select * from prompts where state = ? and due_at <= ? order by due_at, id", [str(state), until]
        )
    ]


def open_prompts(db: Database, worker: str) -> list[Prompt]:
    """Prompts that the worker was asked and has not answered, newest first."""
    rows = db.rows(
        "select * from prompts where worker = ? and state = ? order by asked_at desc", [worker, str(PromptState.ASKED)]
    )
    return [_prompt(row) for row in rows]


def prompt_times(db: Database, worker: str, *, since: datetime, but: str = "") -> list[datetime]:
    """When the worker's other prompts since then are due or were asked."""
    rows = db.rows(
        "select coalesce(asked_at, due_at) as at from prompts where worker = ? and id <> ? and due_at >= ? and state <> ?",
        [worker, but, stored(since), str(PromptState.LAPSED)],
    )
    return [moment(row["at"]) for row in rows]


def note_asked(db: Database, asked: Asked) -> None:
    """Remember that a question was asked; it does not say whether it was answered."""
    db.insert(
        "asked", {"worker": asked.worker, "question": asked.question, "theme": asked.theme, "at": stored(asked.at)}
    )


def asked_of(db: Database, worker: str) -> list[Asked]:
    """What the worker was asked, newest first."""
    return _asked(db.rows("select * from asked where worker = ? order by at desc", [worker]))


def asked_since(db: Database, since: datetime, workers: Iterable[str]) -> list[Asked]:
    """Who of the workers was asked what since then."""
    wanted = set(workers)
    return [
        one for one in _asked(db.rows("select * from asked where at >= ?", [stored(since)])) if one.worker in wanted
    ]


def pause(db: Database, worker: str, until: datetime | None) -> None:
    """Ask the worker nothing until then, or (None) until they come back."""
    db.insert("pauses", {"worker": worker, "until": stored(until) or _FOR_EVER}, replace=True)


def resume(db: Database, worker: str) -> bool:
    """Ask the worker again; whether they had paused."""
    return db.run("delete from pauses where worker = ?", [worker]) > 0


def paused_until(db: Database, worker: str, now: datetime) -> datetime | None:
    """Until when the worker paused (datetime.max for an open end); None if they did not, or it is over."""
    for row in db.rows("select until from pauses where worker = ?", [worker]):
        until = datetime.max.replace(tzinfo=now.tzinfo) if row["until"] == _FOR_EVER else moment(row["until"])
        return until if until > now else None
    return None


def _asked(rows: Iterable[Row]) -> list[Asked]:
    return [Asked(row["worker"], row["question"], row["theme"], moment(row["at"])) for row in rows]


def _first(rows: list[Row]) -> Prompt | None:
    return _prompt(rows[0]) if rows else None


def _prompt(row: Row) -> Prompt:
    kept = {name: moment_or_none(row[name]) for name in _TIMES}
    states = {"state": PromptState(row["state"]), "consent": Consent(row["consent"])}
    return Prompt(**{**row, **kept, **states, "followed_up": bool(row["followed_up"])})
