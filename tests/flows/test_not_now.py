"""What a worker may do instead of answering."""

from datetime import timedelta

import pytest

from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.team import WorkingTime
from tests.conftest import Office, prompt_of

HOURLY = timedelta(hours=1)


@pytest.fixture
def asked(office: Office, north: Channel, ana: Person) -> Message:
    """A question that Ana was asked at 10:45 on Monday."""
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    return prompt_of(ana)


@pytest.mark.parametrize(
    ("choice", "hours"), [("In an hour", 1), ("This afternoon", 3), ("Tomorrow morning", 22.5)], ids=str
)
def test_a_question_put_off_comes_again_then(
    office: Office, asked: Message, ana: Person, choice: str, hours: float
) -> None:
    ana.chooses("later", choice, on=asked)
    office.forward(hours=hours - 0.25, look_every=HOURLY)
    before = ana.reads().count("Your first visit")
    office.forward(hours=0.5)

    assert before == 0
    assert ana.reads().count("Your first visit") == 1


def test_a_question_put_off_is_the_same_question(office: Office, asked: Message, ana: Person) -> None:
    ana.chooses("later", "In an hour", on=asked)
    office.forward(hours=1.25)

    assert _question_in(prompt_of(ana)) == _question_in(asked)


def test_a_question_put_off_can_still_be_answered_where_it_stood(office: Office, asked: Message, ana: Person) -> None:
    ana.chooses("later", "Tomorrow morning", on=asked)
    ana.writes("I listened.", thread=asked)
    office.forward(hours=24, look_every=HOURLY)

    assert "Empathy" in ana.reads()
    assert ana.reads().count("Your first visit") == 0


def test_another_question_takes_the_place_of_the_first(office: Office, asked: Message, ana: Person) -> None:
    ana.presses("Another question", on=asked)

    assert len(office.rows("select * from asked")) == 2
    assert _question_in(asked) not in ana.reads()


def test_skipping_leaves_nothing_behind(office: Office, asked: Message, ana: Person) -> None:
    ana.presses("Skip", on=asked)
    office.forward(days=2, look_every=timedelta(hours=6))

    assert _question_in(asked) not in ana.reads()
    assert office.rows("select * from prompts") == []


def test_a_hard_visit_is_asked_about_next_morning_and_gently(office: Office, asked: Message, ana: Person) -> None:
    ana.chooses("more_about", "That was a hard one", on=asked)
    office.until(asked_time := office.clock.time.replace(hour=9, minute=30) + timedelta(days=1), HOURLY)

    (prompt,) = office.rows("select * from prompts")
    gentle = {one.id for one in office.bot.wiring.speech.library.questions if one.gentle}
    assert prompt["asked_at"] >= asked_time.isoformat(timespec="microseconds")
    assert prompt["question"] in gentle


def test_what_stands_in_place_of_a_hard_ones_question_is_warm(asked: Message, ana: Person) -> None:
    ana.chooses("more_about", "That was a hard one", on=asked)

    assert "Thank you for saying so. Look after yourself; I will ask tomorrow at 09:30, gently." in ana.reads()


def test_a_visit_can_be_called_hard_before_the_question_comes(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.presses("That was a hard one")
    office.forward(hours=6, look_every=HOURLY)

    assert "tomorrow at 09:30, gently" in ana.reads()
    assert "Your first visit" not in ana.reads()


def test_a_kind_of_visit_that_weighs_heavy_is_asked_about_next_morning(
    office: Office, north: Channel, ana: Person
) -> None:
    ana.runs("/reflect visit difficult conversation")

    assert "tomorrow at 09:30" in ana.reads()


def test_why_a_question_was_chosen_is_shown_on_demand(office: Office, asked: Message, ana: Person) -> None:
    ana.chooses("more_about", "Why this question?", on=asked)

    assert "which I have not asked you about yet" in ana.reads()


def test_visits_in_a_row_are_asked_about_together(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit 9am")
    ana.runs("/reflect visit review")
    office.forward(hours=1)

    assert "Your first visit, today at 09:00; and review, today at 10:00" in ana.reads()
    assert len(office.rows("select * from prompts")) == 1


def test_an_open_question_is_brought_to_mind_once(office: Office, asked: Message, ana: Person) -> None:
    office.forward(days=4, look_every=HOURLY)

    assert ana.reads().count("still open") == 1


def test_an_answered_question_is_not_brought_to_mind(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    office.forward(days=2, look_every=HOURLY)

    assert "still open" not in ana.reads()


def test_who_is_on_a_pause_is_not_reminded(office: Office, asked: Message, ana: Person) -> None:
    ana.runs("/reflect pause until friday")
    office.forward(days=2, look_every=HOURLY)

    assert "still open" not in ana.reads()


def test_who_comes_back_from_a_pause_is_reminded_within_the_hour(office: Office, asked: Message, ana: Person) -> None:
    ana.runs("/reflect pause until friday")
    office.forward(days=2, look_every=HOURLY)
    ana.runs("/reflect resume")
    office.forward(hours=1)

    assert ana.reads().count("still open") == 1


def test_a_team_that_never_works_holds_up_no_reminder(office: Office, asked: Message, ana: Person, sam: Person) -> None:
    ben = office.people["Ben Ade"]
    ben.runs("/reflect now")
    office.bot.look()
    office.team("Idle", [ben], [sam], working=WorkingTime(days=frozenset()))
    office.bot.wiring.db.run("update prompts set team = 'Idle' where worker = ?", [ben.id])
    office.forward(days=1, look_every=HOURLY)

    assert [person.reads().count("still open") for person in (ana, ben)] == [1, 0]


def _question_in(message: Message) -> str:
    return str(message.text).partition("*")[2].partition("*")[0]
