"""A visit, a calendar and a worker's past questions -> when to ask, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from supervisionbot.errors import Refused
from supervisionbot.records.bank import Question
from supervisionbot.records.private import NEXT_STATES, Asked, Prompt, PromptState
from supervisionbot.records.team import Team, WorkingTime

MOST_A_DAY = 2
NOT_AGAIN_WITHIN = 10
STALE_AFTER = timedelta(days=5)
LAPSES_AFTER = timedelta(days=7)
_LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """The question to ask, and why it was chosen, in words for whoever wants to know."""

    question: Question
    reason: str


def step(prompt: PromptState, to: PromptState) -> PromptState:
    """The next state, or Refused if a prompt cannot go there from here."""
    if to not in NEXT_STATES[prompt]:
        raise Refused(f"A prompt that is {prompt} cannot become {to}.")
    return to


def due_time(earliest: datetime, team: Team, zone: str, taken: Sequence[datetime]) -> datetime:
    """When to ask: the first moment from `earliest` in the worker's working time with room on that day.

    `zone` is the worker's own (IANA), `taken` are the times of their other prompts. A team without delay is asked
    at once, at any hour; two prompts a day are the most for everybody. Returns UTC.
    """
    here = ZoneInfo(zone)
    at_once = team.delay == timedelta(0)
    full = _full_days(taken, here)
    moment = earliest.astimezone(here)
    for _ in range(_LOOK_AHEAD_DAYS):
        if moment.date() not in full:
            candidate = moment if at_once else _in_hours(moment, team.working)
            if candidate is not None:
                return candidate.astimezone(UTC)
        moment, at_once = _next_day(moment, here), False
    raise Refused(f"The team {team.name} has no working day within {_LOOK_AHEAD_DAYS} days.")


def _full_days(taken: Sequence[datetime], here: ZoneInfo) -> set[date]:
    days = [one.astimezone(here).date() for one in taken]
    return {day for day in days if days.count(day) >= MOST_A_DAY}


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


def has_lapsed(prompt: Prompt, now: datetime) -> bool:
    """Whether an asked question has waited long enough; it lapses in silence."""
    return prompt.asked_at is not None and now - prompt.asked_at > LAPSES_AFTER


def choose(
    bank: Sequence[Question],
    past: Sequence[Asked],
    *,
    kind: str = "",
    wanted_theme: str = "",
    is_heavy: bool = False,
    turn: int = 0,
) -> Choice:
    """The question that fits: the theme asked longest ago, none of the last ten questions, fit to the visit.

    `past` is what this worker was asked, newest first; `turn` (any whole number) starts workers at different
    themes, so a team does not get the same question in one week. Raises Refused if nothing fits.
    """
    lately = {one.question for one in past[:NOT_AGAIN_WITHIN]}
    for theme in [wanted_theme] if wanted_theme else _themes_by_turn(bank, past, turn):
        fitting = [one for one in bank if one.theme == theme and _fits(one, kind) and one.id not in lately]
        if fitting:
            question = min(fitting, key=lambda one: _preference(one, past, is_heavy, turn))
            return Choice(question, _reason(question, past, wanted_theme, kind))
    raise Refused("No question of the bank fits just now.")


def _themes_by_turn(bank: Sequence[Question], past: Sequence[Asked], turn: int) -> list[str]:
    themes = list(dict.fromkeys(one.theme for one in bank))
    start = turn % len(themes)
    ring = themes[start:] + themes[:start]
    asked = [one.theme for one in past]
    return sorted(ring, key=lambda theme: -asked.index(theme) if theme in asked else -len(asked) - 1)


def _fits(question: Question, kind: str) -> bool:
    return not question.newly_qualified and (not question.kinds or kind in question.kinds)


def _preference(question: Question, past: Sequence[Asked], is_heavy: bool, turn: int) -> tuple[bool, bool, int, int]:
    asked = [one.question for one in past]
    since = asked.index(question.id) if question.id in asked else len(asked) + 1
    return question.gentle is not is_heavy, not question.kinds, -since, (sum(question.id.encode()) + turn) % 97


def _reason(question: Question, past: Sequence[Asked], wanted_theme: str, kind: str) -> str:
    fit = "fits this kind of visit" if kind in question.kinds else "fits every visit"
    if wanted_theme:
        return f"you asked for this theme; the question {fit}"
    asked = [one.theme for one in past]
    turns = asked.index(question.theme) if question.theme in asked else None
    ago = "you have not been asked about this theme yet" if turns is None else f"{turns} questions since this theme"
    return f"{ago}; the question {fit}"
