"""Voices on their way to the door, and the occasions on which the door was asked."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from supervisionbot.adapters.database import Database, Row, moment, stored
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Said
from supervisionbot.records.private import Occasion, Voice
from supervisionbot.records.response import Line


def replace_voices(db: Database, prompt_id: str, voices: Iterable[Voice]) -> None:
    """Let a thread's voices be these. One that stood before keeps its time; one that was spent stays spent."""
    before = {
        (row["theme"], row["stance"]): row for row in db.rows("select * from voices where prompt = ?", [prompt_id])
    }
    db.run("delete from voices where prompt = ? and spent_on = ''", [prompt_id])
    for voice in voices:
        kept = before.get((voice.theme, str(voice.stance)))
        given_at = kept["given_at"] if kept else stored(voice.given_at)
        row: Row = {"prompt": prompt_id, "theme": voice.theme, "stance": str(voice.stance), "worker": voice.worker}
        row |= {
            "team": voice.team,
            "visit": voice.visit,
            "case_ref": voice.case,
            "at": stored(voice.at),
            "given_at": given_at,
        }
        db.insert("voices", row | {"is_withdrawn": kept["is_withdrawn"] if kept else 0}, ignore=True)


def waiting_voices(db: Database, teams: Iterable[str], since: datetime) -> list[Voice]:
    """Unspent voices of these teams from then on that nobody has withdrawn."""
    rows = db.bare(
        "select worker, team, prompt, theme, stance, at, given_at, visit, case_ref from voices"
        " where team in (select value from json_each(?)) and spent_on = '' and at >= ? and is_withdrawn = 0"
        " order by at, prompt",
        [json.dumps(sorted(teams)), stored(since)],
    )
    return [_voice(row) for row in rows]


def spend(db: Database, voices: Iterable[Voice], occasion_id: str) -> None:
    """Mark voices as told, once and for all."""
    db.run_each(
        "update voices set spent_on = ? where team = ? and at = ? and prompt = ? and theme = ? and stance = ?",
        [(occasion_id, one.team, stored(one.at), one.prompt, one.theme, str(one.stance)) for one in voices],
    )


def withdraw(db: Database, worker: str, teams: Iterable[str], *, back: bool = False) -> None:
    """Take a worker's unspent voices out of these teams' digest, or put them back in."""
    for team in teams:
        db.run(
            "update voices set is_withdrawn = ? where worker = ? and team = ? and spent_on = ''",
            [int(not back), worker, team],
        )


def delete_withdrawn(db: Database, teams: Iterable[str]) -> None:
    """Delete the voices that workers left out, once the digest is made."""
    for team in teams:
        db.run(
            "delete from voices indexed by voices_withdrawn where team = ? and is_withdrawn = 1 and spent_on = ''",
            [team],
        )


def delete_voices_before(db: Database, moment: datetime) -> int:
    """Delete voices older than that, told or not; how many."""
    return db.run("delete from voices where at < ?", [stored(moment)])


def save_occasion(db: Database, occasion: Occasion, closes_at: datetime, preview: Said | None = None) -> bool:
    """Keep a new occasion with who is in the unit and the preview to show them; False if another process did."""
    row = _row(occasion, closes_at)
    if occasion.shown is not None:
        row["shown"] = json.dumps(sorted(occasion.shown))
    if preview is not None:
        row["preview"] = json.dumps({"text": preview.text, "blocks": preview.blocks}, ensure_ascii=False)
    with db.atomic():
        return _insert(db, row, occasion)


def save_closed_occasion(db: Database, occasion: Occasion, *, is_open: bool) -> None:
    """Keep an occasion that began and ended at its cut. Part of a transaction; `is_open`: whether the door was."""
    _insert(db, _row(occasion, occasion.cut) | {"is_closed": 1, "is_open": int(is_open)}, occasion)


def _row(occasion: Occasion, closes_at: datetime) -> Row:
    row: Row = {"id": occasion.id, "unit": occasion.unit, "cut": stored(occasion.cut), "closes_at": stored(closes_at)}
    row |= {"is_closed": 0, "is_open": 1, "shown": None, "preview": None}
    return row | {"size": occasion.size, "is_together": int(occasion.is_together)}


def _insert(db: Database, row: Row, occasion: Occasion) -> bool:
    is_new = db.insert("occasions", row, ignore=True)
    if is_new:
        for table, names in (("teams", occasion.teams), ("workers", occasion.workers)):
            rows = [(occasion.id, name) for name in sorted(names)]
            db.run_each(f"insert into occasion_{table} values (?, ?)", rows)  # noqa: S608 - named above
    return is_new


