"""Writing, changing and taking back, forms that say what is wrong, and text that stays text."""

from typing import TYPE_CHECKING

from tests.page.stage import Playground
from tests.page.steps import answers, opens, presses, says, shows

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACK = "<img src=x onerror=alert(1)><script>document.title='taken'</script> *b* <https://x.org|y>"


def test_a_reply_is_edited_and_the_bot_hears_it_anew(page: "Page") -> None:
    answers(page)
    own = page.locator("#thread article", has_text="kitchen floor")
    own.hover()
    own.get_by_role("button", name="Edit").click()
    page.get_by_label("Edit your message").fill(
        "Only twenty minutes, four visits in one day. Far too rushed, no time at all."
    )
    presses(page, "Save changes")
    shows(page, "Time and workload")

    page.locator("#thread").get_by_text("(edited)").wait_for()
    page.get_by_label("Edit your message").wait_for(state="detached")


def test_a_reply_is_deleted_after_asking_and_its_themes_go(page: "Page") -> None:
    answers(page)
    own = page.locator("#thread article", has_text="kitchen floor")
    own.hover()
    own.get_by_role("button", name="Delete").click()
    presses(page.get_by_role("dialog", name="Delete this message?"), "Cancel")
    own.hover()
    own.get_by_role("button", name="Delete").click()
    presses(page.get_by_role("dialog", name="Delete this message?"), "Delete")
    own.wait_for(state="detached")

    shows(page, "Your words are gone from here")


def test_everything_but_the_place_in_the_team_is_forgotten_by_the_buttons(page: "Page", playground: Playground) -> None:
    answers(page)
    says(page, "/reflect forget")
    presses(page, "Delete everything")
    shows(page, "Everything I had of yours is deleted")
    private = [table for table in playground.bot.what_is_kept() if table.side == "private"]

    assert [table.name for table in private if any(playground.ana.id in row for row in table.rows)] == ["members"]


def test_a_form_says_in_place_what_is_wrong_and_keeps_the_rest(page: "Page") -> None:
    says(page, "/reflect visit")
    form = page.get_by_role("dialog", name="Log a visit")
    form.get_by_label("What kind of visit was it?").select_option("Review")
    form.get_by_label("Day").fill("2026-04-02")
    presses(form, "Save")
    form.get_by_text("That is still to come").wait_for()

    assert form.get_by_label("Day").get_attribute("aria-invalid") == "true"
    assert form.get_by_label("Day").evaluate("one => one === document.activeElement")
    assert form.get_by_label("What kind of visit was it?").locator("option:checked").inner_text() == "Review"
    form.get_by_label("Day").fill("2026-03-02")
    presses(form, "Save")
    form.wait_for(state="hidden")
    shows(page, "Logged: Review")


def test_a_required_field_is_asked_for(page: "Page") -> None:
    says(page, "/reflect visit")
    form = page.get_by_role("dialog", name="Log a visit")
    presses(form, "Save")

    form.get_by_text("Please complete this required field.").wait_for()


def test_commands_do_not_work_in_threads_as_in_slack(page: "Page") -> None:
    answers(page)
    page.get_by_label("Reply in this thread").fill("/reflect mine")
    page.get_by_label("Reply in this thread").press("Enter")
    page.get_by_role("alert").get_by_text("commands do not work in threads").wait_for()

    assert page.get_by_label("Reply in this thread").input_value() == "/reflect mine"


def test_typed_markup_is_shown_as_text(page: "Page") -> None:
    opens(page, "north-team")
    says(page, ATTACK)
    shows(page, ATTACK)

    assert page.locator("#main img").count() == 0
    assert page.title() == "Supervision Bot playground"


def test_names_and_messages_of_apps_cannot_bring_scripts(page: "Page", playground: Playground) -> None:
    eve = playground.slack.add_person("<script>document.title='taken'</script>")
    channel = playground.slack.add_channel("<b>odd", [eve, playground.ana])
    eve.writes("hello", channel=channel)
    block = {"type": "section", "text": {"type": "mrkdwn", "text": f"{ATTACK} <javascript:alert(1)|press>"}}
    playground.slack.whisper(playground.ana.id, channel.id, "x", [block, {"type": "<script>"}])
    opens(page, "<b>odd")
    shows(page, "cannot draw this block: <script>")

    assert page.locator("#main script, #main img, #main b, #main a[href^=javascript]").count() == 0
    assert page.title() == "Supervision Bot playground"


def test_what_is_being_typed_survives_news(page: "Page", playground: Playground) -> None:
    opens(page, "north-team")
    page.get_by_label("Write a message").fill("half a thought")
    playground.cast.north.workers[1].writes("Anyone in?", channel=playground.cast.north.channel)
    shows(page, "Anyone in?")

    assert page.get_by_label("Write a message").input_value() == "half a thought"
    assert "Anyone in?" in page.locator("#announcer").inner_text()
