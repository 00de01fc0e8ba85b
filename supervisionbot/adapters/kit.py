"""prompts/kit and the database -> papers in Markdown for data protection officers and representatives."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2

from supervisionbot.adapters import released_store
from supervisionbot.adapters.database import Database, moment
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.kit import KeptTable, Kit, LedgerLine

PAPERS = ("assessment", "notice", "record", "ledger")
_OWN = "_sqlite_migrations"
"""Which steps the tables were made by: the tool's own, about nobody."""
_KEYS = {"who", "what", "why", "until"}


def papers(folder: Path, kit: Kit) -> dict[str, str]:
    """The papers by file name. Raises WrongPrompts if a template is wrong."""
    templates = jinja2.Environment(  # noqa: S701 - Markdown for people, no web page
        loader=jinja2.FileSystemLoader(folder / "kit"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["date"] = _date
    templates.filters["listed"] = ", ".join
    known = {**asdict(kit.setup), "kept": kit.kept, "lines": kit.lines, "broken": kit.broken}
    known |= {"is_strict": not kit.setup.open_teams}
    try:
        return {f"{name}.md": templates.get_template(f"{name}.md.j2").render(known) for name in PAPERS}
    except jinja2.TemplateNotFound as error:
        raise WrongPrompts(f"kit/{error.name}: the file is missing.") from None
    except jinja2.TemplateError as error:
        raise WrongPrompts(f"kit/: {error.message}") from None


def kept_tables(db: Database, folder: Path, keep_days: int) -> tuple[KeptTable, ...]:
    """Every table of the database with what stands in it. Raises WrongPrompts if one has no entry in kept.toml."""
    entries = _entries(folder / "kit" / "kept.toml")
    names = [row["name"] for row in db.rows("select name from sqlite_master where type = 'table' order by name")]
    tables = [name for name in names if name != _OWN and not name.startswith("sqlite_")]
    missing = [name for name in tables if set(entries.get(name, ())) != _KEYS]
    if missing:
        raise WrongPrompts(f"kit/kept.toml: who, what, why and until are missing for {', '.join(missing)}.")
    return tuple(_kept(db, name, entries[name], keep_days) for name in tables)


def ledger_lines(db: Database) -> tuple[LedgerLine, ...]:
    """Every line of the ledger in words, oldest first."""
    return tuple(_line(one) for one in released_store.ledger(db))


def _entries(file: Path) -> Mapping[str, Mapping[str, str]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise WrongPrompts(f"kit/{file.name}: the file is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongPrompts(f"kit/{file.name}: {error}") from None


def _kept(db: Database, table: str, entry: Mapping[str, str], keep_days: int) -> KeptTable:
    columns = tuple(row["name"] for row in db.rows("select name from pragma_table_info(?)", [table]))
    words = {key: value.replace("{days}", str(keep_days)) for key, value in entry.items()}
    return KeptTable(table, words["who"], words["what"], words["why"], words["until"], columns)


def _line(one: Mapping[str, Any]) -> LedgerLine:
    rules = tuple(f"{rule['promise']} {'held' if rule['passed'] else 'not met'}" for rule in one["rules"])
    told = tuple(f"{theme['subject']} ({theme['stance']}, {theme['band']})" for theme in one["themes"])
    return LedgerLine(one["number"], moment(one["at"]), one["unit"], one["closed_by"], rules, told, one["chain"])


def _date(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
