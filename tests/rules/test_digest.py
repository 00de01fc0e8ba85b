"""A release beside the earlier ones -> each line with its change in a word."""

from datetime import timedelta

import pytest

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change, Release, ReleasedTheme
from supervisionbot.rules.digest import digest
from tests.builders_release import CUT, HARD, WELL


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
