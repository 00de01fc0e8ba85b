"""Many messages at once: each sent once, in order for each recipient, and stopped in the midst without loss."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

import pytest

from supervisionbot.adapters import outbox
from supervisionbot.app.running import several_at_once
from supervisionbot.flows import ask
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.records.post import Outgoing
from supervisionbot.triggers import posts
from supervisionbot.triggers.wiring import Wiring
from tests.conftest import Office
from tests.reading import questions_to

TEAMS = ("North", "South", "East")


@dataclass
class Stopping:
    """Whether a bot goes on that is told to stop while it sends its so many-th message."""

    after: int
    asked: Iterator[int] = field(default_factory=count)

    def __call__(self) -> bool:
        return next(self.asked) < self.after


@pytest.fixture
def crowd(office: Office, north: Channel, sam: Person) -> list[Person]:
    """A team that is due for its questions, beside two others."""
    for name in TEAMS[1:]:
        office.team(name, [], [sam])
    workers = [person for name, person in office.people.items() if name != "Sam Field"]
    for worker in workers:
        worker.runs("/reflect visit first visit")
    return workers


def states_of(office: Office, kind: str) -> set[str]:
    return {row["state"] for row in office.rows("select state from outbox where kind = ?", kind)}


def put_in_order(wiring: Wiring, people: list[Person]) -> None:
    """Three messages to each of them, one after the other."""
    for team in TEAMS:
        for person in people:
            outbox.put(wiring.db, Outgoing("team_saved", f"V{team}", person.id, hint=team), wiring.now())


def test_with_several_senders_each_gets_all_in_order(office: Office, crowd: list[Person]) -> None:
    wiring = office.bot.wiring
    put_in_order(wiring, crowd)
    with ThreadPoolExecutor(4) as senders:
        posts.send_all(replace(wiring, each=several_at_once(senders, 4)))
    told = [[team for message in person.dm for team in TEAMS if team in message.text] for person in crowd]

    assert told == [list(TEAMS)] * len(crowd)


def test_what_was_not_begun_when_the_bot_stopped_goes_out_after_the_next_start(
    office: Office, crowd: list[Person]
) -> None:
    wiring = office.bot.wiring
    put_in_order(wiring, crowd)
    with ThreadPoolExecutor(4) as senders:
        posts.send_all(replace(wiring, each=several_at_once(senders, 4), goes_on=Stopping(after=5)))

    assert states_of(office, "team_saved") == {"sent", "due"}

    posts.send_all(wiring)

    assert states_of(office, "team_saved") == {"sent"}
    assert [len([one for one in person.dm if "North" in one.text]) for person in crowd] == [1] * len(crowd)


def test_questions_sent_by_several_senders_come_once(office: Office, crowd: list[Person]) -> None:
    office.clock.time += timedelta(minutes=45)
    wiring = office.bot.wiring
    ask.ask(wiring.db, wiring.speech, wiring.now(), posts.trouble)
    with ThreadPoolExecutor(4) as senders:
        posts.send_all(replace(wiring, each=several_at_once(senders, 4)))

    assert [len(questions_to(person)) for person in crowd] == [1] * len(crowd)
