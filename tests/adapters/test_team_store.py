"""Teams in and out of the database."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.records.team import Rhythm, Team, WorkingTime
from tests.builders import MONDAY, a_team, working

USERS = st.lists(st.from_regex(r"U[0-9A-Z]{1,8}", fullmatch=True), unique=True, max_size=6).map(tuple)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
TEAMS = st.builds(
    Team,
    name=st.just("North"),
    workers=USERS,
    supervisors=USERS,
    since=st.just(date(2026, 3, 2)),
    digest_channel=st.sampled_from(["", "C1"]),
    channel=st.sampled_from(["", "C2"]),
    floor=st.integers(4, 20),
    delay=st.integers(0, 1440).map(lambda minutes: timedelta(minutes=minutes)),
    rhythm=st.builds(Rhythm, st.integers(0, 6), CLOCKS, st.integers(1, 8)),
    timezone=st.sampled_from(["Europe/London", "Asia/Kolkata"]),
    working=st.builds(WorkingTime, CLOCKS, CLOCKS, st.frozensets(st.integers(0, 6)), st.sampled_from(["GB", "GB-SCT"])),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(TEAMS)
def test_a_team_comes_back_as_it_was_kept(db: Database, team: Team) -> None:
    team_store.save_team(db, team, MONDAY)

    assert team_store.team_named(db, "North") == team
    assert team_store.teams(db) == (team,)


def test_a_team_is_found_however_it_is_capitalised(db: Database) -> None:
    team_store.save_team(db, a_team(), MONDAY)

    assert team_store.team_named(db, "NORTH") == a_team()
    assert team_store.team_named(db, "South") is None


def test_a_change_keeps_the_day_of_the_set_up(db: Database) -> None:
    team_store.save_team(db, a_team(), MONDAY)
    team_store.save_team(db, a_team(since=date(2027, 1, 1), floor=6), MONDAY)
    found = team_store.team_named(db, "North")

    assert found
    assert (found.since, found.floor) == (MONDAY.date(), 6)


def test_a_person_can_be_worker_here_and_supervisor_there(db: Database) -> None:
    north, south = (
        a_team(workers=("ana",), supervisors=("sam",)),
        a_team("South", workers=("sam",), supervisors=("ana",)),
    )
    for team in (south, north):
        team_store.save_team(db, team, MONDAY)

    assert team_store.teams_of_worker(db, "ana") == team_store.teams_of_supervisor(db, "sam") == (north,)
    assert team_store.teams_of_worker(db, "sam") == team_store.teams_of_supervisor(db, "ana") == (south,)
    assert team_store.teams_of_worker(db, "zoe") == ()


def test_who_leaves_a_team_is_in_it_no_more(db: Database) -> None:
    team_store.save_team(db, a_team(workers=("ana", "ben")), MONDAY)
    team_store.save_team(db, a_team(workers=("ben",)), MONDAY)

    assert team_store.teams_of_worker(db, "ana") == ()


def test_a_pool_counts_from_the_moment_of_joining(db: Database) -> None:
    later = MONDAY + timedelta(days=9)
    pooled = a_team(pool="Both")
    team_store.save_team(db, pooled, MONDAY)
    team_store.save_team(db, replace(pooled, floor=6), later)
    stayed = team_store.team_named(db, "North")
    team_store.save_team(db, replace(pooled, pool="Other"), later)
    moved = team_store.team_named(db, "North")
    team_store.save_team(db, replace(pooled, pool=""), later)
    left = team_store.team_named(db, "North")

    assert stayed
    assert moved
    assert left
    assert (stayed.pool_since, moved.pool_since, left.pool_since) == (MONDAY, later, None)


def test_working_time_comes_back_to_the_minute(db: Database) -> None:
    hours = working("07:05-19:55", "06")
    team_store.save_team(db, a_team(working=hours), MONDAY)
    found = team_store.team_named(db, "North")

    assert found
    assert found.working == hours
    assert found.working.start == time(7, 5)
