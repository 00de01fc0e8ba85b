"""Teams as people set them up -> units, rhythms, working time, closing times."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from supervisionbot.errors import Refused, RefusedSetting
from supervisionbot.records.team import LEAST_FLOOR, WEEKDAYS, Rhythm, Team, Unit, WorkingTime


def units_of(teams: Iterable[Team]) -> tuple[Unit, ...]:
    """Who shares which digest. A pool keeps the highest floor and the rhythm of its first team by name."""
    everybody = sorted(teams, key=lambda one: one.name)
    by_unit: dict[str, list[Team]] = {}
    by_channel: dict[str, set[str]] = {}
    for team in everybody:
        by_unit.setdefault(team.unit, []).append(team)
        by_channel.setdefault(team.digest_channel, set()).update(team.supervisors)
    return tuple(_unit(name, members, _readers(members, by_channel)) for name, members in by_unit.items())


def _readers(teams: Sequence[Team], by_channel: Mapping[str, set[str]]) -> set[str]:
    """The supervisors who read the teams' digests: their own, and those of teams whose digests come to the same place.

    They are no voices in it (P5), also where they visit as workers: they could subtract their own.
    """
    own = {user for team in teams for user in team.supervisors}
    return own.union(*(by_channel[team.digest_channel] for team in teams if team.digest_channel))


def _unit(name: str, teams: Sequence[Team], readers: set[str]) -> Unit:
    joined = [team.pool_since for team in teams if team.pool_since]
    return Unit(
        name,
        frozenset(team.name for team in teams),
        frozenset(user for team in teams for user in team.workers) - readers,
        max(team.floor for team in teams),
        teams[0].rhythm,
        teams[0].timezone,
        min(team.since for team in teams),
        max(joined, default=None),
    )


def with_floors_held(before: Iterable[Team], now: Iterable[Team]) -> tuple[Team, ...]:
    """The teams whose floor would have fallen, with the floor of before: the lower one waits (`next_floor`).

    It falls by being set lower, but also where a team with a higher one leaves the pool.
    """
    before, now = tuple(before), tuple(now)
    own, shared_before, shared_now = {team.name: team.floor for team in before}, _floors(before), _floors(now)
    held = []
    for team in now:
        is_lower = shared_now[team.name] < shared_before.get(team.name, 0)
        floor = max(team.floor, own.get(team.name, 0), shared_before[team.name] if is_lower else 0)
        if floor > team.floor:
            held.append(replace(team, floor=floor, next_floor=team.next_floor or team.floor))
    return tuple(held)


def _floors(teams: Iterable[Team]) -> dict[str, int]:
    return {team: unit.floor for unit in units_of(teams) for team in unit.teams}


def last_closing(unit: Unit, now: datetime) -> datetime | None:
    """The newest moment up to `now` on which the unit's period ended; None before the first.

    The first is the digest day that leaves a whole rhythm of weeks since the set-up.
    """
    zone, weeks = ZoneInfo(unit.timezone), unit.rhythm.weeks
    to_weekday = (unit.rhythm.weekday - unit.since.weekday()) % 7 or 7
    day = unit.since + timedelta(days=to_weekday + 7 * (weeks - 1))
    local_now = now.astimezone(zone)
    periods = (local_now.date() - day).days // (7 * weeks)
    for back in (0, 1):
        closing = datetime.combine(day + timedelta(weeks=weeks * (periods - back)), unit.rhythm.at, zone)
        if day <= closing.date() and closing <= local_now:
            return closing
    return None


def next_closing(unit: Unit, now: datetime) -> datetime:
    """The first moment after `now` on which the unit's period ends."""
    for weeks in range(1, 2 * unit.rhythm.weeks + 54):
        closing = last_closing(unit, now + timedelta(days=7 * weeks))
        if closing is not None and closing > now:
            return closing
    raise Refused(f"The digest rhythm '{unit.rhythm}' never comes round.")


def rhythm_from(text: str) -> Rhythm:
    """Read `fri 09:00 every 2 weeks` (or `fri 09:00`, meaning every week); RefusedSetting if it is anything else."""
    match = re.fullmatch(r"(\w{3})\w* (\d{1,2}:\d{2})(?: every (?:(\d+) )?weeks?)?", text.strip().lower())
    if not match or match[1] not in WEEKDAYS or not 1 <= int(match[3] or 1) <= 8:
        raise RefusedSetting("refused_digest_time", text)
    return Rhythm(WEEKDAYS.index(match[1]), clock_from(match[2]), int(match[3] or 1))


def clock_from(text: str) -> time:
    """Read a time of day such as 09:00; RefusedSetting if it is none."""
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        raise RefusedSetting("refused_clock", text) from None


def floor_from(text: str) -> int:
    """Read a floor such as 5; RefusedSetting if it is no number. Whether it is high enough, `checked_team` says."""
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()):
        raise RefusedSetting("refused_floor", text)
    return int(text)


def delay_from(text: str) -> timedelta:
    """Read `45m`, `2h` or `0m`, up to a day; RefusedSetting if it is anything else."""
    match = re.fullmatch(r"(\d{1,4})\s*(m|min|h)", text.strip().lower())
    delay = timedelta(minutes=int(match[1]) * (60 if match[2] == "h" else 1)) if match else None
    if delay is None or delay > timedelta(days=1):
        raise RefusedSetting("refused_delay", text)
    return delay


def working_time_from(hours: str, days: str, country: str) -> WorkingTime:
    """Read hours such as 09:00-17:30, days such as mon-fri or mon,wed,fri, and a country such as GB or GB-SCT."""
    start, dash, end = hours.partition("-")
    working = WorkingTime(clock_from(start), clock_from(end or "x"), _days_from(days), country.strip().upper())
    if not dash or working.start >= working.end:
        raise RefusedSetting("refused_hours", hours)
    code, _, part = working.country.partition("-")
    known = holidays.list_supported_countries()
    if code not in known or (part and part not in known[code]):
        raise RefusedSetting("refused_country", country)
    return working


def days_of(working: WorkingTime) -> str:
    """The working days as people write them, such as mon,tue,wed."""
    return ",".join(WEEKDAYS[day] for day in sorted(working.days))


def _days_from(text: str) -> frozenset[int]:
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
            raise RefusedSetting("refused_days", text)
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return frozenset(days)


_BEYOND_A_LINE = re.compile("[\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Line breaks, controls, halves of characters, and what turns the direction of the text that follows."""


def _check_lines_and_ids(team: Team) -> None:
    """Names and contacts stand in sentences, ids become mentions: neither may be anything else."""
    lines = (team.name, team.pool, team.danger_contact, team.support_contact)
    if any(map(_BEYOND_A_LINE.search, lines)) or len(team.pool) > 60 or max(map(len, lines)) > 200:
        raise RefusedSetting("refused_line")
    for one in filter(None, (*team.workers, *team.supervisors, team.admin, team.channel, team.digest_channel)):
        if not re.fullmatch(r"[A-Z][A-Z0-9]+", one):
            raise RefusedSetting("refused_id")


def checked_team(team: Team) -> Team:
    """The team if it can work; RefusedSetting with the reason if not."""
    if not team.name.strip() or len(team.name) > 60:
        raise RefusedSetting("refused_name")
    _check_lines_and_ids(team)
    if not team.workers or not team.supervisors:
        raise RefusedSetting("refused_members", team.name)
    if team.floor < LEAST_FLOOR:
        raise RefusedSetting("refused_floor_low", team.floor)
    try:
        ZoneInfo(team.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise RefusedSetting("refused_zone", team.timezone) from None
    return team
