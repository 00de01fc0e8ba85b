"""Socket Mode's envelopes -> Bolt. What Slack's libraries cannot even read is acknowledged.

They would log the error's own text and leave the envelope unanswered, and Slack would only send the same again.
"""

from time import time
from typing import Any

import structlog
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from supervisionbot.errors import Malformed
from supervisionbot.triggers.slack_payloads import refused

log = structlog.get_logger()


class WaryHandler(SocketModeHandler):
    """Bolt's Socket Mode, on which nothing stays unanswered because it could not be read."""

    def __init__(self, app: App, app_token: str) -> None:
        super().__init__(app, app_token)
        self.client.message_listeners.append(_acknowledge_if_empty)

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        """Hand a request to Bolt and its answer to Slack."""
        started = time()
        try:
            request = BoltRequest(mode="socket_mode", body=req.payload, headers=build_headers(req))
        except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
            _acknowledge(client, req.envelope_id)
            return
        answer = self.app.dispatch(request)
        try:
            send_response(client, req, answer, started)
        except SlackClientError:
            # The line was closed meanwhile: Slack repeats an event, and tells the person of anything else.
            log.warning("not_acknowledged", reason="the line was closed")


def _acknowledge_if_empty(client: BaseSocketModeClient, message: dict[str, Any], _raw: str | None = None) -> None:
    """Slack's library raises on a payload that is neither an object nor a text, before any handler sees it."""
    envelope = message.get("envelope_id")
    if envelope and not isinstance(message.get("payload"), dict | str):
        _acknowledge(client, str(envelope))


def _acknowledge(client: BaseSocketModeClient, envelope_id: str) -> None:
    refused(Malformed("of no form that could be read"))
    client.send_socket_mode_response(SocketModeResponse(envelope_id=envelope_id))
