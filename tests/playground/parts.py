"""What the tests are made of: a clock, and Bolt run in the acting person's thread."""

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import App, BoltRequest

from supervisionbot.playground.nouns import Envelope, Reply


@dataclass
class Clock:
    """A clock that a test moves by hand."""

    time: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.time

    def elapsed(self) -> float:
        return self.seconds

    def passes(self, span: timedelta) -> None:
        self.time += span
        self.seconds += span.total_seconds()


class AtOnce(Executor):
    """Runs a listener in the thread that asks for it, so that it is through when the action returns."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args, **named))
        return done


def straight_to(app: App) -> Callable[[Envelope], Reply | None]:
    """A plain link: Bolt's own dispatch, acknowledged as its Socket Mode adapter would."""

    def link(envelope: Envelope) -> Reply | None:
        headers: dict[str, Any] = {"x-slack-retry-num": str(envelope.retry_attempt)}
        response = app.dispatch(BoltRequest(mode="socket_mode", body=envelope.payload, headers=headers))
        if response.status != 200:
            return None
        if not response.body:
            return Reply()
        is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
        return Reply(json.loads(response.body) if is_json else {"text": response.body})

    return link
