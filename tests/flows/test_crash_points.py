"""The bot dies at each single step of what it does, and starts again: everything happened exactly once."""

from datetime import timedelta
from typing import Any

from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of
from tests.flows.mortal import Mortal
from tests.flows.test_signposts import DANGER
from tests.reading import answers_in, questions_to


def kept(office: Office, worker: Person) -> dict[str, Any]:
    """What is kept of a worker, in short."""
    (prompt,) = office.rows("select * from prompts where worker = ?", worker.id)
    replies = office.rows("select id from replies where worker = ?", worker.id)
    themes = office.rows("select theme from voices where worker = ?", worker.id)
    waiting = office.rows("select event from inbox where worker = ? and is_done = 0", worker.id)
    return {
        "visits": len(office.rows("select id from visits where worker = ?", worker.id)),
        "state": prompt["state"],
        "consent": prompt["consent"],
        "replies": len(replies),
        "themes": [row["theme"] for row in themes],
        "waiting": len(waiting),
    }


def heard_once(office: Office, worker: Person) -> bool:
    """Whether the worker's reply was answered by one message with the themes, and by one more question."""
    answers = answers_in(worker, prompt_of(worker))
    return len(answers) == 2 and "Empathy and listening" in answers[0]


def visits(person: Person) -> None:
    person.runs("/reflect visit first visit")


def says(person: Person) -> Message:
    return person.writes("I listened.", thread=prompt_of(person))


def sends_again(person: Person) -> None:
    """Where Slack said that it did not work, the form was still there with all that was typed."""
    if person.form:
        assert person.submits() == {}


def test_a_question_is_asked_once(office: Office, crowd: list[Person], mortal: Mortal) -> None:
    touched = mortal.with_each(crowd, lambda _: mortal.looks_after("ask", "send"), before=visits)

    assert len(touched) > 10
    assert [len(questions_to(person)) for person in touched] == [1] * len(touched)
    assert {kept(office, person)["state"] for person in touched} == {"asked"}


def test_questions_that_go_out_together_are_asked_once_each(
    office: Office, crowd: list[Person], mortal: Mortal
) -> None:
    for person in crowd[:10]:
        visits(person)
    deaths = mortal.however_often_it_dies(lambda: mortal.looks_after("ask", "send"))
    mortal.recovers()

    assert deaths > 30
    assert [len(questions_to(person)) for person in crowd[:10]] == [1] * 10
    assert {kept(office, person)["state"] for person in crowd[:10]} == {"asked"}


def test_a_reply_is_taken_in_and_answered_once(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    touched = mortal.with_each(asked_crowd, says)
    expected = {"visits": 1, "state": "answered", "consent": "open", "replies": 1, "themes": ["empathy"], "waiting": 0}

    assert len(touched) > 20
    assert [kept(office, person) for person in touched] == [expected] * len(touched)
    assert all(heard_once(office, person) for person in touched)


def test_an_edit_counts_once_and_as_it_stands_last(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    written = {person.id: says(person) for person in asked_crowd}
    touched = mortal.with_each(asked_crowd, lambda person: person.edits(written[person.id], "I was honest."))

    assert [kept(office, person)["themes"] for person in touched] == [["honesty"]] * len(touched)
    assert all(len(answers_in(person, prompt_of(person))) == 2 for person in touched)
    assert all("Honesty" in answers_in(person, prompt_of(person))[0] for person in touched)


def test_a_deleted_reply_is_gone(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    written = {person.id: says(person) for person in asked_crowd}
    touched = mortal.with_each(asked_crowd, lambda person: person.deletes(written[person.id]))
    expected = {"visits": 1, "state": "asked", "consent": "open", "replies": 0, "themes": [], "waiting": 0}

    assert [kept(office, person) for person in touched] == [expected] * len(touched)


def test_a_press_counts_once_it_was_acknowledged(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    for person in asked_crowd:
        says(person)
    office.slack.forgives("block_actions", "not_acknowledged")
    touched = mortal.with_each(asked_crowd, lambda person: person.presses("That's right"))
    consents = [kept(office, person)["consent"] for person in touched]
    shown = ["[That's right]" not in answers_in(person, prompt_of(person))[0] for person in touched]

    assert consents[-1] == "confirmed"
    assert [consent == "confirmed" for consent in consents] == shown


def test_words_of_a_private_form_are_kept_once_the_form_closes(
    office: Office, asked_crowd: list[Person], mortal: Mortal
) -> None:
    for person in asked_crowd:
        person.presses("Answer privately", on=prompt_of(person))
    office.slack.forgives("view_submission", "not_acknowledged")
    touched = mortal.with_each(
        asked_crowd, lambda person: person.submits(answer_words="I listened."), after=sends_again
    )

    assert [kept(office, person)["replies"] for person in touched] == [1] * len(touched)
    assert all(heard_once(office, person) for person in touched)


def test_a_visit_of_a_form_is_kept_and_asked_about_once(office: Office, crowd: list[Person], mortal: Mortal) -> None:
    for person in crowd:
        person.uses_shortcut("log_a_visit")
    office.slack.forgives("view_submission", "not_acknowledged")
    touched = mortal.with_each(crowd, lambda person: person.submits(visit_kind="First visit"), after=sends_again)

    assert len(touched) > 10
    assert [len(questions_to(person)) for person in touched] == [1] * len(touched)
    assert {kept(office, person)["visits"] for person in touched} == {1}


def test_a_visit_that_is_logged_again_after_a_command_failed_is_kept_once(
    office: Office, crowd: list[Person], mortal: Mortal
) -> None:
    office.slack.forgives("slash_commands", "not_acknowledged")
    touched = mortal.with_each(crowd, visits, after=visits)

    assert {kept(office, person)["visits"] for person in touched} == {1}


def test_a_reminder_comes_once(office: Office, crowd: list[Person], mortal: Mortal) -> None:
    def was_asked_yesterday(person: Person) -> None:
        visits(person)
        office.bot.look()
        office.clock.time += timedelta(days=1)

    touched = mortal.with_each(crowd, lambda _: mortal.looks_after("remind", "send"), before=was_asked_yesterday)

    assert len(touched) > 8
    assert [len(answers_in(person, prompt_of(person))) for person in touched] == [1] * len(touched)


def test_whom_to_turn_to_is_said_once(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    touched = mortal.with_each(asked_crowd, lambda person: person.writes(DANGER, thread=prompt_of(person)))
    said = [[one for one in answers_in(person, prompt_of(person)) if "no place to report" in one] for person in touched]

    assert [len(each) for each in said] == [1] * len(touched)


def test_a_card_reaches_the_supervisor_once(office: Office, crowd: list[Person], sam: Person, mortal: Mortal) -> None:
    ana = crowd[0]
    visits(ana)
    office.bot.look()
    says(ana)
    office.slack.forgives("view_submission", "not_acknowledged")

    def takes(step: int) -> None:
        ana.opens_home()
        ana.presses("take_to_supervision", on=ana.home)
        ana.fills(card_words=f"This is card {step}.")

    def sends_until_it_closes(step: int) -> None:
        while ana.form and ana.submits():
            mortal.recovers()

    met = mortal.at_each_step(lambda _: ana.submits(), before=takes, after=sends_until_it_closes)

    assert met > 5
    assert [sam.reads().count(f"This is card {step}.") for step in range(met)] == [1] * met
    assert len(office.rows("select * from cards")) == met
