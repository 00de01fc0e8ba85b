"""Records for tests -> only what a test is about need be named; the rest is filled in."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from supervisionbot.records.bank import Question, VisitKind
from supervisionbot.records.codebook import Codebook, Family, Heard, Stance, Theme
from supervisionbot.records.private import Asked, Consent, HeardReply, Prompt, RedactedReply
from supervisionbot.records.team import Rhythm, Team, Unit, WorkingTime

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""A working Monday in winter: London's clock shows UTC."""
BY_STANCE = dict.fromkeys(Stance, "What else?")
ASKED = dict.fromkeys(Stance, ("What else?",))


def at(text: str) -> datetime:
    """A moment in UTC, such as 2026-03-02 10:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_team(name: str = "North", **more: Any) -> Team:
    """A team of eight with one supervisor."""
    members = {"workers": tuple(f"U{number}" for number in range(8)), "supervisors": ("S1",)}
    return Team(**{"name": name, **members, "since": MONDAY.date(), **more})


def working(hours: str = "09:00-17:30", days: str = "01234", country: str = "GB") -> WorkingTime:
    """Working time from hours and the numbers of weekdays (0 is Monday)."""
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    return WorkingTime(start, end, frozenset(int(day) for day in days), country)


def a_unit(**more: Any) -> Unit:
    """A unit of one team, with a weekly digest on Fridays at 9."""
    given: dict[str, Any] = {
        "name": "North",
        "teams": frozenset({"North"}),
        "workers": frozenset(f"U{number}" for number in range(8)),
        "floor": 5,
        "rhythm": Rhythm(weeks=1),
        "timezone": "Europe/London",
        "since": MONDAY.date(),
    }
    return Unit(**(given | more))


def a_prompt(**more: Any) -> Prompt:
    """A prompt of Ana's, due on Monday."""
    return Prompt(**{"id": "p1", "worker": "ana", "team": "North", "due_at": MONDAY, **more})


def a_question(question_id: str, theme: str = "", **more: Any) -> Question:
    """A question of the bank; its theme is the first part of its id."""
    theme = theme or question_id.partition("-")[0]
    return Question(question_id, theme, f"What of {question_id}?", BY_STANCE, **more)


def was_asked(*questions: str) -> list[Asked]:
    """What Ana was asked, newest first, a day between."""
    return [
        Asked("ana", one, one.partition("-")[0], MONDAY - timedelta(days=number), "North")
        for number, one in enumerate(questions)
    ]


def a_kind(kind_id: str, *aliases: str, heavy: bool = False) -> VisitKind:
    """A kind of visit."""
    return VisitKind(kind_id, kind_id.capitalize(), aliases, heavy)


def a_codebook(*themes: str) -> Codebook:
    """A codebook of these themes in one family."""
    made = [Theme(one, one.capitalize(), "all", "", "", "", BY_STANCE, ASKED, ASKED, BY_STANCE) for one in themes]
    return Codebook((Family("all", "All", BY_STANCE, ASKED, ASKED, BY_STANCE),), tuple(made))


def heard_in(reply: str, *said: tuple[str, Stance], probability: float = 0.9) -> HeardReply:
    """What the coder heard in one reply."""
    return HeardReply(reply, tuple(Heard(theme, stance, probability) for theme, stance in said))


def a_reply(reply: str = "r1", **more: Any) -> RedactedReply:
    """A redacted reply of Ana's."""
    return RedactedReply(**{"id": reply, "prompt": "p1", "worker": "ana", "at": MONDAY, **more})


def answered(**more: Any) -> Prompt:
    """A prompt of Ana's that she answered."""
    return a_prompt(**{"visit": "v1", "consent": Consent.OPEN, **more})
