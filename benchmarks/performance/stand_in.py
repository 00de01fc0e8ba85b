"""The stand-in for Slack in a process of its own, and what people do in it, measured from Slack's side of the line.

with running() as slack: slack.do("people", 50)
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from supervisionbot.playground.nouns import Envelope, Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import serve
from supervisionbot.playground.socket_mode import SocketMode
from supervisionbot.playground.workspace import Workspace

REPLY = (
    "I told her plainly why I had come and what would happen next, and she was angry at first. We sat in the kitchen"
    " until she had calmed down. I should have rung the school before, it made me late for the rest of the day."
)
TIMED_OUT = 150.0


@dataclass
class Acknowledgements:
    """When each message of a person went out to the app, and when its acknowledgement came in."""

    out: dict[str, float] = field(default_factory=dict)
    back: dict[str, float] = field(default_factory=dict)

    def watch(self, line: SocketMode, bot: str) -> None:
        """Note both from now on; the bot's own messages come back as events too, which nobody waits for."""
        send, take = line._send, line._take

        async def noted_send(envelope: Envelope) -> bool:
            if envelope.payload.get("event", {}).get("user") != bot:
                self.out.setdefault(envelope.envelope_id, time.perf_counter())
            return await send(envelope)

        def noted_take(frame: dict[str, Any]) -> None:
            self.back.setdefault(str(frame.get("envelope_id")), time.perf_counter())
            take(frame)

        line._send, line._take = noted_send, noted_take  # type: ignore[method-assign]  # to look on, not to change

    def waits(self, count: int) -> list[float]:
        """Seconds until each of so many acknowledgements, and forget them; TimeoutError if one never came."""
        until = time.perf_counter() + TIMED_OUT
        while len(self.out) < count or not set(self.out) <= set(self.back):
            if time.perf_counter() > until:
                raise TimeoutError("the app did not acknowledge every message")
            time.sleep(0.01)
        waits = [self.back[one] - at for one, at in self.out.items()]
        self.out.clear()
        return waits


class Office:
    """A workspace with people in it, who do what the benchmark asks. Every answer can be sent between processes."""

    def __init__(self, slack: Workspace) -> None:
        self.slack, self.acknowledged = slack, Acknowledgements()
        assert isinstance(slack.delivery.line, SocketMode)
        self.acknowledged.watch(slack.delivery.line, slack.bot.id)
        self.workers: list[Person] = []
        self.questions: dict[str, list[Message]] = {}

    def people(self, count: int) -> list[str]:
        """Let so many more join; their ids."""
        new = [self.slack.add_person(f"Worker Number {len(self.workers) + one}") for one in range(count)]
        self.workers += new
        return [one.id for one in new]

    def channel(self) -> str:
        """Open a channel; its id."""
        return self.slack.add_channel("supervisors").id

    def put_questions(self, each: int) -> dict[str, list[tuple[str, str]]]:
        """Let the bot have asked everybody so often; where the questions stand, by worker."""
        bot = self.slack.bot
        for worker in self.workers:
            dm = self.slack.dm_with(worker.id).id
            posted = [Message(dm, self.slack.marks.ts(), bot.id, "How was it?", bot_id=bot.bot_id) for _ in range(each)]
            self.questions[worker.id] = [self.slack.conversations.post(one) for one in posted]
        return {user: [(one.channel, one.ts) for one in asked] for user, asked in self.questions.items()}

    def is_connected(self) -> bool:
        """Whether the app holds a connection."""
        line = self.slack.delivery.line
        return line is not None and line.open_connections > 0

    def wait_until_alone(self) -> None:
        """Wait until the app is gone."""
        while self.is_connected():
            time.sleep(0.05)

    def reply(self, rounds: int, pause: float) -> tuple[list[float], float]:
        """Let everybody reply at once, in rounds with a pause; the waits for acknowledgements, and all in all."""
        begun = time.perf_counter()
        for number in range(rounds):
            time.sleep(pause if number else 0)
            for worker in self.workers:
                worker.writes(REPLY, thread=self.questions[worker.id].pop())
        waits = self.acknowledged.waits(rounds * len(self.workers))
        return waits, time.perf_counter() - begun


def _serve(pipe: Connection) -> None:
    """Do what comes in through the pipe, in a process of its own, until it closes."""
    slack = Workspace(lambda: datetime.now(UTC))
    with serve(slack) as stand_in:
        office = Office(slack)
        pipe.send(stand_in.api_url)
        while True:
            try:
                name, given = pipe.recv()
            except EOFError:
                return
            try:
                pipe.send((None, getattr(office, name)(*given)))
            except Exception as error:  # noqa: BLE001 - whatever it is, the other process must hear of it
                pipe.send((repr(error), None))


@dataclass(frozen=True, slots=True)
class Slack:
    """The other process, as the benchmark speaks to it."""

    api_url: str
    pipe: Connection

    def do(self, name: str, *given: Any) -> Any:
        """Let the office do something there; what came of it."""
        self.pipe.send((name, given))
        error, answer = self.pipe.recv()
        if error:
            raise RuntimeError(f"the stand-in: {error}")
        return answer

    def wait_for_app(self) -> None:
        """Wait until the app is connected."""
        until = time.perf_counter() + TIMED_OUT
        while not self.do("is_connected"):
            if time.perf_counter() > until:
                raise TimeoutError("the app did not connect")
            time.sleep(0.02)


@contextmanager
def running() -> Iterator[Slack]:
    """A stand-in in a process of its own while entered."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        yield Slack(here.recv(), here)
    finally:
        here.close()
        process.join(5)
        process.kill()
