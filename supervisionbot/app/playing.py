"""The bot on a Slack of its own: the real Bolt app over a real socket, a fresh database, a clock that can be turned."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr

from supervisionbot.adapters import inspection, team_store
from supervisionbot.adapters.private_store import prompts, sessions
from supervisionbot.adapters.vault import new_key
from supervisionbot.app import wiring
from supervisionbot.app.leaving import leave
from supervisionbot.playground.bot_side import BotSide, KeptTable
from supervisionbot.playground.cast import Cast, PlayTeam, assemble
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.page.app import page_app
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.playground.story import NotAsPromised, Story
from supervisionbot.playground.workspace import Workspace
from supervisionbot.records.private import SessionState
from supervisionbot.records.team import Rhythm, Team
from supervisionbot.rules import teams
from supervisionbot.settings import Settings, read_settings
from supervisionbot.triggers.slack_envelopes import WaryHandler

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday without a public holiday for weeks: every try-out begins then."""
LISTENERS = 8


class Listeners(ThreadPoolExecutor):
    """Threads for the bot's listeners that know whether any is at work; `changed` hears when one is done."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(LISTENERS, "listener")
        self._at_work, self._lock, self._changed = 0, threading.Lock(), changed

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in hand."""
        return self._at_work == 0

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Take a listener on."""
        with self._lock:
            self._at_work += 1
        future = super().submit(work, *args, **named)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Future[Any]) -> None:
        with self._lock:
            self._at_work -= 1
        self._changed()


def play(port: int, *, tell: bool, progress: wiring.Progress) -> bool:
    """Serve the playground, or tell its story; whether everything went as it should."""
    _forget_proxies()
    clock = Clock(START, time.monotonic)
    slack = Workspace(clock.now, elapsed=time.monotonic)
    cast = assemble(slack)
    if tell:
        with serve(slack) as stand_in, bot_beside(stand_in, cast, clock, progress) as bot:
            return _told(slack, cast, clock, bot)
    ready: list[BotSide] = []
    page = page_app(slack, clock, cast, lambda: ready[0] if ready else None)
    with serve(slack, port=port, app=page) as stand_in:
        sys.stdout.write(f"The playground is open: http://localhost:{port}\nStop it with Ctrl-C.\n")
        sys.stdout.flush()
        with bot_beside(stand_in, cast, clock, progress) as bot:
            ready.append(bot)
            slack.stir()
            clock.run()
            _keep_looking(bot)
    return True


@contextmanager
def bot_beside(stand_in: StandIn, cast: Cast, clock: Clock, progress: wiring.Progress) -> Iterator[BotSide]:
    """The wired bot on the stand-in, connected, with its teams set up."""
    given, slack = read_settings(), stand_in.slack
    with TemporaryDirectory(prefix="playground-") as folder:
        settings = Settings(
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api_url=stand_in.api_url,
            database_url=f"sqlite:///{Path(folder) / 'playground.db'}",
            text_key=SecretStr(new_key()),
            prompts_dir=given.prompts_dir,
        )
        library, db = wiring.open_library(settings), wiring.open_database(settings)
        messenger = wiring.open_messenger(slack.bot_token, settings, clock.now)
        models = wiring.open_models(settings, library, progress)
        parts = wiring.wire(settings, db, messenger, models, library, now=clock.now)
        for team in (cast.north, cast.south):
            team_store.save_team(db, _team(team, clock.now()), clock.now())
        with Listeners(slack.stir) as listeners:
            bot = wiring.build(slack.bot_token, settings, parts, listeners)
            handler = WaryHandler(bot.bolt, slack.app_token)
            handler.connect()  # type: ignore[no-untyped-call]
            try:
                yield _side(bot, listeners)
            finally:
                leave(handler)
        db.close()


def _team(team: PlayTeam, now: datetime) -> Team:
    workers = tuple(worker.id for worker in team.workers)
    return Team(
        team.name,
        workers,
        (team.supervisor.id,),
        now.date(),
        digest_channel=team.digest_channel.id,
        channel=team.channel.id,
        rhythm=Rhythm(weeks=1),
    )


def _side(bot: wiring.Bot, listeners: Listeners) -> BotSide:
    db, now = bot.wiring.db, bot.wiring.now
    looking = threading.Lock()

    def look() -> None:
        with looking:
            bot.look()

    def next_prompt() -> datetime | None:
        return prompts.next_due(db)

    def next_digest() -> datetime | None:
        units = teams.units_of(team_store.teams(db))
        return min((teams.next_closing(unit, now()) for unit in units), default=None)

    def next_end() -> datetime | None:
        ends = (one.closes_at for one in sessions.sessions_in(db, SessionState.OPEN))
        return min((end for end in ends if end), default=None)

    def what_is_kept() -> list[KeptTable]:
        return [
            KeptTable(table, side, about, *_as_tuples(inspection.rows_of(db, table)))
            for side, tables in inspection.TABLES.items()
            for table, about in tables.items()
        ]

    return BotSide(look, lambda: listeners.is_idle, next_prompt, next_digest, next_end, what_is_kept)


def _as_tuples(
    found: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return found[0], tuple(found[1])


def _told(slack: Workspace, cast: Cast, clock: Clock, bot: BotSide) -> bool:
    def say(line: str) -> None:
        sys.stdout.write(line + "\n")

    try:
        Story(slack, cast, clock, bot, say).tell()
    except (NotAsPromised, TimeoutError) as error:
        say(f"\nThe story broke off: {error}")
        return False
    say("\nAll of it happened.")
    return True


def _keep_looking(bot: BotSide) -> None:
    """Look after things every second, until Ctrl-C."""
    stop = threading.Event()
    try:
        while not stop.wait(1):
            bot.look()
    except KeyboardInterrupt:
        sys.stdout.write("\nThe playground is closed; nothing of it is kept.\n")


def _forget_proxies() -> None:
    """The SDK would send calls to this machine through a proxy."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
