"""What visitors do on the page, in the words of the page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from supervisionbot.playground.people import Person

REPLY = "Sat with Jodie on the kitchen floor in Rowan Street while she cried. I just listened, and nobody had before."


def shows(page: "Page", text: str) -> None:
    """Wait until this stands in the conversation or its thread."""
    page.locator("#main, #thread").get_by_text(text).last.wait_for()


def says(page: "Page", text: str) -> None:
    """Write below the messages."""
    box = page.get_by_label("Write a message")
    box.fill(text)
    box.press("Enter")


def replies(page: "Page", text: str) -> None:
    """Write in the open thread."""
    box = page.get_by_label("Reply in this thread")
    box.fill(text)
    box.press("Enter")


def presses(page: "Page | Locator", name: str) -> None:
    """Press the newest button of this name."""
    page.get_by_role("button", name=name, exact=True).last.click()


def becomes(page: "Page", person: "Person") -> None:
    """Act as somebody else."""
    page.get_by_label("You act as").select_option(person.id)
    page.locator("#nav .who").get_by_text(person.name.split()[0][0] + person.name.split()[-1][0], exact=True).wait_for()


def opens(page: "Page", place: str) -> None:
    """Look at a conversation."""
    page.get_by_role("navigation").get_by_role("link", name=place).click()
    page.locator(f"#nav a[aria-current]:has-text('{place}')").wait_for(state="attached")


def time_passes(page: "Page", button: str) -> None:
    """Press one of the clock's buttons and wait until time has passed."""
    now = page.locator("#clock .now time")
    before = now.inner_text()
    presses(page, button)
    now.filter(has_not_text=before).wait_for()
    page.locator("#clock progress").wait_for(state="detached")
    page.get_by_role("button", name="+1 hour").wait_for()


def lives_two_weeks(page: "Page") -> None:
    """Let the others live two weeks, up to a digest's eve."""
    time_passes(page, "A team at once")


def gets_asked(page: "Page") -> None:
    """Log a visit, and let time pass until the question is there, its thread open."""
    says(page, "/reflect visit first visit")
    shows(page, "Logged: First visit")
    time_passes(page, "To the next question")
    presses(page, "Reply in thread")


def answers(page: "Page", text: str = REPLY) -> None:
    """Reply to the question, and wait for the themes that the bot heard."""
    gets_asked(page)
    replies(page, text)
    page.locator("#thread").get_by_role("button", name="That's right").wait_for()
