"""Envelopes that Slack's own libraries cannot read: acknowledged, logged by one plain line, and nothing else."""

import logging
from collections.abc import Iterator
from threading import get_ident
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from structlog.testing import capture_logs

from supervisionbot.app.leaving import leave
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace
from supervisionbot.triggers.slack_envelopes import WaryHandler
from supervisionbot.triggers.slack_payloads import WaryApp
from tests.conftest import Clock


@pytest.fixture(scope="module")
def connected() -> Iterator[Workspace]:
    """A workspace with a bot on its line that answers 500 to all that reaches it."""
    slack = Workspace(Clock().now)
    with serve(slack) as stand_in:
        yield from _on_line(slack, stand_in)


def _on_line(slack: Workspace, stand_in: StandIn) -> Iterator[Workspace]:
    client = WebClient("xoxb-playground", base_url=stand_in.api_url, retry_handlers=[])
    app = WaryApp(client=client, token_verification_enabled=False)
    app.middleware(lambda: BoltResponse(status=500))
    handler = WaryHandler(app, "xapp-playground")
    handler.connect()  # type: ignore[no-untyped-call]
    slack.wait_until(lambda: slack.connections == 1)
    yield slack
    leave(handler)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        ["kettle"],
        5,
        "kettle",
        {"enterprise": 5},
        {"type": "kettle"},
        {"event": {"user": ["kettle"]}},
        {"team": 1},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_acknowledged(connected: Workspace, payload: Any) -> None:
    with capture_logs() as logged:
        reply = connected.ask("interactive", payload)

    assert reply is not None
    assert [entry["event"] for entry in logged] == ["malformed"]
    assert "kettle" not in str(logged)


def test_no_library_logs_what_stood_in_it(connected: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    connected.ask("interactive", {"enterprise": 5, "text": "kettle"})
    connected.ask("interactive", ["kettle"])

    assert "kettle" not in caplog.text


def test_an_answer_for_which_the_line_is_gone_is_one_plain_line(caplog: pytest.LogCaptureFixture) -> None:
    handler = WaryHandler(WaryApp(client=WebClient("xoxb-x"), token_verification_enabled=False), "xapp-playground")
    asked = SocketModeRequest(type="events_api", envelope_id="E1", payload={"type": "kettle"})
    with capture_logs() as logged:
        handler.handle(Hung(), asked)

    # The bot on the other line may still be logging, in threads of its own.
    here = [record for record in caplog.records if record.thread == get_ident()]
    assert [entry["event"] for entry in logged] == ["malformed", "not_acknowledged"]
    assert here == []


class Hung(BaseSocketModeClient):
    """A line that was closed."""

    def send_message(self, message: str) -> None:
        raise SlackClientNotConnectedError("The line is closed.")
