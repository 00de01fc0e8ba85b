"""A workspace, a server in front of it, and Slack's own SDK and Bolt as its users."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace

from .parts import AtOnce, Clock, straight_to


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


def _keeps(heard: list[dict[str, Any]]) -> Callable[..., None]:
    def listener(event: dict[str, Any]) -> None:
        heard.append(event)

    return listener


@pytest.fixture
def events(app: App) -> list[dict[str, Any]]:
    """All events that reach the app, own posts aside."""
    heard: list[dict[str, Any]] = []
    for kind in ("message", "app_home_opened", "member_joined_channel", "member_left_channel", "user_change"):
        app.event(kind)(_keeps(heard))
    return heard
