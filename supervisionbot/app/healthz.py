"""How the running bot is, from the signs of life it leaves: for `bot.py check` and GET /healthz. No words, no names."""

import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from supervisionbot.adapters import health, outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import inbox
from supervisionbot.errors import WrongSettings

STILL_WELL = timedelta(minutes=2)
"""What was longer ago than this tells that something is wrong."""


@dataclass(frozen=True, slots=True)
class State:
    """How the bot is: the last signs it left, and what waits. Times are UTC, None for never or nothing."""

    now: datetime
    looked_at: datetime | None
    listened_at: datetime | None
    oldest_due: datetime | None
    backlog: int
    troubles: tuple[tuple[str, str, int], ...]
    refused: str = ""
    """Slack's own word for why it takes nothing from the bot, when it was last asked."""

    @property
    def looks(self) -> bool:
        """Whether a bot is running and looks after its things."""
        return self.looked_at is not None and self.now - self.looked_at < STILL_WELL

    @property
    def listens(self) -> bool:
        """Whether it hears Slack."""
        return self.listened_at is not None and self.now - self.listened_at < STILL_WELL

    @property
    def is_well(self) -> bool:
        """Whether nothing needs an operator."""
        is_late = self.oldest_due is not None and self.now - self.oldest_due >= STILL_WELL
        return self.looks and self.listens and not is_late and not self.refused


def state_of(db: Database, now: datetime) -> State:
    """How the bot that works with this database is."""
    looked, listened, refused = (health.last(db, name) for name in (health.LOOKED, health.LISTENING, health.REFUSED))
    return State(
        now,
        looked[0] if looked else None,
        listened[0] if listened else None,
        outbox.oldest_due(db),
        inbox.backlog(db),
        tuple(outbox.troubles(db)),
        refused[1] if refused else "",
    )


def _as_json(state: State) -> Mapping[str, object]:
    def spoken(at: datetime | None) -> str | None:
        return at.isoformat(timespec="seconds") if at else None

    return {
        "ok": state.is_well,
        "last_look": spoken(state.looked_at),
        "last_heard_slack": spoken(state.listened_at),
        "slack_takes_messages": not state.refused,
        "oldest_message_due": spoken(state.oldest_due),
        "events_waiting": state.backlog,
        "messages_held_up": sum(count for _, _, count in state.troubles),
    }


@contextmanager
def tell_health(port: int, state: Callable[[], State]) -> Iterator[None]:
    """Serve GET /healthz on this port while entered: 200 if all is well, 503 if not. Port 0: not at all.

    Raises WrongSettings if the port cannot be had.
    """
    if not port:
        yield
        return

    def healthz(_request: Request) -> JSONResponse:
        found = state()
        return JSONResponse(_as_json(found), 200 if found.is_well else 503)

    app = Starlette(routes=[Route("/healthz", healthz)])
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, log_level="warning", access_log=False, server_header=False)
    )
    with _listener(port) as listener:
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="healthz", daemon=True)
        serving.start()
        yield
        server.should_exit = True
        serving.join(2)


def _listener(port: int) -> socket.socket:
    try:
        return socket.create_server(("", port))
    except OSError as error:
        raise WrongSettings(f"HEALTH_PORT {port} cannot be used: {os.strerror(error.errno or 0)}.") from None
