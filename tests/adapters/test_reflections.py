"""What a worker looks back on, read for many threads at once."""

from datetime import timedelta

import pytest

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.private import RedactedReply, Settled
from tests.builders import MONDAY, a_prompt


def reply(db: Database, prompt: str, number: int, worker: str = "ana", sealed: bytes | None = None) -> None:
    one = RedactedReply(f"D{prompt}:{number}", prompt, worker, MONDAY + timedelta(minutes=number), (("NAME", number),))
    reflections.save_reply(db, one, sealed)
    heard = [Heard(theme, Stance.STRAIN, 0.9, 0.8) for theme in ("time", "empathy")[:number]]
    reflections.save_heard(db, one.id, heard)


@pytest.fixture
def threads(db: Database) -> Database:
    for prompt, worker in (("p1", "ana"), ("p2", "ana"), ("p3", "ana"), ("p4", "ben")):
        prompts.save_prompt(db, a_prompt(id=prompt, worker=worker))
    # Written out of order, as edits leave them.
    reply(db, "p1", 2, sealed=b"second")
    reply(db, "p1", 1, sealed=b"first")
    reply(db, "p2", 0)
    reply(db, "p4", 1, worker="ben", sealed=b"ben's own")
    reflections.save_settled(db, "p1", [Settled("time", None, by_hand=True), Settled("empathy", Stance.STRENGTH)])
    return db


def test_many_threads_are_read_as_each_is_by_itself(threads: Database) -> None:
    kept = reflections.threads_of(threads, "ana", ["p1", "p2"])

    for prompt in ("p1", "p2"):
        replies, heard, settled, sealed = kept[prompt]
        assert (replies, heard, settled) == reflections.parts_of_thread(threads, prompt)
        assert sealed == reflections.sealed_words_of(threads, prompt)
    assert kept["p1"].sealed == [b"first", b"second"]


def test_nothing_is_read_of_anybody_else_and_nothing_where_nobody_replied(threads: Database) -> None:
    asked_for = ["p1", "p3", "p4"]

    assert set(reflections.threads_of(threads, "ana", asked_for)) == {"p1"}
    assert set(prompts.prompts_of(threads, "ana", asked_for)) == {"p1", "p3"}
    assert prompts.prompts_of(threads, "ana", ["p1"])["p1"] == prompts.prompt(threads, "p1")
