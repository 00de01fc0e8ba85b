"""A visit, a calendar and a worker's past questions -> when to ask, and what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from supervisionbot.errors import Refused
from supervisionbot.records.bank import Question
from supervisionbot.records.private import NEXT_STATES, Asked, Prompt, PromptState
from supervisionbot.records.team import Team, WorkingTime

MOST_A_DAY = 2
APART = timedelta(hours=3)
NOT_AGAIN_WITHIN = 10
STALE_AFTER = timedelta(days=5)
LAPSES_AFTER = timedelta(days=7)
TOGETHER_WITHIN = timedelta(hours=4)
"""Visits that follow each other within this time are asked about together."""
_MOST_STEPS = 60
_ANY_DELAY = timedelta(minutes=1)


class PutOff(StrEnum):
    """When a worker would rather be asked."""

    HOUR = "in_an_hour"
    AFTERNOON = "this_afternoon"
    MORNING = "tomorrow_morning"


@dataclass(frozen=True, slots=True)
class Choice:
    """The question to ask, and why it was chosen.

    `turns` is how many questions ago its theme was last asked, None if never; `was_wanted`: the worker asked for the
    theme; `fits_kind`: it is meant for this kind of visit; `is_gentle`: it is meant for after a heavy one.
    """

    question: Question
    turns: int | None = None
    was_wanted: bool = False
    fits_kind: bool = False
    is_gentle: bool = False


def step(prompt: PromptState, to: PromptState) -> PromptState:
    """The next state, or Refused if a prompt cannot go there from here."""
    if to not in NEXT_STATES[prompt]:
        raise Refused(f"A prompt that is {prompt} cannot become {to}.")
    return to


def due_time(earliest: datetime, team: Team, zone: str, taken: Sequence[datetime]) -> datetime:
    """When to ask: the first moment from `earliest` in the worker's working time with room on that day.

    `zone` is the worker's own (IANA), `taken` are the times of their other prompts: two a day are the most, three
    hours apart. A team without delay is asked at once, at any hour. Returns UTC.
    """
    here = ZoneInfo(zone)
    at_once = team.delay == timedelta(0)
    moment = earliest.astimezone(here)
    for _ in range(_MOST_STEPS):
        candidate = moment if at_once else _in_hours(moment, team.working)
        if candidate is None or _is_full(candidate.date(), taken, here):
            moment, at_once = _next_day(moment, here), False
            continue
        too_near = [one for one in taken if abs(candidate - one) < APART]
        if not too_near:
            return candidate.astimezone(UTC)
        moment = (max(too_near) + APART).astimezone(here)
    raise Refused(f"The team {team.name} has no working day within {_MOST_STEPS} days.")


def next_morning(after: datetime, team: Team, zone: str, taken: Sequence[datetime]) -> datetime:
    """Half an hour into the worker's next working day: for what needs a night's sleep. Returns UTC."""
    here = ZoneInfo(zone)
    day = after.astimezone(here)
    for _ in range(_MOST_STEPS):
        day = _next_day(day, here)
        if is_working_day(day.date(), team.working):
            morning = datetime.combine(day.date(), team.working.start, here) + timedelta(minutes=30)
            return due_time(morning, replace(team, delay=_ANY_DELAY), zone, taken)
    raise Refused(f"The team {team.name} has no working day within {_MOST_STEPS} days.")


def this_evening(now: datetime, team: Team, zone: str, taken: Sequence[datetime]) -> datetime:
    """The last half hour of the worker's working day, or the next one if that has begun. Returns UTC."""
    here = ZoneInfo(zone)
    day = now.astimezone(here)
    evening = datetime.combine(day.date(), team.working.end, here) - timedelta(minutes=30)
    return due_time(max(evening, day), replace(team, delay=_ANY_DELAY), zone, taken)


def put_off_until(choice: PutOff, now: datetime, team: Team, zone: str) -> datetime:
    """When to ask again: in an hour, this afternoon (from two, an hour from now at least), or next morning. UTC."""
    if choice is PutOff.MORNING:
        return next_morning(now, team, zone, [])
    in_an_hour = now + timedelta(hours=1)
    if choice is PutOff.HOUR:
        return in_an_hour
    local = now.astimezone(ZoneInfo(zone))
    return max(local.replace(hour=14, minute=0, second=0, microsecond=0).astimezone(UTC), in_an_hour)


