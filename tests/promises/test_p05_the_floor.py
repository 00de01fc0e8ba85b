"""P5 The floor: at least `floor` distinct workers, about three different visits or cases; supervisors are no voices."""

from datetime import UTC, date, datetime

import pytest

from supervisionbot.errors import Refused
from supervisionbot.records.team import LEAST_FLOOR, Team
from supervisionbot.rules.teams import checked_team, units_of
from tests.builders_release import (
    EIGHT,
    HARD,
    a_unit,
    a_voice,
    broken,
    names_of,
    outcome_of,
    told,
    voices_of,
    were_asked,
)

FIVE = "ana ben cho dev eve"
FOUR = "ana ben cho dev"
EMPATHY = [("empathy", "strength")]


def test_five_workers_are_heard() -> None:
    assert told(outcome_of(voices_of(FIVE))) == EMPATHY


def test_four_workers_are_not() -> None:
    assert told(outcome_of(voices_of(FOUR))) == []


def test_one_worker_who_says_it_five_times_is_one_voice() -> None:
    assert told(outcome_of(voices_of(["ana"] * 5))) == []
    assert told(outcome_of(voices_of("ana ana ana ben ben cho dev dev dev"))) == []


@pytest.mark.parametrize("floor", [4, 5, 6, 7, 12])
def test_the_floor_is_the_units_own(floor: int) -> None:
    unit = a_unit(names_of("w", floor + 2), floor=floor)

    assert told(outcome_of(voices_of(names_of("w", floor)), unit)) == EMPATHY
    assert told(outcome_of(voices_of(names_of("w", floor - 1)), unit)) == []


@pytest.mark.parametrize("floor", [3, 1, 0, -1])
def test_a_floor_under_four_closes_the_door(floor: int) -> None:
    outcome = outcome_of(voices_of(EIGHT), a_unit(floor=floor))

    assert broken(outcome) == ["P5"]
    assert not outcome.is_open
    assert told(outcome) == []


def test_no_team_is_set_up_with_a_floor_under_four() -> None:
    team = Team("North", ("ana",), ("sam",), date(2026, 3, 2), floor=LEAST_FLOOR - 1)

    with pytest.raises(Refused):
        checked_team(team)


@pytest.mark.parametrize(
    ("visits", "is_told"),
    [("v1 v1 v1 v1 v1", False), ("v1 v2 v1 v2 v1", False), ("v1 v2 v3 v1 v2", True)],
    ids=["one visit", "two visits", "three visits"],
)
def test_it_takes_three_visits(visits: str, is_told: bool) -> None:
    voices = [a_voice(worker, visit=visit) for worker, visit in zip(FIVE.split(), visits.split(), strict=True)]

    assert bool(told(outcome_of(voices))) is is_told


@pytest.mark.parametrize(
    ("cases", "is_told"),
    [
        (["A1"] * 5, False),
        (["A1", "A1", "B2", "B2", "A1"], False),
        (["A1", "B2", "C3", "A1", "A1"], True),
        (["A1", "A1", "", "", "A1"], True),
        (["LCS-118", "lcs 118", "LCS118", " lcs-118", "B2"], False),
        (["-", "--", "", "", ""], True),
    ],
    ids=[
        "one case",
        "two cases",
        "three cases",
        "a case and two visits without one",
        "one case, typed in four ways, and another",
        "a dash is no case",
    ],
)
def test_visits_with_the_same_case_are_one(cases: list[str], is_told: bool) -> None:
    voices = [a_voice(worker, case=case) for worker, case in zip(FIVE.split(), cases, strict=True)]

    assert bool(told(outcome_of(voices))) is is_told


def test_a_reflection_without_a_visit_is_a_voice_but_no_visit() -> None:
    two_visits = voices_of("ana ben") + voices_of("cho dev eve", visit="")

    assert told(outcome_of(two_visits)) == []
    assert told(outcome_of([*two_visits, a_voice("ana")])) == EMPATHY


def test_each_line_needs_visits_of_its_own() -> None:
    voices = voices_of(FIVE) + voices_of(FIVE, "time", visit="v1")

    assert told(outcome_of(voices)) == EMPATHY


def test_a_mixed_line_needs_the_floor_the_visits_and_both_stances() -> None:
    one_visit = voices_of("ana ben cho", visit="v") + voices_of("dev eve", stance=HARD, visit="v")
    four = voices_of("ana ben") + voices_of("cho dev", stance=HARD)

    assert told(outcome_of(one_visit)) == []
    assert told(outcome_of(four)) == []


def test_a_voice_of_another_team_counts_for_nobody_here() -> None:
    assert told(outcome_of([*voices_of(FOUR), a_voice("eve", team="South")])) == []


def test_a_voice_of_somebody_who_left_the_team_counts_no_more() -> None:
    assert told(outcome_of([*voices_of(FOUR), a_voice("somebody")])) == []


def test_supervisors_are_no_voices_not_even_where_they_work_too() -> None:
    day = date(2026, 3, 2)
    north = Team("North", ("ana", "ben", "sam", "kit"), ("sam",), day, pool="Valley")
    south = Team("South", ("cho", "sam", "kit"), ("kit",), day, pool="Valley")

    [unit] = units_of([north, south])

    assert unit.workers == {"ana", "ben", "cho"}


def test_a_supervisor_who_reads_another_teams_digest_is_no_voice_in_it() -> None:
    """Where the digests of two teams come to one channel, the supervisors of both read both."""
    day = date(2026, 3, 2)
    north = Team("North", ("ana", "ben", "kit"), ("sam",), day, digest_channel="C1")
    south = Team("South", ("cho", "sam"), ("kit",), day, digest_channel="C1")
    west = Team("West", ("kit", "sam"), ("lou",), day, digest_channel="C2")

    assert [unit.workers for unit in units_of([north, south, west])] == [{"ana", "ben"}, {"cho"}, {"kit", "sam"}]


def test_supervisors_who_are_told_directly_share_no_channel() -> None:
    day = date(2026, 3, 2)
    units = units_of([Team("North", ("ana", "kit"), ("sam",), day), Team("South", ("cho",), ("kit",), day)])

    assert units[0].workers == {"ana", "kit"}


def test_a_worker_of_two_teams_speaks_in_each_digest_of_what_belongs_there() -> None:
    voices = [*voices_of(FOUR), a_voice("eve", team="South")]
    south = a_unit(["eve", *names_of("w", 8)], name="South", teams=frozenset({"South"}))
    asked = were_asked(south.workers, team="South")

    assert told(outcome_of(voices)) == []
    assert told(outcome_of(voices + voices_of(names_of("w", 4), team="South"), south, asked=asked)) == EMPATHY


def test_a_pool_keeps_the_highest_floor_of_its_teams() -> None:
    day, since = date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC)
    teams = [
        Team(name, ("ana",), ("sam",), day, floor=floor, pool="Valley", pool_since=since)
        for name, floor in (("North", 5), ("South", 8), ("West", 4))
    ]

    [unit] = units_of(teams)

    assert unit.floor == 8
