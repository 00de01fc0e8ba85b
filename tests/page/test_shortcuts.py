"""Shortcuts, files, and a team that reflects together, by the page's own menus and buttons."""

import json
from typing import TYPE_CHECKING

import pytest

from supervisionbot.playground.page.pressing import SHORTCUTS
from tests.conftest import PROMPTS
from tests.page.stage import Playground
from tests.page.steps import opens, presses, says, shows, time_passes

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_pages_shortcuts_are_those_of_the_manifest() -> None:
    manifest = json.loads((PROMPTS.parent / "manifest.json").read_text(encoding="utf-8"))
    named = {one["callback_id"]: one["type"] == "message" for one in manifest["features"]["shortcuts"]}

    assert named == SHORTCUTS


def test_log_a_visit_opens_its_form_from_the_keyboard(page: "Page") -> None:
    page.get_by_role("button", name="Shortcuts and files").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    page.get_by_role("dialog").get_by_role("heading", name="Log a visit").wait_for()


def test_reflect_on_this_stands_at_every_message_and_asks_a_question(page: "Page", playground: Playground) -> None:
    playground.cast.north.workers[1].writes("Long day.", channel=playground.cast.north.channel)
    opens(page, "north-team")
    page.locator(".message").last.hover()
    presses(page, "Shortcuts for this message")
    page.get_by_role("menuitem", name="Reflect on this").click()

    shows(page, "Here it comes, in our direct message.")


@pytest.mark.parametrize("size", [5, 200_000])
def test_a_file_is_kindly_not_opened(page: "Page", size: int) -> None:
    said = "the playground takes files of up to 100 kB" if size > 5 else "I can only take in words"
    page.locator("#file").set_input_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"x" * size})

    page.locator("#main, #trouble").get_by_text(said).wait_for()


def test_a_team_reflects_together_and_the_others_answer_when_time_moves_on(
    page: "Page", playground: Playground
) -> None:
    opens(page, "north-team")
    says(page, "/reflect together 10")
    shows(page, "Your team's question comes at once in")
    playground.bot.look()
    presses(page, "Answer privately")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your answer").fill("I just listened.")
    dialog.get_by_role("button", name="Save").click()
    time_passes(page, "+1 hour")

    shows(page, "What came up together")
    assert all(len(worker.dm) > 1 for worker in playground.cast.north.workers)
