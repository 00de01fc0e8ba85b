"""The page's main states -> docs/images/*.png, and what the page weighs, on standard output.

Run from the top of the project: python -m tests.page.screenshots
"""

import os
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Playwright, sync_playwright

from tests.page.stage import PHONE, WIDE, Playground, first_sight, launched, set_up
from tests.page.steps import REPLY, gets_asked, lives_two_weeks, presses, replies, says, shows, time_passes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = Path("docs/images")
DARK = WIDE | {"color_scheme": "dark"}
SHARP_PHONE = PHONE | {"device_scale_factor": 2}


def main() -> None:
    """Take all screenshots."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        playground = set_up(stack)
        driver: Playwright = stack.enter_context(sync_playwright())
        browser = launched(driver, shutil.which("chromium") or "chromium")
        tell_weight(browser, playground)
        page = first_sight(browser, playground.url, **WIDE)
        first_sights(page)
        first_visit(page)
        to_the_digest(page, playground)
        in_other_lights(browser, playground)
        browser.close()


def first_sights(page: "Page") -> None:
    """The page as it opens, its commands, a form that says what is wrong."""
    take(page, "first-visit")
    page.get_by_label("Write a message").press_sequentially("/reflect")
    take(page, "commands")
    page.get_by_label("Write a message").fill("")
    says(page, "/reflect visit")
    form = page.get_by_role("dialog", name="Log a visit")
    form.get_by_label("What kind of visit was it?").select_option("Review")
    form.get_by_label("Case reference").fill("Mrs Example")
    presses(form, "Save")
    form.locator(".wrong").first.wait_for()
    take(page, "form-with-errors")
    presses(form, "Cancel")
    form.wait_for(state="hidden")


def first_visit(page: "Page") -> None:
    """From the visit to the themes corrected."""
    gets_asked(page)
    start = time.perf_counter()
    replies(page, REPLY)
    page.locator("#thread").get_by_role("button", name="That's right").wait_for()
    sys.stdout.write(f"From a reply to its themes on the page: {time.perf_counter() - start:.2f} s\n")
    take(page, "themes")
    presses(page.locator("#thread"), "Change")
    page.get_by_role("dialog").get_by_label("What was hard?").click()
    take(page, "correct-themes")
    page.get_by_role("dialog").get_by_label("Time and workload").last.check()
    presses(page, "Save")
    shows(page, "Settled, in your words")


def to_the_digest(page: "Page", playground: Playground) -> None:
    """Two weeks of the team, the preview, the digest, and what is kept of it all."""
    start = time.perf_counter()
    lives_two_weeks(page)
    sys.stdout.write(f"Two weeks of the other workers: {time.perf_counter() - start:.1f} s\n")
    presses(page, "Close the thread")
    take(page, "preview")
    time_passes(page, "To the digest day")
    presses(page, "Open it as Sam Field")
    page.locator("#main .chart").last.wait_for()
    take(page, "digest")
    presses(page, "What the bot knows")
    page.get_by_text("encrypted: ").first.wait_for()
    page.locator("#kept-replies").scroll_into_view_if_needed()
    take(page, "what-the-bot-knows")


def in_other_lights(browser: "Browser", playground: Playground) -> None:
    """The same in the dark and on a phone."""
    digest = (
        f"{playground.url}/?you={playground.cast.north.supervisor.id}&place={playground.cast.north.digest_channel.id}"
    )
    for name, how in (("dark", DARK), ("phone", SHARP_PHONE)):
        page = first_sight(browser, playground.url, **how)
        presses(page, "Hide this")
        page.locator("#main .thread-link").first.click()
        page.locator("#thread .message").first.wait_for()
        take(page, f"thread-{name}")
        page.goto(digest)
        page.locator("#main .chart").last.wait_for()
        take(page, f"digest-{name}")


def tell_weight(browser: "Browser", playground: Playground) -> None:
    """Say what a browser loads to show the page, and how long that takes."""
    page = browser.new_context(**WIDE).new_page()
    answers: list[int] = []
    page.on("response", lambda one: answers.append(0 if "/changes" in one.url else len(one.body())))
    start = time.perf_counter()
    page.goto(playground.url)
    page.locator("html[data-ready]").wait_for()
    took = time.perf_counter() - start
    sys.stdout.write(f"The page: {len(answers)} requests, {sum(answers):,} bytes, ready in {took:.2f} s\n")
    page.context.close()


def take(page: "Page", name: str) -> None:
    """One picture, with nothing half drawn."""
    page.mouse.move(0, 0)
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
