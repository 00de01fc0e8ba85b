"""`visit import`."""

import csv
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import track

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import Refused
from supervisionbot.flows.log_visit import keep_visit
from supervisionbot.records.bank import Library
from supervisionbot.records.private import Visit
from supervisionbot.rules import visits
from supervisionbot.triggers.command_line.parts import File, Parts, out, text_of

_MOST_SHOWN = 40


def import_(ctx: typer.Context, file: File) -> None:
    """Bring in visits from a CSV file with the columns worker, kind, at (ISO time) and, if you like, case."""
    parts: Parts = ctx.obj
    db, library = parts.database(), parts.library()
    rows = _rows_of(file)
    new, refused = 0, []
    watched = Console(stderr=True)
    for number, row in enumerate(track(rows, file.name, console=watched, disable=not sys.stderr.isatty()), 2):
        try:
            new += _import_row(parts, db, library, row)
        except Refused as error:
            refused.append(f"line {number}: {error}")
    out.print(f"{new} visits are new, {len(rows) - new - len(refused)} were there already.", highlight=False)
    if refused:
        raise Refused(f"{len(refused)} were not taken in: {'; '.join(refused)}")


def _rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; Refused where it is none."""
    try:
        return list(csv.DictReader(StringIO(text_of(file), newline="")))
    except csv.Error as error:
        raise Refused(f"{file.name} could not be read as CSV: {error}.") from None


def _shown(text: str | None) -> str:
    """What stands in a file, short enough and fit for a terminal."""
    return "".join(mark if mark.isprintable() else "\ufffd" for mark in (text or "")[:_MOST_SHOWN])


def _import_row(parts: Parts, db: Database, library: Library, row: dict[str, str]) -> bool:
    worker, case = (row.get("worker") or "").strip(), (row.get("case") or "").strip()
    found = team_store.teams_of_worker(db, worker)
    kind = visits.kind_named(row.get("kind") or "", library.kinds)
    if not found:
        raise Refused(f"'{_shown(worker)}' is in no team.")
    if kind is None:
        raise Refused(f"'{_shown(row.get('kind'))}' is no kind of visit.")
    if case and visits.looks_like_a_name(case):
        raise Refused("the case looks like a name; use a code such as LCS-118.")
    try:
        at = datetime.fromisoformat((row.get("at") or "").strip())
    except ValueError:
        raise Refused(f"'{_shown(row.get('at'))}' is no time; write it like 2026-03-11T14:30.") from None
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(found[0].timezone))
    now = parts.now()
    if not isinstance(visits.timely(kind, at, now), visits.VisitGiven):
        raise Refused("the visit lies ahead, or over seven days back.")
    made = Visit(parts.new_id(), worker, found[0].name, kind.id, at, now, case)
    return keep_visit(db, library, made, found[0], found[0].timezone, parts.new_id) is not None
