"""The few kinds of block that the bot uses, built and checked by Slack's own models."""

import re
from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from supervisionbot.records.post import Block, Said
from supervisionbot.records.words import Message, Words

MOST_IN_SECTION = 3000
_MARKUP = re.compile(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def section(text: str, *, verbatim: bool = False) -> Block:
    """A paragraph in mrkdwn; what goes beyond Slack's limit is cut with a sign that it was.

    `verbatim`: addresses and channels that somebody typed are not made into links.
    """
    shown = text if len(text) <= MOST_IN_SECTION else text[: MOST_IN_SECTION - 2] + " …"
    # By hand, as it is in nearly every message and its one limit is kept above: the model takes ten times as long.
    return {"type": "section", "text": {"type": "mrkdwn", "text": shown, **({"verbatim": True} if verbatim else {})}}


def section_with(text: str, words: Words, action: str, value: str) -> Block:
    """A paragraph with a button beside it; what somebody typed in it is not made into links."""
    button = ButtonElement(text=PlainTextObject(text=words.label(action)), action_id=action, value=value)
    return _dict(SectionBlock(text=MarkdownTextObject(text=text[:MOST_IN_SECTION], verbatim=True), accessory=button))


def plain(text: str) -> str:
    """Text without the stars and underscores that make it bold or slanted, for screen readers and notifications."""
    return _MARKUP.sub("", text)


def small(text: str) -> Block:
    """A paragraph in small print."""
    return _dict(ContextBlock(elements=[MarkdownTextObject(text=text)]))


def header(text: str) -> Block:
    """A heading, for eyes and screen readers."""
    return _dict(HeaderBlock(text=PlainTextObject(text=text[:150])))


def buttons(words: Words, actions: Sequence[str], value: str = "", *, primary: str = "", danger: str = "") -> Block:
    """A row of buttons, each labelled by the label of its action's name."""
    return _dict(
        ActionsBlock(
            elements=[
                ButtonElement(
                    text=PlainTextObject(text=words.label(action)),
                    action_id=action,
                    value=value or action,
                    style="primary" if action == primary else "danger" if action == danger else None,
                )
                for action in actions
            ]
        )
    )


def notice(words: Words, message: Message, *actions: str, value: str = "") -> Said:
    """A message by itself, with buttons beneath it if there are any."""
    text = words.say(message)
    row = (buttons(words, actions, value),) if actions else ()
    return Said(text, (section(text), *row))


def _dict(block: SectionBlock | ContextBlock | HeaderBlock | ActionsBlock) -> Block:
    made: Block = block.to_dict()
    return made
