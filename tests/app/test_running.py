"""The bot's start and end: the real program, and its connection to Slack."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import checking, wiring
from supervisionbot.app.connection import Connection
from supervisionbot.app.leaving import leave
from supervisionbot.errors import WrongDatabase, WrongSettings
from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.workspace import Workspace
from supervisionbot.records.bank import Library
from supervisionbot.records.post import Outgoing
from supervisionbot.settings import Settings
from supervisionbot.triggers import posts
from tests.conftest import KEY, PROMPTS, Office

BOT = Path(__file__).parents[2] / "bot.py"
WITHIN = 60


@dataclass(frozen=True, slots=True)
class Started:
    """`python bot.py ...` with an environment of its own."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """The running program."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        given = kept | {"PROMPTS_DIR": str(PROMPTS), "PYTHONDONTWRITEBYTECODE": "1"} | self.env | more
        return subprocess.Popen(
            [sys.executable, str(BOT), *words],
            cwd=self.folder,
            env=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ends(self, *words: str, **more: str) -> tuple[int, str]:
        """Exit code and standard error of a program that ends by itself."""
        program = self.start(*words, **more)
        _, errors = program.communicate(timeout=WITHIN)
        return program.returncode, errors


@pytest.fixture
def program(tmp_path: Path) -> Started:
    return Started(tmp_path)


def test_without_settings_it_names_what_is_missing_and_points_to_the_playground(program: Started) -> None:
    code, errors = program.ends("run")

    assert code == 2
    assert errors == (
        "Missing: SLACK_BOT_TOKEN and SLACK_APP_TOKEN. Set them as .env.example says, "
        "or try the bot without Slack: make playground\n"
    )


def test_all_that_is_malformed_or_missing_is_named_at_once(program: Started) -> None:
    code, errors = program.ends(
        "run", SLACK_BOT_TOKEN="xapp-1", KEEP_TEXT_DAYS="soon", TEXT_KEY="secret", LOG_LEVEL="loud", DATABASE_URL="x"
    )

    assert code == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "KEEP_TEXT_DAYS", "TEXT_KEY", "LOG_LEVEL", "DATABASE_URL"):
        assert errors.count(name) == 1
    assert "secret" not in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("file", "slip", "said"),
    [
        ("questions/trust.toml", '[[question]]\nid = "x"\n\n', "questions/trust.toml, line 1: "),
        ("messages/preview.md.j2", "{{ lines[0].titel }}\n", "messages/preview.md.j2, line 1: "),
    ],
)
def test_what_is_wrong_in_the_prompts_stops_the_start_with_file_line_and_reason(
    program: Started, tmp_path: Path, file: str, slip: str, said: str
) -> None:
    folder = shutil.copytree(PROMPTS, tmp_path / "prompts")
    damaged = folder / file
    damaged.write_text(f"{slip}{damaged.read_text()}")
    tokens = {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground"}
    code, errors = program.ends("run", PROMPTS_DIR=str(folder), **tokens)

    assert code == 2
    assert errors.startswith(said)
    assert "Traceback" not in errors


def test_a_database_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("This is no database, and long enough to be told from one." * 50)
    given = Settings(database_url=f"sqlite:///{tmp_path / 'bot.db'}", _env_file=None)  # type: ignore[call-arg]

    with pytest.raises(WrongDatabase, match="cannot be used"):
        wiring.open_database(given)


def test_on_a_damaged_database_it_does_not_start_and_check_says_why(program: Started, tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    db = Database(file)
    db.migrate()
    db.close()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"\x99" * 4096 + whole[len(whole) // 2 + 4096 :])
    tokens = {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground"}
    code, errors = program.ends("run", DATABASE_URL=f"sqlite:///{file}", **tokens)
    given = Settings(database_url=f"sqlite:///{file}", _env_file=None)  # type: ignore[call-arg]
    said = list(checking._check_database(given))

    assert code == 2
    assert "restore a copy: python bot.py restore FILE" in errors
    assert "Traceback" not in errors
    assert said == [(errors.strip(), False)]


def test_a_refusal_ends_with_one_and_a_sentence(program: Started) -> None:
    assert program.ends("team", "show", "West") == (
        1,
        "There is no team called 'West'. See: python bot.py team list\n",
    )


def test_it_runs_on_slack_and_ends_cleanly_when_told_to(
    program: Started, slack: Workspace, stand_in: StandIn, models: object
) -> None:
    ana = slack.add_person("Ana Okafor")
    bot = program.start(
        "run",
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_API_URL=stand_in.api_url,
        SLACK_CLIENT_ID="111.222",
        SLACK_CLIENT_SECRET="left over",
        TEXT_KEY=KEY,
    )
    try:
        slack.wait_until(lambda: slack.connections, WITHIN)
        ana.runs("/reflect help")
        bot.send_signal(signal.SIGTERM)
        _, errors = bot.communicate(timeout=WITHIN)
    finally:
        bot.kill()

    assert "I ask one question after a visit" in ana.reads()
    assert bot.returncode == 0
    assert "event=stopped" in errors
    assert "Traceback" not in errors


def test_it_ends_cleanly_though_a_post_hangs_which_stands_once_after_the_restart(
    program: Started, tmp_path: Path, library: Library, bot_words: TemplateWords, models: tuple[Redactor, Coder]
) -> None:
    slack, db = Workspace(wiring.system_clock), Database(tmp_path / "bot.db")
    people = [slack.add_person(name) for name in ("Ana Okafor", "Ben Ade")]
    db.migrate()
    for person in people:
        outbox.put(db, Outgoing("card_lost", "a card", person.id, worker=person.id), wiring.system_clock())
    slack.fails("chat.postMessage", to=people[0], takes_it_first=True, delay=10)
    with serve(slack) as stand_in:
        env = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
        bot = program.start("run", **env, SLACK_API_URL=stand_in.api_url, DATABASE_URL=f"sqlite:///{db.file}")
        try:
            slack.wait_until(lambda: people[0].dm, WITHIN)
            bot.send_signal(signal.SIGTERM)
            _, errors = bot.communicate(timeout=WITHIN)
        finally:
            bot.kill()
        under_way = db.rows("select recipient from outbox where state = 'sending'")
        starts_again(stand_in, db, library, bot_words, models)
    db.close()

    assert (bot.returncode, "Traceback" in errors) == (0, False)
    assert under_way == [{"recipient": people[0].id}]
    assert [len(person.dm) for person in people] == [1, 1]


def starts_again(
    stand_in: StandIn, db: Database, library: Library, words: TemplateWords, models: tuple[Redactor, Coder]
) -> None:
    """The bot once more, a minute later: it looks up what was under way, and sends what is due."""
    later = wiring.system_clock() + timedelta(minutes=1)
    given = Settings(slack_api_url=stand_in.api_url, _env_file=None)  # type: ignore[call-arg]
    messenger = wiring.open_messenger(stand_in.slack.bot_token, given, lambda: later)
    parts = wiring.wire(given, db, messenger, models, library, words=words, now=lambda: later)
    posts.find_under_way(parts)
    posts.send_all(parts)
    assert db.rows("select id from outbox where state <> 'sent'") == []


@dataclass
class Impatient(threading.Event):
    """A stop that is never waited for: something happens instead."""

    happens: Callable[[], object]
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        self.happens()
        return self.is_set()


@contextmanager
def a_handler(stand_in: StandIn) -> Iterator[SocketModeHandler]:
    """Bolt's Socket Mode on the stand-in."""
    client = WebClient("xoxb-playground", base_url=stand_in.api_url, retry_handlers=[])
    handler = SocketModeHandler(App(client=client, token_verification_enabled=False), "xapp-playground")
    yield handler
    leave(handler)


@pytest.mark.parametrize(
    "trouble", [{"drops_connection": True}, {"error": "internal_error"}], ids=["no line", "an error"]
)
def test_while_slack_cannot_be_reached_it_waits_and_connects_later(
    slack: Workspace, stand_in: StandIn, trouble: dict[str, Any]
) -> None:
    slack.fails("apps.connections.open", times=3, **trouble)
    stop = Impatient(lambda: None)
    with a_handler(stand_in) as handler:
        connected = Connection(handler).connect(stop)

    assert connected
    assert len(stop.waits) == 3
    assert 0.5 <= stop.waits[0] <= 1 <= stop.waits[1] <= 2 <= stop.waits[2] <= 4


def test_it_can_be_stopped_while_slack_cannot_be_reached(slack: Workspace, stand_in: StandIn) -> None:
    slack.goes_down()
    stop = Impatient(lambda: threading.Event.set(stop))
    with a_handler(stand_in) as handler:
        connected = Connection(handler).connect(stop)

    assert not connected
    assert len(stop.waits) == 1


def test_a_token_that_slack_refuses_is_not_waited_for(slack: Workspace, stand_in: StandIn) -> None:
    slack.revokes_token("account_inactive")
    with a_handler(stand_in) as handler, pytest.raises(WrongSettings, match="SLACK_APP_TOKEN: account_inactive"):
        Connection(handler).connect(Impatient(lambda: None))


def test_a_client_id_in_the_environment_changes_nothing(office: Office) -> None:
    os.environ["SLACK_CLIENT_ID"] = "111.222"
    os.environ["SLACK_CLIENT_SECRET"] = "left over"
    wiring.build("xoxb-playground", office.settings, office.bot.wiring, ThreadPoolExecutor(1))

    assert "SLACK_CLIENT_ID" not in os.environ
    assert "SLACK_CLIENT_SECRET" not in os.environ


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    given = Settings(database_url=f"sqlite:///{tmp_path / 'file' / 'x' / 'bot.db'}", _env_file=None)  # type: ignore[call-arg]

    with pytest.raises(WrongDatabase, match="cannot be made"):
        wiring.open_database(given)


def test_the_manifest_asks_for_the_scopes_that_are_checked() -> None:
    manifest = (BOT.parent / "manifest.json").read_text()

    assert all(f'"{scope}"' in manifest for scope in checking.SCOPES)
