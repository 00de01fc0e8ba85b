"""The whole job by clicking and typing, as three people."""

from typing import TYPE_CHECKING

from tests.page.stage import Playground
from tests.page.steps import (
    REPLY,
    answers,
    becomes,
    gets_asked,
    lives_two_weeks,
    opens,
    presses,
    replies,
    says,
    shows,
    time_passes,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_newcomer_gets_through_by_the_guide_alone(page: "Page", playground: Playground) -> None:
    guide = page.get_by_role("region", name="Try it in five steps")
    presses(page, "Put it in the message box")
    page.get_by_label("Write a message").press("Enter")
    shows(page, "Only visible to you")
    time_passes(page, "To the next question")
    presses(page, "Reply in thread")
    replies(page, REPLY)
    presses(page.locator("#thread"), "Change")
    page.get_by_role("dialog").get_by_label("What was hard?").click()
    page.get_by_role("dialog").get_by_label("Time and workload").last.check()
    presses(page, "Save")
    shows(page, "Settled, in your words")
    lives_two_weeks(page)
    time_passes(page, "To the digest day")
    presses(page, "Open it as Sam Field")
    shows(page, "went well for most of the team")
    guide.locator(".step-done").nth(4).wait_for()

    assert page.locator("#main .chart svg[role=img]").count() >= 1
    assert "Okafor" not in page.locator("#main").inner_text()
    assert "Jodie" not in page.locator("#main").inner_text()


def test_the_visitors_own_reply_counts_like_anybodys(page: "Page", playground: Playground) -> None:
    answers(page)
    presses(page, "That's right")
    shows(page, "Settled, in your words")
    lives_two_weeks(page)
    time_passes(page, "To the digest day")
    kept = {table.name: table for table in playground.bot.what_is_kept()}
    columns = kept["voices"].columns
    own = [row for row in kept["voices"].rows if row[columns.index("worker")] == playground.ana.id]

    assert own
    assert any(row[columns.index("spent_on")] for row in own)
    assert len([row for row in kept["visits"].rows if playground.ana.id in row]) == 1


def test_what_the_bot_knows_is_shown_live_without_the_words(page: "Page") -> None:
    presses(page, "What the bot knows")
    panel = page.locator("#kept-pane")
    panel.get_by_text("Kept on the private side").wait_for()
    presses(page, "Close this panel")
    answers(page)
    presses(page, "What the bot knows")
    panel.get_by_text("encrypted: ").first.wait_for()

    assert "Jodie" not in panel.inner_text()
    assert "kitchen" not in panel.inner_text()
    assert "empathy" in panel.inner_text()


def test_the_admin_sets_up_a_team(page: "Page", playground: Playground) -> None:
    becomes(page, playground.cast.admin)
    says(page, "/reflect team East")
    form = page.get_by_role("dialog", name="Set up a team")
    form.get_by_label("Workers (they are asked)").click()
    for name in ("Ines Duarte", "Jo Marsh"):
        form.get_by_label(name).first.check()
    form.get_by_label("Floor: how many must speak of a theme").fill("2")
    presses(form, "Save")
    form.get_by_text("The floor 2 is too low").wait_for()
    form.get_by_label("Floor: how many must speak of a theme").fill("5")
    presses(form, "Save")
    shows(page, "East is set up: 2 workers")

    page.get_by_role("dialog").wait_for(state="detached")


def test_a_worker_cannot_set_up_a_team(page: "Page") -> None:
    says(page, "/reflect team North")

    shows(page, "Only a team's supervisors and your Slack admins can set up teams")


def test_news_for_others_is_marked_and_read(page: "Page", playground: Playground) -> None:
    sam = playground.cast.north.supervisor
    opens(page, "north-team")
    says(page, "Morning all")
    button = page.get_by_role("navigation").get_by_role("button", name=sam.name)
    button.wait_for()
    button.click()
    opens(page, "north-team")
    shows(page, "Morning all")
    becomes(page, playground.ana)

    button.wait_for(state="detached")


def test_home_is_put_up_by_the_app(page: "Page") -> None:
    opens(page, "Home")

    page.get_by_role("region", name="App Home").locator("h4, .section").first.wait_for()


def test_a_second_browser_hears_of_it_without_reloading(page: "Page", playground: Playground) -> None:
    other = page.context.new_page()
    other.goto(playground.url)
    gets_asked(page)

    other.get_by_role("button", name="Reply in thread").wait_for()


def test_an_answer_outside_the_thread_counts_as_an_answer(page: "Page", playground: Playground) -> None:
    gets_asked(page)
    says(page, REPLY)
    page.locator(".step-done", has_text="Answer the question").wait_for()


def test_a_private_answer_counts_as_an_answer(page: "Page", playground: Playground) -> None:
    gets_asked(page)
    presses(page, "Answer privately")
    page.get_by_role("dialog").get_by_label("Your answer").fill(REPLY)
    presses(page.get_by_role("dialog"), "Save")
    page.locator(".step-done", has_text="Answer the question").wait_for()
