"""A bot that dies at the step that it is told: at each write, after each commit, around each call of Slack."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from supervisionbot.adapters.database import Database
from supervisionbot.app import wiring
from supervisionbot.playground.nouns import Envelope, Reply
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.playground.parts import straight_to

RECOVERS_WITHIN = timedelta(minutes=10)
"""What was under way is looked up after ten seconds and after two minutes; every five minutes somebody looks."""

Act = Callable[[int], object]
Deed = Callable[[Person], object]


class Died(BaseException):
    """The process was killed."""


@dataclass
class Life:
    """How many steps are left to live: before each write, after each commit, around each call."""

    left: int

    def step(self) -> None:
        if self.left == 0:
            raise Died
        self.left -= 1

    @contextmanager
    def around(self) -> Iterator[None]:
        self.step()
        yield
        self.step()


class MortalDatabase(Database):
    """A database whose process dies at a step."""

    def __init__(self, file: Path, life: Life) -> None:
        super().__init__(file)
        self._life = life

    def run(self, sql: str, values: Any = ()) -> int:
        self._life.step()
        return super().run(sql, values)

    def run_each(self, sql: str, values: Any) -> None:
        self._life.step()
        super().run_each(sql, values)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        with super().atomic():
            yield
        self._life.step()


@dataclass
class MortalMessenger:
    """A messenger whose process dies at a step."""

    own: Any
    life: Life

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            with self.life.around():
                return getattr(self.own, name)(*args, **named)

        return call


@dataclass
class Mortal:
    """A bot beside the office's own, on the same files, that dies at the step that it is told."""

    office: Office
    bot: wiring.Bot
    life: Life

    def does(self, act: Callable[[], object], dies_at: int) -> bool:
        """Let it take what the act sets off; whether it died. Slack gives an event again that was not acknowledged."""
        to_mortal, to_other = straight_to(self.bot.bolt), straight_to(self.office.bot.bolt)

        def link(envelope: Envelope) -> Reply | None:
            try:
                return to_mortal(envelope)
            except Died:
                self.life.left = -1
                has_died.append(True)
                return to_other(envelope) if envelope.type == "events_api" else None

        has_died: list[bool] = []
        self.office.slack.link, self.life.left = link, dies_at
        try:
            act()
        except Died:
            has_died.append(True)
        self.office.slack.link, self.life.left = to_other, -1
        return bool(has_died)

    def at_each_step(self, act: Act, *, before: Act = lambda _: None, after: Act = lambda _: None) -> int:
        """Let it die at the first step of the first act, at the second of the next, until it gets through; how many.

        The other bot is there before and after, and picks up what was left.
        """
        for step in count():
            before(step)
            has_died = self.does(partial(act, step), step)
            after(step)
            self.recovers()
            if not has_died:
                return step + 1
        raise AssertionError

    def with_each(
        self, people: list[Person], act: Deed, *, before: Deed = lambda _: None, after: Deed = lambda _: None
    ) -> list[Person]:
        """The same with one of these people each time; those whom it met."""
        met = self.at_each_step(
            lambda step: act(people[step]),
            before=lambda step: before(people[step]),
            after=lambda step: after(people[step]),
        )
        return people[:met]

    def looks_after(self, *names: str) -> None:
        """Look after these things only."""
        for look in self.bot.looks:
            if look.name in names:
                look.run()

    def recovers(self) -> None:
        """Time passes, and the other bot looks after everything."""
        self.office.forward(look_every=RECOVERS_WITHIN / 2, seconds=RECOVERS_WITHIN.total_seconds())

    def however_often_it_dies(self, act: Callable[[], object]) -> int:
        """Let it start again after each death, and live one step longer each time; how often it died."""
        for lives in count():
            if not self.does(act, lives):
                return lives
            self.office.clock.time += RECOVERS_WITHIN / 2
        raise AssertionError
