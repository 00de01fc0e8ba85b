"""P6 Never everyone: a digest of its own takes floor + 2 workers; smaller teams share one, set up beforehand."""

from datetime import date, timedelta

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.records.released import Band
from supervisionbot.records.team import Team
from supervisionbot.rules.teams import units_of
from tests.builders_release import (
    CUT,
    EIGHT,
    a_unit,
    a_voice,
    broken,
    days,
    names_of,
    outcome_of,
    told,
    voices_of,
    weeks,
    were_asked,
)
from tests.conftest import Office

FIVE = "ana ben cho dev eve"
EMPATHY = [("empathy", "strength")]


@pytest.mark.parametrize("floor", [4, 5, 8])
def test_a_unit_needs_two_workers_more_than_its_floor(floor: int) -> None:
    enough, too_few = a_unit(names_of("w", floor + 2), floor=floor), a_unit(names_of("w", floor + 1), floor=floor)

    assert outcome_of(voices_of(enough.workers), enough).is_open
    assert "P6" in broken(outcome_of(voices_of(too_few.workers), too_few))
    assert told(outcome_of(voices_of(too_few.workers), too_few)) == []


def test_when_everybody_says_it_the_digest_still_says_most() -> None:
    assert [one.band for one in outcome_of(voices_of(EIGHT)).themes] == [Band.MOST]


def test_no_band_says_all_or_none() -> None:
    assert {str(band) for band in Band} == {"most", "about half", "some"}


def test_who_was_forgotten_since_the_preview_still_makes_up_the_unit() -> None:
    """The roster that others know has not changed, so the word for the share must not."""
    six_left = a_unit(EIGHT[:6])

    assert outcome_of([], six_left, size=7).is_open
    assert "P6" in broken(outcome_of([], six_left, size=6))


@pytest.mark.parametrize(("at_work", "is_told"), [(6, False), (7, True), (8, True)])
def test_a_line_waits_while_fewer_than_two_more_than_the_floor_were_at_work(at_work: int, is_told: bool) -> None:
    outcome = outcome_of(voices_of(FIVE), asked=were_asked(EIGHT[:at_work]))

    assert outcome.is_open is bool(told(outcome)) is is_told


@pytest.mark.parametrize(
    ("ago", "is_told"),
    [(weeks(12), True), (weeks(12) + days(0.001), False), (days(1 / 24), True), (days(0.04), False)],
)
def test_at_work_are_those_asked_within_twelve_weeks_in_time_to_answer(ago: timedelta, is_told: bool) -> None:
    asked = were_asked(FIVE) + were_asked("fay gus", ago=ago)

    assert bool(told(outcome_of(voices_of(FIVE), asked=asked))) is is_told


def test_in_a_pool_at_work_are_those_asked_since_it_was_set_up() -> None:
    pool = a_unit(pooled_since=CUT - days(3))

    assert told(outcome_of(voices_of(FIVE), pool, asked=were_asked(ago=days(3)))) == EMPATHY
    assert told(outcome_of(voices_of(FIVE), pool, asked=were_asked(ago=days(3.01)))) == []


@pytest.mark.parametrize(("at_work", "expected"), [(16, Band.MOST), (15, Band.HALF), (10, Band.HALF), (9, Band.SOME)])
def test_a_band_leaves_two_who_were_at_work_and_need_not_have_said_so(at_work: int, expected: Band) -> None:
    workers = names_of("w", 20)
    outcome = outcome_of(voices_of(workers[:14]), a_unit(workers), asked=were_asked(workers[-at_work:]))

    assert [one.band for one in outcome.themes] == [expected]


def test_the_ledger_names_the_numbers_that_the_rules_went_by() -> None:
    sentences = [rule.sentence for rule in outcome_of([], a_unit(floor=6)).rules]

    assert sentences == [
        "The floor is 6, at least 4.",
        "At least 8 workers share the digest.",
        "No comparison with an earlier digest points to fewer than 8 workers.",
    ]


def test_somebody_at_work_in_another_team_does_not_count() -> None:
    outcome = outcome_of(voices_of(FIVE), asked=were_asked(EIGHT[:6]) + were_asked("stranger another third"))

    assert told(outcome) == []


def test_being_asked_for_another_team_is_no_chance_to_speak_for_this_one() -> None:
    elsewhere = were_asked("gus hal", team="South")

    assert told(outcome_of(voices_of(FIVE), asked=were_asked(EIGHT[:6]) + elsewhere)) == []
    pool = a_unit(teams=frozenset({"North", "South"}))
    assert told(outcome_of(voices_of(FIVE), pool, asked=were_asked(EIGHT[:6]) + elsewhere)) == EMPATHY


def test_sister_teams_in_a_pool_share_one_digest() -> None:
    day = CUT.date()
    teams = [
        Team("North", ("ana", "ben", "cho", "dev"), ("sam",), day, pool="Valley"),
        Team("South", ("eve", "fay", "gus"), ("kit",), day, pool="Valley"),
        Team("West", ("ian",), ("kit",), day),
    ]

    units = {unit.name: unit for unit in units_of(teams)}

    assert units["Valley"].workers == {"ana", "ben", "cho", "dev", "eve", "fay", "gus"}
    assert units["Valley"].teams == {"North", "South"}
    assert units["West"].workers == {"ian"}


def test_a_pool_tells_what_was_said_since_it_was_set_up_and_nothing_before() -> None:
    unit = a_unit(teams=frozenset({"North", "South"}), pooled_since=CUT - days(3))
    south = voices_of("dev eve", team="South")

    assert told(outcome_of(voices_of("ana ben cho", ago=days(3)) + south, unit)) == EMPATHY
    assert told(outcome_of(voices_of("ana ben cho", ago=days(3.01)) + south, unit)) == []


def test_a_pool_counts_from_when_its_newest_team_joined() -> None:
    day = CUT.date()
    teams = [
        Team(name, ("ana",), ("sam",), day, pool="Valley", pool_since=CUT - days(ago))
        for name, ago in (("North", 30), ("South", 2), ("West", 9))
    ]

    [unit] = units_of(teams)

    assert unit.pooled_since == CUT - days(2)


def test_a_team_that_moves_into_a_pool_cannot_choose_since_when(office: Office) -> None:
    db, now = office.bot.wiring.db, office.clock.time
    long_ago = now - timedelta(weeks=20)
    team = Team("North", ("ana",), ("sam",), date(2026, 3, 2), pool="Valley", pool_since=long_ago)

    team_store.save_team(db, team, now)
    team_store.save_team(db, team, now + timedelta(days=3))
    [kept] = team_store.teams(db)

    assert kept.pool_since == now


def test_leaving_a_pool_and_coming_back_begins_anew(office: Office) -> None:
    db, now = office.bot.wiring.db, office.clock.time
    for pool, day in (("Valley", 0), ("", 1), ("Valley", 2)):
        team_store.save_team(
            db, Team("North", ("ana",), ("sam",), date(2026, 3, 2), pool=pool), now + timedelta(days=day)
        )

    assert team_store.teams(db)[0].pool_since == now + timedelta(days=2)


def test_a_worker_of_two_teams_of_a_pool_is_one_voice() -> None:
    unit = a_unit(teams=frozenset({"North", "South"}))
    voices = [*voices_of("ana ben cho dev"), a_voice("ana", team="South"), a_voice("dev", team="South")]

    assert told(outcome_of(voices, unit)) == []
