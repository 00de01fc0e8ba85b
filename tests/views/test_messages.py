"""Messages as Slack takes them: blocks within its limits, the whole of it in the text."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.playground.block_kit import message_error
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Said
from supervisionbot.records.private import Code, Consent
from supervisionbot.records.released import Band, Change, Digest, DigestLine, Post, Release, ReleasedTheme
from supervisionbot.rules.digest import headline
from supervisionbot.views import digest, prompt
from supervisionbot.views.blocks import MOST_IN_SECTION, plain, section
from tests.builders import MONDAY, a_prompt, a_reply
from tests.conftest import PROMPTS

POST = Post("p1", "r1", "North", "C1")


@pytest.fixture(scope="module")
def words() -> TemplateWords:
    return TemplateWords(PROMPTS)


def refused(said: Said, *, takes_charts: bool = True) -> Any:
    """What Slack would say to it; None if it takes it."""
    return message_error({"text": said.text, "blocks": list(said.blocks)}, takes_charts=takes_charts)


@given(st.text(min_size=1, max_size=2 * MOST_IN_SECTION))
def test_a_long_paragraph_is_cut_with_a_sign_that_it_was(text: str) -> None:
    shown = section(text)["text"]["text"]

    assert len(shown) <= MOST_IN_SECTION
    assert shown == text or shown.endswith(" …")


@pytest.mark.parametrize(
    ("consent", "is_heard", "buttons"),
    [
        (Consent.OPEN, True, ["thats_right", "change", "leave_out"]),
        (Consent.OPEN, False, ["change"]),
        (Consent.CONFIRMED, True, ["change", "leave_out"]),
        (Consent.LEFT_OUT, True, ["count_again", "change"]),
    ],
)
def test_the_answer_offers_what_can_be_done_now(
    words: TemplateWords, library: Library, consent: Consent, is_heard: bool, buttons: list[str]
) -> None:
    codes = [Code("power", Stance.STRAIN)] if is_heard else []
    said = prompt.themes(words, library.codebook, a_prompt(consent=consent), codes, [a_reply()])
    elements = [one for block in said.blocks for one in block.get("elements", ())]
    offered = [one["action_id"] for one in elements if one["type"] == "button"]

    assert offered == buttons
    assert refused(said) is None


def test_what_was_covered_by_hand_is_told_apart(words: TemplateWords, library: Library) -> None:
    replies = [a_reply("r1", covered=(("NAME", 1), ("HAND", 1))), a_reply("r2", covered=(("HAND", 2),))]
    said = prompt.themes(words, library.codebook, a_prompt(), [], replies)

    assert "I covered a name before storing this." in said.text
    assert "You covered 3 words yourself." in said.text


def test_covered_details_of_all_replies_are_added_up(words: TemplateWords, library: Library) -> None:
    replies = [a_reply("r1", covered=(("NAME", 1), ("DATE", 1))), a_reply("r2", covered=(("NAME", 2),))]
    said = prompt.themes(words, library.codebook, a_prompt(), [], replies)

    assert "I covered 3 names and a date before storing this." in said.text


def a_digest(*lines: DigestLine) -> Digest:
    """A digest of two weeks."""
    release = Release("r1", "North", MONDAY - timedelta(days=14), MONDAY, tuple(one.theme for one in lines))
    return Digest(release, lines, headline(lines))


def said_by(words: TemplateWords, library: Library, *lines: DigestLine) -> tuple[Said, ...]:
    """The messages of a digest with these lines."""
    return digest.digest(words, library.codebook, a_digest(*lines), "Europe/London", POST)


def text_of(words: TemplateWords, library: Library, *lines: DigestLine) -> str:
    """All that a screen reader says of it."""
    return "\n\n".join(said.text for said in said_by(words, library, *lines))


def every_line(library: Library) -> list[DigestLine]:
    """A line for each theme and side, moved in each way."""
    changes = [(Change.NEW, None), (Change.MORE, Band.SOME), (Change.SAME, Band.MOST), (Change.LESS, Band.MOST)]
    return [
        DigestLine(ReleasedTheme(theme.id, stance, band), *changes[number % 4])
        for number, theme in enumerate(library.codebook.themes)
        for stance, band in ((Stance.STRENGTH, Band.MOST), (Stance.STRAIN, Band.SOME))
    ]


def test_slack_takes_the_largest_digest_with_its_chart_and_without(words: TemplateWords, library: Library) -> None:
    pages = said_by(words, library, *every_line(library))

    assert [refused(page) for page in pages] == [None] * len(pages)
    assert refused(Said(pages[0].text, pages[0].plain_blocks or ()), takes_charts=False) is None
    assert [block["type"] for block in pages[0].blocks].count("data_visualization") == 1
    assert all(len(json.dumps(page.blocks)) < 12_000 for page in pages)


def test_a_long_digest_goes_on_in_its_thread_and_says_with_what(words: TemplateWords, library: Library) -> None:
    first, *rest = said_by(words, library, *every_line(library))
    titles = [theme.title for theme in library.codebook.themes]

    assert all(len(page.blocks) < 25 for page in (first, *rest))
    assert all(title in first.text for title in titles)
    assert [page.text.partition("\n")[0] for page in rest] == ["More of what came up in North"] * 3


def test_the_text_of_a_digest_says_all_that_its_blocks_show(words: TemplateWords, library: Library) -> None:
    for page in said_by(words, library, *every_line(library)):
        shown = [block["text"]["text"] for block in page.blocks if "text" in block]

        assert [one for one in shown if plain(one) not in page.text] == []


def test_conditions_stand_apart_from_the_relationship(words: TemplateWords, library: Library) -> None:
    lines = [DigestLine(ReleasedTheme(one, Stance.STRAIN, Band.SOME), Change.NEW) for one in ("time", "empathy")]
    text = text_of(words, library, *lines)

    relationship, _, conditions = text.partition("Conditions for practice")
    assert "Empathy and listening" in relationship
    assert "Time and workload" in conditions


def test_a_family_is_told_by_its_title(words: TemplateWords, library: Library) -> None:
    line = DigestLine(ReleasedTheme("trust", Stance.STRAIN, Band.SOME, is_family=True), Change.NEW)

    said = text_of(words, library, line)

    assert "Building trust was hard" in said
    assert library.codebook.family("trust").in_practice[Stance.STRAIN] in said


def test_a_digest_without_a_line_has_no_chart(words: TemplateWords, library: Library) -> None:
    [said] = said_by(words, library)

    assert "There is nothing to tell this time." in said.text
    assert said.blocks == said.plain_blocks
