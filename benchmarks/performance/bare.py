"""A bare Bolt app with an empty listener: what Slack's own library costs.

Run as: python -m benchmarks.performance.bare URL [--with-models]: with them it loads redactor and coder as well.
"""

import sys
import threading
from pathlib import Path

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient


def main(api_url: str, *, with_models: bool) -> None:
    """Connect, and listen to every message without doing anything, until killed."""
    kept = models() if with_models else None
    client = WebClient("xoxb-playground", base_url=api_url)
    app = App(client=client, token_verification_enabled=False)

    @app.event("message")
    def on_message() -> None:
        pass

    SocketModeHandler(app, "xapp-playground").connect()
    threading.Event().wait()
    del kept


def models() -> object:
    """Redactor and coder, and nothing else of the bot."""
    from supervisionbot.app import wiring  # noqa: PLC0415 - a bare app does without
    from supervisionbot.settings import Settings  # noqa: PLC0415

    settings = Settings(prompts_dir=Path("prompts"))
    loaded = wiring.open_models(settings, wiring.open_library(settings), lambda *_: None)
    loaded[0].find("Sat with Jodie."), loaded[1].code("I was honest with her.")
    return loaded


if __name__ == "__main__":
    main(sys.argv[1], with_models="--with-models" in sys.argv)