def reminder_time(asked_at: datetime, now: datetime, team: Team, zone: str) -> datetime:
    """When to bring an open question to mind: on the next working day after it was asked, at the soonest now. UTC."""
    morning = next_morning(asked_at, team, zone, [])
    return morning if morning > now else due_time(now, replace(team, delay=_ANY_DELAY), zone, [])


def _is_full(day: date, taken: Sequence[datetime], here: ZoneInfo) -> bool:
    return sum(one.astimezone(here).date() == day for one in taken) >= MOST_A_DAY


def _in_hours(moment: datetime, working: WorkingTime) -> datetime | None:
    if not is_working_day(moment.date(), working) or moment.time() >= working.end:
        return None
    start = datetime.combine(moment.date(), working.start, moment.tzinfo)
    return max(moment, start)


def _next_day(moment: datetime, here: ZoneInfo) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), datetime.min.time(), here)


def is_working_day(day: date, working: WorkingTime) -> bool:
    """Whether the team works that day: one of its weekdays, and no public holiday of its country."""
    return day.weekday() in working.days and day not in _holidays_of(working.country, day.year)


@lru_cache(maxsize=64)
def _holidays_of(country: str, year: int) -> holidays.HolidayBase:
    code, _, part = country.partition("-")
    # GB alone would leave out the days that only some of its nations keep; most teams there are in England.
    return holidays.country_holidays(code, subdiv=part or ("ENG" if code == "GB" else None), years=year)


def is_stale(prompt: Prompt, now: datetime) -> bool:
    """Whether it is too late to ask about that visit at all."""
    return now - prompt.due_at > STALE_AFTER


def choose(
    bank: Sequence[Question],
    past: Sequence[Asked],
    *,
    kind: str = "",
    wanted_theme: str = "",
    is_heavy: bool = False,
    is_newly_qualified: bool = False,
    turn: int = 0,
) -> Choice:
    """The question that fits: the theme asked longest ago, none of the last ten questions, fit to the visit.

    `past` is what this worker was asked, newest first; `turn` (any whole number) starts workers at different
    themes, so a team does not get the same question in one week. Questions for newly qualified workers come to them
    alone. Raises Refused if nothing fits.
    """
    lately = {one.question for one in past[:NOT_AGAIN_WITHIN]}
    bank = [one for one in bank if is_newly_qualified or not one.newly_qualified]
    for theme in [wanted_theme] if wanted_theme else _themes_by_turn(bank, past, turn):
        fitting = [one for one in bank if one.theme == theme and _fits(one, kind) and one.id not in lately]
        if fitting:
            question = min(fitting, key=lambda one: _preference(one, past, is_heavy, turn))
            return _choice(question, past, wanted_theme, kind)
    raise Refused("No question of the bank fits just now.")


def _themes_by_turn(bank: Sequence[Question], past: Sequence[Asked], turn: int) -> list[str]:
    themes = list(dict.fromkeys(one.theme for one in bank)) or [""]
    start = turn % len(themes)
    ring = themes[start:] + themes[:start]
    asked = [one.theme for one in past]
    return sorted(ring, key=lambda theme: -asked.index(theme) if theme in asked else -len(asked) - 1)


def _fits(question: Question, kind: str) -> bool:
    return not question.kinds or kind in question.kinds


def _preference(question: Question, past: Sequence[Asked], is_heavy: bool, turn: int) -> tuple[bool, bool, int, int]:
    asked = [one.question for one in past]
    since = asked.index(question.id) if question.id in asked else len(asked) + 1
    return question.gentle is not is_heavy, not question.kinds, -since, (sum(question.id.encode()) + turn) % 97


def _choice(question: Question, past: Sequence[Asked], wanted_theme: str, kind: str) -> Choice:
    asked = [one.theme for one in past]
    turns = asked.index(question.theme) + 1 if question.theme in asked else None
    return Choice(question, turns, bool(wanted_theme), kind in question.kinds, question.gentle)
