"""Socket Mode: the real client and handler of Slack's SDK, and a bare WebSocket for what they hide."""

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Event, Ping, Pong, Request, TextMessage

from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace

Json = dict[str, Any]


class BareLine:
    """One WebSocket connection, frame by frame."""

    def __init__(self, client: WebClient) -> None:
        url = urlsplit(client.apps_connections_open(app_token="xapp-playground")["url"])
        self._socket = socket.create_connection((url.hostname, url.port), timeout=2)
        self._frames = WSConnection(ConnectionType.CLIENT)
        self._came: list[Event] = []
        self.sends(Request(host=f"{url.hostname}:{url.port}", target=f"{url.path}?{url.query}"))
        assert isinstance(self.gets(), AcceptConnection)

    def sends(self, event: Event) -> None:
        self._socket.sendall(self._frames.send(event))

    def gets(self, timeout: float = 2.0) -> Event | None:
        """The next frame, or None when the line ended or stayed quiet."""
        self._socket.settimeout(timeout)
        while not self._came:
            try:
                data = self._socket.recv(65536)
            except (TimeoutError, ConnectionResetError):
                return None
            self._frames.receive_data(data or None)
            self._came.extend(self._frames.events())
        return self._came.pop(0)

    def reads(self) -> Json:
        frame = self.gets()
        assert isinstance(frame, TextMessage)
        content: Json = json.loads(frame.data)
        return content

    def acknowledges(self, envelope: Json, payload: Json | None = None) -> None:
        answer = {"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})
        self.sends(TextMessage(data=json.dumps(answer)))

    def closes(self) -> None:
        self._socket.close()


@pytest.fixture
def line(client: WebClient) -> Iterator[BareLine]:
    line = BareLine(client)
    yield line
    line.closes()


def test_a_connection_is_greeted(line: BareLine) -> None:
    hello = line.reads()

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["debug_info"]["approximate_connection_time"] == 3600


def test_each_event_goes_to_one_of_the_connections(line: BareLine, client: WebClient, ana: Person) -> None:
    other = BareLine(client)
    line.reads()
    assert other.reads()["num_connections"] == 2
    ana.writes("one")
    ana.writes("two")
    texts = {each.reads()["payload"]["event"]["text"] for each in (line, other)}
    other.closes()

    assert texts == {"one", "two"}


def test_an_unacknowledged_event_is_repeated_three_times(slack: Workspace, ana: Person) -> None:
    with serve(slack, ack_within=0.02, retry_after=(0.01, 0.01, 0.01)) as quick:
        line = BareLine(WebClient(token="xoxb-playground", base_url=quick.api_url))
        line.reads()
        ana.writes("hello?")
        frames = [line.reads() for _ in range(4)]

        assert line.gets(timeout=0.1) is None
        line.closes()

    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert frames[1]["retry_reason"] == "timeout"
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    assert len({frame["envelope_id"] for frame in frames}) == 4


def test_an_acknowledged_event_is_not_repeated(line: BareLine, ana: Person) -> None:
    line.reads()
    ana.writes("hello")
    line.acknowledges(line.reads())

    assert line.gets(timeout=0.1) is None


def test_events_wait_for_a_connection(client: WebClient, slack: Workspace, ana: Person) -> None:
    with serve(slack, retry_after=(0.1, 0.2, 0.3)) as waiting:
        ana.writes("nobody is there yet")
        line = BareLine(WebClient(token="xoxb-playground", base_url=waiting.api_url))
        line.reads()
        frame = line.reads()
        line.acknowledges(frame)
        line.closes()

    assert frame["retry_attempt"] > 0


def test_commands_fail_at_once_without_a_connection(stand_in: StandIn, slack: Workspace, ana: Person) -> None:
    ana.runs("/reflect")

    assert "did not respond" in ana.reads()
    assert slack.refusals[0].error == "not_acknowledged"


def test_pings_are_answered_until_the_line_falls_silent(line: BareLine, slack: Workspace, ana: Person) -> None:
    line.reads()
    line.sends(Ping(payload=b"one"))
    answered = line.gets()
    slack.falls_silent()
    line.sends(Ping(payload=b"two"))
    ana.writes("into the void")

    assert isinstance(answered, Pong)
    assert line.gets(timeout=0.1) is None


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
def test_a_connection_ends_with_its_reason(line: BareLine, slack: Workspace, reason: str) -> None:
    line.reads()
    slack.drops_connections(reason)
    frame = line.reads()

    assert (frame["type"], frame["reason"]) == ("disconnect", reason)
    assert isinstance(line.gets(), CloseConnection)


def test_a_warning_leaves_the_connection_up(line: BareLine, slack: Workspace) -> None:
    line.reads()
    slack.drops_connections("warning")

    assert line.reads()["reason"] == "warning"
    assert slack.connections == 1


def test_a_line_can_be_cut_without_a_word(line: BareLine, slack: Workspace) -> None:
    line.reads()
    slack.drops_connections()

    slack.wait_until(lambda: slack.connections == 0)
    assert not isinstance(line.gets(), TextMessage)


def test_ten_connections_are_the_most(client: WebClient, slack: Workspace) -> None:
    lines = [BareLine(client) for _ in range(10)]
    slack.wait_until(lambda: slack.connections == 10)
    eleventh = BareLine(client)
    answer = eleventh.reads()
    for each in [*lines, eleventh]:
        each.closes()

    assert answer["reason"] == "too_many_websockets"


def test_only_an_app_token_opens_a_connection(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.apps_connections_open(app_token="xoxb-playground")


@pytest.fixture
def handler(client: WebClient, slack: Workspace) -> Iterator[SocketModeHandler]:
    """The real thing: Bolt's Socket Mode handler on the SDK's client."""
    handler = SocketModeHandler(App(client=client, token_verification_enabled=False), "xapp-playground")
    handler.client.connect()
    yield handler
    handler.client.close()


def test_the_real_client_takes_commands_events_and_forms_and_reconnects(
    handler: SocketModeHandler, slack: Workspace, ana: Person
) -> None:
    app = handler.app
    view = {"type": "modal", "callback_id": "f", "title": {"type": "plain_text", "text": "F"}, "blocks": []}
    app.command("/reflect")(
        lambda ack, command, client: (
            ack("opening"),
            client.views_open(trigger_id=command["trigger_id"], view=view),
        )
    )
    app.view("f")(lambda ack: ack(response_action="clear"))
    app.message("hello")(
        lambda event, client: client.chat_postMessage(channel=event["channel"], text="got it", thread_ts=event["ts"])
    )
    slack.wait_until(lambda: slack.connections == 1)
    ana.runs("/reflect visit")
    slack.wait_until(lambda: ana.form)
    errors = ana.submits()
    slack.drops_connections("refresh_requested")
    slack.wait_until(lambda: slack.connections == 0)
    root = ana.writes("hello")
    slack.wait_until(lambda: ana.thread(root))

    assert errors == {}
    assert "opening" in ana.reads()
    assert ana.reads().endswith("Ana Lopez: hello\n    Supervision Bot: got it")
    assert slack.refusals == []
