"""The service in the chaos run: workers who visit, write, edit and delete, and a Slack that has its moods."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from supervisionbot.playground.faults import Fault, Faults
from supervisionbot.playground.nouns import CannotDo, Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

WORKERS = ("Ana Okafor", "Ben Ade", "Cho Lin", "Dev Rao", "Eve Hart", "Fay Orr", "Gus Pell", "Hal Ito")
SAID = (
    "Sat with her on the kitchen floor and just listened until she could say what was wrong.",
    "I rushed it. Four visits back to back and I gave her ten minutes.",
    "I told him plainly what I am worried about, and he thanked me for saying it straight.",
    "He kept his coat on and his phone recording. He does not trust us, and I see why.",
    "The interpreter came late and I could not tell what she understood of the plan.",
    "We wrote the plan together, in her words. She put it on the fridge.",
    "School and health told her two different things again, and we were the third.",
    "I turned up when I said I would, for the third week running, and he had made tea.",
)
LIKE = ("slow", "quick", "heavy", "light", "strange", "plain", "bright", "dull", "warm", "cold", "loud", "quiet")
DAYS = (
    "morning",
    "day",
    "week",
    "hour",
    "visit",
    "call",
    "walk",
    "talk",
    "wait",
    "drive",
    "start",
    "end",
    "bit",
    "lot",
)
BUTTONS = ("That's right", "Leave out of team themes", "Count it again")
KINDS = ("first visit", "review", "assessment", "phone contact")


class Moods(Faults):
    """A Slack that fails by chance; `is_calm` lets it work."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance, self.is_calm, self.struck = chance, False, 0

    def __bool__(self) -> bool:
        return not self.is_calm

    def next_for(self, method: str, named: Collection[str]) -> Fault | None:  # noqa: ARG002 - any call may fail
        """How this call fails, if it does."""
        fault = self._by_chance(method)
        self.struck += fault is not None
        return fault

    def _by_chance(self, method: str) -> Fault | None:
        is_taken = self.chance.random() < 0.5
        dice = self.chance.random()
        if dice < 0.03:
            return Fault(method, drops_connection=True, takes_it_first=is_taken)
        if dice < 0.05:
            return Fault(method, status=503, takes_it_first=is_taken)
        if dice < 0.06:
            return Fault(method, error="fatal_error", takes_it_first=is_taken)
        if dice < 0.08:
            return Fault(method, error="ratelimited", retry_after=1)
        if dice < 0.14:
            return Fault(method, delay=self.chance.uniform(0.01, 0.3))
        return None


@dataclass
class World:
    """A team of eight, its supervisor, and the time, which leaps while the bot lies dead."""

    chance: random.Random
    ahead: timedelta = field(init=False)
    logged: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ahead = datetime(2026, 3, 2, 9, 30, tzinfo=UTC) - datetime.now(UTC)
        self.slack = Workspace(self.now)
        self.moods = Moods(self.chance)
        self.slack.faults = self.moods
        self.workers = [self.slack.add_person(name) for name in WORKERS]
        self.supervisor = self.slack.add_person("Sam Field", is_admin=True)
        self.channel: Channel = self.slack.add_channel("north-supervisors", [self.supervisor])
        self._number = count(1)

    def now(self) -> datetime:
        """The world's time."""
        return datetime.now(UTC) + self.ahead

    def leap(self) -> None:
        """Let time pass at once: some minutes or hours, on to the next working morning in the evening."""
        here = self.now()
        there = here + timedelta(minutes=self.chance.choice((5, 25, 50, 100, 200)))
        if there.hour >= 17 or there.weekday() > 4:
            days = next(day for day in range(1, 4) if (here + timedelta(days=day)).weekday() < 5)
            there = (here + timedelta(days=days)).replace(hour=9, minute=self.chance.randrange(60))
        self.ahead += there - here

    def leap_by(self, span: timedelta) -> None:
        """Let so much time pass at once."""
        self.ahead += span

    def act(self) -> None:
        """Somebody does something."""
        worker = self.chance.choice(self.workers)
        deed = self.chance.choices(
            (self._visit, self._reply, self._edit, self._delete, self._press), weights=(3, 6, 3, 1, 3)
        )[0]
        try:
            deed(worker)
        except CannotDo:
            # The button is not there, or the message is gone: a person would see that, and let it be.
            return

    def upset(self) -> None:
        """Deliver what comes next twice, or late and out of order."""
        dice = self.chance.random()
        if dice < 0.1:
            self.slack.sends_events_twice()
        elif dice < 0.2:
            self.slack.holds_events()
        elif dice < 0.4:
            self.slack.releases_events(lambda held: self.chance.sample(held, len(held)))

    def questions(self, worker: Person) -> list[Message]:
        """The questions that stand in the worker's direct messages: what the bot wrote with its buttons under it."""
        return [
            one for one in worker.dm if not one.is_reply and not one.deleted and "Answer privately" in str(one.blocks)
        ]

    def own(self, worker: Person) -> list[Message]:
        """The worker's own replies that still stand."""
        return [
            one for one in worker.dm if one.user == worker.id and one.is_reply and not one.deleted and not one.only_for
        ]

    def _visit(self, worker: Person) -> None:
        before = len(worker.dm)
        kind = self.chance.choice(KINDS)
        minutes = self.chance.randrange(1, 600)
        worker.runs(f"/reflect visit {kind} {minutes} minutes ago")
        answer = worker.dm[before:] and worker.dm[-1].text
        if answer and answer.startswith("Logged"):
            self.logged[worker.id] = self.logged.get(worker.id, 0) + 1

    def _reply(self, worker: Person) -> None:
        questions = self.questions(worker)
        if questions:
            worker.writes(self._words(), thread=self.chance.choice(questions[-3:]))

    def _edit(self, worker: Person) -> None:
        if own := self.own(worker):
            worker.edits(self.chance.choice(own[-4:]), self._words())

    def _delete(self, worker: Person) -> None:
        if own := self.own(worker):
            worker.deletes(self.chance.choice(own[-4:]))

    def _press(self, worker: Person) -> None:
        worker.presses(self.chance.choice(BUTTONS))

    def _words(self) -> str:
        """What is said, each time with another ending: a stale edit would show."""
        like, day = divmod(next(self._number), len(DAYS))
        return f"{self.chance.choice(SAID)} A {LIKE[like % len(LIKE)]} {DAYS[day]} of it."
