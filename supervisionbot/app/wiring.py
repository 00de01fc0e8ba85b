"""Settings -> adapters -> flows -> triggers: the parts of the bot, put together. Clock and chance are read here."""

import logging
import os
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler

from supervisionbot.adapters import documents, prompt_files
from supervisionbot.adapters.coding.coder import open_coder
from supervisionbot.adapters.coding.examples import read_examples
from supervisionbot.adapters.coding.own_themes import ENOUGH, counts_of
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.endpoint_coder import Address, Endpoint, EndpointCoder
from supervisionbot.adapters.redactor import open_redactor
from supervisionbot.adapters.signpost_file import load_signposts
from supervisionbot.adapters.slack_client import KeptClient
from supervisionbot.adapters.slack_messenger import SlackMessenger
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.adapters.vault import Vault
from supervisionbot.app.in_turn import InTurn
from supervisionbot.errors import WrongDatabase
from supervisionbot.flows.ports import Coder, Names, Redactor, Speech, Understanding
from supervisionbot.records.agreement import Tried
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Codebook
from supervisionbot.records.words import Words
from supervisionbot.settings import Settings
from supervisionbot.triggers import (
    posts,
    schedule,
    slack_actions,
    slack_commands,
    slack_errors,
    slack_events,
    slack_forms,
    slack_home,
    slack_kept,
    slack_payloads,
    slack_responses,
    slack_together,
)
from supervisionbot.triggers.pace import Pace
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()

LARGE = 256_000_000
"""Bytes of a file that is read whole in a few seconds: a year of some two thousand workers."""
GROWING = ("visits", "prompts", "replies", "heard", "settled", "voices", "asked")
"""The tables that grow with each visit: nearly all of a large file. Damage in them shows when they are read."""
FILES = {"docx": documents.as_docx, "md": documents.as_markdown}
POST_TIMEOUT, READ_TIMEOUT = 6, 5
"""Seconds. A post that takes longer is looked for later; a clean stop must not wait long for one."""
Progress = Callable[[str, float], None]
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


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


def examples_in(settings: Settings) -> Path:
    """Where the examples stand that redactor and coder learn from."""
    return settings.prompts_dir / "examples.jsonl"


def examples_by_theme(settings: Settings, codebook: Codebook) -> Counter[str]:
    """How many examples speak of each theme."""
    return counts_of(read_examples(examples_in(settings), [theme.id for theme in codebook.themes]))


def open_codebook(settings: Settings) -> Codebook:
    """The codebook, with what the examples know of each theme; raises WrongPrompts with file, line and reason."""
    codebook = prompt_files.load_codebook(settings.prompts_dir)
    counts = examples_by_theme(settings, codebook)
    themes = tuple(replace(theme, is_well_learnt=counts[theme.id] >= ENOUGH) for theme in codebook.themes)
    return replace(codebook, themes=themes)


def open_library(settings: Settings) -> Library:
    """Everything practice leads wrote; raises WrongPrompts with file, line and reason."""
    codebook = open_codebook(settings)
    kinds = prompt_files.load_visit_kinds(settings.prompts_dir)
    questions = prompt_files.load_questions(settings.prompts_dir, codebook, kinds)
    return Library(codebook, questions, kinds, load_signposts(settings.prompts_dir))


def try_out_themes(settings: Settings, progress: Callable[[float], None]) -> list[Tried]:
    """How well each theme is told from the others; `progress` hears the share done, 0 to 1. Takes a minute or two."""
    from supervisionbot.adapters.coding.trying_out import try_out  # noqa: PLC0415  the bot starts without scipy

    themes = [theme.id for theme in open_codebook(settings).themes]
    return try_out(read_examples(examples_in(settings), themes), themes, progress)


def open_database(settings: Settings) -> Database:
    """The database, brought to its newest form."""
    folder = settings.database_file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongDatabase(f"The folder {folder} cannot be made: {error.strerror}.") from None
    db = Database(settings.database_file)
    db.migrate()
    return db


def open_database_to_run(settings: Settings) -> Database:
    """The database to work with; raises WrongDatabase if it is damaged or may not be written.

    A large file is not read whole, which would take minutes: `check` does that.
    """
    db = open_database(settings)
    for fault in faults_of(db, but=GROWING if db.size > LARGE else ()):
        raise WrongDatabase(fault)
    return db


def faults_of(db: Database, *, but: Collection[str] = ()) -> list[str]:
    """What keeps the bot from working with the database, a sentence each; `but` are tables not to look into."""
    if not db.is_sound(but=but):
        return [f"The database {db.file} is damaged. Move it away, and restore a copy: python bot.py restore FILE"]
    return [] if db.is_writable() else [f"The database {db.file} is read-only."]


def open_models(settings: Settings, library: Library, progress: Progress) -> tuple[Redactor, Coder]:
    """The redactor and the coder, from the cache or learnt anew; `progress` hears which and how far, 0 to 1."""
    examples = examples_in(settings)
    cache = settings.prompts_dir.resolve().parent / ".cache" / "models"
    cache.mkdir(parents=True, exist_ok=True)
    redactor = open_redactor(examples, cache, lambda share: progress("redactor", share))
    themes = [theme.id for theme in library.codebook.themes]
    both = InTurn(redactor, open_coder(examples, cache, themes, lambda share: progress("coder", share)))
    return both, both


