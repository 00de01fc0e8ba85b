"""A playground for each test, and one browser for all of them."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.page.stage import LONGEST, PHONE, WIDE, Playground, first_sight, launched, set_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="package")
def leaving() -> Iterator[Executor]:
    """Lets bots take their leave while the next test goes on: Slack's library takes seconds to close a connection."""
    with ThreadPoolExecutor(4, "leaving") as executor:
        yield executor


@pytest.fixture
def playground(models: object, leaving: Executor) -> Iterator[Playground]:
    """The page with the real bot; `models` are learnt by then. What Slack would have refused fails the test."""
    with ExitStack() as stack:
        made = set_up(stack)
        rest = stack.pop_all()
    yield made
    made.slack.wait_until(made.bot.is_idle)
    leaving.submit(rest.close)
    assert not made.slack.refusals


def missing(reason: str) -> NoReturn:
    """Skip, or fail where everything must be tested."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    chromium = shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        missing("these tests need Chromium (apt-get install chromium) and the package playwright")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where it is there

    expect.set_options(timeout=LONGEST)
    with sync_playwright() as driver:
        browser = launched(driver, chromium)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser", playground: Playground) -> Iterator["Page"]:
    """The page as Ana sees it first, on a wide screen."""
    yield from opened(browser, playground, **WIDE)


@pytest.fixture
def phone(browser: "Browser", playground: Playground) -> Iterator["Page"]:
    yield from opened(browser, playground, **PHONE)


def opened(browser: "Browser", playground: Playground, **how: Any) -> Iterator["Page"]:
    """A page to use; a script that fails, fails the test."""
    failures: list[str] = []
    page = first_sight(browser, playground.url, **how)
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    page.context.close()
    assert not failures
