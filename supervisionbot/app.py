"""Wiring: settings -> adapters -> flows -> triggers. The only reader of the clock, chance and the environment."""

import logging
import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import structlog
from rich.console import Console
from rich.progress import Progress as RichProgress
from rich.progress import TaskID
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler, ServerErrorRetryHandler

from supervisionbot.adapters import prompt_files, released_store
from supervisionbot.adapters.coding.coder import open_coder
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.redactor import open_redactor
from supervisionbot.adapters.slack_messenger import SlackMessenger
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.adapters.vault import Vault
from supervisionbot.errors import SupervisionBotError, WrongDatabase, WrongPrompts, WrongSettings
from supervisionbot.flows import post_digests
from supervisionbot.flows.ports import Coder, Names, Redactor, Speech, Understanding
from supervisionbot.records.bank import Library
from supervisionbot.settings import Settings, read_settings, require_tokens
from supervisionbot.triggers import schedule, slack_actions, slack_commands, slack_events
from supervisionbot.triggers.command_line import Parts, command_line
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()

LISTENERS = 20
"""Threads for listeners: Bolt's five would let five slow replies hold up every command."""
POST_TIMEOUT, READ_TIMEOUT = 15, 5
LONGEST_WAIT = 60
SCOPES = ("chat:write", "commands", "im:history", "im:write", "users:read")
"""What the bot asks of a workspace, as in manifest.json; see docs for what each is for."""
Progress = Callable[[str, float], None]
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where the clock is read


def fresh_id() -> str:
    """An opaque id by chance."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Bot:
    """The wired bot: its Bolt app, and all that it looks after as time passes."""

    wiring: Wiring
    bolt: App
    looks: Sequence[schedule.Look]

    def look(self) -> None:
        """Look after everything once, in order."""
        for one in self.looks:
            one.run()


def open_library(settings: Settings) -> Library:
    """Everything practice leads wrote; raises WrongPrompts with file, line and reason."""
    codebook = prompt_files.load_codebook(settings.prompts_dir)
    kinds = prompt_files.load_visit_kinds(settings.prompts_dir)
    return Library(codebook, prompt_files.load_questions(settings.prompts_dir, codebook, kinds), kinds)


def open_database(settings: Settings) -> Database:
    """The database, brought to its newest form."""
    settings.database_file.parent.mkdir(parents=True, exist_ok=True)
    db = Database(settings.database_file)
    db.migrate()
    return db


def open_models(settings: Settings, library: Library, progress: Progress) -> tuple[Redactor, Coder]:
    """The redactor and the coder, from the cache or learnt anew; `progress` hears which and how far, 0 to 1."""
    examples = settings.prompts_dir / "examples.jsonl"
    cache = settings.prompts_dir.resolve().parent / ".cache" / "models"
    cache.mkdir(parents=True, exist_ok=True)
    redactor = open_redactor(examples, cache, lambda share: progress("redactor", share))
    themes = [theme.id for theme in library.codebook.themes]
    return redactor, open_coder(examples, cache, themes, lambda share: progress("coder", share))


def open_messenger(token: str, settings: Settings, now: Clock) -> SlackMessenger:
    """Slack: one client that never sends twice by itself, and one for reading that tries again."""
    posts = WebClient(token, base_url=settings.slack_api_url, timeout=POST_TIMEOUT, retry_handlers=[])
    again = [RateLimitErrorRetryHandler(max_retry_count=2), ServerErrorRetryHandler(max_retry_count=2)]
    reads = WebClient(token, base_url=settings.slack_api_url, timeout=READ_TIMEOUT, retry_handlers=again)
    return SlackMessenger(posts, reads, now)


def wire(
    settings: Settings,
    db: Database,
    messenger: SlackMessenger,
    models: tuple[Redactor, Coder],
    library: Library,
    *,
    now: Clock = system_clock,
    new_id: Callable[[], str] = fresh_id,
) -> Wiring:
    """Put the parts together."""
    names: Names = messenger.names
    understanding = Understanding(*models, Vault(settings.text_keys), names)
    speech = Speech(messenger, TemplateWords(settings.prompts_dir), library)
    return Wiring(db, speech, understanding, now, new_id, timedelta(days=settings.keep_text_days))


def build(token: str, settings: Settings, wiring: Wiring, executor: Executor) -> Bot:
    """The Bolt app with every listener, as it runs against slack.com or a stand-in."""
    # With these in the environment Bolt would turn to OAuth and drop the token it was given.
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        os.environ.pop(name, None)  # noqa: TID251 - the one place where the environment is touched
    client = WebClient(token, base_url=settings.slack_api_url, timeout=POST_TIMEOUT, retry_handlers=[])
    bolt = App(
        client=client,
        token_verification_enabled=False,
        # Bolt takes every thread in direct messages for an assistant's; its say() would fail there.
        attaching_conversation_kwargs_enabled=False,
        listener_executor=executor,
    )
    turns = slack_events.Turns()
    slack_events.listen(bolt, wiring, turns)
    slack_commands.listen(bolt, wiring)
    slack_actions.listen(bolt, wiring, turns)

    @bolt.error
    def on_error(error: Exception) -> None:
        # Neither message nor traceback: both can hold a worker's words.
        log.error("listener_failed", error=type(error).__name__)

    return Bot(wiring, bolt, schedule.looks(wiring, turns))


def run(settings: Settings, progress: Progress) -> None:
    """Run until SIGTERM or SIGINT; what is in hand then is finished."""
    bot_token, app_token = require_tokens(settings)
    library, db = open_library(settings), open_database(settings)
    messenger = open_messenger(bot_token, settings, system_clock)
    wiring = wire(settings, db, messenger, open_models(settings, library, progress), library)
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    with ThreadPoolExecutor(LISTENERS, "listener") as executor:
        bot = build(bot_token, settings, wiring, executor)
        handler = SocketModeHandler(bot.bolt, app_token)
        if connect(handler, stop):
            scheduler = schedule.start(list(bot.looks))
            log.info("ready")
            stop.wait()
            scheduler.shutdown(wait=True)
        handler.close()  # type: ignore[no-untyped-call]
    db.close()
    log.info("stopped")


def connect(handler: SocketModeHandler, stop: threading.Event) -> bool:
    """Connect, waiting longer and longer while Slack cannot be reached; False if stopped before it could."""
    wait = 1.0
    while not stop.is_set():
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except (OSError, SupervisionBotError, BoltError, ValueError) as error:
            log.warning("slack_unreachable", error=type(error).__name__, next_try_in=round(wait))
            stop.wait(wait * random.uniform(0.5, 1))  # noqa: S311 - so that many bots do not come back at once
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            return True
    return False


def set_up_logging(level: str) -> None:
    """Logs carry an event's name, ids and counts. Slack's library would log bodies at DEBUG: it never gets there."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=level)
    for name, least in (("slack_bolt", "WARNING"), ("slack_sdk", "WARNING"), ("apscheduler", "CRITICAL")):
        logging.getLogger(name).setLevel(least)


