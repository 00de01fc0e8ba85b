"""Voices, askings and occasions for tests of the door -> only what a test is about need be named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from supervisionbot.records.codebook import Codebook, Family, Stance, Theme
from supervisionbot.records.private import Asked, Occasion, Voice
from supervisionbot.records.released import ReleasedTheme
from supervisionbot.records.team import Rhythm, Unit
from supervisionbot.rules.release import ReleaseOutcome, release

CUT = datetime.fromisoformat("2026-03-05T09:00+00:00")
"""The moment of a preview: a Thursday."""
NEXT = CUT + timedelta(weeks=1)
EIGHT = ["ana", "ben", "cho", "dev", "eve", "fay", "gus", "hal"]
WELL, HARD, BOTH = Stance.STRENGTH, Stance.STRAIN, Stance.MIXED
_NUMBERS = count(1)
_BY_STANCE = dict.fromkeys(Stance, "What else?")
_ASKED = dict.fromkeys(Stance, ("What else?",))
CODEBOOK = Codebook(
    tuple(Family(name, name.capitalize(), _BY_STANCE, _ASKED, _ASKED, _BY_STANCE) for name in ("warmth", "world")),
    tuple(
        Theme(name, name.capitalize(), family, "", "", "", _BY_STANCE, _ASKED, _ASKED, _BY_STANCE)
        for name, family in (("empathy", "warmth"), ("culture", "warmth"), ("time", "world"), ("money", "world"))
    ),
)


def a_unit(workers: Iterable[str] = EIGHT, **more: Any) -> Unit:
    """A unit of one team, North, with a floor of five."""
    given: dict[str, Any] = {"name": "North", "teams": frozenset({"North"}), "workers": frozenset(workers), "floor": 5}
    given |= {"rhythm": Rhythm(weeks=1), "timezone": "Europe/London", "since": CUT.date() - timedelta(weeks=30)}
    return Unit(**(given | more))


def a_voice(worker: str, theme: str = "empathy", stance: Stance = WELL, **more: Any) -> Voice:
    """A voice of a day before the cut, about a visit of its own; `ago` says how long before the cut instead."""
    number = next(_NUMBERS)
    at = CUT - more.pop("ago", timedelta(days=1))
    given = {"team": "North", "prompt": f"p{number}", "visit": f"v{number}", "at": at, "given_at": at}
    return Voice(worker=worker, theme=theme, stance=stance, **(given | more))


def voices_of(workers: str | Iterable[str], theme: str = "empathy", stance: Stance = WELL, **more: Any) -> list[Voice]:
    """A voice of each."""
    names = workers.split() if isinstance(workers, str) else workers
    return [a_voice(worker, theme, stance, **more) for worker in names]


def were_asked(
    workers: str | Iterable[str] = EIGHT, ago: timedelta = timedelta(days=1), team: str = "North"
) -> list[Asked]:
    """Each was asked once, so long before the cut."""
    names = workers.split() if isinstance(workers, str) else workers
    return [Asked(worker, "q", "empathy", CUT - ago, team) for worker in names]


def an_occasion(workers: Iterable[str] = EIGHT, **more: Any) -> Occasion:
    """An open occasion of North's a week before the cut."""
    there = frozenset(workers)
    given: dict[str, Any] = {"id": "before", "unit": "North", "cut": CUT - timedelta(weeks=1), "workers": there}
    given |= {"teams": frozenset({"North"}), "size": len(there)}
    return Occasion(**(given | more))


def outcome_of(voices: Iterable[Voice], unit: Unit | None = None, **more: Any) -> ReleaseOutcome:
    """What the door says of these voices at the cut; everybody of the unit was asked unless said otherwise."""
    unit = unit or a_unit()
    given: dict[str, Any] = {"asked": were_asked(unit.workers), "earlier": (), "next_cut": NEXT}
    occasion = Occasion.of(unit, "now", CUT)
    given |= {"occasion": replace(occasion, shown=more.pop("shown", None), size=more.pop("size", occasion.size))}
    return release(unit, voices, more.pop("codebook", CODEBOOK), **(given | more))


def told(outcome: ReleaseOutcome) -> list[tuple[str, str]]:
    """The lines that leave, as subject and stance; a family's subject is marked with a star."""
    return [_short(theme) for theme in outcome.themes]


def _short(theme: ReleasedTheme) -> tuple[str, str]:
    return f"{theme.subject}{'*' if theme.is_family else ''}", str(theme.stance)


def broken(outcome: ReleaseOutcome) -> list[str]:
    """The promises whose rules did not hold for the unit."""
    return [rule.promise for rule in outcome.rules if not rule.passed]


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def weeks(number: float) -> timedelta:
    """So many weeks."""
    return timedelta(weeks=number)


def names_of(prefix: str, number: int) -> Sequence[str]:
    """So many workers."""
    return [f"{prefix}{one}" for one in range(number)]
