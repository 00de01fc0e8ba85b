"""`python bot.py ...` -> flows. What it prints is for operators; errors are one sentence, exit codes 0, 1 or 2."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from supervisionbot.adapters import released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.vault import new_key
from supervisionbot.errors import Refused
from supervisionbot.flows import forget as forgetting
from supervisionbot.flows import release_themes, set_up_team
from supervisionbot.flows.log_visit import keep_visit
from supervisionbot.flows.ports import Coder, NewId, Redactor
from supervisionbot.records.bank import Library
from supervisionbot.records.private import Visit
from supervisionbot.records.released import Release
from supervisionbot.records.team import Team
from supervisionbot.rules import formed_details, redaction, teams, visits


@dataclass(frozen=True, slots=True)
class Parts:
    """What the commands may call for; each part is made when it is needed, not before."""

    database: Callable[[], Database]
    library: Callable[[], Library]
    models: Callable[[], tuple[Redactor, Coder]]
    run: Callable[[], None]
    play: Callable[[int, bool], bool]
    check: Callable[[], Iterable[tuple[str, bool]]]
    post_waiting: Callable[[], int]
    now: Callable[[], datetime]
    new_id: NewId


out = Console()
Name = Annotated[str, typer.Argument(help="The team's name.")]
File = Annotated[Path, typer.Argument(help="The file to read.", exists=True, dir_okay=False)]


def command_line(parts: Parts) -> typer.Typer:
    """The commands, wired to their parts."""
    app = typer.Typer(
        help="Supervision Bot: reflection after visits, anonymised themes for supervisors.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    _running(app, parts)
    _language(app, parts)
    _keeping(app, parts)
    app.add_typer(_teams(parts), name="team", help="Set up teams.")
    app.add_typer(_visits(parts), name="visit", help="Bring visits in.")
    app.add_typer(_digests(parts), name="digest", help="Look at digests, or close a period.")
    return app


def _running(app: typer.Typer, parts: Parts) -> None:
    @app.command()
    def run() -> None:
        """Run the bot on Slack, until SIGTERM."""
        parts.run()

    @app.command()
    def playground(
        port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 3000,
        tell: Annotated[bool, typer.Option("--tell", help="Tell a whole story at a fast clock, and end.")] = False,
    ) -> None:
        """Try the bot with a Slack of its own: no workspace, no tokens."""
        if not parts.play(port, tell):
            raise typer.Exit(1)

    @app.command()
    def check() -> None:
        """Check settings, database, prompts and Slack, and say what is wrong."""
        all_well = True
        for sentence, is_well in parts.check():
            out.print(f"{'[green]ok[/]  ' if is_well else '[red]no[/]  '}{sentence}", highlight=False)
            all_well = all_well and is_well
        if not all_well:
            raise typer.Exit(1)


def _language(app: typer.Typer, parts: Parts) -> None:
    @app.command()
    def redact(file: File) -> None:
        """Find identifying detail in JSON lines of {"id", "text"}; prints {"id", "text", "spans"}."""
        redactor, _ = parts.models()
        for record in _records(file):
            text = record["text"]
            found = redaction.cover(text, (*formed_details.formed_details(text), *redactor.find(text)))
            spans = [[span.start, span.end, span.kind] for span in found.spans]
            _print_json({"id": record["id"], "text": found.text, "spans": spans})

    @app.command()
    def code(file: File) -> None:
        """Code JSON lines of {"id", "text", "question"?, "asked_theme"?}; prints {"id", "codes", "ranked"}."""
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
    lines = [(number, line) for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.strip()]
    watched = Console(stderr=True)
    for number, line in track(lines, file.name, console=watched, disable=not sys.stderr.isatty()):
        try:
            record = json.loads(line)
            record["id"], record["text"] + ""
        except (ValueError, KeyError, TypeError):
            raise Refused(f'{file.name}, line {number}: not a JSON record with "id" and "text".') from None
        yield record


def _print_json(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _keeping(app: typer.Typer, parts: Parts) -> None:
    @app.command()
    def keygen() -> None:
        """Print a fresh key for TEXT_KEY."""
        sys.stdout.write(new_key() + "\n")

    @app.command()
    def backup(file: Annotated[Path, typer.Argument(help="The copy to write.")]) -> None:
        """Copy the database, while the bot runs."""
        if file.exists():
            raise Refused(f"{file} exists already; nothing was written.")
        parts.database().backup(file)
        out.print(f"Copied to {file}.", highlight=False)

    @app.command()
    def forget(user: Annotated[str, typer.Argument(help="The Slack user id, such as U123.")]) -> None:
        """Delete everything of one worker, for good."""
        count = forgetting.forget_worker(parts.database(), user)
        out.print(f"Deleted {count} rows of {user}. Their messages in Slack are theirs to delete.", highlight=False)

    @app.command()
    def ledger() -> None:
        """Print what was ever released, oldest first, and whether the chain of lines is whole."""
        db = parts.database()
        for line in released_store.ledger(db):
            told = ", ".join(f"{one['subject']} {one['stance']} ({one['band']})" for one in line["themes"])
            kept = "; ".join(f"{rule['promise']} {'held' if rule['passed'] else 'not met'}" for rule in line["rules"])
            out.print(
                f"{line['number']:>4}  {line['at'][:16]}  {line['unit']}  closed by {line['closed_by']}  "
                f"[{kept}]  {told or 'nothing told'}",
                highlight=False,
                markup=False,
                soft_wrap=True,
            )
        broken = released_store.first_broken_link(db)
        if broken:
            raise Refused(f"The ledger was tampered with: line {broken} does not fit the chain.")
        out.print("The chain is whole.")


def _teams(parts: Parts) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True)
    users = "Slack user ids, separated by commas."

    @app.command()
    def add(
        name: Name,
        supervisors: Annotated[str, typer.Option(help=users)],
        workers: Annotated[str, typer.Option(help=users)],
        digest_channel: Annotated[str, typer.Option(help="Else digests go to each supervisor directly.")] = "",
        floor: Annotated[int, typer.Option(help="How many must speak of a theme before it is told; 4 at least.")] = 5,
        delay: Annotated[str, typer.Option(help="How long after a visit to ask; 0m asks at once.")] = "45m",
        digest: Annotated[str, typer.Option(help="When digests are due.")] = "fri 09:00 every 2 weeks",
        timezone: Annotated[str, typer.Option(help="Where Slack does not tell a worker's own.")] = "Europe/London",
        hours: Annotated[str, typer.Option(help="When workers may be asked.")] = "09:00-17:30",
        days: Annotated[str, typer.Option(help="On which days.")] = "mon-fri",
        country: Annotated[str, typer.Option(help="Whose public holidays count, such as GB or GB-SCT.")] = "GB",
        pool: Annotated[str, typer.Option(help="Small teams of one pool share a digest.")] = "",
    ) -> None:
        """Add a team."""
        db = parts.database()
        if team_store.team_named(db, name):
            raise Refused(f"There is a team called '{name}' already. Change it with: python bot.py team change {name}")
        team = Team(
            name=name.strip(),
            workers=_ids(workers),
            supervisors=_ids(supervisors),
            since=parts.now().date(),
            digest_channel=digest_channel,
            floor=floor,
            delay=teams.delay_from(delay),
            rhythm=teams.rhythm_from(digest),
            timezone=timezone,
            working=teams.working_time_from(hours, days, country),
            pool=pool,
        )
        _keep(parts, db, team)

    @app.command()
    def change(
        name: Name,
        supervisors: Annotated[str | None, typer.Option(help=users)] = None,
        workers: Annotated[str | None, typer.Option(help=users)] = None,
        digest_channel: Annotated[str | None, typer.Option(help="Empty: to each supervisor directly.")] = None,
        floor: Annotated[int | None, typer.Option(help="4 at least.")] = None,
        delay: Annotated[str | None, typer.Option(help="Such as 45m or 2h.")] = None,
        digest: Annotated[str | None, typer.Option(help="Such as: fri 09:00 every 2 weeks")] = None,
        timezone: Annotated[str | None, typer.Option(help="Such as Europe/London.")] = None,
        hours: Annotated[str | None, typer.Option(help="Such as 09:00-17:30.")] = None,
        days: Annotated[str | None, typer.Option(help="Such as mon-fri.")] = None,
        country: Annotated[str | None, typer.Option(help="Such as GB.")] = None,
        pool: Annotated[str | None, typer.Option(help="Empty: out of its pool.")] = None,
    ) -> None:
        """Change a team; what is not named stays as it is."""
        db = parts.database()
        team = _team(db, name)
        given: dict[str, Any] = {
            "supervisors": _ids(supervisors) if supervisors is not None else None,
            "workers": _ids(workers) if workers is not None else None,
            "digest_channel": digest_channel,
            "floor": floor,
            "delay": teams.delay_from(delay) if delay is not None else None,
            "rhythm": teams.rhythm_from(digest) if digest is not None else None,
            "timezone": timezone,
            "pool": pool,
            "working": teams.working_time_from(
                hours or team.working.hours, days or teams.days_of(team.working), country or team.working.country
            ),
        }
        _keep(parts, db, replace(team, **{field: value for field, value in given.items() if value is not None}))

    @app.command()
    def show(name: Name) -> None:
        """Show a team's settings."""
        team = _team(parts.database(), name)
        table = Table(show_header=False, box=None)
        for label, value in _described(team):
            table.add_row(label, value)
        out.print(table, highlight=False)

    @app.command("list")
    def list_() -> None:
        """List all teams."""
        table = Table("Team", "Workers", "Supervisors", "Digest", "Floor", "Pool", box=None)
        for team in team_store.teams(parts.database()):
            counts = (str(len(team.workers)), str(len(team.supervisors)))
            table.add_row(team.name, *counts, str(team.rhythm), str(team.floor), team.pool)
        out.print(table, highlight=False)

    return app


