"""A release beside the earlier ones -> each line with its change in a word."""

from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change, Release, ReleasedTheme
from supervisionbot.records.response import Response, ResponseState
from supervisionbot.rules.digest import clause_of, digest
from tests.builders_release import BOTH, CUT, HARD, WELL


def a_release(band: Band, *, weeks_ago: int = 0, subject: str = "time", stance: Stance = HARD) -> Release:
    until = CUT - timedelta(weeks=weeks_ago)
    line = ReleasedTheme(subject, stance, band)
    return Release(f"r{weeks_ago}", "North", until - timedelta(weeks=1), until, (line,))


def silent(weeks_ago: int) -> Release:
    until = CUT - timedelta(weeks=weeks_ago)
    return Release(f"s{weeks_ago}", "North", until - timedelta(weeks=1), until)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (Band.SOME, Band.HALF, Change.MORE),
        (Band.SOME, Band.MOST, Change.MORE),
        (Band.HALF, Band.HALF, Change.SAME),
        (Band.MOST, Band.HALF, Change.LESS),
        (Band.MOST, Band.SOME, Change.LESS),
    ],
)
def test_a_line_is_compared_with_when_it_was_last_told(before: Band, now: Band, change: Change) -> None:
    line = digest(a_release(now), [a_release(before, weeks_ago=1)]).lines[0]

    assert (line.change, line.before) == (change, before)


def test_a_line_told_for_the_first_time_is_new() -> None:
    line = digest(a_release(Band.SOME), []).lines[0]

    assert (line.change, line.before) == (Change.NEW, None)


def test_the_newest_telling_counts_in_whatever_order_they_come() -> None:
    earlier = [a_release(Band.HALF, weeks_ago=1), a_release(Band.MOST, weeks_ago=3), a_release(Band.SOME, weeks_ago=2)]

    assert digest(a_release(Band.HALF), earlier).lines[0].before is Band.HALF
    assert digest(a_release(Band.HALF), earlier[::-1]).lines[0].before is Band.HALF


def test_a_silent_digest_between_does_not_matter() -> None:
    line = digest(a_release(Band.HALF), [a_release(Band.SOME, weeks_ago=2), silent(1)]).lines[0]

    assert line.change is Change.MORE


def test_another_stance_or_theme_is_another_line() -> None:
    earlier = [a_release(Band.MOST, weeks_ago=1, stance=WELL), a_release(Band.MOST, weeks_ago=1, subject="money")]

    assert digest(a_release(Band.SOME), earlier).lines[0].change is Change.NEW


def test_later_releases_and_the_release_itself_are_not_looked_at() -> None:
    now = a_release(Band.SOME, weeks_ago=2)

    assert digest(now, [now, a_release(Band.MOST, weeks_ago=1)]).lines[0].change is Change.NEW


def test_lines_keep_their_order() -> None:
    lines = (ReleasedTheme("time", HARD, Band.MOST), ReleasedTheme("empathy", WELL, Band.SOME))
    release = Release("r", "North", CUT, CUT, lines)

    assert [line.theme for line in digest(release, []).lines] == list(lines)


def test_tellings_of_half_a_year_are_counted() -> None:
    earlier = [a_release(Band.HALF, weeks_ago=ago) for ago in (2, 4, 30)]
    line = digest(a_release(Band.HALF), [*earlier, silent(6)]).lines[0]

    assert (line.times, line.is_last_time) == (3, True)


def test_what_the_digest_before_left_out_was_not_told_last_time() -> None:
    assert not digest(a_release(Band.HALF), [a_release(Band.SOME, weeks_ago=2), silent(1)]).lines[0].is_last_time


def test_a_theme_that_turned_says_what_it_was_last_time() -> None:
    line = digest(a_release(Band.SOME), [a_release(Band.MOST, weeks_ago=1, stance=WELL)]).lines[0]

    assert (line.change, line.was) == (Change.NEW, WELL)


@pytest.mark.parametrize(
    ("lines", "carries", "hinders", "both_ways"),
    [
        ([], None, None, None),
        ([("empathy", WELL, Band.SOME)], "empathy", None, None),
        ([("empathy", WELL, Band.SOME), ("time", HARD, Band.MOST)], "empathy", "time", None),
        ([("money", HARD, Band.HALF), ("time", HARD, Band.MOST)], None, "time", None),
        ([("money", BOTH, Band.HALF)], None, None, "money"),
        ([("money", BOTH, Band.HALF), ("empathy", WELL, Band.SOME)], None, None, "money"),
        ([("money", BOTH, Band.HALF), ("empathy", WELL, Band.HALF)], "empathy", None, None),
    ],
)
def test_what_matters_most_is_what_most_speak_of(
    lines: list[tuple[str, Stance, Band]], carries: str | None, hinders: str | None, both_ways: str | None
) -> None:
    release = Release("r", "North", CUT, CUT, tuple(ReleasedTheme(*line) for line in lines))
    found = digest(release, []).headline

    assert [one and one.theme.subject for one in (found.carries, found.hinders, found.both_ways)] == [
        carries,
        hinders,
        both_ways,
    ]


