"""A worker deletes what they wrote."""

from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.reading import answers_in, count, states, voices


def test_what_was_heard_in_a_deleted_reply_is_gone(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    second = ana.writes("And I rushed.", thread=asked)
    ana.deletes(second)

    assert voices(office) == [("empathy", "strength")]
    assert "Time and workload" not in answers_in(ana, asked)[0]
    assert count(office, "replies") == 1


def test_when_all_replies_are_deleted_the_question_is_open_again(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.", thread=asked)
    ana.deletes(written)

    assert states(office) == ["asked"]
    assert voices(office) == []
    assert answers_in(ana, asked)[0].startswith("Your words are gone from here")


def test_a_question_that_is_open_again_takes_a_new_reply(office: Office, asked: Message, ana: Person) -> None:
    ana.deletes(ana.writes("I listened.", thread=asked))
    ana.writes("I was honest.")

    assert states(office) == ["answered"]
    assert voices(office) == [("honesty", "strength")]
    assert "Honesty and transparency" in answers_in(ana, asked)[0]


def test_a_deleted_reply_takes_its_settled_themes_along(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    second = ana.writes("And I rushed.", thread=asked)
    ana.presses("Change")
    ana.submits(themes_hard=["Time and workload", "Power and shared decisions"])
    ana.deletes(second)

    assert voices(office) == [("empathy", "strength")]


def test_left_out_and_deleted_the_next_reply_is_asked_about_anew(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.", thread=asked)
    ana.presses("Leave out of team themes")
    ana.deletes(written)
    ana.writes("I was honest.", thread=asked)

    assert "Is that right?" in answers_in(ana, asked)[0]


def test_a_deleted_message_with_a_thread_below_it_is_gone_too(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.")
    ana.writes("And I was honest.", thread=written)
    ana.deletes(written)

    assert voices(office) == [("honesty", "strength")]


def test_deleting_what_was_never_taken_in_changes_nothing(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    stray = ana.writes("Hello?")
    before = office.rows("select * from voices")
    ana.deletes(stray)

    assert office.rows("select * from voices") == before


def test_the_bytes_of_a_deleted_reply_are_gone_from_the_disk(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.", thread=asked)
    (row,) = office.rows("select words from replies")
    ana.deletes(written)

    assert row["words"] not in office.files()
