"""The bot's voice: plain words, and one page that shows them all."""

import re

import pytest

from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.records.words import Message
from supervisionbot.rules.bank import reading_grade
from tests.adapters.test_templates import MESSAGES
from tests.conftest import PROMPTS
from tests.samples_of_words import page, sample

HIGHEST_GRADE = 8.0
NAMES_ONLY = {
    "HomeOpen",
    "HomeReflections",
    "DigestHeading",
    "KindNotKnown",
    "ThemeNotKnown",
    "OwnReflection",
    "DigestLineShown",
    "DigestContinued",
}
"""Headings, and messages that are mostly names and dates of the record: the grade says nothing of them."""


@pytest.fixture(scope="module")
def words() -> TemplateWords:
    return TemplateWords(PROMPTS)


def test_the_page_of_all_words_is_true(words: TemplateWords) -> None:
    written = (PROMPTS.parent / "docs" / "words.md").read_text(encoding="utf-8")

    assert written == page(words), "write it anew: python -m tests.samples_of_words"


@pytest.mark.parametrize(
    "message", [one for one in MESSAGES if one.__name__ not in NAMES_ONLY], ids=lambda one: str(one.__name__)
)
def test_every_message_is_easy_to_read(words: TemplateWords, message: type[Message]) -> None:
    said = re.sub(r"[`*_>•#\[\]]", "", sample(words, message))
    sentences = ". ".join(line.rstrip(".:") for line in said.splitlines() if line.strip())

    assert reading_grade(sentences) <= HIGHEST_GRADE
