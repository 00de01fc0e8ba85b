"""The whole bot as people use it: the real Bolt app on a stand-in Slack, a real database, a clock moved by hand."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import settings as hypothesis_settings

from supervisionbot.adapters import team_store
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import wiring
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace
from supervisionbot.records.bank import Library
from supervisionbot.records.team import Rhythm, Team
from supervisionbot.settings import Settings
from tests.playground.parts import AtOnce, straight_to

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
PROMPTS = Path(__file__).parent.parent / "prompts"
TOKEN = "xoxb-playground"
KEY = Fernet.generate_key().decode()

# The same examples each time, and no deadline: a busy machine must not fail a test.
hypothesis_settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis_settings.load_profile("steady")


@dataclass
class Clock:
    """A clock that a test moves by hand."""

    time: datetime = MONDAY

    def now(self) -> datetime:
        return self.time

    def elapsed(self) -> float:
        return self.time.timestamp()


@dataclass
class Office:
    """A workspace with the bot in it, and the time: what happens when it passes, happens."""

    slack: Workspace
    bot: wiring.Bot
    clock: Clock
    settings: Settings
    people: dict[str, Person] = field(default_factory=dict)

    def forward(self, *, look_every: timedelta = timedelta(minutes=15), **span: float) -> None:
        """Let time pass, the bot looking after its things every quarter of an hour."""
        self.until(self.clock.time + timedelta(**span), look_every)

    def until(self, moment: datetime, look_every: timedelta = timedelta(minutes=15)) -> None:
        """Let time pass up to a moment."""
        while self.clock.time < moment:
            self.clock.time = min(self.clock.time + look_every, moment)
            self.bot.look()
        self.bot.look()

    def new(self, name: str, **more: Any) -> Person:
        """Somebody new in the workspace."""
        self.people[name] = self.slack.add_person(name, **more)
        return self.people[name]

    def team(self, name: str, workers: list[Person], supervisors: list[Person], **more: Any) -> Channel:
        """A team with a channel for its digests, weekly unless said otherwise."""
        channel = self.slack.add_channel(f"{name.lower()}-supervisors", supervisors)
        given = {"since": self.clock.time.date(), "digest_channel": channel.id, "rhythm": Rhythm(weeks=1)} | more
        ids = tuple(one.id for one in workers), tuple(one.id for one in supervisors)
        team_store.save_team(self.bot.wiring.db, Team(name, *ids, **given), self.clock.time)
        return channel

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """What stands in the database."""
        return self.bot.wiring.db.rows(sql, values)

    def files(self) -> bytes:
        """Every byte of the database's files, as they lie on the disk."""
        here = self.settings.database_file
        return b"".join(one.read_bytes() for one in sorted(here.parent.glob(f"{here.name}*")))


def prompt_of(person: Person) -> Message:
    """The newest question that the person was asked."""
    return [one for one in person.dm if is_question(one)][-1]


def is_question(message: Message) -> bool:
    """Whether the message puts a question, or stands in the place of one that was put off."""
    actions = {element.get("action_id") for block in message.blocks for element in block.get("elements", [])}
    return not message.is_reply and ("skip_question" in actions or "I will ask again" in message.text)


@pytest.fixture(scope="session", autouse=True)
def no_proxies() -> None:
    """The SDK would send calls to this machine through a proxy."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def library() -> Library:
    return wiring.open_library(Settings(prompts_dir=PROMPTS, _env_file=None))


@pytest.fixture(scope="session")
def models(library: Library) -> tuple[Redactor, Coder]:
    """The real redactor and coder: learnt once, then read from the cache."""
    return wiring.open_models(Settings(prompts_dir=PROMPTS, _env_file=None), library, lambda what, share: None)


@pytest.fixture(scope="session")
def bot_words() -> TemplateWords:
    """The words of the prompts, read once."""
    return TemplateWords(PROMPTS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Workspace:
    return Workspace(clock.now, elapsed=clock.elapsed)


@pytest.fixture
def stand_in(slack: Workspace) -> Iterator[StandIn]:
    with serve(slack) as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, stand_in: StandIn) -> Settings:
    return Settings(
        slack_api_url=stand_in.api_url,
        database_url=f"sqlite:///{tmp_path / 'bot.db'}",
        text_key=KEY,
        prompts_dir=PROMPTS,
        _env_file=None,
    )


@pytest.fixture
def office(
    settings: Settings,
    slack: Workspace,
    clock: Clock,
    library: Library,
    models: tuple[Redactor, Coder],
    bot_words: TemplateWords,
) -> Iterator[Office]:
    """The bot at work, its listeners run in the acting person's thread. A payload that Slack refused fails the test."""
    db = wiring.open_database(settings)
    messenger = wiring.open_messenger(TOKEN, settings, clock.now)
    ids = (f"id{number:06}" for number in count(1))
    parts = wiring.wire(
        settings, db, messenger, models, library, words=bot_words, now=clock.now, new_id=lambda: next(ids)
    )
    bot = wiring.build(TOKEN, settings, parts, AtOnce())
    slack.link = straight_to(bot.bolt)
    yield Office(slack, bot, clock, settings)
    db.close()
    assert not slack.refusals


@pytest.fixture
def ana(office: Office) -> Person:
    return office.new("Ana Okafor")


@pytest.fixture
def sam(office: Office) -> Person:
    return office.new("Sam Field", is_admin=True)


@pytest.fixture
def north(office: Office, ana: Person, sam: Person) -> Channel:
    """A team of eight, Ana among them, with Sam as its supervisor."""
    others = [
        office.new(name) for name in ("Ben Ade", "Cho Lin", "Dev Rao", "Eve Hart", "Fay Orr", "Gus Pell", "Hal Ito")
    ]
    return office.team("North", [ana, *others], [sam])
