"""Messages that were noted but not worked through are taken in after all."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from supervisionbot.adapters.private_store import inbox
from supervisionbot.flows import catch_up
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.post import Said
from supervisionbot.records.private import Reply
from tests.conftest import Office
from tests.plain_models import FailingRedactor, PlainCoder
from tests.reading import answers_in, count, states, voices

Lost = Callable[[Message], None]


@pytest.fixture
def lost(office: Office) -> Lost:
    """Note a message as the bot does before it acknowledges, and crash there."""

    def note(message: Message) -> None:
        reply = Reply(message.channel, message.ts, message.user, message.thread_ts or "")
        inbox.note(office.bot.wiring.db, "Ev1", reply, office.clock.time)

    return note


def open_events(office: Office) -> int:
    """How many noted events wait."""
    return len(office.rows("select event from inbox where is_done = 0"))


def test_a_message_lost_in_a_crash_is_taken_in_with_its_words_fetched_again(
    office: Office, asked: Message, ana: Person, lost: Lost
) -> None:
    office.slack.link = None
    lost(ana.writes("I listened.", thread=asked))
    office.forward(minutes=1)

    assert "Empathy and listening" in answers_in(ana, asked)[0]
    assert open_events(office) == 0


def test_a_lost_message_outside_the_thread_is_taken_in_too(
    office: Office, asked: Message, ana: Person, lost: Lost
) -> None:
    office.slack.link = None
    lost(ana.writes("I listened."))
    office.forward(minutes=1)

    assert states(office) == ["answered"]


def test_a_lost_message_counts_as_it_stands_now(office: Office, asked: Message, ana: Person, lost: Lost) -> None:
    office.slack.link = None
    written = ana.writes("I listened.", thread=asked)
    lost(written)
    ana.edits(written, "I was honest.")
    office.forward(minutes=1)

    assert voices(office) == [("honesty", "strength")]


def test_a_lost_message_that_was_deleted_meanwhile_is_nothing(
    office: Office, asked: Message, ana: Person, lost: Lost
) -> None:
    office.slack.link = None
    written = ana.writes("I listened.", thread=asked)
    lost(written)
    ana.deletes(written)
    office.forward(minutes=1)

    assert (open_events(office), count(office, "replies")) == (0, 0)
    assert states(office) == ["asked"]


def test_a_listener_gets_half_a_minute_before_its_message_counts_as_lost(
    office: Office, asked: Message, ana: Person, lost: Lost
) -> None:
    office.slack.link = None
    lost(ana.writes("I listened.", thread=asked))
    office.forward(seconds=30)

    assert open_events(office) == 1

    office.forward(seconds=1)

    assert open_events(office) == 0


def test_while_slack_is_down_a_lost_message_waits(office: Office, asked: Message, ana: Person, lost: Lost) -> None:
    office.slack.link = None
    lost(ana.writes("I listened.", thread=asked))
    office.slack.fails("conversations.replies", error="internal_error", times=None)
    office.forward(minutes=1)

    assert open_events(office) == 1

    office.slack.comes_back()
    office.forward(minutes=1)

    assert open_events(office) == 0


def test_one_lost_message_holds_up_no_other(office: Office, asked: Message, ana: Person, lost: Lost) -> None:
    office.slack.link = None
    wiring, troubles = office.bot.wiring, []
    inbox.note(wiring.db, "Ev0", Reply("D0GONE", "1.0", ana.id), office.clock.time)
    lost(ana.writes("I listened.", thread=asked))
    office.slack.forgives("conversations.history", "channel_not_found")
    office.forward(minutes=1)
    troubles = office.rows("select event, tries from inbox where is_done = 0")

    assert states(office) == ["answered"]
    assert [row["event"] for row in troubles] == ["Ev0"]


def test_a_message_that_cannot_be_taken_in_is_tried_less_and_less_and_given_up_after_two_weeks(
    office: Office, asked: Message, ana: Person
) -> None:
    inbox.note(office.bot.wiring.db, "Ev0", Reply("D0GONE", "1.0", ana.id), office.clock.time)
    office.slack.forgives("conversations.history", "channel_not_found")
    office.forward(hours=12)
    (row,) = office.rows("select tries from inbox where event = 'Ev0'")

    assert 15 < row["tries"] < 25

    office.forward(days=15, look_every=timedelta(hours=6))

    assert office.rows("select * from inbox where event = 'Ev0'") == []


class TestWhileRedactionFails:
    """Redaction fails closed: nothing is stored, the worker is told, and it is tried again."""

    @pytest.fixture
    def redactor(self) -> FailingRedactor:
        return FailingRedactor()

    @pytest.fixture
    def models(self, redactor: FailingRedactor) -> tuple[Redactor, Coder]:
        return redactor, PlainCoder()

    def test_nothing_is_stored_and_the_worker_is_told(self, office: Office, asked: Message, ana: Person) -> None:
        ana.writes("Tilly and I listened.", thread=asked)

        assert "I could not take this in just now, so nothing of it was stored." in answers_in(ana, asked)[0]
        assert (count(office, "replies"), states(office)) == (0, ["asked"])
        assert b"listened" not in office.files()

    def test_the_worker_is_told_once_however_often_it_is_tried(
        self, office: Office, asked: Message, ana: Person
    ) -> None:
        ana.writes("Tilly and I listened.", thread=asked)
        office.forward(hours=1)

        assert len(answers_in(ana, asked)) == 1

    def test_it_gets_one_signpost_however_often_it_is_tried(
        self, office: Office, asked: Message, ana: Person, redactor: FailingRedactor
    ) -> None:
        ana.writes("His stepdad hit him with a belt last night and he is scared to go home.", thread=asked)
        office.forward(minutes=5, look_every=timedelta(minutes=1))
        redactor.is_failing = False
        office.forward(minutes=2, look_every=timedelta(minutes=1))

        assert ana.reads().count("no place to report it") == 1

    def test_it_is_tried_again_and_succeeds(
        self, office: Office, asked: Message, ana: Person, redactor: FailingRedactor
    ) -> None:
        ana.writes("Tilly and I listened.", thread=asked)
        redactor.is_failing = False
        office.forward(minutes=1)

        assert "Empathy and listening" in answers_in(ana, asked)[1]
        assert states(office) == ["answered"]
        assert open_events(office) == 0

    def test_an_edit_that_fails_leaves_the_words_before_alone(
        self, office: Office, asked: Message, ana: Person, redactor: FailingRedactor
    ) -> None:
        redactor.is_failing = False
        written = ana.writes("I listened.", thread=asked)
        redactor.is_failing = True
        ana.edits(written, "I was honest.")

        assert voices(office) == [("empathy", "strength")]

    def test_no_error_and_no_log_carries_the_words(
        self,
        office: Office,
        asked: Message,
        ana: Person,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        ana.writes("Tilly and I listened.", thread=asked)
        office.forward(minutes=1)
        heard = capsys.readouterr()

        assert "reply_not_stored" in heard.out + heard.err
        assert "listened" not in heard.out + heard.err + caplog.text


class TestAfterNobodyListened:
    """The bot was away for a while: what workers did meanwhile is read again."""

    @pytest.fixture
    def away(self, office: Office, asked: Message) -> Callable[[Callable[[], object]], None]:
        def spend(act: Callable[[], object]) -> None:
            db = office.bot.wiring.db
            catch_up.note_listening(db, office.clock.time)
            link, office.slack.link = office.slack.link, None
            office.clock.time += timedelta(hours=5)
            act()
            office.slack.link = link
            office.clock.time += timedelta(hours=1)
            catch_up.note_listening(db, office.clock.time)
            office.forward(minutes=3, look_every=timedelta(minutes=1))

        return spend

    def test_a_reply_that_nobody_heard_is_taken_in(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        away(lambda: ana.writes("I listened.", thread=asked))

        assert "Empathy and listening" in answers_in(ana, asked)[0]

    def test_a_reply_outside_the_thread_is_taken_in_too(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        away(lambda: ana.writes("I listened."))

        assert states(office) == ["answered"]

    def test_an_edit_that_nobody_heard_counts(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        written = ana.writes("I listened.", thread=asked)
        away(lambda: ana.edits(written, "I was honest."))

        assert voices(office) == [("honesty", "strength")]

    def test_a_deletion_that_nobody_heard_counts(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        written = ana.writes("I listened.", thread=asked)
        away(lambda: ana.deletes(written))

        assert (count(office, "replies"), voices(office), states(office)) == (0, [], ["asked"])

    def test_what_was_taken_in_before_is_left_as_it_is(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        ana.writes("I listened.")
        ana.writes("I was honest too.", thread=asked)
        ana.presses("That's right")
        away(lambda: None)

        assert office.rows("select consent from prompts") == [{"consent": "confirmed"}]
        assert (count(office, "replies"), count(office, "rereads")) == (2, 0)

    def test_a_private_answer_is_no_message_that_could_be_missing(
        self, office: Office, asked: Message, ana: Person, away: Callable[..., None]
    ) -> None:
        ana.presses("Answer privately")
        ana.submits(answer_words="I listened.")
        away(lambda: None)

        assert count(office, "replies") == 1

    def test_threads_are_read_at_a_pace_that_slack_allows(self, office: Office, north: Channel) -> None:
        db, at = office.bot.wiring.db, office.clock.time
        for number in range(25):
            row = {"channel": "D404", "thread": f"{number}.0", "worker": "U1", "since": str(at), "look_at": "2026"}
            db.insert("rereads", row)
        office.slack.forgives("conversations.replies", "channel_not_found")
        catch_up.read_again(db, office.bot.wiring.speech.messenger, at, lambda about, error: None)

        assert count(office, "rereads") == 15

    @pytest.mark.parametrize(
        ("steady_for", "is_read_again"),
        [(400, False), (100, True)],
        ids=["Slack tells of everything again", "Slack may have told of it for the last time"],
    )
    def test_a_short_break_needs_no_reading_unless_it_follows_soon_on_another(
        self, office: Office, asked: Message, steady_for: int, is_read_again: bool
    ) -> None:
        db, start = office.bot.wiring.db, office.clock.time
        heard = [*range(0, 400, 10), *range(450, 450 + steady_for, 10), 500 + steady_for]
        for seconds in heard:
            catch_up.note_listening(db, start + timedelta(seconds=seconds))

        assert (count(office, "rereads") > 0) is is_read_again

    def test_a_start_counts_as_a_break_however_quick_it_was(self, office: Office, asked: Message) -> None:
        db, start = office.bot.wiring.db, office.clock.time
        for seconds in (0, 5, 10):
            catch_up.note_listening(db, start + timedelta(seconds=seconds), is_start=True)

        assert count(office, "rereads") > 0


def test_a_reply_under_a_message_that_asks_nothing_is_answered(office: Office, asked: Message, ana: Person) -> None:
    office.bot.wiring.speech.messenger.post(ana.id, Said("Hello"))
    hello = ana.dm[-1]
    ana.writes("I listened.", thread=hello)

    assert "Which question is this about?" in answers_in(ana, hello)[0]

    ana.presses("this_question")

    assert states(office) == ["answered"]
