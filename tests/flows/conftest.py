"""Flows through the stand-in: people type, the clock moves, people read. The models go by single words."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from supervisionbot.app import wiring
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.bank import Library
from tests.conftest import TOKEN, AtOnce, Office, prompt_of
from tests.plain_models import PlainCoder, PlainRedactor

NewBot = Callable[[], wiring.Bot]


@pytest.fixture(scope="session")
def models() -> tuple[Redactor, Coder]:
    """Models that a test can foresee."""
    return PlainRedactor(), PlainCoder()


@pytest.fixture
def new_bot(office: Office, library: Library, models: tuple[Redactor, Coder]) -> Iterator[NewBot]:
    """Another process with the same database: a restart, or a second bot beside the first."""
    opened = []

    def make() -> wiring.Bot:
        db = wiring.open_database(office.settings)
        opened.append(db)
        messenger = wiring.open_messenger(TOKEN, office.settings, office.clock.now)
        ids = (f"bot{len(opened)}-{number:06}" for number in count(1))
        parts = wiring.wire(
            office.settings, db, messenger, models, library, now=office.clock.now, new_id=lambda: next(ids)
        )
        return wiring.build(TOKEN, office.settings, parts, AtOnce())

    yield make
    for db in opened:
        db.close()


@pytest.fixture
def asked(office: Office, north: Channel, ana: Person) -> Message:
    """Ana was asked after a first visit."""
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    return prompt_of(ana)
