"""The stand-in as a web server on this machine. In: a workspace -> out: an address to point the bot at."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from supervisionbot.playground import connections, endpoints
from supervisionbot.playground.socket_mode import ACKNOWLEDGE_WITHIN, RETRY_AFTER, SocketMode
from supervisionbot.playground.workspace import Workspace

STARTED_WITHIN = 10.0
THIS_MACHINE = ("127.0.0.1", "localhost")


def stand_in_app(
    slack: Workspace,
    *,
    routes: Sequence[BaseRoute] = (),
    ack_within: float = ACKNOWLEDGE_WITHIN,
    retry_after: Sequence[float] = RETRY_AFTER,
) -> Starlette:
    """Slack's own addresses for a workspace, and further `routes` beside them (a page, say).

    The app gets Socket Mode as its link unless the workspace has another one.
    """
    line = SocketMode(slack, ack_within=ack_within, retry_after=retry_after)
    if slack.link is None or slack.link is slack.delivery.line:
        slack.link = line
    slack.delivery.line = line

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[dict[str, SocketMode]]:
        line.starts(asyncio.get_running_loop())
        yield {"line": line}
        line.stops()

    own = [
        Route("/api/{method}", endpoints.web_api_endpoint(slack), methods=["GET", "POST"]),
        Route("/response/{secret}", endpoints.response_endpoint(slack), methods=["POST"]),
        Route("/upload/{file}", endpoints.upload_endpoint(slack), methods=["POST"]),
        Route("/files/{file}", endpoints.download_endpoint(slack)),
        WebSocketRoute("/link/", line.serve),
    ]
    # A page elsewhere on the web must not reach this server through a name that it made point here.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=THIS_MACHINE)
    return Starlette(routes=[*own, *routes], lifespan=running, middleware=[hosts])


@dataclass(frozen=True, slots=True)
class StandIn:
    """A running stand-in."""

    url: str
    slack: Workspace

    @property
    def api_url(self) -> str:
        """The base address of the Web API, for SLACK_API_URL."""
        return f"{self.url}/api/"


@contextmanager
def serve(
    slack: Workspace, *, port: int = 0, host: str = "127.0.0.1", app: Starlette | None = None, **timing: Any
) -> Iterator[StandIn]:
    """Run the stand-in in a thread, ready when entered, gone when left.

    In: port 0 for any free one; only this machine's own addresses as host; `app` in place of a plain
    `stand_in_app`; `ack_within` and `retry_after` in seconds. Raises ValueError for another host, OSError for
    a taken port.
    """
    refuse_other_machines(host)
    with socket.create_server((host, port)) as listener:
        slack.url = f"http://{host}:{listener.getsockname()[1]}"
        server = Server(app or stand_in_app(slack, **timing))
        with server.running(listener):
            yield StandIn(slack.url, slack)


def refuse_other_machines(host: str) -> None:
    """The stand-in knows no passwords, so nobody else may reach it."""
    if host not in THIS_MACHINE:
        raise ValueError("the stand-in may only listen on this machine (127.0.0.1 or localhost)")


class Server(uvicorn.Server):
    """uvicorn that starts and stops at once, and logs nothing: requests hold people's words."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=connections.HttpConnection,
                ws=connections.WebSocketConnection,
                ws_ping_interval=None,
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._is_up = threading.Event()
        self._stop: Callable[[], object] = lambda: None

    async def main_loop(self) -> None:
        """Wait until told to stop."""
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        self._stop = lambda: loop.call_soon_threadsafe(stop.set)
        self._is_up.set()
        await stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  uvicorn's own
        """Close everything now; what is still being answered is lost, as it would be in a crash."""
        for listener in self.servers:
            listener.close()
        await self.lifespan.shutdown()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)

    @contextmanager
    def running(self, listener: socket.socket) -> Iterator[None]:
        """Serve in a thread while entered."""
        thread = threading.Thread(target=self.run, kwargs={"sockets": [listener]}, name="stand-in", daemon=True)
        thread.start()
        if not self._is_up.wait(STARTED_WITHIN):
            raise TimeoutError("the stand-in did not start")
        try:
            yield
        finally:
            self._stop()
            thread.join()
