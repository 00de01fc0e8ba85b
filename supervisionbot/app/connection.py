"""The line to Slack: connected, watched, and connected anew when it has fallen silent."""

import random
import threading
import time
from collections.abc import Callable
from http.client import HTTPException

import structlog
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from supervisionbot.errors import WrongSettings

log = structlog.get_logger()

SILENT_AFTER = 35.0
"""Seconds. Slack answers a ping every ten; whoever hears nothing for this long is not connected, whatever it says."""
LONGEST_WAIT = 60.0
_WRONG_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type"})


class Connection:
    """Socket Mode with a watch of its own.

    Slack's library takes a line for dead only after it has heard one answer to a ping, and tries again in a tight
    loop. So it is told not to, and this reconnects: where the line is closed, and where nothing was heard on it for a
    while, not even a greeting. `elapsed` counts seconds.
    """

    def __init__(self, handler: SocketModeHandler, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._client, self._elapsed = handler.client, elapsed
        self._client.auto_reconnect_enabled = self._client.default_auto_reconnect_enabled = False
        self._client.on_message_listeners.append(lambda _message: self._hear())
        self._heard_at = self.next_try = elapsed()
        self._wait = 1.0
        self._last_pong: object = None

    def connect(self, stop: threading.Event) -> bool:
        """Connect, waiting longer and longer while Slack cannot be reached; False if stopped before it could.

        Raises WrongSettings if Slack refuses the token: waiting would not help.
        """
        while not stop.is_set():
            if self._connected(raise_if_refused=True):
                return True
            stop.wait(self._next_wait())
        return False

    def is_listening(self) -> bool:
        """Whether Slack was heard of late."""
        session = self._client.current_session
        pong = session.last_ping_pong_time if session else None
        if pong is not None and pong != self._last_pong:
            self._last_pong = pong
            self._hear()
        return bool(self._client.is_connected()) and self._elapsed() - self._heard_at < SILENT_AFTER

    def look(self) -> bool:
        """Connect anew if the line is closed or silent; whether Slack is heard."""
        if self.is_listening():
            self._wait = 1.0
            return True
        if self._elapsed() >= self.next_try:
            log.warning("line_lost", silent_for=round(self._elapsed() - self._heard_at))
            self._connected(raise_if_refused=False)
            self.next_try = self._elapsed() + self._next_wait()
        return False

    def _connected(self, *, raise_if_refused: bool) -> bool:
        try:
            self._client.connect_to_new_endpoint(force=True)
        except SlackApiError as error:
            reason = error.response.get("error")
            if raise_if_refused and reason in _WRONG_TOKEN:
                raise WrongSettings(f"Slack refused SLACK_APP_TOKEN: {reason}.") from None
            log.warning("slack_refused", error=reason)
        except (OSError, HTTPException, ValueError, SlackClientError) as error:
            log.warning("slack_unreachable", error=type(error).__name__)
        else:
            log.info("connected")
            self._hear()
            return True
        return False

    def _hear(self) -> None:
        self._heard_at = self._elapsed()

    def _next_wait(self) -> float:
        """How long to wait: by chance a little more or less, so that many bots do not come back at once."""
        wait, self._wait = self._wait, min(self._wait * 2, LONGEST_WAIT)
        return wait * random.uniform(0.5, 1)  # noqa: S311 - no secret depends on it
