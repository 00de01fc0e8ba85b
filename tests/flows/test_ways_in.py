"""Other ways in: shortcuts, and a visit put down for the evening."""

from datetime import timedelta

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of

HOURLY = timedelta(hours=1)


def test_the_global_shortcut_opens_the_form_for_a_visit(north: Channel, ana: Person) -> None:
    ana.uses_shortcut("log_a_visit")

    assert ana.form is not None
    assert ana.form.title == "Log a visit"


def test_the_shortcut_on_a_message_brings_a_question_without_reading_it(
    office: Office, north: Channel, ana: Person
) -> None:
    message = ana.writes("marmalade skies")
    ana.uses_shortcut("reflect_on_this", message)
    office.forward(minutes=1)

    assert prompt_of(ana)
    assert b"marmalade" not in office.files()


def test_a_visit_put_down_is_asked_about_towards_the_evening(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect later")
    office.forward(hours=6, look_every=HOURLY)
    before = ana.reads()
    office.forward(hours=1.25)

    assert "will come today at 17:00" in before
    assert "Your home visit" not in before
    assert "Your home visit, today at 10:00" in ana.reads()


def test_a_visit_put_down_may_name_its_kind(north: Channel, ana: Person) -> None:
    ana.runs("/reflect later first visit")

    assert "*First visit*" in ana.reads()


def test_who_is_in_no_team_is_told_whom_to_ask(sam: Person) -> None:
    sam.uses_shortcut("log_a_visit")

    assert "not in a team yet" in sam.reads()
