"""A Socket Mode connection -> closed, whatever it was doing just then."""

import threading

from slack_bolt.adapter.socket_mode import SocketModeHandler

_LOOK_EVERY = 0.2


def leave(handler: SocketModeHandler) -> None:
    """Close the connection and wait for its threads.

    Slack's library marks the session as ended, but a session that is only just starting takes that mark back and
    then waits for ever. So the mark is set again until every thread has seen it.
    """
    closing = threading.Thread(target=handler.close, name="leaving")
    closing.start()
    while closing.is_alive():
        handler.client.current_session_state.terminated = True
        closing.join(_LOOK_EVERY)
