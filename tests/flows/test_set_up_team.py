"""Setting teams up: floors that fall slowly, names that change, and what the team hears of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.errors import Refused
from supervisionbot.flows import check_ledger, set_up_team
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.records.team import Team
from tests.builders import at
from tests.conftest import Office

Change = Callable[..., Team]
DAY = timedelta(hours=12)


@pytest.fixture
def change(office: Office, north: Channel) -> Change:
    """Changes North, or the team of that name, as its form would. Out: the team as kept."""

    def made(known_as: str = "North", /, **more: Any) -> Team:
        known = team_store.team_named(office.bot.wiring.db, known_as)
        assert known
        wanted = replace(known, next_floor=None, **more)
        set_up_team.set_up_team(office.bot.wiring.db, wanted, office.clock.time, known.name)
        return kept(office, wanted.name)

    return made


def kept(office: Office, name: str = "North") -> Team:
    """The team as it stands in the database."""
    found = team_store.team_named(office.bot.wiring.db, name)
    assert found
    return found


def faults(office: Office) -> list[str]:
    """What is wrong with the ledger."""
    return check_ledger.faults_of_ledger(office.bot.wiring.db)


def test_a_higher_floor_holds_at_once(change: Change) -> None:
    assert change(floor=6).floor == 6


def test_a_lower_floor_waits(change: Change) -> None:
    team = change(floor=4)

    assert (team.floor, team.next_floor) == (5, 4)


def test_the_whole_team_is_told_of_a_lower_floor_and_from_when(office: Office, change: Change, ana: Person) -> None:
    change(floor=4)
    office.forward(hours=1)
    told = [worker.dm[-1].text for worker in office.people.values() if worker.name != "Sam Field"]

    assert len(told) == 8
    assert len(set(told)) == 1
    assert "From 12 March 2026 on, it takes 4 of you" in ana.dm[-1].text


def test_a_team_with_a_channel_is_told_there(office: Office, change: Change, ana: Person, sam: Person) -> None:
    channel = office.slack.add_channel("north", [ana])
    change(floor=4, channel=channel.id)
    office.forward(hours=1)

    assert "it takes 4 of you" in ana.reads(channel)
    assert not ana.dm


def test_a_lower_floor_holds_once_a_full_period_is_over_and_no_sooner(office: Office, change: Change) -> None:
    """Told on Monday the 2nd: the first whole period after that runs from preview to preview, the 5th to the 12th."""
    change(floor=4)
    office.until(at("2026-03-12 08:55"), DAY)
    before = kept(office).floor
    office.forward(hours=1)

    assert (before, kept(office).floor, kept(office).next_floor) == (5, 4, None)


def test_digests_before_and_after_a_floor_fell_verify(office: Office, change: Change) -> None:
    change(floor=4)
    office.until(at("2026-03-20 10:00"), DAY)
    floors = [row["floor"] for row in office.rows("select json_extract(line, '$.floor') as floor from ledger")]

    assert floors == [4, 5, 4, 4]
    assert faults(office) == []


def test_while_nobody_can_be_told_the_floor_stays(office: Office, change: Change) -> None:
    for person in office.people.values():
        office.slack.fails("chat.postMessage", to=person, error="user_not_found", times=10_000)
    change(floor=4)
    office.until(at("2026-03-20 10:00"), DAY)

    assert kept(office).floor == 5


def test_a_lower_floor_can_be_taken_back(office: Office, change: Change) -> None:
    change(floor=4)
    office.forward(hours=1)
    change(floor=5)
    office.until(at("2026-03-13 10:00"), DAY)

    assert (kept(office).floor, kept(office).next_floor) == (5, None)


def test_saving_the_team_again_does_not_begin_the_waiting_anew(office: Office, change: Change) -> None:
    change(floor=4)
    office.until(at("2026-03-09 10:00"), DAY)
    change(floor=4, delay=timedelta(minutes=20))
    office.until(at("2026-03-12 10:00"), DAY)

    assert kept(office).floor == 4


def test_where_a_team_with_a_higher_floor_leaves_the_pool_the_others_keep_it_for_now(
    office: Office, change: Change, ana: Person, sam: Person
) -> None:
    office.team("South", [ana], [sam], floor=8, pool="Valley")
    change(pool="Valley")
    change("South", pool="")

    assert [(team.floor, team.next_floor) for team in team_store.teams(office.bot.wiring.db)] == [(8, 5), (8, None)]


def test_a_digest_that_was_previewed_keeps_its_floor(office: Office, change: Change) -> None:
    """The bot slept over a digest day: its digest is put off, and waits while the lower floor would begin to hold."""
    change(floor=4)
    office.forward(hours=1)
    office.clock.time = at("2026-03-11 20:00")
    office.bot.look()
    office.until(at("2026-03-12 12:00"), timedelta(hours=1))
    before = kept(office).floor
    office.until(at("2026-03-14 10:00"), timedelta(hours=1))

    assert (before, kept(office).floor) == (5, 4)
    assert faults(office) == []


def test_a_team_by_another_name_keeps_its_history(office: Office, change: Change, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.until(at("2026-03-06 10:00"), DAY)
    since = kept(office).since

    team = change(name="North West")
    tables = {
        table: {row["team"] for row in office.rows(f"select team from {table}")}
        for table in ("members", "visits", "prompts", "asked", "posts")
    }

    assert (team.since, len(team.workers)) == (since, 8)
    assert set.union(*tables.values()) == {"North West"}
    assert office.rows("select distinct unit, team from occasions join occasion_teams on occasion = id") == [
        {"unit": "North West", "team": "North West"}
    ]
    assert len(team_store.teams(office.bot.wiring.db)) == 1


def test_a_team_by_another_name_is_compared_with_its_earlier_digests(office: Office, change: Change) -> None:
    office.until(at("2026-03-06 10:00"), DAY)
    change(name="North West")
    office.until(at("2026-03-20 10:00"), DAY)

    assert faults(office) == []
    assert [row["unit"] for row in office.rows("select unit from releases")] == ["North West"] * 3


def test_a_name_that_is_taken_is_refused(office: Office, change: Change, ana: Person, sam: Person) -> None:
    office.team("South", [ana], [sam])

    with pytest.raises(Refused):
        change(name="South")


def test_a_name_in_other_letters_is_the_same_team(office: Office, change: Change) -> None:
    set_up_team.set_up_team(office.bot.wiring.db, replace(kept(office), name="NORTH"), office.clock.time, "North")

    assert [team.name for team in team_store.teams(office.bot.wiring.db)] == ["North"]


def test_the_form_renames_the_team_that_it_was_opened_for(office: Office, north: Channel, sam: Person) -> None:
    sam.runs("/reflect team")
    sam.submits({"team_name": "North West"})

    assert [team.name for team in team_store.teams(office.bot.wiring.db)] == ["North West"]


def test_the_form_refuses_the_name_of_another_team(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    office.team("South", [ana], [sam])
    sam.runs("/reflect team North")

    assert sam.submits({"team_name": "South"}) == {"team_name": "There is a team called 'South' already."}
    assert len(team_store.teams(office.bot.wiring.db)) == 2
