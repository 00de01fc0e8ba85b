"""How the other workers live two weeks, as far as it is decided without a bot."""

from collections import Counter
from datetime import UTC, datetime, time

import pytest

from supervisionbot.playground.routine import read_replies
from supervisionbot.playground.two_weeks import QUIET_DAYS, ROUNDS_QUIET, SHARED, next_working, unlike
from supervisionbot.records.team import LEAST_FLOOR

FRIDAY_EVENING = datetime(2026, 3, 6, 18, tzinfo=UTC)


def test_in_the_quiet_week_no_theme_comes_near_the_floor() -> None:
    told = Counter(code for reply in unlike(read_replies()) for code in reply.codes.items())

    assert max(told.values()) < LEAST_FLOOR - 1


def test_the_quiet_week_has_replies_enough() -> None:
    assert len(list(unlike(read_replies()))) >= QUIET_DAYS * ROUNDS_QUIET


@pytest.mark.parametrize(("theme", "stance"), SHARED)
def test_there_are_replies_for_what_the_team_shares(theme: str, stance: str) -> None:
    assert any(reply.says(theme, stance) for reply in read_replies())


def test_after_friday_evening_comes_monday_morning() -> None:
    assert next_working(FRIDAY_EVENING, time(9, 10)) == datetime(2026, 3, 9, 9, 10, tzinfo=UTC)


def test_the_same_hour_is_the_next_day() -> None:
    assert next_working(datetime(2026, 3, 3, 9, 10, tzinfo=UTC), time(9, 10)).day == 4


def test_hours_are_local_in_summer_too() -> None:
    assert next_working(datetime(2026, 6, 1, 6, tzinfo=UTC), time(9, 10)).hour == 8
