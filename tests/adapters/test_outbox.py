"""The outbox: one message for one thing, taken by one process, in order for each recipient."""

from dataclasses import replace
from datetime import timedelta

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.records.post import Outgoing, Posted
from tests.builders import MONDAY

LATER = MONDAY + timedelta(minutes=1)
KINDS = {"themes", "follow_up"}
THEMES = Outgoing("themes", "p1", "D1", "1.0", "U1")
FOLLOW_UP = replace(THEMES, kind="follow_up")


def take(db: Database, number: int = 0) -> Outgoing | None:
    """Take the message that is due as that one."""
    return outbox.take(db, outbox.due(db, MONDAY, KINDS)[number], MONDAY, LATER)


def test_the_same_message_is_there_once_however_often_it_is_put(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    outbox.put(db, THEMES, MONDAY)

    assert len(outbox.due(db, MONDAY, KINDS)) == 1


def test_a_message_is_taken_by_one_alone(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    (message_id,) = outbox.due(db, MONDAY, KINDS)
    taken = [outbox.take(db, message_id, MONDAY, LATER) for _ in range(2)]

    assert [one is not None for one in taken] == [True, False]


def test_what_was_sent_and_is_put_again_is_changed_where_it_stands(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    first = take(db)
    assert first
    outbox.sent(db, first, Posted("D1", "5.0"))
    outbox.put(db, THEMES, MONDAY)
    again = take(db)

    assert again
    assert again.place == Posted("D1", "5.0")


def test_what_is_put_again_while_it_is_being_sent_is_due_once_more(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    taken = take(db)
    assert taken
    outbox.put(db, THEMES, MONDAY)
    outbox.sent(db, taken, Posted("D1", "5.0"))

    assert len(outbox.due(db, MONDAY, KINDS)) == 1


def test_the_next_message_waits_for_the_one_before(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    outbox.put(db, FOLLOW_UP, MONDAY)

    assert take(db, 1) is None
    assert take(db, 0) is not None
    assert outbox.due(db, MONDAY, KINDS) == []


def test_another_recipient_does_not_wait(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    outbox.put(db, replace(THEMES, to="D2"), MONDAY)

    assert take(db, 0)
    assert take(db, 0)


def test_what_keeps_failing_holds_up_nothing_in_the_end(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    outbox.put(db, FOLLOW_UP, MONDAY)
    for _ in range(outbox.HOLDS_UP):
        message = take(db)
        assert message
        outbox.later(db, message, MONDAY, "channel_not_found")

    assert take(db, 1) is not None


def test_a_mark_tells_nothing_of_what_a_message_is_about(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    (mark,) = outbox.due(db, MONDAY, KINDS)

    assert len(mark) == 32
    assert not any(word in mark for word in ("themes", "p1", "D1", "U1"))


def test_what_is_put_again_while_it_lapses_stays(db: Database) -> None:
    outbox.put(db, THEMES, MONDAY)
    taken = take(db)
    assert taken
    outbox.put(db, THEMES, MONDAY)

    assert not outbox.lapse(db, taken, MONDAY)
    assert len(outbox.due(db, MONDAY, KINDS)) == 1
