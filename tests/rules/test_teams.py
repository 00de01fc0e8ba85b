"""Teams as people set them up."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.errors import Refused
from supervisionbot.records.team import WEEKDAYS, Rhythm
from supervisionbot.rules import teams
from tests.builders import MONDAY, a_team, a_unit, at


@pytest.mark.parametrize(
    ("typed", "rhythm"),
    [
        ("fri 09:00 every 2 weeks", Rhythm(4, time(9), 2)),
        ("Friday 9:00", Rhythm(4, time(9), 1)),
        ("mon 16:30 every week", Rhythm(0, time(16, 30), 1)),
        (" wed 08:05 every 4 weeks ", Rhythm(2, time(8, 5), 4)),
    ],
)
def test_digest_times_are_read(typed: str, rhythm: Rhythm) -> None:
    assert teams.rhythm_from(typed) == rhythm


@pytest.mark.parametrize(
    "typed", ["", "friday", "fri 9", "fri 25:00", "xyz 09:00", "fri 09:00 every 0 weeks", "fri 09:00 every 9 weeks"]
)
def test_other_digest_times_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        teams.rhythm_from(typed)


@given(st.integers(0, 6), st.times(), st.integers(1, 8))
def test_a_rhythm_reads_back_as_it_is_written(weekday: int, moment: time, weeks: int) -> None:
    rhythm = Rhythm(weekday, moment.replace(second=0, microsecond=0), weeks)

    assert teams.rhythm_from(str(rhythm)) == rhythm


@pytest.mark.parametrize(
    ("typed", "minutes"), [("45m", 45), ("0m", 0), ("2h", 120), ("90 min", 90), ("24h", 1440), (" 5M ", 5)]
)
def test_delays_are_read(typed: str, minutes: int) -> None:
    assert teams.delay_from(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize("typed", ["", "45", "-5m", "25h", "1d", "soon", "99999999999999m"])
def test_other_delays_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        teams.delay_from(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon-fri", "01234"),
        ("mon,wed,fri", "024"),
        ("Sat - Tue", "0156"),
        ("mon-tue, thu", "013"),
        ("sun", "6"),
        ("mon-sun", "0123456"),
    ],
)
def test_working_days_are_read(typed: str, days: str) -> None:
    assert teams.working_time_from("09:00-17:30", typed, "GB").days == frozenset(int(day) for day in days)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_working_days_read_back_as_they_are_written(days: frozenset[int]) -> None:
    working = teams.working_time_from("09:00-17:30", ",".join(WEEKDAYS[day] for day in days), "GB")

    assert working.days == days
    assert teams.working_time_from(working.hours, teams.days_of(working), working.country) == working


@pytest.mark.parametrize(
    ("hours", "days", "country", "reason"),
    [
        ("9-17", "mon-fri", "GB", "refused_clock"),
        ("09:00", "mon-fri", "GB", "refused_clock"),
        ("17:00-09:00", "mon-fri", "GB", "refused_hours"),
        ("09:00-17:00", "mon-foo", "GB", "refused_days"),
        ("09:00-17:00", "", "GB", "refused_days"),
        ("09:00-17:00", "mon-fri", "Britain", "refused_country"),
        ("09:00-17:00", "mon-fri", "GB-XYZ", "refused_country"),
    ],
)
def test_working_time_that_cannot_be_is_refused(hours: str, days: str, country: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        teams.working_time_from(hours, days, country)


@pytest.mark.parametrize("country", ["gb", "GB-SCT", " ie ", "US", "AU-NSW"])
def test_countries_are_known_by_their_codes(country: str) -> None:
    assert teams.working_time_from("09:00-17:00", "mon-fri", country).country == country.strip().upper()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "  "}, "refused_name"),
        ({"name": "N" * 61}, "refused_name"),
        ({"workers": ()}, "refused_members"),
        ({"supervisors": ()}, "refused_members"),
        ({"floor": 3}, "refused_floor_low"),
        ({"timezone": "Mars/Olympus"}, "refused_zone"),
        ({"timezone": "../etc"}, "refused_zone"),
        ({"timezone": ""}, "refused_zone"),
    ],
)
def test_a_team_that_cannot_work_is_refused_with_the_reason(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        teams.checked_team(a_team(**change))


def test_a_team_that_can_work_stays_as_it_is() -> None:
    assert teams.checked_team(a_team(floor=4)) == a_team(floor=4)


def test_a_team_by_itself_is_its_own_unit_without_its_supervisors() -> None:
    (unit,) = teams.units_of([a_team(workers=("U1", "U2", "S1"))])

    assert (unit.name, unit.teams, unit.workers) == ("North", frozenset({"North"}), frozenset({"U1", "U2"}))


def test_teams_of_one_pool_are_one_unit_with_the_highest_floor() -> None:
    joined = MONDAY + timedelta(days=3)
    south = a_team("South", workers=("U9", "S1"), supervisors=("S2",), floor=4, pool="Both", pool_since=joined)
    north = a_team(workers=("U1", "S2"), floor=6, rhythm=Rhythm(weeks=1), pool="Both", pool_since=MONDAY)
    (unit,) = teams.units_of([south, north])

    assert (unit.name, unit.floor, unit.rhythm, unit.pooled_since) == ("Both", 6, Rhythm(weeks=1), joined)
    assert unit.workers == {"U1", "U9"}


@pytest.mark.parametrize(
    ("since", "weeks", "first"),
    [
        ("2026-03-02", 1, "2026-03-06"),
        ("2026-03-02", 2, "2026-03-13"),
        ("2026-03-06", 1, "2026-03-13"),
        ("2026-03-07", 1, "2026-03-13"),
    ],
    ids=["the next Friday", "a whole rhythm on", "not on the day itself", "Saturday waits for Friday"],
)
def test_the_first_digest_leaves_a_whole_rhythm_since_the_set_up(since: str, weeks: int, first: str) -> None:
    unit = a_unit(since=date.fromisoformat(since), rhythm=Rhythm(weeks=weeks))
    closing = at(f"{first} 09:00")

    assert teams.last_closing(unit, closing - timedelta(seconds=1)) is None
    assert teams.last_closing(unit, closing) == closing
    assert teams.next_closing(unit, at(f"{since} 00:00")) == closing


def test_digests_keep_to_the_local_hour_over_the_change_to_summer_time() -> None:
    unit = a_unit()

    assert teams.next_closing(unit, at("2026-03-27 10:00")) == at("2026-04-03 08:00")


@given(
    st.datetimes(datetime.fromisoformat("2026-03-02"), datetime.fromisoformat("2030-01-01")),
    st.integers(1, 8),
    st.integers(0, 6),
)
def test_closings_follow_one_another_without_a_gap(moment: datetime, weeks: int, weekday: int) -> None:
    unit, now = a_unit(rhythm=Rhythm(weekday, weeks=weeks)), moment.replace(tzinfo=MONDAY.tzinfo)
    coming, last = teams.next_closing(unit, now), teams.last_closing(unit, now)

    assert coming > now
    assert teams.last_closing(unit, coming) == coming
    assert last is None or (last <= now and (coming.date() - last.date()) == timedelta(weeks=weeks))