def test_of_two_as_wide_the_newer_one_matters_more() -> None:
    lines = tuple(ReleasedTheme(subject, HARD, Band.HALF) for subject in ("time", "money"))
    made = digest(Release("r", "North", CUT, CUT, lines), [a_release(Band.HALF, weeks_ago=1)])

    assert made.headline.hinders
    assert made.headline.hinders.theme.subject == "money"


def test_silent_digests_before_are_counted() -> None:
    earlier = [a_release(Band.HALF, weeks_ago=3), silent(2), silent(1)]
    made = digest(a_release(Band.HALF), earlier)

    assert (made.turn, made.silent_before) == (3, 2)


def a_response(*, weeks_ago: int, about: str = "time", **more: Any) -> Response:
    given = {
        "id": "x",
        "team": "North",
        "release": "r2",
        "post": "p2",
        "by": "S1",
        "given_at": CUT - timedelta(weeks=weeks_ago),
    }
    return Response(**(given | {"heard": ((about, HARD, False),), "will_do": "We will look at it."} | more))


@pytest.mark.parametrize(
    ("state", "weeks_ago", "recalled"),
    [
        (ResponseState.OPEN, 1, ["look at it"]),
        (ResponseState.DONE, 1, []),
        (ResponseState.TAKEN_BACK, 1, []),
        (ResponseState.OPEN, -1, []),
    ],
)
def test_open_promises_from_before_are_recalled(state: ResponseState, weeks_ago: int, recalled: list[str]) -> None:
    made = digest(silent(0), [], responses=[a_response(weeks_ago=weeks_ago, state=state)])

    assert [promise.clause for promise in made.promises] == recalled


@pytest.mark.parametrize(
    ("told_ago", "responses", "waits"),
    [
        (1, [], False),
        (2, [], True),
        (3, [], True),
        (4, [], False),
        (2, [a_response(weeks_ago=1)], False),
        (2, [a_response(weeks_ago=1, state=ResponseState.DONE)], False),
        (2, [a_response(weeks_ago=1, state=ResponseState.TAKEN_BACK)], True),
        (2, [a_response(weeks_ago=3, state=ResponseState.DONE)], True),
        (2, [a_response(weeks_ago=3)], False),
        (2, [a_response(weeks_ago=1, about="money")], True),
    ],
    ids=[
        "one digest is no wait",
        "two digests have passed",
        "three",
        "four: it is not brought up for ever",
        "answered",
        "answered and done",
        "taken back is no answer",
        "an answer from before it came up again",
        "a promise that is still open is an answer",
        "an answer about something else",
    ],
)
def test_a_condition_without_a_response_is_recalled(told_ago: int, responses: list[Response], waits: bool) -> None:
    earlier = [a_release(Band.SOME, weeks_ago=ago) if ago == told_ago else silent(ago) for ago in range(1, 5)]
    made = digest(silent(0), earlier, responses=responses, conditions={"time"})

    assert [subject for subject, _, _ in made.unanswered] == (["time"] if waits else [])


def test_the_relationship_and_what_goes_well_wait_for_no_response() -> None:
    earlier = [
        silent(1),
        a_release(Band.SOME, weeks_ago=2, stance=WELL),
        a_release(Band.SOME, weeks_ago=3, subject="a"),
    ]

    assert digest(silent(0), earlier, conditions={"time"}).unanswered == ()


@pytest.mark.parametrize(
    ("promise", "clause"),
    [
        ("We will look at back-to-back visits.", "look at back-to-back visits"),
        ("we'll ask HR for our own desk", "ask HR for your own desk"),
        ("Look at it", "look at it"),
        ("To free Fridays", "free Fridays"),
        ("IT will call", "IT will call"),
        ("Look at it. And then talk.", ""),
        ("Two things: talk and look", ""),
        ("x" * 201, ""),
    ],
)
def test_a_promise_is_recalled_as_it_was_said(promise: str, clause: str) -> None:
    assert clause_of(promise) == clause
