"""Connections that can be cut or fall silent in the midst of things. In: bytes -> out: requests, or none."""

import asyncio
import socket
from typing import Any

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol
from wsproto import events


class HttpConnection(H11Protocol):
    """An HTTP connection that lets its requests reach the transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put the transport where requests find it."""
        self.app_state = {**self.app_state, "transport": transport}
        # asyncio does so by itself only for sockets that say that they speak TCP; without it each answer on a
        # connection that stays open comes 40 ms late.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


class WebSocketConnection(WSProtocol):
    """A WebSocket that does not answer pings while its line is silent."""

    def handle_ping(self, event: events.Ping) -> None:
        """Answer a ping, or not."""
        line: Any = self.app_state.get("line")
        if line is None or not line.is_silent:
            super().handle_ping(event)


async def cut(request: Request) -> None:
    """End the connection of a request without an answer."""
    request.scope["state"]["transport"].abort()
    await asyncio.sleep(0)
