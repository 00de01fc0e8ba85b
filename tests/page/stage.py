"""A playground with the real bot and a browser to use it, for tests and for screenshots."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisionbot.app.playing import START, bot_beside
from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.cast import Cast, assemble
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.page.app import page_app
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import serve
from supervisionbot.playground.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST = 15_000
"""Milliseconds to wait for anything at most; the two weeks take the longest."""
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "locale": "en-GB",
}


@dataclass(frozen=True, slots=True)
class Playground:
    """The page at `url`, and what stands behind it."""

    url: str
    slack: Workspace
    clock: Clock
    cast: Cast
    bot: BotSide

    @property
    def ana(self) -> Person:
        return self.cast.north.workers[0]


def set_up(stack: ExitStack) -> Playground:
    """The page with the real bot; it is gone when the stack is closed."""
    clock = Clock(START, time.monotonic)
    slack = Workspace(clock.now)
    cast = assemble(slack)
    bots: list[BotSide] = []
    app = page_app(slack, clock, cast, lambda: bots[0] if bots else None)
    stand_in = stack.enter_context(serve(slack, app=app))
    bots.append(stack.enter_context(bot_beside(stand_in, cast, clock, lambda *_: None)))
    return Playground(stand_in.url, slack, clock, cast, bots[0])


def launched(driver: "Playwright", chromium: str) -> "Browser":
    """Debian's Chromium, without a window."""
    return driver.chromium.launch(executable_path=chromium, args=SWITCHES)


def first_sight(browser: "Browser", url: str, **how: Any) -> "Page":
    """The page as a newcomer sees it, in a context of its own, ready to be used."""
    context = browser.new_context(**how)
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    page.goto(url)
    page.locator("html[data-ready]").wait_for()
    return page
