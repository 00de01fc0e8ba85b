"""Slack's own client over connections that stay open for the next call.

It opens a new one for each call, and with it the certificates of the machine are read anew: that takes the processor
longer than everything else about a post.
"""

import select
import ssl
import weakref
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BytesIO
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

from slack_sdk import WebClient

_KEPT_FOR = timedelta(seconds=5)
"""Long enough for many posts in a row. An older line may have been cut by something on the way, and nobody said so."""


class _Line(HTTPConnection):
    """A line on which a call goes out in one go: head and body apart wake the other side twice."""

    _call = b""

    def send(self, data: Any) -> None:
        """Keep it until the whole call is there."""
        self._call += data

    def getresponse(self) -> HTTPResponse:
        """Send the call, and wait for the answer to begin."""
        call, self._call = self._call, b""
        super().send(call)
        return super().getresponse()


class _SafeLine(_Line, HTTPSConnection):
    """The same over TLS."""


Lines = deque[tuple[datetime, _Line]]


def _hang_up(free: Lines) -> None:
    while free:
        free.pop()[1].close()


class KeptClient(WebClient):
    """A client for many threads, each call of which takes a line that is free, or a new one."""

    def __init__(self, token: str, *, now: Callable[[], datetime], **given: Any) -> None:
        self._now = now
        self._free: Lines = deque()
        # Whoever forgets the client leaves no line open. (In its own `__del__` the sockets may be gone already.)
        weakref.finalize(self, _hang_up, self._free)
        super().__init__(token, ssl=ssl.create_default_context(), **given)

    def hang_up(self) -> None:
        """Close the lines that are free."""
        _hang_up(self._free)

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        """Call Slack, as the class above does it. Through a proxy it does so itself."""
        if self.proxy:
            return super()._perform_urllib_http_request_internal(url, req)
        line = self._free_line() or self._new_line(req)
        try:
            line.request(req.get_method(), req.selector, req.data, dict(req.header_items()))
            answer = line.getresponse()
            body = answer.read()
        except (OSError, HTTPException):
            line.close()
            raise
        self._free.append((self._now(), line))
        if answer.status >= 300:
            raise HTTPError(url, answer.status, answer.reason, answer.headers, BytesIO(body))
        return {"status": answer.status, "headers": answer.headers, "body": body.decode("utf-8")}

    def _free_line(self) -> _Line | None:
        """The line that was used last, if it still holds."""
        while found := self._taken():
            since, line = found
            if self._now() - since < _KEPT_FOR and not _has_ended(line):
                return line
            line.close()
        return None

    def _taken(self) -> tuple[datetime, _Line] | None:
        try:
            return self._free.pop()
        except IndexError:
            return None

    def _new_line(self, req: Request) -> _Line:
        if req.type == "https":
            return _SafeLine(req.host, timeout=self.timeout, context=self.ssl)
        return _Line(req.host, timeout=self.timeout)


def _has_ended(line: _Line) -> bool:
    """Whether the other side has closed it: nothing else is there to read between two calls."""
    return line.sock is not None and bool(select.select([line.sock], [], [], 0)[0])
