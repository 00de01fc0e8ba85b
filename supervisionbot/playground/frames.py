"""Envelopes -> the frames that go over a Socket Mode line. https://docs.slack.dev/apis/events-api/using-socket-mode"""

from dataclasses import replace

from supervisionbot.playground.nouns import Envelope, Json

CONNECTION_SECONDS = 3600
DEBUG = {"host": "playground"}


def hello(app_id: str, connections: int) -> Json:
    """The greeting of a new connection."""
    debug = {**DEBUG, "build_number": 1, "approximate_connection_time": CONNECTION_SECONDS}
    app = {"app_id": app_id}
    return {"type": "hello", "num_connections": connections, "debug_info": debug, "connection_info": app}


def disconnect(reason: str) -> Json:
    """The word that a connection ends, or will soon."""
    return {"type": "disconnect", "reason": reason, "debug_info": DEBUG}


def repeats_of(envelope: Envelope, times: int) -> list[Envelope]:
    """The repeats of an event that was not acknowledged: new envelopes round the same event_id."""
    return [
        replace(
            envelope,
            envelope_id=f"{envelope.envelope_id}-{number}",
            retry_attempt=number,
            retry_reason="timeout",
        )
        for number in range(1, times + 1)
    ]


def frame_of(envelope: Envelope) -> Json:
    """An envelope as it goes over the line."""
    frame: Json = {"envelope_id": envelope.envelope_id, "type": envelope.type, "payload": envelope.payload}
    if envelope.type == "events_api":
        retry = {"retry_attempt": envelope.retry_attempt, "retry_reason": envelope.retry_reason}
        return frame | {"accepts_response_payload": False, **retry}
    return frame | {"accepts_response_payload": True}
