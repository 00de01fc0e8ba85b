"""The workspace by itself: clocks, ids, waiting."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.playground.marks import Marks
from supervisionbot.playground.nouns import CannotDo, Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .parts import Clock


@given(st.lists(st.integers(1_500_000_000, 1_900_000_000), min_size=2))
def test_timestamps_rise_whatever_the_clock_does(times: list[int]) -> None:
    clock = iter([datetime.fromtimestamp(time, UTC) for time in times])
    marks = Marks(lambda: next(clock))

    given_out = [marks.ts() for _ in times]

    assert given_out == sorted(set(given_out), key=float)


def test_a_timestamp_is_the_time_of_the_clock() -> None:
    marks = Marks(lambda: datetime.fromtimestamp(1_700_000_000, UTC))

    assert [marks.ts(), marks.ts()] == ["1700000000.000000", "1700000000.000001"]


def test_ids_never_repeat() -> None:
    marks = Marks(lambda: datetime.fromtimestamp(0, UTC))

    assert len({marks.id("U") for _ in range(5000)}) == 5000


def test_waiting_ends_when_something_changes(slack: Workspace) -> None:
    threading.Timer(0.02, slack.add_person, ["Cho"]).start()

    assert slack.wait_until(lambda: [each for each in slack.people.values() if each.name == "Cho"])


def test_waiting_for_what_never_comes_ends_with_an_error(slack: Workspace) -> None:
    with pytest.raises(TimeoutError):
        slack.wait_until(lambda: False, timeout=0.01)


def test_listeners_hear_of_each_change_until_they_stop(slack: Workspace) -> None:
    heard: list[int] = []
    stop = slack.on_change(heard.append)
    slack.add_person("Cho")
    stop()
    slack.add_person("Dee")

    assert heard == [1]


def test_without_a_link_nobody_answers_a_command(slack: Workspace, ana: Person) -> None:
    ana.runs("/reflect help")

    assert "/reflect failed because the app did not respond." in ana.reads()
    assert [refusal.error for refusal in slack.refusals] == ["not_acknowledged"]


def test_people_read_only_channels_that_they_are_in(ana: Person, team: Channel) -> None:
    ana.writes("good morning", channel=team)
    ana.leaves(team)

    assert ana.reads(team) == ""


def test_a_deactivated_person_cannot_write(ana: Person) -> None:
    ana.deactivated()

    with pytest.raises(CannotDo):
        ana.writes("hello")


def test_messages_keep_the_clocks_time(slack: Workspace, ana: Person, clock: Clock) -> None:
    first = ana.writes("one")
    clock.passes(timedelta(hours=1))
    second = ana.writes("two")

    assert float(second.ts) - float(first.ts) == pytest.approx(3600, abs=0.01)
