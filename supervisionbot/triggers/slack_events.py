"""Slack's message events -> replies collected, edited or taken back. Noted before they are acknowledged."""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from supervisionbot.adapters import outbox
from supervisionbot.adapters.private_store import inbox
from supervisionbot.errors import NotCoded, NotRedacted, Overtaken, SupervisionBotError
from supervisionbot.flows.collect_reply import collect_reply
from supervisionbot.flows.ports import Understanding
from supervisionbot.flows.take_back_reply import take_back_reply
from supervisionbot.records.post import Outgoing
from supervisionbot.records.private import Reply
from supervisionbot.rules.cleaning import cleaned
from supervisionbot.triggers import posts
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()
Json = dict[str, Any]
_MOST_CHANGES = 5
_MOST_MOMENTS = 20
_WRITTEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})


class Turns:
    """One worker's messages are taken in one after the other; different workers do not wait for each other."""

    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def of(self, worker: str) -> AbstractContextManager[bool]:
        """Wait for the worker's turn."""
        return self._locks[worker]


class Arrivals:
    """While messages come in at once, they are only noted and acknowledged; working through them waits a moment.

    Else each acknowledgement would share the processor with all messages that came just before.
    """

    def __init__(self, moment: float = 0.0, sleep: Callable[[float], object] = time.sleep) -> None:
        """`moment`: how many seconds without a further message count as quiet."""
        self._moment, self._sleep, self._count = moment, sleep, 0

    def came(self) -> None:
        """One more has come."""
        self._count += 1

    def wait_until_quiet(self) -> None:
        """Wait until no more have come for a moment, or for long enough."""
        for _ in range(_MOST_MOMENTS if self._moment else 0):
            before = self._count
            self._sleep(self._moment)
            if self._count == before:
                return


def listen(app: App, wiring: Wiring, turns: Turns, arrivals: Arrivals) -> None:
    """Register the listener, before all others: for each message Bolt asks one after the other whether it is meant."""

    @app.event("message")
    def on_message(event: Json) -> None:
        message = message_in(event)
        if message is not None:
            arrivals.wait_until_quiet()
            _take_in_first(wiring, turns, message)


def listen_to_the_rest(app: App) -> None:
    """Register the catch-all, after all others. It acknowledges every event: Slack repeats what nobody answers."""

    @app.event(re.compile(".*"))
    def on_other_event() -> None:
        """Nothing else is asked of Slack, so nothing else needs an answer."""


def message_in(event: Json) -> Reply | None:
    """Read a person's direct message out of an event, new, changed or deleted; None for anything else."""
    if event.get("channel_type", "im") != "im" or not event.get("channel", "").startswith("D"):
        return None
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _changed(event)
    if subtype == "message_deleted":
        return _reply(event, {**event.get("previous_message", {}), "ts": event.get("deleted_ts")}, is_gone=True)
    return _reply(event, event) if subtype in _WRITTEN else None


def _changed(event: Json) -> Reply | None:
    message, before = event.get("message", {}), event.get("previous_message", {})
    if message.get("subtype") == "tombstone":
        return _reply(event, {**before, "ts": message.get("ts")}, is_gone=True)
    # Slack also says "changed" when it adds a link preview.
    return None if message.get("text") == before.get("text") else _reply(event, message)


def _reply(event: Json, message: Json, *, is_gone: bool = False) -> Reply | None:
    user, ts = message.get("user"), message.get("ts")
    if not user or not ts or message.get("bot_id"):
        return None
    thread = message.get("thread_ts", "")
    return Reply(
        channel=event["channel"],
        ts=ts,
        worker=user,
        thread=thread if thread != ts else "",
        is_gone=is_gone,
        text="" if is_gone else message.get("text") or "",
    )


def _take_in_first(wiring: Wiring, turns: Turns, message: Reply) -> None:
    """Take a message in; what cannot be stored is said once, and tried again by the schedule."""
    try:
        take_in_noted(wiring, turns, message, is_at_hand=True)
    except (NotRedacted, NotCoded) as error:
        log.warning("reply_not_stored", reply=message.id, error=type(error).__name__)
        thread = message.thread or message.ts
        said = Outgoing("not_stored", message.id, message.channel, thread, message.worker)
        outbox.put(wiring.db, said, wiring.now())
    except SupervisionBotError as error:
        posts.trouble(message.id, error)
    posts.send(wiring, message.worker)


def take_in_noted(wiring: Wiring, turns: Turns, message: Reply, *, is_at_hand: bool = False) -> None:
    """Take a noted message in as it stands now, once, however many events tell of it and in whatever order.

    What the event says counts (`is_at_hand`) only while it is the only one: else Slack is asked how the message stands.
    """
    with turns.of(message.worker):
        for _ in range(_MOST_CHANGES):
            every, still_open = inbox.noted(wiring.db, message)
            if not still_open:
                return
            now_it_says = message if is_at_hand and every == 1 else _as_it_stands(wiring, message)
            with suppress(Overtaken):
                take_in(wiring, replace(now_it_says, noted=every))


def choose_question(wiring: Wiring, turns: Turns, message: Reply, prompt_id: str) -> None:
    """Take a message in as the answer to the question that its worker chose."""
    with turns.of(message.worker):
        now_it_says = _as_it_stands(wiring, message)
        if not now_it_says.is_gone:
            take_in(wiring, now_it_says, prompt_id)


def _as_it_stands(wiring: Wiring, message: Reply) -> Reply:
    text = wiring.speech.messenger.words_at(message.channel, message.ts, message.thread)
    return replace(message, text=cleaned(text or ""), is_gone=text is None)


def take_in(wiring: Wiring, message: Reply, prompt_id: str = "", *, understanding: Understanding | None = None) -> None:
    """Collect a message, or take it back if it was deleted."""
    if message.is_gone:
        take_back_reply(wiring.db, wiring.speech, message, wiring.now())
        return
    means = understanding or wiring.understanding
    collect_reply(wiring.db, wiring.speech, means, message, now=wiring.now(), prompt_id=prompt_id)


def noting(wiring: Wiring, arrivals: Arrivals) -> Callable[..., BoltResponse]:
    """A middleware that writes down which message came, before Bolt does anything else.

    A repeated event ends there, and so does what is no person's message: Slack tells the bot of each of its own.
    """

    def note(req: BoltRequest, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002 - Bolt's own name
        body = req.body
        event = body.get("event")
        if isinstance(event, dict) and event.get("type") == "message" and "event_id" in body:
            message = message_in(event)
            if message is None:
                return BoltResponse(status=200)
            arrivals.came()
            if not inbox.note(wiring.db, body["event_id"], message, wiring.now()):
                return BoltResponse(status=200)
        return next()

    return note
