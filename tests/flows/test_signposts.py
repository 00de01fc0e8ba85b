"""Where a reply sounds like danger or like not coping, the worker alone is told whom to turn to."""

from dataclasses import replace

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.reading import answers_in

DANGER = "He told me his stepdad hit him with a belt last night and he is scared to go home. Police are on the way."
NOT_COPING = "I can't do this any more. I sat crying in the car again, I can't sleep and I dread every morning."


def test_somebody_in_danger_is_answered_with_whom_to_turn_to(office: Office, asked: Message, ana: Person) -> None:
    _with_contacts(office)
    ana.writes(DANGER, thread=asked)

    assert "no place to report it" in answers_in(ana, asked)[0]
    assert "the duty desk on 01632 960 000" in answers_in(ana, asked)[0]


def test_a_worker_who_is_not_coping_is_answered_with_whom_to_talk_to(
    office: Office, asked: Message, ana: Person
) -> None:
    _with_contacts(office)
    ana.writes(NOT_COPING, thread=asked)

    assert "sounds like a lot to carry" in answers_in(ana, asked)[0]
    assert "the staff line" in answers_in(ana, asked)[0]


@pytest.mark.parametrize("text", [DANGER, NOT_COPING])
def test_after_a_signpost_no_further_question_is_asked(asked: Message, ana: Person, text: str) -> None:
    ana.writes(text, thread=asked)

    assert not any("Only if you like" in answer for answer in answers_in(ana, asked))


def test_without_a_contact_the_usual_ways_are_named(asked: Message, ana: Person) -> None:
    ana.writes(DANGER, thread=asked)

    assert "the emergency services" in answers_in(ana, asked)[0]


def test_nobody_else_hears_of_a_signpost(office: Office, asked: Message, ana: Person) -> None:
    ana.writes(DANGER, thread=asked)

    others = [person for person in office.people.values() if person is not ana]
    assert all(person.dm == [] for person in others)


def test_nothing_of_a_signpost_is_stored(office: Office, asked: Message, ana: Person) -> None:
    ana.writes(DANGER, thread=asked)

    assert b"signpost" not in office.files()
    assert b"safeguarding" not in office.files()


@pytest.mark.parametrize("text", ["I listened and she opened up.", "We closed the case on good terms."])
def test_an_ordinary_reply_gets_no_signpost(asked: Message, ana: Person, text: str) -> None:
    ana.writes(text, thread=asked)

    assert "no place to report" not in ana.reads()
    assert "a lot to carry" not in ana.reads()


def _with_contacts(office: Office) -> None:
    db = office.bot.wiring.db
    (team,) = team_store.teams(db)
    told = replace(team, danger_contact="the duty desk on 01632 960 000", support_contact="the staff line")
    team_store.save_team(db, told, office.clock.time)
