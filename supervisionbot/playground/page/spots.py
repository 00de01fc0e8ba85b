"""Where blocks stand, in a message or a view -> ids, values and choices of the controls in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from supervisionbot.playground.controls import VALUE_KEYS, Control, first_value
from supervisionbot.playground.nouns import Json, Message, View
from supervisionbot.playground.page import moments
from supervisionbot.playground.page.markup import Reader


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: `group` is the heading it stands under, if any."""

    value: str
    text: Json
    description: Json | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A message or view on the page.

    `key` is its own there; `mark` is its timestamp or view id; `heading` is the tag of headings in it.
    """

    key: str
    mark: str
    reader: Reader
    zone: str | None = None
    people: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    heading: str = "h4"
    state: Mapping[str, Json] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def name(self, block: Json, element: Json) -> str:
        """What the control goes by in its message or view."""
        return f"{block.get('block_id', '')}/{element.get('action_id', '')}"

    def id(self, block: Json, element: Json) -> str:
        """The control's id on the page."""
        return f"{self.key}-{self.name(block, element).replace('/', '-').replace(' ', '_')}"

    def reports(self, block: Json, element: Json) -> bool:
        """Whether the app hears of a choice at once."""
        return Control(block, element).reports_at_once

    def value(self, block: Json, element: Json) -> Any:
        """What the control holds now, in Slack's shape."""
        state = self.state.get(str(block.get("block_id")), {}).get(str(element.get("action_id")))
        return (state or first_value(Control(block, element)))[VALUE_KEYS[element["type"]][0]]

    def typed(self, block: Json, element: Json) -> str:
        """What the control holds now, as it stands in a field."""
        value = self.value(block, element)
        if element["type"] == "datetimepicker" and value is not None:
            return f"{moments.at(value, self.zone):%Y-%m-%dT%H:%M}"
        if isinstance(value, dict):
            return plain_words(value)
        return "" if value is None else str(value)

    def chosen(self, block: Json, element: Json) -> set[str]:
        """The values that are chosen in the control now."""
        value = self.value(block, element)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return {str(one.get("value")) if isinstance(one, dict) else str(one) for one in values}

    def choices(self, element: Json) -> list[Choice]:
        """What there is to choose from."""
        kind = str(element["type"])
        if "users" in kind:
            return list(self.people)
        if "conversations" in kind or "channels" in kind:
            return list(self.places)
        found = [_choice(one) for one in element.get("options", ())]
        for group in element.get("option_groups", ()):
            found.extend(_choice(one, group["label"]["text"]) for one in group["options"])
        return found or [_choice(one) for one in _initial(element)]


def spot_of_message(message: Message, prefix: str, spot: Spot) -> Spot:
    """The spot of a message; `prefix` tells the pane that it stands in."""
    key = f"{prefix}-{message.ts.replace('.', '-')}"
    return replace(spot, key=key, mark=message.ts)


def spot_of_view(view: View, spot: Spot, errors: Mapping[str, str]) -> Spot:
    """The spot of a modal or Home tab."""
    key = f"v-{view.id}"
    return replace(spot, key=key, mark=view.id, heading="h3", state=view.state, errors=errors)


def plain_words(rich_text: Any) -> str:
    """The text in a rich text, without its looks."""
    if isinstance(rich_text, list):
        return "".join(plain_words(one) for one in rich_text)
    if not isinstance(rich_text, dict):
        return ""
    return str(rich_text.get("text", "")) + plain_words(rich_text.get("elements", []))


def _choice(option: Json, group: str = "") -> Choice:
    return Choice(str(option.get("value", "")), option["text"], option.get("description"), group)


def _initial(element: Json) -> list[Json]:
    one = element.get("initial_option")
    return [one] if one else list(element.get("initial_options", ()))
