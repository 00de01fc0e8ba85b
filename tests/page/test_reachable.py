"""Without a mouse, without eyes, in the dark, on a phone."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.page.conftest import missing, opened
from tests.page.stage import PHONE, WIDE, Playground
from tests.page.steps import (
    REPLY,
    answers,
    becomes,
    gets_asked,
    lives_two_weeks,
    opens,
    presses,
    says,
    shows,
    time_passes,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LOOKS: dict[str, dict[str, Any]] = {"light": WIDE, "dark": WIDE | {"color_scheme": "dark"}, "phone": PHONE}


def faults(page: "Page") -> list[str]:
    """What axe-core finds, of any weight: rule, weight, and where."""
    if not AXE.exists():
        missing("these tests need axe-core (npm ci)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = json.loads(page.evaluate("axe.run().then(one => JSON.stringify(one.violations))"))
    return [f"{one['impact']}: {one['id']} at {one['nodes'][0]['target']}" for one in found]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_fault(browser: "Browser", playground: Playground, look: str) -> None:
    for page in opened(browser, playground, **LOOKS[look]):
        assert faults(page) == []
        forms_without_faults(page)
        answers(page)
        assert faults(page) == []
        presses(page, "What the bot knows")
        page.get_by_text("encrypted: ").first.wait_for()
        assert faults(page) == []
        presses(page, "Close this panel")
        presses(page, "That's right")
        shows(page, "Settled, in your words")
        lives_two_weeks(page)
        time_passes(page, "To the digest day")
        presses(page, "Close the thread")
        presses(page, "Open it as Sam Field")
        page.locator("#main .chart").wait_for()
        assert faults(page) == []
        page.goto(f"{playground.url}/?you={playground.ana.id}&place=home")
        page.locator("#main .home").wait_for()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def forms_without_faults(page: "Page") -> None:
    """The proposals, and a form with an error in it."""
    page.get_by_label("Write a message").press_sequentially("/")
    page.get_by_role("listbox", name="Commands").wait_for()
    assert faults(page) == []
    says(page, "/reflect visit")
    form = page.get_by_role("dialog", name="Log a visit")
    presses(form, "Save")
    form.locator(".wrong").wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    form.wait_for(state="hidden")


def test_the_main_job_is_done_by_keyboard_alone(page: "Page") -> None:
    logs_a_visit_by_keys(page)
    answers_by_keys(page)
    corrects_by_keys(page)
    page.keyboard.press("Escape")
    page.locator("#desk:not(.with-thread)").wait_for()

    assert page.evaluate("document.activeElement.classList.contains('thread-link')")


def logs_a_visit_by_keys(page: "Page") -> None:
    """Skip to the message box, complete a command, send it."""
    keys = page.keyboard
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "say"
    keys.type("/reflect v")
    page.get_by_role("listbox", name="Commands").wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    assert page.get_by_label("Write a message").input_value() == "/reflect visit first visit"
    keys.press("Enter")
    shows(page, "Logged: First visit")


def answers_by_keys(page: "Page") -> None:
    """Let time pass, open the thread, reply."""
    tab_to(page, "clock-prompt", back=True)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Reply in thread").wait_for()
    tab_to(page, "Reply in thread")
    page.keyboard.press("Enter")
    page.keyboard.type(REPLY)
    page.keyboard.press("Enter")
    page.locator("#thread").get_by_role("button", name="Change").wait_for()


def corrects_by_keys(page: "Page") -> None:
    """Open the form, choose a theme that was hard, save."""
    keys = page.keyboard
    tab_to(page, "Change", back=True)
    keys.press("Enter")
    page.get_by_role("dialog", name="What was it about?").wait_for()
    keys.press("Tab")
    keys.press("Enter")
    tab_to(page, "Time and workload")
    keys.press("Space")
    keys.press("Escape")
    tab_to(page, "Save")
    keys.press("Enter")
    shows(page, "Time and workload: was hard")
    page.get_by_role("dialog").wait_for(state="hidden")


def tab_to(page: "Page", wanted: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on what has this id, text or label."""
    script = "one => [one.id, one.textContent.trim(), one.closest('label')?.textContent.trim()]"
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if wanted in page.evaluate(f"({script})(document.activeElement)"):
            return
    raise AssertionError(f"no way by Tab to {wanted}")


def test_escape_closes_a_form_and_gives_the_focus_back(page: "Page") -> None:
    answers(page)
    change = page.locator("#thread").get_by_role("button", name="Change")
    change.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="What was it about?").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")

    assert change.evaluate("one => one === document.activeElement")


def test_a_menu_of_more_actions_works_by_keys(page: "Page") -> None:
    gets_asked(page)
    opener = page.locator("#main [data-menu]").last
    opener.focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("menuitem").first
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")

    assert first.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    assert opener.evaluate("one => one === document.activeElement")
    assert page.get_by_role("menuitem").count() == 0


def test_proposals_are_moved_through_by_arrows_and_put_away_by_escape(page: "Page") -> None:
    box = page.get_by_label("Write a message")
    box.press_sequentially("/reflect p")
    box.press("ArrowUp")
    active = box.get_attribute("aria-activedescendant")

    assert page.locator(f"#{active}").inner_text().startswith("/reflect pause")
    box.press("Escape")
    assert page.get_by_role("listbox", name="Commands").count() == 0
    assert box.input_value() == "/reflect p"


def test_the_whole_story_fits_a_phone(phone: "Page", playground: Playground) -> None:
    answers(phone)
    presses(phone, "That's right")
    shows(phone, "Settled, in your words")
    presses(phone, "Close the thread")
    presses(phone, "Back to conversations")
    becomes(phone, playground.cast.north.supervisor)
    opens(phone, "north-supervisors")
    shows(phone, "Nothing here yet")

    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_clock_runs_stops_and_goes_forward(page: "Page") -> None:
    clock = page.get_by_role("region", name="Clock")
    presses(page, "Run")
    clock.get_by_text("running").wait_for()
    presses(page, "Pause")
    clock.get_by_text("paused").wait_for()
    time_passes(page, "+1 hour")
    clock.locator(".now").get_by_text("Mon 2 March, 10:00").wait_for()
    presses(page, "To the next question")
    page.get_by_role("alert").get_by_text("no question is due").wait_for()
    says(page, "/reflect visit review")
    time_passes(page, "To the digest day")

    clock.locator(".now").get_by_text("Fri 6 March, 09:00").wait_for()