def closed_occasions(db: Database, teams: Iterable[str], since: datetime, cut: datetime) -> list[Occasion]:
    """The occasions that were closed since then and shared any of these teams, oldest first.

    Without their workers: occasions are compared by their teams.
    A reflection together after `cut` is left out: it was itself compared with the occasion of that cut.
    """
    rows = db.rows(
        "select * from occasions where id in"
        " (select occasion from occasion_teams where team in (select value from json_each(?)))"
        " and is_closed = 1 and cut >= ? and (is_together = 0 or cut <= ?) order by cut",
        [json.dumps(sorted(teams)), stored(since), stored(cut)],
    )
    teams = _names_in(db, "teams", rows)
    return [_occasion(row, teams[row["id"]], ()) for row in rows]


def open_occasions(db: Database, unit: str = "") -> list[tuple[Occasion, datetime]]:
    """The occasions that wait for their digest day, of one unit or of all, and when each closes."""
    rows = db.rows(
        "select * from occasions where is_closed = 0 and unit = iif(? = '', unit, ?) order by closes_at, id",
        [unit, unit],
    )
    teams, workers = _names_in(db, "teams", rows), _names_in(db, "workers", rows)
    return [(_occasion(row, teams[row["id"]], workers[row["id"]]), moment(row["closes_at"])) for row in rows]


def occasion_since(db: Database, teams: Iterable[str], since: datetime) -> bool:
    """Whether any of these teams had an occasion of a digest that closes or closed after then, in whatever unit."""
    rows = db.rows(
        "select 1 from occasion_teams join occasions on id = occasion"
        " where team in (select value from json_each(?)) and closes_at >= ? and is_together = 0 limit 1",
        [json.dumps(sorted(teams)), stored(since)],
    )
    return bool(rows)


def close_occasion(db: Database, occasion_id: str, *, is_open: bool) -> bool:
    """Close an occasion, once; False if another process did. `is_open`: whether the door was open at all.

    The preview goes: what was shown and then dropped leaves no trace.
    """
    changed = db.run(
        "update occasions set is_closed = 1, is_open = ?, shown = null, preview = null where id = ? and is_closed = 0",
        [int(is_open), occasion_id],
    )
    return changed == 1


def put_off(db: Database, occasion_id: str, closes_at: datetime) -> None:
    """Let an occasion close later."""
    db.run("update occasions set closes_at = ? where id = ? and is_closed = 0", [stored(closes_at), occasion_id])


def preview_of(db: Database, occasion_id: str) -> Said | None:
    """The preview as it was made once, the same for everybody; None if there is nothing to show."""
    for row in db.rows("select preview from occasions where id = ? and preview is not null", [occasion_id]):
        kept = json.loads(row["preview"])
        return Said(kept["text"], tuple(kept["blocks"]))
    return None


def note_preview(db: Database, occasion_id: str, worker: str) -> bool:
    """Remember that the worker gets the preview; False if that was remembered already."""
    return db.insert("previews", {"occasion": occasion_id, "worker": worker}, ignore=True)


def forget_preview(db: Database, occasion_id: str, worker: str) -> None:
    """The worker did not get the preview after all."""
    db.run("delete from previews where occasion = ? and worker = ?", [occasion_id, worker])


def previewed(db: Database, occasion_id: str) -> set[str]:
    """The workers who were sent the preview."""
    return {row["worker"] for row in db.rows("select worker from previews where occasion = ?", [occasion_id])}


def _voice(row: Sequence[str]) -> Voice:
    worker, team, prompt, theme, stance, at, given_at, visit, case = row
    return Voice(worker, team, prompt, theme, Stance(stance), moment(at), moment(given_at), visit, case)


def _names_in(db: Database, table: str, rows: Sequence[Row]) -> dict[str, set[str]]:
    """Which teams or workers were in the occasions of these rows, read at once for all."""
    found: dict[str, set[str]] = defaultdict(set)
    for occasion, name in db.bare(
        f"select * from occasion_{table} where occasion in (select value from json_each(?))",  # noqa: S608 - named above
        [json.dumps([row["id"] for row in rows])],
    ):
        found[occasion].add(name)
    return found


def _occasion(row: Row, teams: Iterable[str], workers: Iterable[str]) -> Occasion:
    return Occasion(
        row["id"],
        row["unit"],
        moment(row["cut"]),
        frozenset(workers),
        frozenset(teams),
        row["size"],
        bool(row["is_open"]),
        _lines(row["shown"]),
        bool(row["is_together"]),
    )


def _lines(shown: str | None) -> frozenset[Line] | None:
    if shown is None:
        return None
    return frozenset((subject, Stance(stance), is_family) for subject, stance, is_family in json.loads(shown))
