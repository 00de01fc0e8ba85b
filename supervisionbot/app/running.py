"""The bot at work on Slack: connect, look after things as time passes, stop cleanly."""

import logging
import random
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from supervisionbot.app import wiring
from supervisionbot.app.leaving import leave
from supervisionbot.errors import WrongSettings
from supervisionbot.settings import LOG_LEVELS, Settings, require_tokens
from supervisionbot.triggers import schedule

log = structlog.get_logger()

LISTENERS = 20
"""Threads for listeners: Bolt's five would let five slow replies hold up every command."""
LONGEST_WAIT = 60
_WRONG_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type"})


def run(settings: Settings, progress: wiring.Progress) -> None:
    """Run until SIGTERM or SIGINT; what is in hand then is finished."""
    bot_token, app_token = require_tokens(settings)
    library, db = wiring.open_library(settings), wiring.open_database_to_run(settings)
    messenger = wiring.open_messenger(bot_token, settings, wiring.system_clock)
    parts = wiring.wire(settings, db, messenger, wiring.open_models(settings, library, progress), library)
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    with ThreadPoolExecutor(LISTENERS, "listener") as executor:
        bot = wiring.build(bot_token, settings, parts, executor)
        handler = SocketModeHandler(bot.bolt, app_token)
        if connect(handler, stop):
            scheduler = schedule.start(list(bot.looks))
            log.info("ready")
            stop.wait()
            leave(handler)
            scheduler.shutdown(wait=True)
    db.close()
    log.info("stopped")


def connect(handler: SocketModeHandler, stop: threading.Event) -> bool:
    """Connect, waiting longer and longer while Slack cannot be reached; False if stopped before it could.

    Raises WrongSettings if Slack refuses the token: waiting would not help.
    """
    wait = 1.0
    while not stop.is_set():
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            if error.response.get("error") in _WRONG_TOKEN:
                raise WrongSettings(f"Slack refused SLACK_APP_TOKEN: {error.response['error']}.") from None
            log.warning("slack_refused", error=error.response.get("error"), next_try_in=round(wait))
            wait = _wait_longer(stop, wait)
        except (OSError, HTTPException, ValueError) as error:
            log.warning("slack_unreachable", error=type(error).__name__, next_try_in=round(wait))
            wait = _wait_longer(stop, wait)
        else:
            return True
    return False


def _wait_longer(stop: threading.Event, wait: float) -> float:
    """Wait a while, by chance a little more or less so that many bots do not come back at once; the next wait."""
    stop.wait(wait * random.uniform(0.5, 1))  # noqa: S311 - no secret depends on it
    return min(wait * 2, LONGEST_WAIT)


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
