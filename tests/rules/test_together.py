"""When a team may reflect together, who counts as asked, and what it is asked."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from supervisionbot.records.private import Asked, Session, SessionState
from supervisionbot.rules import together
from tests.builders import MONDAY, a_question, a_unit

FRIDAY = MONDAY + timedelta(days=4)


def a_session(called_at: datetime = MONDAY, state: SessionState = SessionState.CLOSED) -> Session:
    """A session of North's."""
    given = {"length": together.USUAL, "called_at": called_at, "state": state, "opened_at": called_at}
    return Session("s1", "North", "C1", "U1", "honesty-plain", "honesty", **given)


def why_not(*sessions: Session, preview_at: datetime = FRIDAY, workers: int = 8) -> str | None:
    """Why North cannot start on Monday at ten."""
    unit = a_unit(workers=frozenset(f"U{number}" for number in range(workers)))
    return together.why_not(unit, 7, sessions, preview_at, MONDAY)


@pytest.mark.parametrize(
    ("because", "given"),
    [
        (None, {}),
        ("few", {"workers": 6}),
        (None, {"workers": 7}),
        ("digest", {"preview_at": MONDAY + timedelta(hours=23)}),
        (None, {"preview_at": MONDAY + timedelta(hours=25)}),
    ],
)
def test_a_team_may_start_unless_it_is_small_or_a_preview_is_near(because: str | None, given: dict[str, int]) -> None:
    assert why_not(**given) == because  # type: ignore[arg-type]


def test_one_at_a_time_and_once_a_day() -> None:
    yesterday = MONDAY - timedelta(hours=11)

    assert why_not(a_session(MONDAY - timedelta(minutes=5), SessionState.OPEN)) == "open"
    assert why_not(a_session(MONDAY - timedelta(hours=1))) == "today"
    assert why_not(a_session(yesterday)) is None


def test_one_that_never_got_through_does_not_stand_in_the_way_for_ever() -> None:
    assert why_not(a_session(MONDAY - timedelta(days=2), SessionState.DUE)) is None


@pytest.mark.parametrize(
    ("text", "theme", "minutes"),
    [
        ("", "", 20),
        ("honesty", "honesty", 20),
        ("10", "", 10),
        ("honesty 45", "honesty", 45),
        ("Practical Help for 10 minutes", "practical help", 10),
        ("for 45 min", "", 45),
        ("honesty 30", "honesty", None),
    ],
)
def test_a_wish_names_a_theme_a_length_or_both(text: str, theme: str, minutes: int | None) -> None:
    length = timedelta(minutes=minutes) if minutes else None

    assert together.wish_from(text) == (theme, length)


def test_who_counts_as_asked_was_at_work_within_the_week_and_is_on_no_pause() -> None:
    lately = [
        Asked("ana", "q", "time", MONDAY - timedelta(days=1), "North"),
        Asked("ben", "q", "time", MONDAY - timedelta(days=8), "North"),
        Asked("cho", "q", "time", MONDAY - timedelta(days=1), "North"),
        Asked("guest", "q", "time", MONDAY - timedelta(days=1), "North"),
    ]
    asked = together.asked_now(a_session(), {"ana", "ben", "cho", "dev"}, lately, {"cho"})

    assert [(one.worker, one.at) for one in asked] == [("ana", MONDAY)]


def test_a_team_is_asked_what_fits_any_visit_any_worker_and_any_day() -> None:
    fit = a_question("honesty-plain")
    bank = [
        fit,
        a_question("honesty-first", kinds=frozenset({"first_visit"})),
        a_question("honesty-new", newly_qualified=True),
        a_question("honesty-soft", gentle=True),
    ]

    assert together.fit_for_a_team(bank) == [fit]


def test_the_starter_may_close_it_after_five_minutes() -> None:
    opened = replace(a_session(), opened_at=MONDAY)

    assert together.may_close_from(opened) == MONDAY + timedelta(minutes=5)