def open_models_as_set(settings: Settings, progress: Progress) -> tuple[Redactor, Coder]:
    """The redactor, and the coder that the bot would use."""
    library = open_library(settings)
    redactor, here = open_models(settings, library, progress)
    return redactor, coder_for(settings, library, here)


def endpoint_in(settings: Settings) -> Address | None:
    """Where themes are heard, if the operator set an endpoint."""
    if not settings.coder_url:
        return None
    key = settings.coder_key.get_secret_value() if settings.coder_key else ""
    return Address(settings.coder_url, settings.coder_model, key, settings.coder_timeout)


def coder_for(settings: Settings, library: Library, here: Coder) -> Coder:
    """The endpoint where there is one, with the coder of this machine behind it; else that alone."""
    address = endpoint_in(settings)
    return EndpointCoder(Endpoint(address, library.codebook), here, posts.trouble) if address else here


def open_messenger(token: str, settings: Settings, now: Clock) -> SlackMessenger:
    """Slack: one client that never sends twice by itself, and one for reading that tries again."""
    address = settings.slack_api_url
    posts = KeptClient(token, now=now, base_url=address, timeout=POST_TIMEOUT, retry_handlers=[])
    again = ServerErrorRetryHandler(max_retry_count=2)
    reads = KeptClient(token, now=now, base_url=address, timeout=READ_TIMEOUT, retry_handlers=[again])
    return SlackMessenger(posts, reads, now)


def wire(  # noqa: PLR0913 - the parts
    settings: Settings,
    db: Database,
    messenger: SlackMessenger,
    models: tuple[Redactor, Coder],
    library: Library,
    *,
    words: Words | None = None,
    now: Clock = system_clock,
    new_id: Callable[[], str] = fresh_id,
    goes_on: Callable[[], bool] = lambda: True,
) -> Wiring:
    """Put the parts together; the words are those of the prompts unless given."""
    names: Names = messenger.names
    redactor, here = models
    coder = coder_for(settings, library, here)
    understanding = Understanding(redactor, coder, Vault(settings.text_keys), names, here)
    speech = Speech(messenger, words or TemplateWords(settings.prompts_dir), library)
    keep_text, address = timedelta(days=settings.keep_text_days), endpoint_in(settings)
    return Wiring(
        db,
        speech,
        understanding,
        now,
        new_id,
        keep_text,
        FILES,
        Pace(settings.posts_per_minute),
        goes_on,
        heard_by=address.host if address else "",
        learns=settings.learn_from_corrections,
    )


def build(token: str, settings: Settings, wiring: Wiring, executor: Executor, *, moment: float = 0.0) -> Bot:
    """The Bolt app with every listener, as it runs against slack.com or a stand-in.

    `moment`: how many seconds a message waits for others that come at once, so that all are acknowledged first.
    """
    # With these in the environment Bolt would turn to OAuth and drop the token it was given, or warn of a second one.
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"):
        os.environ.pop(name, None)
    client = WebClient(base_url=settings.slack_api_url, timeout=POST_TIMEOUT, retry_handlers=[])
    arrivals = slack_events.Arrivals(moment)
    bolt = slack_payloads.WaryApp(
        client=client,
        before_authorize=slack_events.noting(wiring, arrivals),
        authorize=_holder_of(token),
        # Its own messages are told by their `bot_id`, so Slack need not be asked who the bot is.
        ignoring_self_events_enabled=False,
        # Bolt takes every thread in direct messages for an assistant's; its say() would fail there.
        attaching_conversation_kwargs_enabled=False,
        listener_executor=executor,
        logger=_bolt_logger(),
    )
    turns = slack_events.Turns()
    slack_events.listen(bolt, wiring, turns, arrivals)
    slack_commands.listen(bolt, wiring)
    slack_home.listen(bolt, wiring, turns)
    slack_responses.listen(bolt, wiring)
    slack_forms.listen(bolt, wiring, turns)
    slack_kept.listen(bolt, wiring, turns)
    slack_together.listen(bolt, wiring, turns)
    # The catch-alls come last: in Bolt the first listener that fits takes it all.
    slack_events.listen_to_the_rest(bolt)
    slack_actions.listen(bolt, wiring, turns)
    slack_errors.listen(bolt, wiring)
    return Bot(wiring, bolt, schedule.looks(wiring, turns))


def _holder_of(token: str) -> Callable[..., AuthorizeResult]:
    """What Bolt wants to know of every request: one workspace installed the bot, so it is always the same token.

    Given only the token, Bolt would ask Slack first, and acknowledge what it then lets fall if Slack has a bad moment.
    """

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    return authorize


def _bolt_logger() -> logging.Logger:
    """Bolt copies the level of the logger that it is given: warnings only, so that no body is ever logged."""
    logger = logging.getLogger("supervisionbot.bolt")
    logger.setLevel(logging.WARNING)
    logger.addFilter(_by_its_kind_alone)
    return logger


def _by_its_kind_alone(record: logging.LogRecord) -> bool:
    """Slack's library logs an error by its own text and a traceback: either can hold a worker's words."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"Slack's library failed: {record.exc_info[0].__name__}", ()
        record.exc_info = record.exc_text = None
    return True
