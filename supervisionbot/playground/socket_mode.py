"""Socket Mode, Slack's side. In: envelopes -> out: frames to one of the app's connections, and its answers.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future

from starlette.websockets import WebSocket, WebSocketDisconnect

from supervisionbot.playground import frames
from supervisionbot.playground.nouns import Envelope, Json, Reply
from supervisionbot.playground.workspace import Workspace

MOST_CONNECTIONS = 10
ACKNOWLEDGE_WITHIN = 3.0
RETRY_AFTER = (0.0, 60.0, 300.0)  # seconds before each repeat of an event
ENDING = frozenset({"refresh_requested", "link_disabled"})  # a `warning` leaves about 10 s to reconnect


class SocketMode:
    """The line between the workspace and an app that connects by itself.

    In: `ack_within` and `retry_after` in seconds. A silent line is up but dead: no pongs, no deliveries.
    """

    def __init__(
        self,
        slack: Workspace,
        *,
        ack_within: float = ACKNOWLEDGE_WITHIN,
        retry_after: Sequence[float] = RETRY_AFTER,
    ) -> None:
        self._slack = slack
        self._ack_within = ack_within
        self._retry_after = tuple(retry_after)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sockets: list[WebSocket] = []
        self._turn = itertools.count()
        self._tickets: set[str] = set()
        self._waiting: dict[str, Future[Reply]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_silent = False

    @property
    def open_connections(self) -> int:
        """How many connections the app holds."""
        return len(self._sockets)

    def address(self) -> str:
        """A WebSocket address that works once."""
        ticket = self._slack.marks.id("W").lower()
        self._tickets.add(ticket)
        base = self._slack.url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self._slack.bot.app_id}"

    def starts(self, loop: asyncio.AbstractEventLoop) -> None:
        """Run on this loop from now on."""
        self._loop = loop

    def stops(self) -> None:
        """Give up all deliveries; called on the loop."""
        for task in self._tasks:
            task.cancel()
        self._loop = None

    def __call__(self, envelope: Envelope) -> Reply | None:
        """Deliver. An event is taken over, repeated until acknowledged; for the rest wait for the answer."""
        if self._loop is None:
            return None
        if envelope.type == "events_api":
            self._loop.call_soon_threadsafe(self._start_delivery, envelope)
            return Reply()
        answer: Future[Reply] = Future()
        self._waiting[envelope.envelope_id] = answer
        asyncio.run_coroutine_threadsafe(self._send_or_cancel(envelope, answer), self._loop)
        try:
            return answer.result(self._ack_within)
        except (TimeoutError, CancelledError):
            return None
        finally:
            self._waiting.pop(envelope.envelope_id, None)

    # On the loop

    def _start_delivery(self, envelope: Envelope) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, envelope: Envelope) -> None:
        """Send an event until it is acknowledged; a late acknowledgement of any attempt counts."""
        answer: Future[Reply] = Future()
        answered = asyncio.wrap_future(answer)
        attempts = [envelope, *frames.repeats_of(envelope, len(self._retry_after))]
        for attempt, pause in zip(attempts, (0.0, *self._retry_after), strict=True):
            await asyncio.sleep(pause)
            if answered.done():
                break
            self._waiting[attempt.envelope_id] = answer
            if await self._send(attempt):
                await asyncio.wait([answered], timeout=self._ack_within)
        for attempt in attempts:
            self._waiting.pop(attempt.envelope_id, None)

    async def _send_or_cancel(self, envelope: Envelope, answer: Future[Reply]) -> None:
        if not await self._send(envelope):
            answer.cancel()

    async def _send(self, envelope: Envelope) -> bool:
        """Send an envelope over one of the connections. Out: whether there was one."""
        frame = json.dumps(frames.frame_of(envelope))
        while self._sockets:
            socket = self._sockets[next(self._turn) % len(self._sockets)]
            try:
                if not self.is_silent:
                    await socket.send_text(frame)
            except (WebSocketDisconnect, RuntimeError, OSError):
                self._forget(socket)
            else:
                return True
        return False

    async def serve(self, socket: WebSocket) -> None:
        """Hold one connection of the app: greet it, and take its acknowledgements until it ends."""
        await socket.accept()
        if not await self._may_stay(socket):
            return
        with self._slack.changing():
            self._sockets.append(socket)
        await socket.send_json(frames.hello(self._slack.bot.app_id, len(self._sockets)))
        try:
            while True:
                self._take(json.loads(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._forget(socket)

    async def _may_stay(self, socket: WebSocket) -> bool:
        ticket = socket.query_params.get("ticket", "")
        if ticket in self._tickets and len(self._sockets) < MOST_CONNECTIONS and not self._slack.faults.is_down:
            self._tickets.discard(ticket)
            return True
        reason = "too_many_websockets" if ticket in self._tickets else "link_disabled"
        await socket.send_json(frames.disconnect(reason))
        await socket.close()
        return False

    def _take(self, frame: Json) -> None:
        answer = self._waiting.get(str(frame.get("envelope_id")))
        if answer is not None and not answer.done():
            answer.set_result(Reply(frame.get("payload")))

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._sockets:
            with self._slack.changing():
                self._sockets.remove(socket)

    def drop(self, reason: str | None) -> None:
        """End all connections: with a `disconnect` frame, or cut off without a word."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._drop(reason), self._loop)

    async def _drop(self, reason: str | None) -> None:
        for socket in list(self._sockets):
            if reason is None:
                self._forget(socket)
                socket.scope["state"]["transport"].abort()
                continue
            await socket.send_json(frames.disconnect(reason))
            if reason in ENDING:
                self._forget(socket)
                await socket.close()
