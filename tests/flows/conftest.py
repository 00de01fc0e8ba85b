"""Flows through the stand-in: people type, the clock moves, people read. The models go by single words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.slack_messenger import SlackMessenger
from supervisionbot.app import wiring
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.bank import Library
from supervisionbot.records.post import Outgoing
from supervisionbot.records.released import Post, Release, ReleasedTheme
from supervisionbot.records.team import Rhythm
from tests.builders import working
from tests.conftest import TOKEN, AtOnce, Office, prompt_of
from tests.flows.mortal import Life, Mortal, MortalDatabase, MortalMessenger
from tests.plain_models import PlainCoder, PlainRedactor

Tell = Callable[..., Message]
NewBot = Callable[[], wiring.Bot]


@pytest.fixture(scope="session")
def models() -> tuple[Redactor, Coder]:
    """Models that a test can foresee."""
    return PlainRedactor(), PlainCoder()


def a_bot(
    office: Office, library: Library, models: tuple[Redactor, Coder], db: Database, messenger: SlackMessenger, name: str
) -> wiring.Bot:
    """One more bot in the office, on that database; its ids begin with its name."""
    numbers, words = count(1), office.bot.wiring.speech.words
    now, new_id = office.clock.now, lambda: f"{name}-{next(numbers):06}"
    parts = wiring.wire(office.settings, db, messenger, models, library, words=words, now=now, new_id=new_id)
    return wiring.build(TOKEN, office.settings, parts, AtOnce())


@pytest.fixture
def new_bot(office: Office, library: Library, models: tuple[Redactor, Coder]) -> Iterator[NewBot]:
    """Another process with the same database: a restart, or a second bot beside the first."""
    opened = []

    def make() -> wiring.Bot:
        db = wiring.open_database(office.settings)
        opened.append(db)
        messenger = wiring.open_messenger(TOKEN, office.settings, office.clock.now)
        return a_bot(office, library, models, db, messenger, f"bot{len(opened)}")

    yield make
    for db in opened:
        db.close()


@pytest.fixture
def asked(office: Office, north: Channel, ana: Person) -> Message:
    """Ana was asked after a first visit."""
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    return prompt_of(ana)


@pytest.fixture
def mortal(office: Office, library: Library, models: tuple[Redactor, Coder]) -> Iterator[Mortal]:
    life = Life(-1)
    db = MortalDatabase(office.settings.database_file, life)
    messenger: Any = MortalMessenger(wiring.open_messenger(TOKEN, office.settings, office.clock.now), life)
    yield Mortal(office, a_bot(office, library, models, db, messenger, "mortal"), life)
    db.close()


@pytest.fixture
def crowd(office: Office, sam: Person) -> list[Person]:
    """A large team, whose workers are asked at once on any day."""
    workers = [office.new(f"Worker{number:02} Ode") for number in range(40)]
    office.team("North", workers, [sam], delay=timedelta(), working=working(days="0123456"))
    return workers


@pytest.fixture
def asked_crowd(office: Office, crowd: list[Person]) -> list[Person]:
    """The same, each of whom was asked after a first visit."""
    for worker in crowd:
        worker.runs("/reflect visit first visit")
    office.bot.look()
    return crowd


@pytest.fixture
def on_its_way(office: Office, north: Channel) -> Callable[..., None]:
    """A digest with these lines is on its way to North's supervisors, and none of its own comes between."""
    db = office.bot.wiring.db
    [team] = team_store.teams(db)
    team_store.save_team(db, replace(team, rhythm=Rhythm(weeks=8)), office.clock.time)

    def put(*lines: ReleasedTheme) -> None:
        number = len(office.rows("select id from posts"))
        until = office.clock.time
        made = Release(f"r{number}", "North", until - timedelta(weeks=2), until, lines)
        with db.atomic():
            released_store.save_release(db, made, [Post(f"post{number}", made.id, "North", north.id)])
            outbox.put(db, Outgoing("digest", f"post{number}", north.id), until)

    return put


@pytest.fixture
def tell(office: Office, north: Channel, sam: Person, on_its_way: Callable[..., None]) -> Tell:
    """The same, posted. Out: the post."""

    def post(*lines: ReleasedTheme) -> Message:
        on_its_way(*lines)
        office.bot.look()
        return [one for one in sam.sees(north) if not one.is_reply][-1]

    return post


@pytest.fixture
def room(office: Office, north: Channel, ana: Person, sam: Person) -> Channel:
    """The team's own channel."""
    channel = office.slack.add_channel("north-team", [ana, sam])
    db = office.bot.wiring.db
    [team] = team_store.teams(db)
    team_store.save_team(db, replace(team, channel=channel.id), office.clock.time)
    return channel


@pytest.fixture
def workers(office: Office, north: Channel, sam: Person) -> list[Person]:
    """North's workers, six of whom told of the same theme."""
    people = [person for person in office.people.values() if person is not sam]
    for person in people:
        person.runs("/reflect visit first visit")
    office.forward(hours=1)
    for person in people[:6]:
        person.writes("I rushed.", thread=prompt_of(person))
    return people
