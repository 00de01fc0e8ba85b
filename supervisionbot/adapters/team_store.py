"""Teams and their members, in and out of the database."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from supervisionbot.adapters.database import Database, Row, moment_or_none, stored
from supervisionbot.records.team import Lowering, Rhythm, Team, WorkingTime
from supervisionbot.records.words import TeamNews

WORKER, SUPERVISOR = "worker", "supervisor"


def save_team(db: Database, team: Team, now: datetime) -> None:
    """Add the team or change it. The moment of joining a pool is kept, so a pool cannot look back."""
    before = team_named(db, team.name)
    kept = before.pool_since if before and before.pool == team.pool else now
    team = replace(team, pool_since=kept if team.pool else None, since=before.since if before else team.since)
    with db.atomic():
        db.run("delete from members where team = ?", [team.name])
        db.run(
            "insert into teams (name, since, digest_channel, floor, delay_minutes, weekday, digest_at, weeks, timezone,"
            " starts, ends, days, country, pool, pool_since, danger_contact, support_contact, channel,"
            " is_strict, admin)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (name) do update set digest_channel = excluded.digest_channel, floor = excluded.floor,"
            " delay_minutes = excluded.delay_minutes, weekday = excluded.weekday, digest_at = excluded.digest_at,"
            " weeks = excluded.weeks, timezone = excluded.timezone, starts = excluded.starts, ends = excluded.ends,"
            " days = excluded.days, country = excluded.country, pool = excluded.pool, pool_since = excluded.pool_since,"
            " danger_contact = excluded.danger_contact, support_contact = excluded.support_contact,"
            " channel = excluded.channel, is_strict = excluded.is_strict, admin = excluded.admin",
            _values(team),
        )
        _keep_lowering(db, team)
        for role, users in ((WORKER, team.workers), (SUPERVISOR, team.supervisors)):
            for user in users:
                db.insert("members", {"team": team.name, "user": user, "role": role}, ignore=True)


def _keep_lowering(db: Database, team: Team) -> None:
    """Keep the lower floor that is asked for; the same as before goes on waiting, another waits anew."""
    db.run("delete from lowerings where team = ? and floor is not ?", [team.name, team.next_floor])
    if team.next_floor is not None:
        db.insert("lowerings", {"team": team.name, "floor": team.next_floor}, ignore=True)


def lowerings(db: Database) -> list[Lowering]:
    """The floors that are to fall, by team."""
    rows = db.rows(
        "select team, teams.floor as before, lowerings.floor, holds_from, told_of from lowerings"
        " join teams on teams.name = team order by team"
    )
    return [_lowering(row) for row in rows]


def _lowering(row: Row) -> Lowering:
    moments = moment_or_none(row["holds_from"]), moment_or_none(row["told_of"])
    return Lowering(row["team"], row["before"], row["floor"], *moments)


def tell_of(db: Database, lowering: Lowering, now: datetime) -> None:
    """Keep when word of the lowering was put in the outbox."""
    db.run("update lowerings set told_of = ? where team = ?", [stored(now), lowering.team])


def lower_from(db: Database, lowering: Lowering, holds_from: datetime) -> bool:
    """Let the floor fall then; False if that was settled already, or something else was asked for."""
    changed = db.run(
        "update lowerings set holds_from = ? where team = ? and floor = ? and holds_from is null",
        [stored(holds_from), lowering.team, lowering.floor],
    )
    return changed == 1


def lower(db: Database, lowering: Lowering) -> None:
    """Let the floor fall now."""
    with db.atomic():
        db.run("update teams set floor = ? where name = ?", [lowering.floor, lowering.team])
        db.run("delete from lowerings where team = ?", [lowering.team])


def rename(db: Database, before: str, name: str) -> None:
    """Give a team another name wherever it stands, so that it stays one team with one history."""
    with db.atomic():
        db.run("pragma defer_foreign_keys = on")
        db.run("update teams set name = ? where name = ?", [name, before])
        for table, column in _columns_with_names(db):
            db.run(f"update {table} set {column} = ? where {column} = ?", [name, before])  # noqa: S608 - names of tables


def _columns_with_names(db: Database) -> list[tuple[str, str]]:
    """Where teams are named: each column `team`, and `unit`, which is the team's name where it shares no pool."""
    rows = db.rows(
        "select tables.name as tbl, columns.name as col from sqlite_master as tables, pragma_table_info(tables.name)"
        " as columns where tables.type = 'table' and columns.name in ('team', 'unit')"
    )
    return [(row["tbl"], row["col"]) for row in rows]


