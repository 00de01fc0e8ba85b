"""What supervisors answered their teams, in and out of the database: the released side."""

from datetime import date

from supervisionbot.adapters.database import Database, Row, moment, stored
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Posted
from supervisionbot.records.response import Response, ResponseState


def save_response(db: Database, response: Response) -> None:
    """Keep a response, new or changed. Call it in an `atomic`."""
    row: Row = {"id": response.id, "team": response.team, "release": response.release, "post": response.post}
    row |= {"supervisor": response.by, "given_at": stored(response.given_at), "will_do": response.will_do}
    row |= {"by_when": response.by_when.isoformat() if response.by_when else None, "who": response.who}
    db.run("delete from response_themes where response = ?", [response.id])
    row |= {"state": str(response.state), "outcome": response.outcome}
    if not db.insert("responses", row, ignore=True):
        changes = ", ".join(f"{name} = ?" for name in row)
        db.run(f"update responses set {changes} where id = ?", [*row.values(), response.id])  # noqa: S608 - names stand above
    for position, (subject, stance, is_family) in enumerate(response.heard):
        line = {"response": response.id, "position": position, "subject": subject, "stance": str(stance)}
        db.insert("response_themes", line | {"is_family": int(is_family)})


def response(db: Database, response_id: str) -> Response | None:
    """The response of that id, or None."""
    rows = db.rows("select * from responses where id = ?", [response_id])
    return _response(db, rows[0]) if rows else None


def responses_of(db: Database, team: str) -> list[Response]:
    """All responses to a team, oldest first."""
    rows = db.rows("select * from responses where team = ? order by given_at, id", [team])
    return [_response(db, row) for row in rows]


def save_place(db: Database, response_id: str, kind: str, recipient: str, place: Posted) -> None:
    """Keep where a message about a response stands."""
    row: Row = {"response": response_id, "kind": kind, "recipient": recipient}
    db.insert("response_places", row | {"channel": place.channel, "ts": place.ts}, replace=True)


def place(db: Database, response_id: str, kind: str, recipient: str) -> Posted | None:
    """Where that message stands; None if it was never sent."""
    query = "select channel, ts from response_places where response = ? and kind = ? and recipient = ?"
    rows = db.rows(query, [response_id, kind, recipient])
    return Posted(rows[0]["channel"], rows[0]["ts"]) if rows else None


def was_told_directly(db: Database, response_id: str) -> bool:
    """Whether workers were told of the response one by one."""
    query = "select 1 from response_places where response = ? and kind <> 'response_card' and recipient glob '[UW]*'"
    return bool(db.rows(query, [response_id]))


def _response(db: Database, row: Row) -> Response:
    heard = db.rows("select * from response_themes where response = ? order by position", [row["id"]])
    return Response(
        row["id"],
        row["team"],
        row["release"],
        row["post"],
        row["supervisor"],
        moment(row["given_at"]),
        tuple((one["subject"], Stance(one["stance"]), bool(one["is_family"])) for one in heard),
        row["will_do"],
        date.fromisoformat(row["by_when"]) if row["by_when"] else None,
        row["who"],
        ResponseState(row["state"]),
        row["outcome"],
    )
