"""`learn`; `redact` and `code`: JSON lines in, JSON lines out."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import track

from supervisionbot.errors import Refused
from supervisionbot.rules import formed_details, redaction
from supervisionbot.triggers.command_line.parts import File, Parts, out, text_of


def learn(ctx: typer.Context) -> None:
    """Learn redactor and coder from the examples now, if they changed, so that the next start is quick."""
    parts: Parts = ctx.obj
    parts.models()
    out.print("Redactor and coder are learnt.")


def redact(ctx: typer.Context, file: File) -> None:
    """Find identifying detail in JSON lines of {"id", "text"}; prints {"id", "text", "spans"}."""
    parts: Parts = ctx.obj
    redactor, _ = parts.models()
    for record in _records(file):
        text = record["text"]
        found = redaction.cover(text, (*formed_details.formed_details(text), *redactor.find(text)))
        spans = [[span.start, span.end, span.kind] for span in found.spans]
        _print_json({"id": record["id"], "text": found.text, "spans": spans})


def code(ctx: typer.Context, file: File) -> None:
    """Code JSON lines of {"id", "text", "question"?, "asked_theme"?}; prints {"id", "codes", "ranked"}."""
    parts: Parts = ctx.obj
    redactor, coder = parts.models()
    for record in _records(file):
        text = record["text"]
        found = redaction.cover(text, (*formed_details.formed_details(text), *redactor.find(text)))
        coding = coder.code(found.text, record.get("question") or "", record.get("asked_theme") or "")
        ranked = [[one.theme, str(one.stance), round(one.probability, 4)] for one in coding.ranked]
        codes = {one.theme: str(one.stance) for one in coding.codes}
        _print_json({"id": record["id"], "codes": codes, "ranked": ranked})


def _records(file: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON lines file, with a progress bar where somebody watches; Refused at a damaged line."""
    # Not `splitlines`: a text may hold a line separator of its own.
    lines = [(number, line) for number, line in enumerate(text_of(file).split("\n"), 1) if line.strip()]
    watched = Console(stderr=True)
    for number, line in track(lines, file.name, console=watched, disable=not sys.stderr.isatty()):
        try:
            record = json.loads(line)
            record["id"], record["text"] + ""
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Refused(f'{file.name}, line {number}: not a JSON record with "id" and "text".') from None
        if not all(isinstance(record.get(key) or "", str) for key in ("question", "asked_theme")):
            raise Refused(f'{file.name}, line {number}: "question" and "asked_theme" must be text, or left out.')
        yield record


def _print_json(record: dict[str, Any]) -> None:
    # Half a character, which no file can hold, is written as JSON's own escape.
    line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
    sys.stdout.write(line + "\n")
