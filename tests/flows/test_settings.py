"""What a worker sets for themselves."""

import pytest

from supervisionbot.adapters.private_store import prompts
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.rules import asking
from tests.builders import a_question
from tests.conftest import Office


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("I'm on leave until the 5th", "2026-03-05T00:00"),
        ("monday", "2026-03-09T00:00"),
        ("for 2 weeks", "2026-03-16T00:00"),
        ("I am away for 2 weeks", "2026-03-16T00:00"),
    ],
)
def test_leave_is_understood_in_ones_own_words(
    office: Office, north: Channel, ana: Person, words: str, until: str
) -> None:
    ana.runs("/reflect settings")
    errors = ana.submits({"settings_leave": words})

    assert errors == {}
    assert [row["until"][:16] for row in office.rows("select until from pauses")] == [until]


def test_words_that_are_no_day_are_refused_in_place(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect settings")

    assert "could not make out" in ana.submits({"settings_leave": "marmalade"})["settings_leave"]
    assert office.rows("select * from pauses") == []


def test_an_emptied_field_ends_the_pause(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect pause until friday")
    ana.runs("/reflect settings")
    ana.submits({"settings_leave": None})

    assert office.rows("select * from pauses") == []


def test_a_worker_may_say_that_they_are_newly_qualified(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect settings")
    ana.submits({"settings_new": ["newly_qualified"]})

    assert prompts.is_newly_qualified(office.bot.wiring.db, ana.id)


def test_questions_for_the_newly_qualified_come_to_them_alone() -> None:
    bank = [a_question("time-new", newly_qualified=True)]

    assert asking.choose(bank, [], is_newly_qualified=True).question.id == "time-new"
