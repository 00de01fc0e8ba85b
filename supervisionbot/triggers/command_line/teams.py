"""`team add`, `change`, `show` and `list`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.table import Table

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import Refused, RefusedSetting
from supervisionbot.flows import set_up_team
from supervisionbot.records.team import Team
from supervisionbot.rules import teams
from supervisionbot.triggers.command_line.parts import Name, Parts, out
from supervisionbot.views.refusals import refusal

_USERS = "Slack user ids, separated by commas."
_STRICT = "Whether digests wait while others than the team could read their channel; the team is told if not."
_ADMIN = "Who is told where the set-up is wrong (a Slack user id); else its supervisors."


def add(
    ctx: typer.Context,
    name: Name,
    supervisors: Annotated[str, typer.Option(help=_USERS)],
    workers: Annotated[str, typer.Option(help=_USERS)],
    digest_channel: Annotated[str, typer.Option(help="Else digests go to each supervisor directly.")] = "",
    channel: Annotated[
        str, typer.Option(help="The team's own channel; else what concerns it is told to each worker.")
    ] = "",
    floor: Annotated[int, typer.Option(help="How many must speak of a theme before it is told; 4 at least.")] = 5,
    delay: Annotated[str, typer.Option(help="How long after a visit to ask; 0m asks at once.")] = "45m",
    digest: Annotated[str, typer.Option(help="When digests are due.")] = "fri 09:00 every 2 weeks",
    timezone: Annotated[str, typer.Option(help="Where Slack does not tell a worker's own.")] = "Europe/London",
    hours: Annotated[str, typer.Option(help="When workers may be asked.")] = "09:00-17:30",
    days: Annotated[str, typer.Option(help="On which days.")] = "mon-fri",
    country: Annotated[str, typer.Option(help="Whose public holidays count, such as GB or GB-SCT.")] = "GB",
    pool: Annotated[str, typer.Option(help="Small teams of one pool share a digest.")] = "",
    danger_contact: Annotated[str, typer.Option(help="Whom to turn to where somebody may be in danger.")] = "",
    support_contact: Annotated[str, typer.Option(help="Whom to turn to where a worker is not coping.")] = "",
    is_strict: Annotated[bool, typer.Option("--strict/--no-strict", help=_STRICT)] = True,
    admin: Annotated[str, typer.Option(help=_ADMIN)] = "",
) -> None:
    """Add a team."""
    parts: Parts = ctx.obj
    db, name = parts.database(), name.strip()
    _check_is_new(db, name)
    with _in_words(parts):
        _keep(parts, db, _with(Team(name, (), (), parts.now().date()), ctx.params))


def change(
    ctx: typer.Context,
    name: Name,
    rename: Annotated[str | None, typer.Option(help="Another name; the team keeps its history.")] = None,
    supervisors: Annotated[str | None, typer.Option(help=_USERS)] = None,
    workers: Annotated[str | None, typer.Option(help=_USERS)] = None,
    digest_channel: Annotated[str | None, typer.Option(help="Empty: to each supervisor directly.")] = None,
    channel: Annotated[str | None, typer.Option(help="The team's own channel. Empty: each worker is told.")] = None,
    floor: Annotated[int | None, typer.Option(help="4 at least; a lower one waits a full period.")] = None,
    delay: Annotated[str | None, typer.Option(help="Such as 45m or 2h.")] = None,
    digest: Annotated[str | None, typer.Option(help="Such as: fri 09:00 every 2 weeks")] = None,
    timezone: Annotated[str | None, typer.Option(help="Such as Europe/London.")] = None,
    hours: Annotated[str | None, typer.Option(help="Such as 09:00-17:30.")] = None,
    days: Annotated[str | None, typer.Option(help="Such as mon-fri.")] = None,
    country: Annotated[str | None, typer.Option(help="Such as GB.")] = None,
    pool: Annotated[str | None, typer.Option(help="Empty: out of its pool.")] = None,
    danger_contact: Annotated[str | None, typer.Option(help="Whom to turn to where somebody may be in danger.")] = None,
    support_contact: Annotated[str | None, typer.Option(help="Whom to turn to where a worker is not coping.")] = None,
    is_strict: Annotated[bool | None, typer.Option("--strict/--no-strict", help=_STRICT)] = None,
    admin: Annotated[str | None, typer.Option(help=_ADMIN)] = None,
) -> None:
    """Change a team; what is not named stays as it is."""
    parts: Parts = ctx.obj
    db = parts.database()
    known = _team(db, name)
    with _in_words(parts):
        _keep(parts, db, replace(_with(known, ctx.params), name=(rename or known.name).strip()), known.name)


def show(ctx: typer.Context, name: Name) -> None:
    """Show a team's settings."""
    parts: Parts = ctx.obj
    team = _team(parts.database(), name)
    table = Table(show_header=False, box=None)
    for label, value in _described(team):
        table.add_row(label, value)
    out.print(table, highlight=False)


