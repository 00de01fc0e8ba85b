"""The bot's leave-taking: no thread of Slack's library may keep it."""

import threading
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from supervisionbot.app.leaving import leave
from supervisionbot.playground.server import StandIn


class JustStarting(SocketModeHandler):
    """A connection whose session starts in the very moment in which it is closed: it takes the first mark back."""

    def close(self) -> Any:
        ended = threading.Event()
        self.client.current_session_state = ForgetsOnce(ended)
        self.client.current_session_state.terminated = True
        ended.wait()
        super().close()  # type: ignore[no-untyped-call]


class ForgetsOnce:
    """A session's state that forgets the first time it is marked as ended."""

    def __init__(self, ended: threading.Event) -> None:
        self.marks, self.ended = 0, ended

    @property
    def terminated(self) -> bool:
        return self.ended.is_set()

    @terminated.setter
    def terminated(self, value: bool) -> None:
        self.marks += 1
        if self.marks > 1:
            self.ended.set()


def test_a_session_that_starts_while_it_is_closed_does_not_keep_the_bot(stand_in: StandIn) -> None:
    client = WebClient("xoxb-playground", base_url=stand_in.api_url, retry_handlers=[])
    handler = JustStarting(App(client=client, token_verification_enabled=False), "xapp-playground")
    handler.connect()  # type: ignore[no-untyped-call]

    leave(handler)

    assert not handler.client.is_connected()
