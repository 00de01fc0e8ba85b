"""A visit, a question, a reply, themes."""

from datetime import timedelta

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of


def test_a_visit_is_followed_by_a_question_and_a_reply_by_its_themes(
    office: Office, north: Channel, ana: Person
) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    asked = prompt_of(ana)
    ana.writes("Sat with mum while she cried and just listened to her. She felt heard, she said so.", thread=asked)
    print(ana.reads())
    ana.presses("That's right")
    print(ana.reads())
    assert False