def list_(ctx: typer.Context) -> None:
    """List all teams."""
    parts: Parts = ctx.obj
    table = Table("Team", "Workers", "Supervisors", "Digest", "Floor", "Pool", box=None)
    for team in team_store.teams(parts.database()):
        counts = (str(len(team.workers)), str(len(team.supervisors)))
        table.add_row(team.name, *counts, str(team.rhythm), str(team.floor), team.pool)
    out.print(table, highlight=False)


@contextmanager
def _in_words(parts: Parts) -> Iterator[None]:
    """What a team cannot have is said in the sentences of the prompts."""
    try:
        yield
    except RefusedSetting as error:
        raise Refused(refusal(parts.words(), error)) from None


def _described(team: Team) -> list[tuple[str, str]]:
    return [
        ("name", team.name),
        ("workers", ", ".join(team.workers)),
        ("supervisors", ", ".join(team.supervisors)),
        ("digest channel", team.digest_channel or "each supervisor directly"),
        ("team's own channel", team.channel or "each worker directly"),
        ("floor", f"{team.floor}, {team.next_floor} to come" if team.next_floor else str(team.floor)),
        ("delay", f"{int(team.delay.total_seconds() // 60)}m"),
        ("digest", str(team.rhythm)),
        ("time zone", team.timezone),
        ("working time", f"{team.working.hours} {teams.days_of(team.working)}"),
        ("country", team.working.country),
        ("pool", team.pool or "none"),
        ("while others could read digests", "they wait" if team.is_strict else "they are posted"),
        ("told where the set-up is wrong", team.admin or "each supervisor"),
        ("where somebody may be in danger", team.danger_contact or "not set"),
        ("where a worker is not coping", team.support_contact or "not set"),
    ]


def _with(team: Team, options: Mapping[str, Any]) -> Team:
    """The team with these options of the command line; what was not given (None) stays as it is."""
    given = {name: value for name, value in options.items() if value is not None and name not in {"name", "rename"}}
    if "floor" in given:
        given["next_floor"] = None
    hours, days, country = team.working.hours, teams.days_of(team.working), team.working.country
    working = teams.working_time_from(given.pop("hours", hours), given.pop("days", days), given.pop("country", country))
    read: dict[str, tuple[str, Callable[[str], Any]]] = {
        "supervisors": ("supervisors", _ids),
        "workers": ("workers", _ids),
        "delay": ("delay", teams.delay_from),
        "digest": ("rhythm", teams.rhythm_from),
    }
    fields = {read[name][0]: read[name][1](value) for name, value in given.items() if name in read}
    plain = {name: value for name, value in given.items() if name not in read}
    return replace(team, working=working, **fields, **plain)


def _keep(parts: Parts, db: Database, team: Team, known_as: str = "") -> None:
    saved = set_up_team.set_up_team(db, team, parts.now(), known_as)
    out.print(f"{saved.name}: {saved.workers} workers, digest {saved.rhythm}, floor {saved.floor}.", highlight=False)
    if saved.next_floor:
        out.print(
            f"The floor of {saved.next_floor} waits for one full period, from when the bot told the whole team.",
            highlight=False,
        )
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


def _check_is_new(db: Database, name: str) -> None:
    if team_store.team_named(db, name):
        raise Refused(f"There is a team called '{name}' already. Change it with: python bot.py team change {name}")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
