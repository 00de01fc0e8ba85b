"""A team's reflections together, and which of a worker's prompts belongs to one."""

from datetime import timedelta

from supervisionbot.adapters.database import Database, Row, moment, moment_or_none, stored
from supervisionbot.records.private import Session, SessionState


def save_session(db: Database, session: Session) -> None:
    """Keep a new session."""
    db.insert("sessions", _row(session))


def change_session(db: Database, session: Session, *, was: SessionState) -> bool:
    """Keep a changed session if it still stands in that state; False if another process was faster."""
    row = _row(session)
    changes = ", ".join(f"{name} = ?" for name in row)
    changed = db.run(
        f"update sessions set {changes} where id = ? and state = ?",  # noqa: S608 - names are the record's own
        [*row.values(), session.id, str(was)],
    )
    return changed == 1


def delete_session(db: Database, session_id: str) -> None:
    """Forget a session that never stood in its channel."""
    db.run("delete from sessions where id = ?", [session_id])


def session(db: Database, session_id: str) -> Session | None:
    """The session of that id, or None."""
    return next((_session(row) for row in db.rows("select * from sessions where id = ?", [session_id])), None)


def sessions_in(db: Database, state: SessionState) -> list[Session]:
    """Sessions in a state, the first called first."""
    return [_session(row) for row in db.rows("select * from sessions where state = ? order by called_at", [str(state)])]


def sessions_of(db: Database, team: str) -> list[Session]:
    """A team's sessions, newest first."""
    rows = db.rows("select * from sessions where team = ? order by called_at desc", [team])
    return [_session(row) for row in rows]


def prompts_of(db: Database, session_id: str) -> list[str]:
    """The ids of the prompts that hold the answers of a session."""
    return [row["id"] for row in db.rows("select id from prompts where session = ? order by id", [session_id])]


def prompt_in(db: Database, session_id: str, worker: str) -> str:
    """The id of the prompt that holds the worker's answer in a session; empty if there is none."""
    rows = db.rows("select id from prompts where session = ? and worker = ?", [session_id, worker])
    return str(rows[0]["id"]) if rows else ""


def _row(session: Session) -> Row:
    return {
        "id": session.id,
        "team": session.team,
        "channel": session.channel,
        "starter": session.starter,
        "question": session.question,
        "theme": session.theme,
        "minutes": int(session.length / timedelta(minutes=1)),
        "called_at": stored(session.called_at),
        "state": str(session.state),
        "opened_at": stored(session.opened_at),
        "closes_at": stored(session.closes_at),
    }


def _session(row: Row) -> Session:
    return Session(
        row["id"],
        row["team"],
        row["channel"],
        row["starter"],
        row["question"],
        row["theme"],
        timedelta(minutes=row["minutes"]),
        moment(row["called_at"]),
        SessionState(row["state"]),
        moment_or_none(row["opened_at"]),
        moment_or_none(row["closes_at"]),
    )
