"""Visits, prompts, what was asked, and pauses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from supervisionbot.adapters.database import Database, Row, moment, moment_or_none, stored
from supervisionbot.records.private import Asked, Consent, Prompt, PromptState, Visit

_TIMES = ("due_at", "sending_at", "asked_at", "remind_at")
_FLAGS = ("followed_up", "is_heavy", "is_reminded")
_FOR_EVER = "for ever"
# A command without a time means now: typed twice it is a little later the second time.
_SAME_TIME = timedelta(minutes=1)


def save_visit(db: Database, visit: Visit) -> None:
    """Keep a visit, new or changed."""
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
            "prompt": visit.prompt,
        },
        replace=True,
    )


def visit(db: Database, visit_id: str) -> Visit | None:
    """The visit of that id, or None."""
    rows = db.rows("select * from visits where id = ?", [visit_id])
    return _visit(rows[0]) if rows else None


def visits_of(db: Database, prompt_id: str) -> list[Visit]:
    """The visits that a prompt asks about, in their order."""
    return [_visit(row) for row in db.rows("select * from visits where prompt = ? order by at", [prompt_id])]


def visits_since(db: Database, worker: str, team: str, since: datetime, most: int) -> list[Visit]:
    """The worker's newest visits for that team since then, newest first."""
    rows = db.rows(
        "select * from visits where worker = ? and team = ? and at >= ? and kind <> '' order by at desc limit ?",
        [worker, team, stored(since), most],
    )
    return [_visit(row) for row in rows]


def same_visit(db: Database, wanted: Visit) -> str:
    """The id of a visit of that kind that the worker logged at that time, give or take a minute; else empty."""
    found = db.rows(
        "select id from visits where worker = ? and kind = ? and at > ? and at < ?",
        [wanted.worker, wanted.kind, stored(wanted.at - _SAME_TIME), stored(wanted.at + _SAME_TIME)],
    )
    return str(found[0]["id"]) if found else ""


