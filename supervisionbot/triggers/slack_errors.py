"""What went wrong in a listener -> an id-only line in the log, and a word to whoever waits for an answer."""

from contextlib import suppress
from typing import Any

import structlog
from slack_bolt import App, BoltResponse, Respond

from supervisionbot.errors import Malformed, SupervisionBotError
from supervisionbot.records.words import SomethingWentWrong
from supervisionbot.triggers.slack_payloads import refused
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views.blocks import notice

log = structlog.get_logger()
_WAITING = frozenset({"block_actions", "shortcut", "message_action"})
"""Whoever sent a form sees Slack's own word, and the form stays open with all that was typed."""


def listen(app: App, wiring: Wiring) -> None:
    """Register the handler for all listeners. `response` is None where the listener had acknowledged before."""

    @app.error
    def on_error(
        error: Exception, body: dict[str, Any], respond: Respond, response: BoltResponse | None
    ) -> BoltResponse | None:
        if isinstance(error, Malformed):
            acknowledged = refused(error)
            return response and acknowledged
        # Neither message nor traceback: both can hold a worker's words.
        log.error("listener_failed", error=type(error).__name__)
        said = notice(wiring.speech.words, SomethingWentWrong())
        if "command" in body and response:
            return BoltResponse(status=200, body={"text": said.text, "response_type": "ephemeral"})
        if body.get("type") in _WAITING:
            with suppress(SupervisionBotError, OSError):
                tell(wiring, body, respond, said)
        return None
