"""A worker's usual round, by the bot's own commands and buttons: a visit, its question, a reply, the themes settled."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

REPLIES = Path(__file__).parent / "replies.toml"
WITHIN = 15.0
"""Seconds of real time within which the bot must have answered."""


@dataclass(frozen=True, slots=True)
class Written:
    """An invented reply and the codes that a careful reader gives it."""

    text: str = field(repr=False)
    codes: Mapping[str, str]

    def says(self, theme: str, stance: str) -> bool:
        """Whether it speaks of the theme in that way."""
        return self.codes.get(theme) == stance


def read_replies(file: Path = REPLIES) -> tuple[Written, ...]:
    """The replies that the playground's people give."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["reply"]
    return tuple(Written(one["text"], one["codes"]) for one in entries)


def replies_saying(replies: Sequence[Written], theme: str, stance: str) -> Iterator[Written]:
    """Replies that speak of a theme in that way, one after the other."""
    return (one for one in replies if one.says(theme, stance))


class Routine:
    """Lives a worker's round on the stand-in, at the playground's clock, and waits for the bot at each step."""

    def __init__(self, slack: Workspace, clock: Clock, bot: BotSide) -> None:
        self._slack, self._clock, self._bot = slack, clock, bot

    def logs_visit(self, worker: Person, line: str) -> None:
        """Log a visit by a command."""
        worker.runs(f"/reflect visit {line}")
        self.settles()

    def gets_question(self, worker: Person) -> Message:
        """Let time pass until the worker's question comes."""
        before = len(questions(worker))
        for _ in range(60):
            self._bot.look()
            if len(questions(worker)) > before:
                return questions(worker)[-1]
            due = self._bot.next_prompt()
            self._clock.forward(
                timedelta(minutes=5) if due is None else max(due - self._clock.now(), timedelta(minutes=1))
            )
        raise TimeoutError(f"no question came to {worker.name}")

    def answers(self, worker: Person, question: Message, text: str) -> Message:
        """Reply in the thread; the bot's message with the themes it heard."""
        self._clock.forward(timedelta(minutes=3))
        worker.writes(text, thread=question)
        themes: Message = self._slack.wait_until(lambda: with_button(worker, question, "thats_right", "change"), WITHIN)
        self.settles()
        return themes

    def settles_as(self, worker: Person, question: Message, codes: Mapping[str, str]) -> None:
        """Say what the reply was about, by the form."""
        worker.presses("change", on=with_button(worker, question, "change"))
        self._slack.wait_until(lambda: worker.form, WITHIN)
        well = [theme for theme, stance in codes.items() if stance in ("strength", "mixed")]
        hard = [theme for theme, stance in codes.items() if stance in ("strain", "mixed")]
        worker.submits({"themes_well": well, "themes_hard": hard})
        self.settles()

    def confirms(self, worker: Person, question: Message) -> None:
        """Press *That's right*."""
        worker.presses("thats_right", on=with_button(worker, question, "thats_right"))
        self.settles()

    def settles(self) -> None:
        """Wait until no listener of the bot is at work any more."""
        self._slack.wait_until(self._bot.is_idle, WITHIN)


def questions(worker: Person) -> list[Message]:
    """The bot's questions to a worker: they can be skipped."""
    return [one for one in worker.dm if not one.is_reply and carries(one, "skip_question")]


def with_button(worker: Person, question: Message, *actions: str) -> Message | None:
    """The bot's message in a thread that carries one of these buttons."""
    return next((message for message in worker.thread(question) if carries(message, *actions)), None)


def carries(message: Message, *actions: str) -> bool:
    """Whether a message carries one of these buttons."""
    ids = {element.get("action_id") for block in message.blocks for element in block.get("elements", [])}
    return bool(ids & set(actions))