def _values(team: Team) -> list[object]:
    rhythm, working = team.rhythm, team.working
    return [
        team.name,
        team.since.isoformat(),
        team.digest_channel,
        team.floor,
        int(team.delay / timedelta(minutes=1)),
        rhythm.weekday,
        rhythm.at.isoformat(),
        rhythm.weeks,
        team.timezone,
        working.start.isoformat(),
        working.end.isoformat(),
        "".join(str(day) for day in sorted(working.days)),
        working.country,
        team.pool,
        stored(team.pool_since),
        team.danger_contact,
        team.support_contact,
        team.channel,
        int(team.is_strict),
        team.admin,
    ]


def teams(db: Database) -> tuple[Team, ...]:
    """All teams, by name."""
    return _teams(db, db.rows("select * from teams order by name"))


def time_zones(db: Database) -> set[str]:
    """The time zones of all teams."""
    return {row["timezone"] for row in db.rows("select distinct timezone from teams")}


def team_named(db: Database, name: str) -> Team | None:
    """The team of that name, however it is capitalised; None if there is none."""
    rows = db.rows("select * from teams where lower(name) = lower(?)", [name])
    return _teams(db, rows)[0] if rows else None


def teams_named(db: Database, names: Iterable[str]) -> tuple[Team, ...]:
    """The teams of exactly these names, by name."""
    wanted = json.dumps(sorted(names))
    return _teams(
        db, db.rows("select * from teams where name in (select value from json_each(?)) order by name", [wanted])
    )


def teams_of_worker(db: Database, user: str) -> tuple[Team, ...]:
    """The teams in which the user is a worker, by name."""
    return _teams_with(db, user, WORKER)


def teams_of_supervisor(db: Database, user: str) -> tuple[Team, ...]:
    """The teams that the user supervises, by name."""
    return _teams_with(db, user, SUPERVISOR)


def _teams_with(db: Database, user: str, role: str) -> tuple[Team, ...]:
    rows = db.rows(
        "select teams.* from teams join members on members.team = teams.name where user = ? and role = ? order by name",
        [user, role],
    )
    return _teams(db, rows)


def _teams(db: Database, rows: Sequence[Row]) -> tuple[Team, ...]:
    """The teams of these rows, with what other tables say of them read at once for all."""
    names = json.dumps([row["name"] for row in rows])
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in db.rows(
        "select team, role, user from members where team in (select value from json_each(?)) order by rowid", [names]
    ):
        members[one["team"], one["role"]].append(one["user"])
    floors = {one["team"]: one["floor"] for one in db.rows("select team, floor from lowerings")}
    return tuple(_team(row, members, floors.get(row["name"])) for row in rows)


def _team(row: Row, members: Mapping[tuple[str, str], Sequence[str]], next_floor: int | None) -> Team:
    return Team(
        name=row["name"],
        workers=tuple(members.get((row["name"], WORKER), ())),
        supervisors=tuple(members.get((row["name"], SUPERVISOR), ())),
        since=date.fromisoformat(row["since"]),
        digest_channel=row["digest_channel"],
        channel=row["channel"],
        floor=row["floor"],
        next_floor=next_floor,
        delay=timedelta(minutes=row["delay_minutes"]),
        rhythm=Rhythm(row["weekday"], time.fromisoformat(row["digest_at"]), row["weeks"]),
        timezone=row["timezone"],
        working=WorkingTime(
            time.fromisoformat(row["starts"]),
            time.fromisoformat(row["ends"]),
            frozenset(int(day) for day in row["days"]),
            row["country"],
        ),
        pool=row["pool"],
        pool_since=moment_or_none(row["pool_since"]),
        danger_contact=row["danger_contact"],
        support_contact=row["support_contact"],
        is_strict=bool(row["is_strict"]),
        admin=row["admin"],
    )


def save_news(db: Database, news_id: str, news: TeamNews, now: datetime) -> None:
    """Keep what changed in a team's set-up, to be told."""
    changes = json.dumps(asdict(news))
    db.insert("team_news", {"id": news_id, "team": news.team, "at": stored(now), "changes": changes}, replace=True)


def news(db: Database, news_id: str) -> TeamNews | None:
    """What changed then, users still as ids; None if it is not known."""
    for row in db.rows("select changes from team_news where id = ?", [news_id]):
        kept: dict[str, Any] = json.loads(row["changes"])
        kept |= {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
        return TeamNews(**kept)
    return None
