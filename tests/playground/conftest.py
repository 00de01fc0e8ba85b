"""A workspace, a server in front of it, and Slack's own SDK and Bolt as its users."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from supervisionbot.playground.nouns import Channel, Envelope, Reply
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace


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


@pytest.fixture(scope="session", autouse=True)
def no_proxies() -> None:
    """The SDK would send calls to this machine through a proxy."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Workspace:
    return Workspace(clock.now, elapsed=clock.elapsed)


@pytest.fixture
def ana(slack: Workspace) -> Person:
    return slack.add_person("Ana Lopez")


@pytest.fixture
def ben(slack: Workspace) -> Person:
    return slack.add_person("Ben", tz=None)


@pytest.fixture
def team(slack: Workspace, ana: Person, ben: Person) -> Channel:
    return slack.add_channel("supervisors", [ana, ben])


@pytest.fixture
def stand_in(slack: Workspace) -> Iterator[StandIn]:
    with serve(slack, ack_within=1.0, retry_after=(0.01, 0.02, 0.03)) as running:
        yield running


@pytest.fixture
def client(stand_in: StandIn) -> WebClient:
    return WebClient(token="xoxb-playground", base_url=stand_in.api_url, retry_handlers=[], timeout=5)


@pytest.fixture
def app(slack: Workspace, client: WebClient) -> App:
    """Bolt, run in the acting person's thread."""
    app = App(client=client, token_verification_enabled=False, listener_executor=AtOnce())
    slack.link = straight_to(app)
    return app
