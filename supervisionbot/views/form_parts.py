"""What every form is made of. Ids of fields are the names in what comes back."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View as SlackView

from supervisionbot.records.post import View
from supervisionbot.records.words import Words

FIELD = "field"


def form(words: Words, name: str, fields: Sequence[InputBlock], about: str = "", *, submit: str = "save") -> View:
    """A form of that name; `about` comes back with it, `submit` is the label of its button."""
    shown = SlackView(
        type="modal",
        callback_id=name,
        title=PlainTextObject(text=words.label(name)),
        submit=PlainTextObject(text=words.label(submit)),
        close=PlainTextObject(text=words.label("cancel")),
        private_metadata=about,
        blocks=list(fields),
    )
    made: View = shown.to_dict()
    return made


def field(
    words: Words, name: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    """A field, labelled by the label of its name."""
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=words.label(name)),
        element=element,
        hint=PlainTextObject(text=words.label(hint)) if hint else None,
        optional=optional,
    )


def text_line(value: str = "", most: int = 60) -> PlainTextInputElement:
    """A line to type into."""
    return PlainTextInputElement(action_id=FIELD, initial_value=value or None, max_length=most)


def option(title: str, value: str) -> Option:
    """Something to choose in a menu."""
    return Option(text=PlainTextObject(text=title), value=value)
