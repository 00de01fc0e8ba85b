"""Slack's events, read and acknowledged."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Semaphore
from typing import Any

import pytest
from slack_bolt import BoltRequest

from supervisionbot.app import running, wiring
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground import events
from supervisionbot.playground.nouns import Channel, Envelope, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.codebook import Coding
from supervisionbot.records.private import Reply
from supervisionbot.triggers.slack_events import Arrivals, message_in, noting
from tests.conftest import TOKEN, AtOnce, Office, prompt_of, straight_to
from tests.plain_models import PlainCoder, PlainRedactor
from tests.reading import answers_in, count

WRITTEN = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "5.1", "text": "I listened."}
REPLY = Reply("D1", "5.1", "U1", text="I listened.")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (WRITTEN, REPLY),
        (WRITTEN | {"thread_ts": "4.0"}, Reply("D1", "5.1", "U1", "4.0", text="I listened.")),
        (WRITTEN | {"thread_ts": "5.1"}, REPLY),
        (WRITTEN | {"subtype": "file_share", "files": []}, REPLY),
        (
            WRITTEN | {"subtype": "thread_broadcast", "thread_ts": "4.0"},
            Reply("D1", "5.1", "U1", "4.0", text="I listened."),
        ),
        ({key: value for key, value in WRITTEN.items() if key != "text"}, Reply("D1", "5.1", "U1")),
        (WRITTEN | {"bot_id": "B1"}, None),
        (WRITTEN | {"channel": "C1", "channel_type": "channel"}, None),
        (WRITTEN | {"channel": "G1", "channel_type": "mpim"}, None),
        (WRITTEN | {"subtype": "channel_topic"}, None),
        ({key: value for key, value in WRITTEN.items() if key != "user"}, None),
    ],
    ids=[
        "a message",
        "a reply",
        "the root of a thread",
        "a file",
        "a reply shown in the channel too",
        "without words",
        "by a bot",
        "in a channel",
        "in a group",
        "of another kind",
        "by nobody",
    ],
)
def test_a_message_is_read_out_of_its_event(event: dict[str, Any], expected: Reply | None) -> None:
    assert message_in(event) == expected


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The event of a change."""
    place = {"type": "message", "channel": "D1", "channel_type": "im", "ts": "9.9"}
    return place | {"subtype": "message_changed", "message": after, "previous_message": before}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (changed(WRITTEN, WRITTEN | {"text": "I rushed."}), Reply("D1", "5.1", "U1", text="I rushed.")),
        (changed(WRITTEN, WRITTEN | {"attachments": [{}]}), None),
        (
            changed(WRITTEN, {"subtype": "tombstone", "ts": "5.1", "user": "USLACKBOT"}),
            Reply("D1", "5.1", "U1", is_gone=True),
        ),
        (changed(WRITTEN | {"bot_id": "B1"}, WRITTEN | {"bot_id": "B1", "text": "x"}), None),
        (
            {
                "type": "message",
                "subtype": "message_deleted",
                "channel": "D1",
                "deleted_ts": "5.1",
                "previous_message": WRITTEN,
            },
            Reply("D1", "5.1", "U1", is_gone=True),
        ),
        ({"type": "message", "subtype": "message_deleted", "channel": "D1", "deleted_ts": "5.1"}, None),
    ],
    ids=["an edit", "a link preview", "a tombstone", "of a bot's own", "a deletion", "a deletion of who knows what"],
)
def test_a_change_is_read_out_of_its_event(event: dict[str, Any], expected: Reply | None) -> None:
    assert message_in(event) == expected


def test_a_reply_shows_no_words_when_it_is_printed() -> None:
    assert "listened" not in repr(REPLY)


@pytest.mark.parametrize("kind", ["app_home_opened", "member_joined_channel", "user_change", "brand_new_kind"])
def test_an_event_that_nobody_listens_to_is_acknowledged(office: Office, ana: Person, kind: str) -> None:
    event = {"type": kind, "user": ana.id, "event_ts": "1.0"}
    envelope = Envelope("events_api", events.outer(office.slack, event), "e1")

    assert office.slack.delivery.send(envelope) is not None


def test_pressing_and_sending_what_nobody_listens_to_is_acknowledged(office: Office, ana: Person) -> None:
    ana.uses_shortcut("an_old_shortcut")
    ana.opens_messages_tab()

    assert office.slack.refusals == []


