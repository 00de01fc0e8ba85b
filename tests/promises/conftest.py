"""The whole bot with models that go by single words and fail on demand, a team, and all that anybody can see."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner

from supervisionbot.adapters import team_store
from supervisionbot.app import wiring
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.codebook import Coding, Span
from supervisionbot.triggers.command_line import command_line
from supervisionbot.triggers.command_line.parts import Parts
from tests.conftest import TOKEN, AtOnce, Office, prompt_of, straight_to
from tests.plain_models import PlainCoder, PlainRedactor

PREVIEW_DAY = datetime.fromisoformat("2026-03-05T09:10+00:00")
"""The Thursday before the first digest of a team that was set up on Monday."""
DIGEST_DAY = datetime.fromisoformat("2026-03-06T09:10+00:00")
LISTENED = "I listened and she talked."
RUSHED = "I rushed through all of it."
LOOKS = timedelta(hours=2)


@dataclass
class MoodyModels:
    """A redactor and a coder that raise what they are told to, with the worker's own words in it."""

    redactor_raises: type[Exception] | None = None
    coder_raises: type[Exception] | None = None
    seen: list[str] = field(default_factory=list)

    def find(self, text: str) -> tuple[Span, ...]:
        """Names, unless in a mood."""
        if self.redactor_raises:
            raise self.redactor_raises(text)
        return PlainRedactor().find(text)

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        """Themes, unless in a mood; `seen` is all that ever came here."""
        self.seen.append(text)
        if self.coder_raises:
            raise self.coder_raises(text)
        return PlainCoder().code(text, question, asked_theme)

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        """The words for a theme."""
        return PlainCoder().evidence(text, theme)


@dataclass
class Week:
    """A team's week: who visits, who says what, and the days that matter."""

    office: Office
    channel: Channel
    supervisor: Person
    workers: list[Person]

    def everybody_visits(self) -> None:
        """All workers log a visit and are asked after it."""
        for worker in self.workers:
            worker.runs("/reflect visit first visit")
        self.office.forward(hours=1)

    def says(self, worker: Person, text: str = LISTENED) -> Message:
        """The worker answers their newest question. Out: the message."""
        return worker.writes(text, thread=prompt_of(worker))

    def first(self, number: int, text: str = LISTENED) -> list[Message]:
        """That many of the workers say it."""
        return [self.says(worker, text) for worker in self.workers[:number]]

    def takes_on(self, worker: Person) -> None:
        """Somebody joins the team's workers."""
        db = self.office.bot.wiring.db
        [team] = [one for one in team_store.teams(db) if one.digest_channel == self.channel.id]
        team_store.save_team(db, replace(team, workers=(*team.workers, worker.id)), self.office.clock.time)

    def comes_to(self, moment: datetime) -> None:
        """Time passes until then."""
        self.office.until(moment, LOOKS)

    def digests(self) -> list[Message]:
        """What stands in the supervisors' channel."""
        return self.supervisor.sees(self.channel)

    def previews(self, worker: Person) -> list[Message]:
        """The previews that the worker got."""
        return [one for one in worker.dm if one.text.startswith("*This is what your supervisors will read")]


@dataclass
class Terminal:
    """The command line as an operator uses it."""

    parts: Parts

    def runs(self, *words: str) -> str:
        """What a command prints, errors included."""
        result = CliRunner().invoke(command_line(self.parts), list(words))
        return result.output + repr(result.exception or "")


@pytest.fixture
def moody() -> MoodyModels:
    return MoodyModels()


@pytest.fixture
def models(moody: MoodyModels) -> tuple[MoodyModels, MoodyModels]:
    """Models that a test can foresee, and upset."""
    return moody, moody


@pytest.fixture
def week(office: Office, north: Channel, ana: Person, sam: Person) -> Week:
    """North's week: eight workers, Sam supervises."""
    workers = [person for person in office.people.values() if person.id != sam.id]
    return Week(office, north, sam, workers)


@pytest.fixture
def terminal(office: Office) -> Terminal:
    def unused(*given: Any) -> Any:
        raise AssertionError(given)

    ids = (f"cli{number}" for number in count(1))
    given: dict[str, Any] = {each.name: unused for each in fields(Parts)}
    given |= {"database": lambda: office.bot.wiring.db, "library": lambda: office.bot.wiring.speech.library}
    given |= {"post_waiting": lambda: 0, "now": office.clock.now, "new_id": lambda: next(ids)}
    return Terminal(Parts(**given))


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that was logged or printed so far, by the bot and by the libraries under it."""
    caplog.set_level(logging.INFO)
    with capture_logs() as entries:

        def so_far() -> str:
            printed = capfd.readouterr()
            records = [f"{one.getMessage()} {one.exc_text} {one.exc_info} {one.__dict__}" for one in caplog.records]
            return "\n".join([printed.out, printed.err, caplog.text, *records, *map(repr, entries)])

        yield so_far


@pytest.fixture
def second_bot(office: Office, moody: MoodyModels) -> Callable[..., wiring.Bot]:
    """The bot after a restart, with other settings if need be."""

    def make(**more: Any) -> wiring.Bot:
        settings = office.settings.model_copy(update=more)
        old = office.bot.wiring
        messenger: Any = old.speech.messenger
        parts = wiring.wire(
            settings, old.db, messenger, (moody, moody), old.speech.library, now=old.now, new_id=old.new_id
        )
        office.bot = wiring.build(TOKEN, settings, parts, AtOnce())
        office.slack.link = straight_to(office.bot.bolt)
        return office.bot

    return make


def others_read(office: Office, worker: Person) -> str:
    """All that anybody but the worker can read anywhere, with what hides in blocks and metadata."""
    seen = [
        f"{message.text} {message.blocks} {message.metadata}"
        for person in office.people.values()
        if person.id != worker.id
        for channel in person.channels
        for message in person.sees(channel)
    ]
    homes = [str(person.home.body) for person in office.people.values() if person.id != worker.id and person.home]
    return "\n".join(seen + homes)


def all_rows(office: Office) -> str:
    """Every row of every table, as text."""
    tables = office.rows("select name from sqlite_master where type = 'table'")
    return "\n".join(str(office.rows(f"select * from {table['name']}")) for table in tables)
