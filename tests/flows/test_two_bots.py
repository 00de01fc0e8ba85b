"""Two bots on one database, both given everything: each thing happens once."""

from collections.abc import Callable

import pytest

from supervisionbot.playground.nouns import Channel, Envelope, Reply
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of
from tests.flows.conftest import NewBot
from tests.playground.parts import straight_to
from tests.reading import answers_in, count, questions_to, voices


@pytest.fixture
def both_look(office: Office, north: Channel, new_bot: NewBot) -> Callable[..., None]:
    """Both bots get each envelope, and both look each minute."""
    other = new_bot()
    links = [straight_to(office.bot.bolt), straight_to(other.bolt)]

    def link(envelope: Envelope) -> Reply | None:
        first, _ = (one(envelope) for one in links)
        return first

    def look(**span: float) -> None:
        office.forward(**span)
        other.look()

    office.slack.link = link
    return look


def test_a_reply_is_asked_for_taken_in_and_answered_once(
    office: Office, ana: Person, both_look: Callable[..., None]
) -> None:
    ana.runs("/reflect visit first visit")
    both_look(hours=1)
    ana.writes("I listened.", thread=prompt_of(ana))
    both_look(minutes=15)

    assert len(questions_to(ana)) == 1
    assert len(answers_in(ana, prompt_of(ana))) == 2
    assert (voices(office), count(office, "replies"), count(office, "visits")) == ([("empathy", "strength")], 1, 1)


def test_a_digest_is_posted_once(office: Office, north: Channel, sam: Person, both_look: Callable[..., None]) -> None:
    both_look(days=4)

    assert len([one for one in sam.sees(north) if not one.is_reply]) == 1
