"""The stand-in as a server: only for this machine, quick to come and go."""

import logging
import socket
import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn, serve, stand_in_app
from supervisionbot.playground.workspace import Workspace


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "example.org"])
def test_no_other_machine_may_reach_it(slack: Workspace, host: str) -> None:
    with pytest.raises(ValueError, match="this machine"), serve(slack, host=host):
        pass


def test_a_page_elsewhere_cannot_use_it_under_another_name(stand_in: StandIn) -> None:
    request = urllib.request.Request(f"{stand_in.api_url}api.test", headers={"Host": "evil.example"})

    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request)


def test_it_is_gone_when_left(slack: Workspace) -> None:
    with serve(slack) as running:
        port = int(running.url.rpartition(":")[2])

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_it_can_come_back_on_the_same_port_for_the_same_workspace(slack: Workspace, ana: Person) -> None:
    with serve(slack) as first:
        port = int(first.url.rpartition(":")[2])
    with serve(slack, port=port) as second:
        client = WebClient(token="xoxb-playground", base_url=second.api_url)

        assert client.chat_postMessage(channel=ana.id, text="here again")["ok"]


def test_a_page_can_stand_beside_it(slack: Workspace) -> None:
    def page(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("a page")

    beside = stand_in_app(slack, routes=[Route("/", page)])

    with serve(slack, app=beside) as running, urllib.request.urlopen(running.url) as answer:
        assert answer.read() == b"a page"


def test_it_logs_no_words(client: WebClient, ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "uvicorn")
    client.chat_postMessage(channel=ana.id, text="confidential")

    assert "confidential" not in caplog.text
