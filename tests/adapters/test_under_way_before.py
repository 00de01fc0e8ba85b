"""What an earlier version was sending when it was stopped for the update: it stands once, neither doubled nor lost."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from supervisionbot.adapters.database import stored
from supervisionbot.adapters.schema import steps
from supervisionbot.adapters.slack_messenger import DELIVERY
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace
from supervisionbot.settings import Settings
from tests.conftest import MONDAY, TOKEN, Office
from tests.versions import lay_out

BEFORE = steps()[steps().index("outbox") - 1]
"""The last version without an outbox."""
NOW, SENT_AT = stored(MONDAY), stored(MONDAY - timedelta(seconds=20))
MINUTE = timedelta(minutes=1)
STANDS, LOST = "stands", "lost"
"""Two of each kind: one came through, one did not."""
EMPTY = dict.fromkeys(("visit", "kind", "wanted_theme", "channel", "thread", "answer", "why"), "")
PROMPT = {**EMPTY, "question": "empathy-firstform", "theme": "empathy", "consent": "open", "due_at": SENT_AT}
PROMPT |= dict.fromkeys(("followed_up", "is_heavy", "is_reminded"), 0)
SESSION = {"question": "empathy-firstform", "theme": "", "minutes": 20, "called_at": SENT_AT, "ts": ""}


@dataclass(frozen=True)
class Caught:
    """Who was to get something: a worker and two channels for each of what came through and what did not."""

    worker: Person
    supervisor: Person
    supervisors: Channel
    team: Channel


@pytest.fixture
def caught(settings: Settings, slack: Workspace, stand_in: StandIn) -> dict[str, Caught]:
    """An earlier version's file, with a question, a digest and a team's question in the midst of being sent."""
    lay_out(BEFORE, settings.database_file)
    sam = slack.add_person("Sam Field")
    made = {}
    with closing(sqlite3.connect(settings.database_file)) as file, file:
        for name in (STANDS, LOST):
            worker = slack.add_person(f"Worker {name}")
            supervisors, team = (slack.add_channel(f"{name}-{what}", [worker, sam]) for what in ("sups", "team"))
            made[name] = Caught(worker, sam, supervisors, team)
            was_sending(file, "prompts", name, worker=worker.id, team=name, **PROMPT)
            (release,) = file.execute("select id from releases limit 1").fetchone()
            place = {"posted_in": "", "ts": ""}
            was_sending(file, "posts", name, release=release, team=name, channel=supervisors.id, **place)
            starter = {"team": name, "channel": team.id, "starter": sam.id}
            was_sending(file, "sessions", name, **starter, **SESSION)
    client, came = WebClient(TOKEN, base_url=stand_in.api_url), made[STANDS]
    for table, place in (("prompts", came.worker), ("posts", came.supervisors), ("sessions", came.team)):
        metadata = {"event_type": DELIVERY, "event_payload": {"delivery_id": f"{table}-{STANDS}"}}
        client.chat_postMessage(channel=place.id, text="As it was.", metadata=metadata)
    return made


def was_sending(file: sqlite3.Connection, table: str, name: str, **row: object) -> None:
    given = {"id": f"{table}-{name}", "state": "sending", "sending_at": SENT_AT, **row}
    file.execute(f"insert into {table} ({', '.join(given)}) values ({', '.join('?' * len(given))})", [*given.values()])


def test_a_question_is_there_once(caught: dict[str, Caught], office: Office) -> None:
    for name, one in caught.items():
        office.team(name, [one.worker], [])
    office.forward(minutes=30, look_every=MINUTE)

    assert {name: len(one.worker.dm) for name, one in caught.items()} == {STANDS: 1, LOST: 1}
    assert states(office, "prompts") == {STANDS: "asked", LOST: "asked"}


def test_a_digest_is_there_once(caught: dict[str, Caught], office: Office) -> None:
    for name, one in caught.items():
        office.team(name, [one.worker], [one.supervisor], digest_channel=one.supervisors.id)
    office.forward(minutes=30, look_every=MINUTE)
    seen = {name: one.worker.sees(one.supervisors) for name, one in caught.items()}

    assert {name: len([one for one in posts if not one.is_reply]) for name, posts in seen.items()} == {
        STANDS: 1,
        LOST: 1,
    }
    assert states(office, "posts") == {STANDS: "sent", LOST: "sent"}


def test_a_teams_question_is_there_once_or_is_given_up(caught: dict[str, Caught], office: Office) -> None:
    for name, one in caught.items():
        office.team(name, [one.worker], [], channel=one.team.id)
    office.forward(minutes=10, look_every=MINUTE)

    assert {name: len(one.worker.sees(one.team)) for name, one in caught.items()} == {STANDS: 1, LOST: 0}
    assert states(office, "sessions") == {STANDS: "open"}


def states(office: Office, table: str) -> dict[str, str]:
    rows = {row["id"].removeprefix(f"{table}-"): row["state"] for row in office.rows(f"select id, state from {table}")}
    return {name: state for name, state in rows.items() if name in (STANDS, LOST)}