def _described(team: Team) -> list[tuple[str, str]]:
    return [
        ("name", team.name),
        ("workers", ", ".join(team.workers)),
        ("supervisors", ", ".join(team.supervisors)),
        ("digest channel", team.digest_channel or "each supervisor directly"),
        ("floor", str(team.floor)),
        ("delay", f"{int(team.delay.total_seconds() // 60)}m"),
        ("digest", str(team.rhythm)),
        ("time zone", team.timezone),
        ("working time", f"{team.working.hours} {teams.days_of(team.working)}"),
        ("country", team.working.country),
        ("pool", team.pool or "none"),
    ]


def _keep(parts: Parts, db: Database, team: Team) -> None:
    saved = set_up_team.set_up_team(db, team, parts.now())
    out.print(f"{saved.name}: {saved.workers} workers, digest {saved.rhythm}, floor {saved.floor}.", highlight=False)
    if not saved.has_own_digest:
        out.print(
            f"Too small for a digest of its own (it takes {saved.floor + 2} workers): its digests stay silent "
            "until it shares a --pool with a sister team.",
            highlight=False,
        )


def _team(db: Database, name: str) -> Team:
    team = team_store.team_named(db, name)
    if team is None:
        raise Refused(f"There is no team called '{name}'. See: python bot.py team list")
    return team


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _visits(parts: Parts) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True)

    @app.command("import")
    def import_(file: File) -> None:
        """Bring in visits from a CSV file with the columns worker, kind, at (ISO time) and, if you like, case."""
        db, library = parts.database(), parts.library()
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
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

    @app.callback()
    def visit() -> None:
        """Bring visits in."""

    return app


