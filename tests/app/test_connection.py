"""The line to Slack falls silent, breaks, is closed: the bot comes back by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from supervisionbot.app.connection import LONGEST_WAIT, SILENT_AFTER, Connection
from supervisionbot.app.leaving import leave
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace


@dataclass
class Seconds:
    """A count of seconds that a test moves by hand."""

    passed: float = 0.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def handler(stand_in: StandIn) -> Iterator[SocketModeHandler]:
    client = WebClient("xoxb-playground", base_url=stand_in.api_url, retry_handlers=[])
    made = SocketModeHandler(App(client=client, token_verification_enabled=False), "xapp-playground")
    yield made
    leave(made)


@pytest.fixture
def line(handler: SocketModeHandler, seconds: Seconds, slack: Workspace) -> Connection:
    """A line that is up."""
    made = Connection(handler, seconds)
    made.look()
    slack.wait_until(lambda: slack.connections == 1)
    return made


def test_a_line_that_is_heard_stays(line: Connection, seconds: Seconds, slack: Workspace) -> None:
    seconds.passed += 5

    assert line.look()
    assert slack.connections == 1


def test_a_line_that_says_nothing_is_replaced(
    line: Connection, handler: SocketModeHandler, seconds: Seconds, slack: Workspace
) -> None:
    """Slack's own library would wait for ever where not a single pong came."""
    slack.falls_silent()
    before = handler.client.session_id()
    seconds.passed += SILENT_AFTER + 1

    assert not line.look()
    slack.falls_silent(False)
    assert handler.client.session_id() != before
    assert line.look()


def test_a_line_that_was_cut_is_replaced(
    line: Connection, handler: SocketModeHandler, seconds: Seconds, slack: Workspace
) -> None:
    slack.drops_connections()
    slack.wait_until(lambda: slack.connections == 0)
    handler.client.current_session.close()
    seconds.passed += 2

    assert not line.look()
    slack.wait_until(lambda: slack.connections == 1)
    assert line.look()


def test_while_slack_is_down_it_tries_less_and_less(
    line: Connection, handler: SocketModeHandler, seconds: Seconds, slack: Workspace
) -> None:
    slack.goes_down()
    handler.client.current_session.close()
    tries: list[float] = []
    for _ in range(600):
        seconds.passed += 1
        before = line.next_try
        line.look()
        if line.next_try != before:
            tries.append(seconds.passed)
    waits = [after - before for before, after in pairwise(tries)]

    assert waits[0] <= 3
    assert max(waits) <= LONGEST_WAIT + 1
    assert waits[-1] >= LONGEST_WAIT / 2
    assert len(tries) < 30


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
def test_a_line_that_slack_takes_away_is_replaced(
    line: Connection, handler: SocketModeHandler, slack: Workspace, reason: str
) -> None:
    before = handler.client.session_id()
    slack.drops_connections(reason)

    assert slack.wait_until(lambda: slack.connections == 1 and handler.client.session_id() != before)
