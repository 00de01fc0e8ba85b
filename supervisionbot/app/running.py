"""The bot at work on Slack: connect, look after things as time passes, stop cleanly."""

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace

import structlog

from supervisionbot.adapters import health
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import wiring
from supervisionbot.app.connection import Connection
from supervisionbot.app.healthz import state_of, tell_health
from supervisionbot.app.leaving import leave
from supervisionbot.flows import catch_up
from supervisionbot.flows.send_posts import Each
from supervisionbot.settings import LOG_LEVELS, Settings, require_tokens
from supervisionbot.triggers import schedule
from supervisionbot.triggers.slack_envelopes import WaryHandler

log = structlog.get_logger()

LISTENERS = 20
"""Threads for listeners: Bolt's five would let five slow replies hold up every command."""
SENDERS = 3
"""Messages under way at once: a post is nearly all waiting for Slack, and one that hangs holds up no other."""
STOPS_WITHIN = 8
"""Seconds; most hosts kill after ten."""
MOMENT = 0.1
"""Seconds that working through a message waits for others to come: in a rush all are acknowledged first."""


def run(settings: Settings, progress: wiring.Progress, *, now: wiring.Clock = wiring.system_clock) -> None:
    """Run until SIGTERM or SIGINT; what is in hand then is finished."""
    bot_token, app_token = require_tokens(settings)
    library, words = wiring.open_library(settings), TemplateWords(settings.prompts_dir)
    db = wiring.open_database_to_run(settings)
    messenger = wiring.open_messenger(bot_token, settings, now)
    stop = threading.Event()
    models = wiring.open_models(settings, library, progress)
    senders = ThreadPoolExecutor(SENDERS, "sender")
    parts = wiring.wire(
        settings, db, messenger, models, library, words=words, now=now, goes_on=lambda: not stop.is_set()
    )
    parts = replace(parts, each=several_at_once(senders, SENDERS))
    # So an acknowledgement waits less for the processor.
    sys.setswitchinterval(0.0005)
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    executor = ThreadPoolExecutor(LISTENERS, "listener")
    bot = wiring.build(bot_token, settings, parts, executor, moment=MOMENT)
    handler = WaryHandler(bot.bolt, app_token)
    _leave_alone_what_stays()
    connection = Connection(handler)
    with tell_health(settings.health_port, lambda: state_of(db, now())):
        if connection.connect(stop):
            scheduler = schedule.start(_looks(bot, connection), wiring.system_clock())
            log.info("ready")
            stop.wait()
            _end([lambda: leave(handler), scheduler.shutdown, senders.shutdown, executor.shutdown])
    db.close()
    log.info("stopped")


def _leave_alone_what_stays() -> None:
    """Take what is loaded by now out of the search for rubbish: each held everybody up for a tenth of a second."""
    gc.collect()
    gc.freeze()


def several_at_once(threads: Executor, count: int) -> Each:
    """So many at once: each thread takes the next message as soon as it is free."""

    def each(send: Callable[[str], bool], ids: Iterable[str]) -> list[bool]:
        waiting = iter(list(ids))
        lanes = threads.map(lambda _: [send(one) for one in waiting], range(count))
        return [is_sent for lane in lanes for is_sent in lane]

    return each


def _looks(bot: wiring.Bot, connection: Connection) -> list[schedule.Look]:
    """All that is looked after, with the line to Slack and the signs of life that `check` reads."""
    db, now, starts = bot.wiring.db, bot.wiring.now, iter([True])

    def listen() -> None:
        health.mark(db, health.LOOKED, now())
        if connection.look():
            catch_up.note_listening(db, now(), is_start=next(starts, False))

    return [*bot.looks, schedule.Look("listen", 5, listen)]


def _end(steps: Sequence[Callable[[], object]]) -> None:
    """Finish what is in hand, but no longer than the host waits before it kills."""
    ending = threading.Thread(target=lambda: [step() for step in steps], name="ending", daemon=True)
    ending.start()
    ending.join(STOPS_WITHIN)
    if ending.is_alive():
        # What was being sent is looked up at the next start; nothing is lost or doubled.
        log.warning("stopped_in_the_midst")
        os._exit(0)


def set_up_logging(level: str) -> None:
    """Logs carry an event's name, ids and counts. Slack's library would log bodies at DEBUG: it never gets there."""
    level = level.upper() if level.upper() in LOG_LEVELS else "INFO"
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
