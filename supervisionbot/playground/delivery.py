"""Envelopes on their way to the app. In: events and interactions -> out: the app's acknowledgements."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from supervisionbot.playground.nouns import Envelope, Reply

Link = Callable[[Envelope], Reply | None]
RETRIES = 3  # https://docs.slack.dev/apis/events-api/#retries
MOST_ECHOES = 1000


class Line(Protocol):
    """A link over which the app connects by itself: Socket Mode. Events never wait on it."""

    is_silent: bool

    def __call__(self, envelope: Envelope) -> Reply | None:
        """Deliver; for interactions wait for the acknowledgement."""

    def drop(self, reason: str | None) -> None:
        """End all connections, with a `disconnect` frame if a reason is given."""

    def address(self) -> str:
        """A WebSocket address that works once."""

    @property
    def open_connections(self) -> int:
        """How many connections the app holds."""


class Delivery:
    """Hands envelopes to the link: once, twice, late or out of order, as a test wishes."""

    def __init__(self) -> None:
        self.link: Link | None = None
        self.line: Line | None = None
        self.copies = 1
        self._held: list[Envelope] | None = None
        self._echoes: deque[Envelope] = deque(maxlen=MOST_ECHOES)

    def send(self, envelope: Envelope) -> Reply | None:
        """Deliver. A plain link runs in this thread; an event that it did not take is repeated at once."""
        self._send_echoes()
        if envelope.type != "events_api":
            return self.link(envelope) if self.link else None
        if self._held is not None:
            self._held.append(envelope)
            return None
        return self._send_copies(envelope)

    def echo(self, envelope: Envelope) -> None:
        """Deliver what the app itself set off. A plain link gets it before the next envelope.

        The app may be waiting for this very thread now, so a plain link must not run yet.
        """
        if self.line is not None and self.link is self.line:
            self.line(envelope)
        elif self.link is not None:
            self._echoes.append(envelope)

    def hold(self) -> None:
        """Keep events back from now on."""
        self._held = self._held or []

    def release(self, order: Callable[[list[Envelope]], Iterable[Envelope]]) -> None:
        """Deliver the events kept back, in the order that `order` gives them."""
        held, self._held = self._held or [], None
        for envelope in order(held):
            self.send(envelope)

    def _send_echoes(self) -> None:
        echoes, self._echoes = self._echoes, deque(maxlen=MOST_ECHOES)
        for envelope in echoes:
            self._send_until_taken(envelope)

    def _send_copies(self, envelope: Envelope) -> Reply | None:
        copies, self.copies = self.copies, 1
        reply = self._send_until_taken(envelope)
        for _ in range(copies - 1):
            self._send_until_taken(replace(envelope, envelope_id=envelope.envelope_id + "-again"))
        return reply

    def _send_until_taken(self, envelope: Envelope) -> Reply | None:
        if self.link is None:
            return None
        reply = self.link(envelope)
        for attempt in range(1, RETRIES + 1):
            if reply is not None:
                break
            reply = self.link(replace(envelope, retry_attempt=attempt, retry_reason="http_error"))
        return reply
