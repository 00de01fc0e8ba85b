"""What a test can make go wrong, and what the app got wrong. In: orders -> out: faults, refusals."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from supervisionbot.playground.delivery import Delivery
from supervisionbot.playground.faults import Fault, Faults
from supervisionbot.playground.nouns import Envelope, Refusal
from supervisionbot.playground.pulse import Pulse


class Named(Protocol):
    """A person or a channel: anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""


class Mishaps(Pulse):
    """The part of a workspace that is about trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.delivery, self.faults = Delivery(), Faults()
        self.revoked: str | None = None
        self._refusals: list[Refusal] = []
        self._forgiven: set[tuple[str, str]] = set()

    # Calls that fail

    def fails(self, method: str, *, to: Named | str | None = None, **how: Any) -> None:
        """Let calls of a method fail; "*" means any method.

        In: `to` limits it to calls about that person or channel; `how` are the fields of Fault: error,
        status, retry_after (s), takes_it_first, drops_connection, delay (s), times (1; None for ever).
        """
        places = () if to is None else (to if isinstance(to, str) else to.id,)
        with self.lock:
            self.faults.add(Fault(method, places=frozenset(places), **how))

    def goes_down(self) -> None:
        """Every call ends with a dropped connection from now on, and Socket Mode lines are cut."""
        with self.changing():
            self.faults.is_down = True
        self.drops_connections()

    def comes_back(self) -> None:
        """Let everything work again."""
        with self.changing():
            self.faults.clear()

    def revokes_token(self, error: str = "token_revoked") -> None:
        """Answer this to every call from now on: token_revoked, or account_inactive."""
        self.revoked = error

    # Deliveries that go astray

    def sends_events_twice(self) -> None:
        """Deliver the next event two times, as Slack may."""
        self.delivery.copies = 2

    def holds_events(self) -> None:
        """Keep events back from now on."""
        self.delivery.hold()

    def releases_events(self, order: Callable[[list[Envelope]], Iterable[Envelope]] = list) -> None:
        """Deliver the events kept back; `order=reversed` for the last one first."""
        self.delivery.release(order)

    # Socket Mode

    @property
    def connections(self) -> int:
        """How many Socket Mode connections the app holds."""
        return self.delivery.line.open_connections if self.delivery.line else 0

    def drops_connections(self, reason: str | None = None) -> None:
        """End the app's Socket Mode connections: None cuts them off without a word.

        In: `reason` of a `disconnect` frame: warning (they stay up), refresh_requested, link_disabled.
        """
        if self.delivery.line is not None:
            self.delivery.line.drop(reason)

    def falls_silent(self, is_silent: bool = True) -> None:
        """Let the app's Socket Mode connections stand, but dead: no pongs, no deliveries."""
        if self.delivery.line is not None:
            self.delivery.line.is_silent = is_silent

    # What Slack would not take

    def note_refusal(self, method: str, error: str, detail: str = "") -> None:
        """Remember that the app did something which Slack would not take."""
        self._refusals.append(Refusal(method, error, detail))

    def forgives(self, method: str, error: str) -> None:
        """Expect this refusal: it does not count in `refusals`, before or after."""
        self._forgiven.add((method, error))

    @property
    def refusals(self) -> list[Refusal]:
        """Each call that was refused for the app's own fault, but for those forgiven."""
        return [each for each in self._refusals if (each.method, each.error) not in self._forgiven]