def _import_row(parts: Parts, db: Database, library: Library, row: dict[str, str]) -> bool:
    worker, case = (row.get("worker") or "").strip(), (row.get("case") or "").strip()
    found = team_store.teams_of_worker(db, worker)
    kind = visits.kind_named(row.get("kind") or "", library.kinds)
    if not found:
        raise Refused(f"'{worker}' is in no team.")
    if kind is None:
        raise Refused(f"'{row.get('kind')}' is no kind of visit.")
    if case and visits.looks_like_a_name(case):
        raise Refused("the case looks like a name; use a code such as LCS-118.")
    try:
        at = datetime.fromisoformat((row.get("at") or "").strip())
    except ValueError:
        raise Refused(f"'{row.get('at')}' is no time; write it like 2026-03-11T14:30.") from None
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(found[0].timezone))
    now = parts.now()
    if not isinstance(visits.timely(kind, at, now), visits.VisitGiven):
        raise Refused("the visit lies ahead, or over seven days back.")
    made = Visit(parts.new_id(), worker, found[0].name, kind.id, at, now, case)
    return keep_visit(db, made, found[0], found[0].timezone, parts.new_id) is not None


def _digests(parts: Parts) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True)

    @app.command()
    def preview(name: Name) -> None:
        """Show how the rules of the door come out for a team, and what its preview told; changes nothing."""
        db = parts.database()
        outcome = release_themes.outcome_now(db, parts.library().codebook, name, parts.now())
        for rule in outcome.rules:
            mark = "[green]held[/]   " if rule.passed else "[red]not met[/]"
            out.print(f"{rule.promise:<4} {mark} {rule.sentence}", highlight=False)
        _print_told(Release("", "", parts.now(), parts.now(), outcome.themes), "would be told")
        out.print("Themes stand here from the day before the digest, once the whole team has seen them.")

    @app.command()
    def post(name: Name) -> None:
        """Close the period of a team now, without a preview; the ledger says so."""
        db = parts.database()
        made = release_themes.close_period_now(db, parts.library().codebook, name, parts.new_id, parts.now())
        _print_told(made, "is told")
        posted = parts.post_waiting()
        out.print(
            f"Posted {posted} digests." if posted else "The digest is posted as soon as the bot runs.",
            highlight=False,
        )

    return app


def _print_told(made: Release, verb: str) -> None:
    for theme in made.themes:
        out.print(f"{theme.subject} ({theme.stance}) {verb}: {theme.band} of the team", highlight=False)
    if not made.themes:
        out.print(f"Nothing {verb}. That says nothing about how much was reflected on.", highlight=False)
