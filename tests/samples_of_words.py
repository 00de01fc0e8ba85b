"""A sample of every message -> docs/words.md, where a practice lead reads the whole voice of the bot on one page."""

import re
from typing import Any

from supervisionbot.adapters.template_samples import a_record
from supervisionbot.adapters.templates import TemplateWords, template_name
from supervisionbot.records.words import Message
from tests.adapters.test_templates import MESSAGES
from tests.conftest import PROMPTS

HEADING = """# The bot's words

Every message that the bot can say, as its template in `prompts/messages/` renders it with sample values (an ellipsis
stands for what people typed). This page is written by `python -m tests.samples_of_words`, and a test keeps it true.
"""


def page(words: TemplateWords) -> str:
    """The whole page: each message under the name of its template, with what it is for."""
    parts = [_part(words, message) for message in sorted(MESSAGES, key=template_name)]
    return "\n".join([HEADING, *parts])


def sample(words: TemplateWords, message: type[Message]) -> str:
    """One message with sample values, in Slack's markup as people see it."""
    record: Any = a_record(message, full=True)
    said = words.say(record)
    said = re.sub(r"&lt;!channel&gt; &amp; &lt;@U123&gt; &lt;https://example\.org\|x&gt;", "…", said)
    return re.sub(r"<@(\w+)>", r"@somebody", said).replace("<#C1>", "#north-team").replace("&amp;", "&")


def _part(words: TemplateWords, message: type[Message]) -> str:
    about = (message.__doc__ or "").strip().partition("\n")[0]
    quoted = "\n".join(f"> {line}".rstrip() for line in sample(words, message).splitlines())
    return f"## {template_name(message).removesuffix('.md.j2')}\n\n{about}\n\n{quoted}\n"


if __name__ == "__main__":
    (PROMPTS.parent / "docs" / "words.md").write_text(page(TemplateWords(PROMPTS)), encoding="utf-8")
