"""The page over HTTP: its headers, and whom it refuses."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from supervisionbot.playground.cast import assemble
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.page.app import page_app
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace
from tests.conftest import MONDAY


@pytest.fixture
def asleep() -> Iterator[StandIn]:
    """The page while the bot is still waking up."""
    clock = Clock(MONDAY, time.monotonic)
    slack = Workspace(clock.now)
    with serve(slack, app=page_app(slack, clock, assemble(slack), lambda: None)) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    text: str


def asked(running: StandIn, path: str, body: object = None, **headers: str) -> Answer:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = None if body is None else json.dumps(body)
    with closing(HTTPConnection(urlsplit(running.url).netloc, timeout=5)) as connection:
        connection.request("GET" if body is None else "POST", path, sent, given)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


def test_the_page_forbids_scripts_and_styles_of_others(asleep: StandIn) -> None:
    answer = asked(asleep, "/")
    policy = answer.headers["content-security-policy"]

    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_page_names_no_address_elsewhere(asleep: StandIn) -> None:
    html = asked(asleep, "/").text

    assert "http://" not in html
    assert "https://" not in html
    assert " style=" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example"])
def test_a_name_that_only_points_here_is_refused(asleep: StandIn, host: str) -> None:
    assert asked(asleep, "/", Host=host).status == 400


def test_localhost_is_let_in(asleep: StandIn) -> None:
    assert asked(asleep, "/", Host=f"localhost:{urlsplit(asleep.url).port}").status == 200


@pytest.mark.parametrize("path", ["/do/say", "/api/chat.postMessage", "/static/page.js", "/changes"])
def test_other_sites_are_refused(asleep: StandIn, path: str) -> None:
    assert asked(asleep, path, {}, Origin="https://evil.example", Content_Type="application/json").status == 403
    assert asked(asleep, path, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403


def test_a_deed_needs_the_pages_own_origin_and_json(asleep: StandIn) -> None:
    assert asked(asleep, "/do/cancel", {}, Content_Type="application/json").status == 403
    assert asked(asleep, "/do/cancel", {}, Origin=asleep.url, Content_Type="text/plain").status == 403
    assert asked(asleep, "/do/cancel", {}, Origin=asleep.url, Content_Type="application/json").status == 200


@pytest.mark.parametrize("body", [[], "x", {"at": "nowhere"}])
def test_what_makes_no_sense_is_refused_in_words(asleep: StandIn, body: object) -> None:
    answer = asked(asleep, "/do/delete", body, Origin=asleep.url, Content_Type="application/json")

    assert answer.status == 409
    assert json.loads(answer.text)["problem"]


def test_while_the_bot_wakes_up_the_page_is_there_and_says_so(asleep: StandIn) -> None:
    html = asked(asleep, "/").text
    answer = asked(asleep, "/do/say", {"text": "hi"}, Origin=asleep.url, Content_Type="application/json")

    assert "The bot is waking up" in html
    assert "waking up" in json.loads(answer.text)["problem"]


def test_the_bot_itself_is_let_in_without_an_origin(asleep: StandIn) -> None:
    answer = asked(
        asleep, "/api/auth.test", {}, Authorization="Bearer xoxb-playground", Content_Type="application/json"
    )

    assert json.loads(answer.text)["ok"]


def test_the_server_stops_while_a_page_still_listens(asleep: StandIn) -> None:
    with closing(HTTPConnection(urlsplit(asleep.url).netloc, timeout=5)) as connection:
        connection.request("GET", "/changes")
        answer = connection.getresponse()

        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.readline() == b"retry: 500\n"