def check() -> Iterator[tuple[str, bool]]:
    """What works and what does not, a plain sentence each."""
    settings = read_settings()
    yield "The settings are well formed.", True
    try:
        library = open_library(settings)
        TemplateWords(settings.prompts_dir)
        yield f"The prompts are sound: {len(library.questions)} questions, {len(library.kinds)} kinds of visit.", True
    except SupervisionBotError as error:
        yield str(error), False
    yield from _check_database(settings)
    keeps = f"for {settings.keep_text_days} days, encrypted" if settings.text_keys else "not at all (no TEXT_KEY)"
    yield f"Redacted words are kept {keeps}.", True
    yield from _check_slack(settings)


def _check_database(settings: Settings) -> Iterator[tuple[str, bool]]:
    try:
        db = open_database(settings)
    except (SupervisionBotError, OSError) as error:
        yield str(error), False
        return
    is_sound = db.is_sound()
    yield f"The database {settings.database_file} is {'sound' if is_sound else 'damaged: restore a backup'}.", is_sound
    broken = released_store.first_broken_link(db)
    yield "The ledger is whole." if broken is None else f"The ledger is broken at line {broken}.", broken is None
    db.close()


def _check_slack(settings: Settings) -> Iterator[tuple[str, bool]]:
    try:
        token, _ = require_tokens(settings)
        me = open_messenger(token, settings, system_clock).me()
    except WrongSettings as error:
        yield str(error), False
    except SupervisionBotError as error:
        yield f"Slack: {error}", False
    else:
        yield f"Slack knows the bot as {me.get('user')} in {me.get('team')}.", True
        granted = set(str(me["scopes"]).split(","))
        missing = [scope for scope in SCOPES if me["scopes"] and scope not in granted]
        yield (f"Scopes are missing: {', '.join(missing)}." if missing else "The scopes suffice."), not missing


def post_waiting() -> int:
    """Post digests that wait, where Slack is set up; how many."""
    settings = read_settings()
    if not settings.slack_bot_token:
        return 0
    messenger = open_messenger(settings.slack_bot_token.get_secret_value(), settings, system_clock)
    speech = Speech(messenger, TemplateWords(settings.prompts_dir), open_library(settings))
    return post_digests.post_digests(open_database(settings), speech, system_clock(), schedule.trouble)


def learning(watched: Console) -> Progress:
    """A progress bar for each model that is learnt; nothing where it comes from the cache."""
    bars = RichProgress(console=watched, transient=True)
    tasks: dict[str, TaskID] = {}

    def progress(what: str, share: float) -> None:
        if what not in tasks:
            bars.start()
            tasks[what] = bars.add_task(f"Learning the {what} from the examples, once", total=1.0)
        bars.update(tasks[what], completed=share)
        if share >= 1:
            bars.stop()

    return progress


def main() -> None:
    """The command line: errors become one sentence and an exit code."""
    progress = learning(Console(stderr=True))
    parts = Parts(
        database=lambda: open_database(read_settings()),
        library=lambda: open_library(read_settings()),
        models=lambda: open_models(read_settings(), open_library(read_settings()), progress),
        run=lambda: run(read_settings(), progress),
        play=lambda port, tell: play(port, tell=tell, progress=progress),
        check=check,
        post_waiting=post_waiting,
        now=system_clock,
        new_id=fresh_id,
    )
    set_up_logging(os.environ.get("LOG_LEVEL", "INFO").upper() or "INFO")
    try:
        command_line(parts)()
    except (WrongSettings, WrongPrompts, WrongDatabase) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except SupervisionBotError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
