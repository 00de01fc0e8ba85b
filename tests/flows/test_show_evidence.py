"""Why a theme was heard: the words behind it, to the worker alone."""

from datetime import timedelta

from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.promises.conftest import all_rows


def asks_why(person: Person) -> str:
    """What somebody reads who asks why."""
    person.chooses("about_themes", "Why these themes?")
    assert person.last
    return person.reads(person.last)


def test_each_theme_is_shown_with_its_words(asked: Message, ana: Person) -> None:
    ana.writes("I Listened, then I was honest. I listened again.", thread=asked)
    told = asks_why(ana)

    assert "*Empathy and listening*: Listened" in told
    assert "*Honesty and transparency*: honest" in told


def test_a_theme_that_the_worker_added_has_no_word_for_it(asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    ana.presses("Change")
    ana.submits(themes_hard=["Power and shared decisions"])

    assert "*Power and shared decisions*: no single word stands out" in asks_why(ana)


def test_without_a_theme_there_is_nothing_to_explain(asked: Message, ana: Person) -> None:
    ana.writes("A long day.", thread=asked)

    assert "There is no theme here to explain." in asks_why(ana)


def test_it_is_shown_to_the_worker_alone_and_kept_nowhere(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    before = all_rows(office)
    asks_why(ana)

    assert ana.last
    assert ana.last.only_for == ana.id
    assert all_rows(office) == before


def test_once_the_words_are_gone_that_is_said(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    office.forward(days=91, look_every=timedelta(days=1))

    assert "The words of this one are not kept any more" in asks_why(ana)


def test_nobody_learns_why_another_was_heard(office: Office, north: Channel, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    ben = office.people["Ben Ade"]
    (prompt,) = office.rows("select id from prompts")
    own = ben.writes("Hello")
    before = ben.reads()
    option = {"text": {"type": "plain_text", "text": "x"}, "value": f"why_these_themes {prompt['id']}"}
    menu = {"type": "overflow", "action_id": "about_themes", "block_id": "b", "selected_option": option}
    office.slack.ask("interactive", payloads.action_in_message(office.slack, ben.id, own, menu))

    assert ben.reads() == before
