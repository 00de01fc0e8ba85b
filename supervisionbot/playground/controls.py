"""Blocks -> the buttons, menus and fields that a person can use in them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from supervisionbot.playground.marks import Marks
from supervisionbot.playground.nouns import Json

BUTTONS = frozenset({"button", "icon_button", "workflow_button"})
MENUS = frozenset(
    f"{many}{source}_select"
    for many in ("", "multi_")
    for source in ("static", "external", "users", "conversations", "channels")
)
FIELDS = frozenset(
    {
        "plain_text_input",
        "rich_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "file_input",
    }
)
PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
TICKS = frozenset({"radio_buttons", "checkboxes", "overflow"})
CONTROLS = BUTTONS | MENUS | FIELDS | PICKERS | TICKS

# element type -> the key under which Slack reports its value, the key of its initial value
VALUE_KEYS: dict[str, tuple[str, str]] = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """Something to click on or fill in, with the block that it stands in."""

    block: Json
    element: Json

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def action_id(self) -> str:
        """The element's action_id."""
        return str(self.element.get("action_id", ""))

    @property
    def block_id(self) -> str:
        """The block's block_id."""
        return str(self.block.get("block_id", ""))

    @property
    def label(self) -> str:
        """What a person calls it: the text of a button, the label of a field, the text beside a menu."""
        for text in (self.element.get("text"), self.block.get("label"), self.block.get("text")):
            if isinstance(text, dict):
                return str(text.get("text", ""))
        return placeholder_of(self.element)

    @property
    def is_input(self) -> bool:
        """Whether it stands in an input block."""
        return self.block.get("type") == "input"

    @property
    def is_required(self) -> bool:
        """Whether a form cannot be sent without it."""
        return self.is_input and not self.block.get("optional", False)

    @property
    def reports_at_once(self) -> bool:
        """Whether the app hears of it before the form is sent."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    def goes_by(self, name: str) -> bool:
        """Whether a person or a test means this control by that name."""
        exactly = f"{self.block_id}/{self.action_id}"
        names = {self.label, self.action_id, self.block_id, placeholder_of(self.element), exactly}
        return name in names or name == str(self.element.get("accessibility_label"))

    def options(self) -> list[Json]:
        """The options to choose from, groups opened out."""
        found = list(self.element.get("options", ()))
        for group in self.element.get("option_groups", ()):
            found.extend(group["options"])
        return found


def placeholder_of(element: Json) -> str:
    """The grey words in an empty field."""
    return str(element.get("placeholder", {}).get("text", ""))


def controls_in(blocks: Iterable[Json]) -> Iterator[Control]:
    """All controls of some blocks, in reading order."""
    for block in blocks:
        yield from _controls_of(block, block)


def _controls_of(value: Any, block: Json) -> Iterator[Control]:
    if isinstance(value, list):
        for each in value:
            yield from _controls_of(each, block)
    elif isinstance(value, dict):
        if value.get("type") in CONTROLS:
            yield Control(block, value)
            return
        inner = value if "block_id" in value else block
        for each in value.values():
            yield from _controls_of(each, inner)


def with_ids(blocks: Iterable[Json], marks: Marks) -> list[Json]:
    """A deep copy of blocks in which each block and each control has an id, as Slack stores them."""
    copies: list[Json] = json.loads(json.dumps(list(blocks)))
    for block in copies:
        block.setdefault("block_id", marks.id("")[-5:])
        for control in controls_in([block]):
            control.element.setdefault("action_id", marks.id("")[-5:])
    return copies


def first_state(blocks: Iterable[Json]) -> dict[str, Json]:
    """The state of a form that nobody has touched yet: empty fields and initial values."""
    state: dict[str, Json] = {}
    for control in controls_in(blocks):
        if control.type in VALUE_KEYS and control.type != "overflow":
            state.setdefault(control.block_id, {})[control.action_id] = first_value(control)
    return state


def first_value(control: Control) -> Json:
    """The value of an untouched control, in Slack's shape."""
    key, initial = VALUE_KEYS[control.type]
    empty: Any = [] if key.endswith("s") else None
    return {"type": control.type, key: control.element.get(initial, empty)}
