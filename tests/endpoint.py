"""A stand-in for an endpoint of OpenAI's form, on a real socket of this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from supervisionbot.adapters.endpoint_coder import Address


@dataclass
class StandInEndpoint:
    """An endpoint that answers as it is told, and remembers what it was asked."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    address: Address = field(default_factory=lambda: Address("", ""))

    def says(self, content: object) -> None:
        """Answer with that content, as a model would."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.body = json.dumps({"id": "c1", "choices": [{"index": 0, "message": {"content": text}}]}).encode()


@contextmanager
def an_endpoint() -> Iterator[StandInEndpoint]:
    """An endpoint at work."""
    told = StandInEndpoint()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append((self.path, dict(self.headers), body))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            """Say nothing."""

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Answering)) as port:
        told.address = Address(f"http://127.0.0.1:{port}/v1", "plain-8b", "open-sesame", timeout=5)
        yield told


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[int]:
    """A server at work; its port."""
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()
