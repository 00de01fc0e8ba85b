"""Until when a worker wants to be left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.errors import Refused
from supervisionbot.rules.pausing import pause_end
from tests.builders import MONDAY, at

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("until monday", "2026-03-09 00:00"),
        ("until tuesday", "2026-03-03 00:00"),
        ("until next tuesday", "2026-03-03 00:00"),
        ("till friday", "2026-03-06 00:00"),
        ("tomorrow", "2026-03-03 00:00"),
        ("until 5 june", "2026-06-04 23:00"),
        ("until the 20th of april", "2026-04-19 23:00"),
        ("for 2 weeks", "2026-03-16 00:00"),
        ("for a week", "2026-03-09 00:00"),
        ("3 days", "2026-03-05 00:00"),
        ("until 10/3", "2026-03-10 00:00"),
        ("UNTIL Monday", "2026-03-09 00:00"),
    ],
)
def test_a_pause_ends_when_that_day_begins(typed: str, until: str) -> None:
    assert pause_end(typed, MONDAY, LONDON) == at(until)


@pytest.mark.parametrize("typed", ["", "  ", "until "])
def test_a_pause_without_a_day_has_an_open_end(typed: str) -> None:
    assert pause_end(typed, MONDAY, LONDON) is None


@pytest.mark.parametrize(
    "typed", ["until I feel like it", "until yesterday", "until today", "until 2031", "for 3 hours", "-", "until 1 EST"]
)
def test_words_that_are_no_day_to_come_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        pause_end(typed, MONDAY, LONDON)


def test_the_day_begins_where_the_worker_lives() -> None:
    assert pause_end("until friday", MONDAY, "America/New_York") == at("2026-03-06 05:00")


def test_a_time_zone_in_the_words_does_no_harm() -> None:
    assert pause_end("until friday 10am EST", MONDAY, LONDON) == at("2026-03-06 00:00")


@given(st.text(max_size=30) | st.from_regex(r"(until |for )?\d{1,5} ?(days|weeks|years|am|utc|june)", fullmatch=True))
def test_whatever_is_typed_gives_a_day_to_come_or_a_refusal(typed: str) -> None:
    try:
        until = pause_end(typed, MONDAY, LONDON)
    except Refused:
        return

    assert until is None or until > MONDAY
