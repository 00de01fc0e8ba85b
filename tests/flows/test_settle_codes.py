"""The worker's word on what was heard: right, changed, left out, counted again."""

import pytest

from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel, Json, Message
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.reading import answers_in, states, voices


@pytest.fixture
def answered(asked: Message, ana: Person) -> Message:
    """Ana replied: one theme was heard for sure, another not quite."""
    ana.writes("I listened.", thread=asked)
    ana.writes("Perhaps I rushed.", thread=asked)
    return asked


def consent(office: Office) -> str:
    """What the worker decided about the only thread."""
    return str(office.rows("select consent from prompts")[0]["consent"])


def forged(office: Office, by: Person, on: Message, action: Json) -> None:
    """A button press that somebody made up."""
    office.slack.ask("interactive", payloads.action_in_message(office.slack, by.id, on, {"type": "button", **action}))


def test_a_sure_theme_counts_before_it_is_confirmed_and_an_unsure_one_does_not(
    office: Office, answered: Message
) -> None:
    assert voices(office) == [("empathy", "strength")]


def test_thats_right_settles_all_that_is_shown(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("That's right")

    assert voices(office) == [("empathy", "strength"), ("time", "strain")]
    assert answers_in(ana, answered)[0].startswith("Settled, in your words:")
    assert "less sure" not in answers_in(ana, answered)[0]
    assert "[Change] [Leave out of team themes]" in answers_in(ana, answered)[0]


def test_the_form_shows_what_was_heard(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("Change")

    assert ana.form
    chosen = {
        name: [one["value"] for one in state["field"]["selected_options"]] for name, state in ana.form.state.items()
    }
    assert chosen == {"themes_well": ["empathy"], "themes_hard": ["time"]}


@pytest.mark.parametrize(
    ("well", "hard", "expected"),
    [
        ([], ["Empathy and listening"], [("empathy", "strain")]),
        (["Empathy and listening"], ["Empathy and listening"], [("empathy", "strain"), ("empathy", "strength")]),
        (["Practical support"], [], [("practical_help", "strength")]),
        ([], [], []),
    ],
    ids=["the other way round", "both ways", "another theme", "none"],
)
def test_the_form_changes_what_counts(
    office: Office, answered: Message, ana: Person, well: list[str], hard: list[str], expected: list[tuple[str, str]]
) -> None:
    ana.presses("Change")
    errors = ana.submits(themes_well=well, themes_hard=hard)

    assert errors == {}
    assert voices(office) == expected
    assert "Settled" in answers_in(ana, answered)[0]


def test_settled_without_a_theme_is_said(answered: Message, ana: Person) -> None:
    ana.presses("Change")
    ana.submits(themes_well=[], themes_hard=[])

    assert "Settled: no theme in this one." in answers_in(ana, answered)[0]


def test_a_form_that_is_closed_changes_nothing(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("Change")
    ana.cancels()

    assert consent(office) == "open"


def test_left_out_counts_for_nobody_and_can_be_counted_again(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("Leave out of team themes")

    assert voices(office) == []
    assert answers_in(ana, answered)[0].startswith("Left out. This stays with you")

    ana.presses("Count it again")

    assert voices(office) == [("empathy", "strength")]
    assert "Is that right?" in answers_in(ana, answered)[0]


def test_left_out_stays_out_after_another_message(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("Leave out of team themes")
    ana.writes("And I was honest.", thread=answered)

    assert voices(office) == []
    assert answers_in(ana, answered)[0].startswith("Left out.")
    assert "Honesty and transparency" in answers_in(ana, answered)[0]


def test_left_out_stays_out_after_an_edit_and_a_change(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.", thread=asked)
    ana.presses("Leave out of team themes")
    ana.edits(written, "I was honest.")
    ana.presses("Change")
    ana.submits(themes_hard=["Time and workload"])

    assert voices(office) == []
    assert consent(office) == "left_out"


def test_another_message_with_something_new_asks_again(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("That's right")
    ana.writes("And I was honest.", thread=answered)

    assert "Is that right?" in answers_in(ana, answered)[0]
    assert consent(office) == "open"


def test_another_message_with_nothing_new_leaves_it_settled(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("That's right")
    ana.writes("As I said, I listened.", thread=answered)

    assert answers_in(ana, answered)[0].startswith("Settled")


def test_a_theme_that_was_turned_down_is_not_heard_again(office: Office, answered: Message, ana: Person) -> None:
    ana.presses("Change")
    ana.submits(themes_hard=[])
    ana.writes("Rushed, really rushed.", thread=answered)

    assert voices(office) == [("empathy", "strength")]
    assert answers_in(ana, answered)[0].startswith("Settled")


@pytest.mark.parametrize("button", ["thats_right", "leave_out", "count_again", "change"])
def test_nobody_presses_for_another(
    office: Office, north: Channel, answered: Message, ana: Person, button: str
) -> None:
    ben = office.people["Ben Ade"]
    (prompt,) = office.rows("select id from prompts")
    before = (voices(office), consent(office), ana.reads())
    own = ben.writes("Hello")
    forged(office, ben, own, {"action_id": button, "value": prompt["id"], "block_id": "b"})

    assert (voices(office), consent(office), ana.reads()) == before
    assert ben.form is None


def test_nobody_sends_the_form_for_another(office: Office, north: Channel, answered: Message, ana: Person) -> None:
    ben = office.people["Ben Ade"]
    ana.presses("Change")
    assert ana.form
    payload = payloads.view_submission(office.slack, ana.form)
    office.slack.ask("interactive", payload | {"user": payload["user"] | {"id": ben.id}})

    assert voices(office) == [("empathy", "strength")]
    assert consent(office) == "open"


def test_nobody_puts_words_under_the_question_of_another(
    office: Office, north: Channel, asked: Message, ana: Person
) -> None:
    ben = office.people["Ben Ade"]
    (prompt,) = office.rows("select id from prompts")
    own = ben.writes("I listened.")
    place = f"{own.channel}:{own.ts}"
    forged(office, ben, own, {"action_id": "this_question", "value": f"{prompt['id']} {place}", "block_id": "b"})

    assert states(office) == ["asked"]
    assert office.rows("select * from replies") == []


def test_nobody_draws_on_the_words_of_another(office: Office, north: Channel, asked: Message, ana: Person) -> None:
    ben = office.people["Ben Ade"]
    written = ana.writes("I listened.", thread=asked)
    ben.runs("/reflect now")
    office.bot.look()
    prompt = office.rows("select id from prompts where worker = ?", ben.id)[0]
    own = ben.writes("Hello", thread=None)
    before = office.rows("select * from replies order by id")
    value = f"{prompt['id']} {written.channel}:{written.ts}"
    forged(office, ben, own, {"action_id": "this_question", "value": value, "block_id": "b"})

    assert office.rows("select * from replies order by id") == before


def test_a_button_with_a_value_of_nothing_does_nothing(office: Office, answered: Message, ana: Person) -> None:
    forged(office, ana, answered, {"action_id": "thats_right", "value": "no such prompt", "block_id": "b"})

    assert consent(office) == "open"
