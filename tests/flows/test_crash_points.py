"""The bot dies at each single step of what it does, and starts again: everything happened exactly once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from supervisionbot.adapters.database import Database
from supervisionbot.app import wiring
from supervisionbot.flows import ask
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Envelope, Message, Reply
from supervisionbot.playground.people import Person
from supervisionbot.records.bank import Library
from supervisionbot.triggers import posts
from tests.conftest import TOKEN, Office, prompt_of
from tests.playground.parts import AtOnce, straight_to
from tests.reading import answers_in, questions_to

WORKERS = 40


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
                return to_other(envelope) if envelope.type == "events_api" else None

        self.office.slack.link, self.life.left = link, dies_at
        with suppress(Died):
            act()
        has_died, self.life.left = self.life.left <= 0, -1
        self.office.slack.link = to_other
        return has_died

    def asks(self) -> None:
        """Look whom to ask, and ask them."""
        given = self.bot.wiring
        ask.ask(given.db, given.speech, given.now(), posts.trouble)
        posts.send_all(given)

    def until_it_lives(self, people: list[Person], act: Callable[[Person], object]) -> list[Person]:
        """Let it die at the first step with the first person, at the second with the next, until it gets through."""
        for step, person in enumerate(people):
            if not self.does(partial(act, person), step):
                self.office.forward(minutes=10, look_every=timedelta(minutes=5))
                return people[: step + 1]
        pytest.fail("there are more steps than people")


@pytest.fixture
def mortal(office: Office, library: Library, models: tuple[Redactor, Coder]) -> Iterator[Mortal]:
    life, ids = Life(-1), count()
    db = MortalDatabase(office.settings.database_file, life)
    messenger: Any = MortalMessenger(wiring.open_messenger(TOKEN, office.settings, office.clock.now), life)
    parts = wiring.wire(
        office.settings, db, messenger, models, library, now=office.clock.now, new_id=lambda: f"mortal{next(ids)}"
    )
    yield Mortal(office, wiring.build(TOKEN, office.settings, parts, AtOnce()), life)
    db.close()


@pytest.fixture
def crowd(office: Office, sam: Person) -> list[Person]:
    """A large team, each of whom logged a visit that is due for its question."""
    workers = [office.new(f"Worker{number:02} Ode") for number in range(WORKERS)]
    office.team("North", workers, [sam])
    for worker in workers:
        worker.runs("/reflect visit first visit")
    return workers


@pytest.fixture
def asked_crowd(office: Office, crowd: list[Person]) -> list[Person]:
    office.forward(hours=1)
    return crowd


def kept(office: Office, worker: Person) -> dict[str, Any]:
    """What is kept of a worker, in short."""
    (prompt,) = office.rows("select * from prompts where worker = ?", worker.id)
    replies = office.rows("select id from replies where worker = ?", worker.id)
    themes = office.rows("select theme from voices where worker = ?", worker.id)
    waiting = office.rows("select event from inbox where worker = ? and is_done = 0", worker.id)
    return {
        "state": prompt["state"],
        "consent": prompt["consent"],
        "replies": len(replies),
        "themes": [row["theme"] for row in themes],
        "waiting": len(waiting),
    }


def heard_once(office: Office, worker: Person) -> bool:
    """Whether the worker's reply was answered by one message with the themes, and by one more question."""
    answers = answers_in(worker, prompt_of(worker))
    return len(answers) == 2 and "Empathy and listening" in answers[0]


def says(person: Person) -> Message:
    return person.writes("I listened.", thread=prompt_of(person))


def test_a_question_is_asked_once(office: Office, crowd: list[Person], mortal: Mortal) -> None:
    office.clock.time += timedelta(hours=1)
    mortal.until_it_lives(crowd, lambda person: mortal.asks())

    assert [len(questions_to(person)) for person in crowd] == [1] * WORKERS
    assert {kept(office, person)["state"] for person in crowd} == {"asked"}


def test_a_reply_is_taken_in_and_answered_once(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    touched = mortal.until_it_lives(asked_crowd, says)
    expected = {"state": "answered", "consent": "open", "replies": 1, "themes": ["empathy"], "waiting": 0}

    assert len(touched) > 20
    assert [kept(office, person) for person in touched] == [expected] * len(touched)
    assert all(heard_once(office, person) for person in touched)


def test_an_edit_counts_once_and_as_it_stands_last(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    written = {person.id: says(person) for person in asked_crowd}
    touched = mortal.until_it_lives(asked_crowd, lambda person: person.edits(written[person.id], "I was honest."))

    assert [kept(office, person)["themes"] for person in touched] == [["honesty"]] * len(touched)
    assert all(len(answers_in(person, prompt_of(person))) == 2 for person in touched)
    assert all("Honesty" in answers_in(person, prompt_of(person))[0] for person in touched)


def test_a_deleted_reply_is_gone(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    written = {person.id: says(person) for person in asked_crowd}
    touched = mortal.until_it_lives(asked_crowd, lambda person: person.deletes(written[person.id]))
    expected = {"state": "asked", "consent": "open", "replies": 0, "themes": [], "waiting": 0}

    assert [kept(office, person) for person in touched] == [expected] * len(touched)


def test_a_press_counts_once_it_was_acknowledged(office: Office, asked_crowd: list[Person], mortal: Mortal) -> None:
    for person in asked_crowd:
        says(person)
    office.slack.forgives("block_actions", "not_acknowledged")
    touched = mortal.until_it_lives(asked_crowd, lambda person: person.presses("That's right"))
    consents = [kept(office, person)["consent"] for person in touched]
    shown = ["[That's right]" not in answers_in(person, prompt_of(person))[0] for person in touched]

    assert consents[-1] == "confirmed"
    assert [consent == "confirmed" for consent in consents] == shown


def test_words_of_a_private_form_are_kept_once_the_form_closes(
    office: Office, asked_crowd: list[Person], mortal: Mortal
) -> None:
    for person in asked_crowd:
        person.presses("Answer privately", on=prompt_of(person))
    office.slack.forgives("view_submission", "not_acknowledged")
    touched = mortal.until_it_lives(asked_crowd, lambda person: person.submits(answer_words="I listened."))
    for person in touched:
        if person.form:
            # Slack said that it did not work, and the words were still there.
            person.submits()
    office.forward(minutes=5)

    assert [kept(office, person)["replies"] for person in touched] == [1] * len(touched)
    assert all(heard_once(office, person) for person in touched)
