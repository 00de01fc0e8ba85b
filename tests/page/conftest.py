"""A playground with the real bot, and Debian's Chromium to use it. No story waits longer than it must."""

import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from supervisionbot.app.playing import START, bot_beside
from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.cast import Cast, assemble
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.page.app import page_app
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import serve
from supervisionbot.playground.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LONGEST = 15_000
"""Milliseconds that a test waits for anything at most; the two weeks take the longest."""


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


@pytest.fixture(scope="package")
def leaving() -> Iterator[Executor]:
    """Lets bots take their leave while the next test goes on: Slack's library takes seconds to close a connection."""
    with ThreadPoolExecutor(4, "leaving") as executor:
        yield executor


@pytest.fixture
def playground(models: object, leaving: Executor) -> Iterator[Playground]:
    """The page with the real bot; `models` are learnt by then. What Slack would have refused fails the test."""
    clock = Clock(START, time.monotonic)
    slack = Workspace(clock.now)
    cast = assemble(slack)
    bots: list[BotSide] = []
    app = page_app(slack, clock, cast, lambda: bots[0] if bots else None)
    with ExitStack() as stack:
        stand_in = stack.enter_context(serve(slack, app=app))
        bots.append(stack.enter_context(bot_beside(stand_in, cast, clock, lambda what, share: None)))
        rest = stack.pop_all()
    yield Playground(stand_in.url, slack, clock, cast, bots[0])
    slack.wait_until(bots[0].is_idle)
    leaving.submit(rest.close)
    assert not slack.refusals


def missing(reason: str) -> NoReturn:
    """Skip, or fail where everything must be tested."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    """Where Chromium lies."""
    found = shutil.which("chromium")
    if found is None or find_spec("playwright") is None:
        missing("these tests need Chromium (apt-get install chromium) and the package playwright")
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    path = chromium()
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    expect.set_options(timeout=LONGEST)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser", playground: Playground) -> Iterator["Page"]:
    """The page as Ana sees it first, on a wide screen. A script that fails, fails the test."""
    yield from opened(browser, playground, viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(browser: "Browser", playground: Playground) -> Iterator["Page"]:
    yield from opened(browser, playground, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


def opened(browser: "Browser", playground: Playground, **how: Any) -> Iterator["Page"]:
    context = browser.new_context(**how)
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(playground.url)
    page.locator("html[data-ready]").wait_for()
    yield page
    context.close()
    assert not failures