def test_a_reply_below_a_root_that_carries_metadata_is_answered(office: Office, asked: Message, ana: Person) -> None:
    assert asked.metadata

    ana.writes("I listened.", thread=asked)

    assert len(answers_in(ana, asked)) == 2


def test_a_reply_is_answered_while_slack_does_not_say_who_the_bot_is(
    office: Office, asked: Message, ana: Person
) -> None:
    office.slack.fails("auth.test", error="fatal_error", times=None)
    just_started = wiring.build(TOKEN, office.settings, office.bot.wiring, AtOnce())
    office.slack.link = straight_to(just_started.bolt)

    ana.writes("I listened.", thread=asked)

    assert len(answers_in(ana, asked)) == 2


@pytest.mark.parametrize("order", [list, reversed])
def test_events_in_any_order_come_to_the_same(office: Office, asked: Message, ana: Person, order: Any) -> None:
    office.slack.holds_events()
    ana.writes("I listened.", thread=asked)
    ana.writes("And I rushed.", thread=asked)
    office.slack.releases_events(order)

    assert {row["theme"] for row in office.rows("select theme from voices")} == {"empathy", "time"}
    assert count(office, "replies") == 2


class TestArrivals:
    """In a rush messages are only noted; working through them begins when it is over."""

    @pytest.mark.parametrize("still_to_come", [0, 1, 5])
    def test_work_begins_after_a_moment_in_which_no_more_came(self, still_to_come: int) -> None:
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if len(slept) <= still_to_come:
                arrivals.came()

        arrivals = Arrivals(0.1, sleep)
        arrivals.came()
        arrivals.wait_until_quiet()

        assert slept == [0.1] * (still_to_come + 1)

    def test_a_rush_without_an_end_holds_work_up_for_two_seconds_only(self) -> None:
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            arrivals.came()

        arrivals = Arrivals(0.1, sleep)
        arrivals.wait_until_quiet()

        assert sum(slept) == pytest.approx(2)

    def test_the_bots_own_messages_hold_nothing_up(self, office: Office) -> None:
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            own = BoltRequest(body={"event_id": "e1", "event": WRITTEN | {"bot_id": "B1"}}, mode="socket_mode")
            note(req=own, next=lambda: pytest.fail("it went on to the listeners"))

        arrivals = Arrivals(0.1, sleep)
        note = noting(office.bot.wiring, arrivals)
        arrivals.wait_until_quiet()

        assert slept == [0.1]


@dataclass(slots=True)
class SlowCoder:
    """Thinks until it is let go, and tells of each listener that it keeps."""

    go: Event = field(default_factory=Event)
    thinking: Semaphore = field(default_factory=lambda: Semaphore(0))

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        self.thinking.release()
        self.go.wait(10)
        return PlainCoder().code(text)


class TestWhileTheCoderIsSlow:
    """Listeners run beside each other."""

    @pytest.fixture
    def coder(self) -> SlowCoder:
        return SlowCoder()

    @pytest.fixture
    def models(self, coder: SlowCoder) -> tuple[Redactor, Coder]:
        return PlainRedactor(), coder

    @pytest.fixture
    def busy(self, office: Office, north: Channel, coder: SlowCoder) -> Iterator[list[Person]]:
        """Six workers whose replies are being thought about, each in a listener's thread."""
        workers = list(office.people.values())[2:8]
        for worker in workers:
            worker.runs("/reflect now")
        office.bot.look()
        with ThreadPoolExecutor(running.LISTENERS) as executor:
            bot = wiring.build(TOKEN, office.settings, office.bot.wiring, executor)
            office.slack.link = straight_to(bot.bolt)
            for worker in workers:
                worker.writes("I listened.", thread=prompt_of(worker))
            for _ in workers:
                assert coder.thinking.acquire(timeout=10)
            yield workers
            coder.go.set()

    def test_six_slow_listeners_hold_up_no_command(
        self, office: Office, busy: list[Person], ana: Person, coder: SlowCoder
    ) -> None:
        ana.runs("/reflect help")

        assert "I ask one question after a visit" in ana.reads()
        assert not coder.go.is_set()

    def test_when_the_coder_is_through_each_worker_is_answered(
        self, office: Office, busy: list[Person], coder: SlowCoder
    ) -> None:
        coder.go.set()

        def all_answered() -> bool:
            return all(len(answers_in(worker, prompt_of(worker))) == 2 for worker in busy)

        assert office.slack.wait_until(all_answered, 10)
