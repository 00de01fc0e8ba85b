"""How the running bot is, for `check` and over HTTP: true, and without words or names."""

import json
import socket
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from supervisionbot.adapters import health, outbox
from supervisionbot.adapters.database import Database
from supervisionbot.app.checking import check_running
from supervisionbot.app.healthz import State, state_of, tell_health
from supervisionbot.errors import WrongSettings
from supervisionbot.records.post import Outgoing
from tests.builders import MONDAY

MINUTE = timedelta(minutes=1)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = Database(tmp_path / "bot.db")
    made.migrate()
    return made


def runs(db: Database, *, looked: int = 0, listened: int = 0) -> State:
    """The state of a bot that looked and heard Slack so many minutes ago."""
    health.mark(db, health.LOOKED, MONDAY - looked * MINUTE)
    health.mark(db, health.LISTENING, MONDAY - listened * MINUTE)
    return state_of(db, MONDAY)


def said(state: State) -> list[tuple[str, bool]]:
    return list(check_running(state))


def test_before_the_first_start_there_is_nothing_to_tell(db: Database) -> None:
    assert said(state_of(db, MONDAY)) == [("The bot has not run with this database yet.", True)]


def test_a_bot_that_runs_is_well(db: Database) -> None:
    state = runs(db)

    assert state.is_well
    assert said(state) == [
        ("The bot is running; it last looked 2026-03-02 10:00 UTC.", True),
        ("The bot hears Slack; it last heard it 2026-03-02 10:00 UTC.", True),
        ("Events that wait to be taken in: 0.", True),
    ]


def test_a_bot_that_stands_still_is_not(db: Database) -> None:
    state = runs(db, looked=5, listened=5)

    assert not state.is_well
    assert ("The bot is not running; it last looked 2026-03-02 09:55 UTC.", False) in said(state)


def test_a_bot_that_does_not_hear_slack_is_not(db: Database) -> None:
    state = runs(db, listened=5)

    assert not state.is_well
    assert ("The bot does not hear Slack; it last heard it 2026-03-02 09:55 UTC.", False) in said(state)


def test_a_message_that_has_waited_for_long_is_named(db: Database) -> None:
    outbox.put(db, Outgoing("reminder", "p1", "D1"), MONDAY - 5 * MINUTE)
    state = runs(db)

    assert not state.is_well
    assert ("The message that waits longest was due 2026-03-02 09:55 UTC.", False) in said(state)


def asked_over_http(state: State) -> tuple[int, object]:
    """What GET /healthz answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tell_health(port, lambda: state):
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as answer:
            with answer:
                return answer.code, json.load(answer)


@pytest.mark.parametrize(("looked", "status"), [(0, 200), (5, 503)])
def test_it_is_told_over_http(db: Database, looked: int, status: int) -> None:
    told = {
        "ok": status == 200,
        "last_look": f"2026-03-02T{'10:00' if status == 200 else '09:55'}:00+00:00",
        "last_heard_slack": "2026-03-02T10:00:00+00:00",
        "slack_takes_messages": True,
        "oldest_message_due": None,
        "events_waiting": 0,
        "messages_held_up": 0,
    }

    assert asked_over_http(runs(db, looked=looked)) == (status, told)


def test_a_port_that_is_taken_is_named(db: Database) -> None:
    with socket.create_server(("", 0)) as other:
        port = other.getsockname()[1]

        with (
            pytest.raises(WrongSettings, match=f"HEALTH_PORT {port} cannot be used: Address already in use"),
            tell_health(port, lambda: runs(db)),
        ):
            pytest.fail("it is served all the same")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff kettle\r\n\r\n",
        b"GET /healthz?kettle=<!channel> HTTP/1.1\r\nHost: " + b"k" * 70_000 + b"\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nkettle",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nkettle\r\n",
    ],
    ids=["no HTTP", "a long header", "another method", "another place", "a broken body"],
)
def test_anything_else_is_refused_and_it_goes_on(db: Database, sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tell_health(port, lambda: runs(db)):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(1000)
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as after:
            status = after.status

    assert status == 200
    assert b" 200 " not in answer
    assert "kettle" not in caplog.text