def save_prompt(db: Database, prompt: Prompt) -> None:
    """Keep a prompt, new or changed."""
    row = _row(prompt)
    names = ", ".join(row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    marks = ", ".join("?" * len(row))
    db.run(
        f"insert into prompts ({names}) values ({marks}) on conflict (id) do update set {changes}",  # noqa: S608 - names are the record's own
        list(row.values()),
    )


def change_prompt(db: Database, prompt: Prompt, *, was: PromptState) -> bool:
    """Keep a changed prompt if it still stands in that state; False if something else was faster.

    That may be another process, a reply, or the worker's wish to be forgotten: none of it is undone.
    """
    row = _row(prompt)
    changes = ", ".join(f"{name} = ?" for name in row)
    changed = db.run(
        f"update prompts set {changes} where id = ? and state = ?",  # noqa: S608 - names are the record's own
        [*row.values(), prompt.id, str(was)],
    )
    return changed == 1


def prompt(db: Database, prompt_id: str) -> Prompt | None:
    """The prompt of that id, or None."""
    return _first(db.rows("select * from prompts where id = ?", [prompt_id]))


def prompts_of(db: Database, worker: str, prompt_ids: Sequence[str]) -> dict[str, Prompt]:
    """Those of the prompts that are there and the worker's, by id."""
    # Their ids lie anywhere, the worker's own prompts together: so fewer pages of a large file are read.
    rows = db.rows(
        "select * from prompts where rowid in (select rowid from prompts indexed by prompts_by_worker where worker = ?"
        " and id in (select value from json_each(?)))",
        [worker, json.dumps(prompt_ids)],
    )
    return {row["id"]: _prompt(row) for row in rows}


def prompt_of_thread(db: Database, channel: str, thread: str) -> Prompt | None:
    """The prompt whose thread stands there, or None."""
    return _first(db.rows("select * from prompts where channel = ? and thread = ? and thread <> ''", [channel, thread]))


def prompt_of_reply(db: Database, reply_id: str) -> Prompt | None:
    """The prompt that a kept reply belongs to, or None."""
    return _first(
        db.rows("select prompts.* from prompts join replies on prompts.id = prompt where replies.id = ?", [reply_id])
    )


def prompts_due(db: Database, now: datetime) -> list[Prompt]:
    """Prompts whose time has come, those due earliest first."""
    rows = db.rows("select * from prompts where state = 'due' and due_at <= ? order by due_at, id", [stored(now)])
    return [_prompt(row) for row in rows]


def next_due(db: Database) -> datetime | None:
    """When the next prompt is due; None if none is."""
    return moment_or_none(db.rows("select min(due_at) as at from prompts where state = 'due'")[0]["at"])


def prompts_to_remind(db: Database, now: datetime, most: int) -> list[Prompt]:
    """Open prompts that it is time to look at whether to remind of them; newly asked ones first."""
    rows = db.rows(
        "select * from prompts indexed by prompts_to_remind"
        " where state = 'asked' and is_reminded = 0 and coalesce(remind_at, '') <= ?"
        " order by coalesce(remind_at, '') limit ?",
        [stored(now), most],
    )
    return [_prompt(row) for row in rows]


def prompts_asked_before(db: Database, moment: datetime) -> list[Prompt]:
    """Open prompts that were asked before then."""
    rows = db.rows(
        "select * from prompts indexed by prompts_open where state = 'asked' and asked_at < ?", [stored(moment)]
    )
    return [_prompt(row) for row in rows]


def joinable_prompt(db: Database, worker: str, team: str, since: datetime) -> Prompt | None:
    """The worker's prompt of that team that is due after some visit since then and was never asked; None if none."""
    rows = db.rows(
        "select prompts.* from prompts join visits on visits.prompt = prompts.id where prompts.worker = ?"
        " and prompts.team = ? and state = ? and thread = '' and visits.at >= ? order by due_at limit 1",
        [worker, team, str(PromptState.DUE), stored(since)],
    )
    return _first(rows)


def delete_prompt(db: Database, prompt_id: str, *, was: PromptState) -> bool:
    """Delete a prompt if it still stands in that state, with nothing left of it but the visit."""
    return db.run("delete from prompts where id = ? and state = ?", [prompt_id, str(was)]) == 1


def note_answer(db: Database, prompt_id: str, ts: str) -> None:
    """Remember where the message with the themes stands in the prompt's thread."""
    db.run("update prompts set answer = ? where id = ?", [ts, prompt_id])


def open_prompts(db: Database, worker: str) -> list[Prompt]:
    """Prompts that the worker was asked and has not answered, newest first."""
    rows = db.rows(
        "select * from prompts where worker = ? and state = ? order by asked_at desc", [worker, str(PromptState.ASKED)]
    )
    return [_prompt(row) for row in rows]


def prompt_times(db: Database, worker: str, *, since: datetime, but: str = "") -> list[datetime]:
    """When the worker's other prompts since then are due or were asked."""
    rows = db.rows(
        "select coalesce(asked_at, due_at) as at from prompts"
        " where worker = ? and id <> ? and coalesce(asked_at, due_at) >= ? and state <> ?",
        [worker, but, stored(since), str(PromptState.LAPSED)],
    )
    return [moment(row["at"]) for row in rows]


def note_asked(db: Database, asked: Asked) -> None:
    """Remember that a question was asked; it does not say whether it was answered."""
    row: Row = {"worker": asked.worker, "question": asked.question, "theme": asked.theme, "at": stored(asked.at)}
    db.insert("asked", row | {"team": asked.team})


def asked_of(db: Database, worker: str) -> list[Asked]:
    """What the worker was asked, newest first."""
    rows = db.rows("select * from asked where worker = ? order by at desc", [worker])
    return [Asked(row["worker"], row["question"], row["theme"], moment(row["at"]), row["team"]) for row in rows]


def asked_since(db: Database, since: datetime, workers: Iterable[str]) -> list[Asked]:
    """Who of the workers was asked what since then."""
    rows = db.bare(
        "select worker, question, theme, at, team from asked where worker in (select value from json_each(?))"
        " and at >= ?",
        [json.dumps(sorted(workers)), stored(since)],
    )
    return [Asked(worker, question, theme, moment(at), team) for worker, question, theme, at, team in rows]


def pause(db: Database, worker: str, until: datetime | None) -> None:
    """Ask the worker nothing until then, or (None) until they come back."""
    db.insert("pauses", {"worker": worker, "until": stored(until) or _FOR_EVER}, replace=True)


def resume(db: Database, worker: str) -> bool:
    """Ask the worker again; whether they had paused."""
    return db.run("delete from pauses where worker = ?", [worker]) > 0


def prefer(db: Database, worker: str, *, is_newly_qualified: bool) -> None:
    """Keep what the worker set for themselves."""
    row = {"worker": worker, "is_newly_qualified": int(is_newly_qualified)}
    db.insert("preferences", row, replace=True)


def is_newly_qualified(db: Database, worker: str) -> bool:
    """Whether the worker said so."""
    return bool(db.rows("select 1 from preferences where worker = ? and is_newly_qualified = 1", [worker]))


def paused_now(db: Database, workers: Iterable[str], now: datetime) -> set[str]:
    """Those of the workers who are on a pause."""
    return {worker for worker in workers if paused_until(db, worker, now)}


def paused_until(db: Database, worker: str, now: datetime) -> datetime | None:
    """Until when the worker paused (datetime.max for an open end); None if they did not, or it is over."""
    for row in db.rows("select until from pauses where worker = ?", [worker]):
        until = datetime.max.replace(tzinfo=now.tzinfo) if row["until"] == _FOR_EVER else moment(row["until"])
        return until if until > now else None
    return None


def _visit(row: Row) -> Visit:
    at, logged_at = moment(row["at"]), moment(row["logged_at"])
    return Visit(row["id"], row["worker"], row["team"], row["kind"], at, logged_at, row["case_ref"], row["prompt"])


def _row(prompt: Prompt) -> Row:
    row = {field.name: getattr(prompt, field.name) for field in fields(prompt)}
    row |= {name: stored(row[name]) for name in _TIMES} | {**{name: int(row[name]) for name in _FLAGS}}
    return row | {"state": str(prompt.state), "consent": str(prompt.consent)}


def _first(rows: list[Row]) -> Prompt | None:
    return _prompt(rows[0]) if rows else None


def _prompt(row: Row) -> Prompt:
    kept = {name: moment_or_none(row[name]) for name in _TIMES}
    states = {"state": PromptState(row["state"]), "consent": Consent(row["consent"])}
    return Prompt(**{**row, **kept, **states, **{name: bool(row[name]) for name in _FLAGS}})
