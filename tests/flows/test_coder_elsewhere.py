"""The whole bot with a coder elsewhere: what is sent, what counts, and what workers are told of it."""

from collections.abc import Iterator

import pytest

from supervisionbot.app import checking
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.settings import Settings
from tests.conftest import Office
from tests.endpoint import StandInEndpoint, an_endpoint
from tests.reading import answers_in, voices

SAID = "Tilly Okonkwo let me in and I listened."


@pytest.fixture
def endpoint() -> Iterator[StandInEndpoint]:
    """An endpoint that hears the role explained, whatever is said."""
    with an_endpoint() as told:
        told.says({"codes": [{"theme": "role", "stance": "strength"}]})
        yield told


@pytest.fixture
def settings(settings: Settings, endpoint: StandInEndpoint) -> Settings:
    return settings.model_copy(update={"coder_url": endpoint.address.url, "coder_model": "plain-8b"})


def test_what_it_hears_is_shown_and_counts_once_it_is_confirmed(office: Office, asked: Message, ana: Person) -> None:
    ana.writes(SAID, thread=asked)
    before = voices(office)
    ana.presses("That's right")

    assert "*Explaining the role*: went well" in answers_in(ana, asked)[0]
    assert (before, voices(office)) == ([], [("role", "strength")])


def test_names_are_covered_before_anything_is_sent(
    endpoint: StandInEndpoint, office: Office, asked: Message, ana: Person
) -> None:
    ana.writes(SAID, thread=asked)

    assert "[name] let me in" in str(endpoint.asked)
    assert not any(word in str(endpoint.asked) for word in ("Tilly", "Okonkwo", ana.id, ana.name, "North"))


def test_a_private_answer_is_not_sent(endpoint: StandInEndpoint, office: Office, asked: Message, ana: Person) -> None:
    ana.presses("Answer privately")
    ana.submits(answer_words=SAID)

    assert endpoint.asked == []
    assert voices(office) == [("empathy", "strength")]


def test_while_it_fails_this_machine_hears(
    endpoint: StandInEndpoint, office: Office, asked: Message, ana: Person
) -> None:
    endpoint.status = 500
    ana.writes(SAID, thread=asked)

    assert voices(office) == [("empathy", "strength")]


def test_the_privacy_notice_says_where_replies_go(north: Channel, ana: Person) -> None:
    ana.runs("/reflect privacy")

    assert ana.last
    assert "your reply goes to 127.0.0.1 once names and places are covered" in ana.reads(ana.last)


def test_why_it_heard_a_theme_is_not_made_up(asked: Message, ana: Person) -> None:
    ana.writes(SAID, thread=asked)
    ana.chooses("about_themes", "Why these themes?")

    assert ana.last
    assert "*Explaining the role*: no single word stands out" in ana.reads(ana.last)


def test_the_check_says_where_replies_go_and_whether_it_answers(endpoint: StandInEndpoint, settings: Settings) -> None:
    well = list(checking.check_endpoint(settings))
    endpoint.status = 401
    ill = list(checking.check_endpoint(settings))

    assert well[0] == ("Redacted replies are sent to plain-8b at 127.0.0.1, which hears their themes.", True)
    assert well[1] == ("127.0.0.1 answers as it should.", True)
    assert ill[1][1] is False
    assert "status 401" in ill[1][0]


def test_without_one_nothing_is_sent_and_the_check_says_so(settings: Settings) -> None:
    assert list(checking.check_endpoint(settings.model_copy(update={"coder_url": ""}))) == [
        ("Themes are heard on this machine.", True)
    ]
