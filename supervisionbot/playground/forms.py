"""What a person wants to fill in -> the state of a form as Slack has it, or why it cannot be sent."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from supervisionbot.playground.controls import VALUE_KEYS, Control, controls_in
from supervisionbot.playground.nouns import CannotDo, Json, View

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
MOST_TYPED = 3000


def filled(slack: "Workspace", view: View, values: Mapping[str, Any]) -> dict[str, Json]:
    """The state of a form after some fields were filled in. In: values by label, block_id or action_id."""
    state = {block: dict(actions) for block, actions in view.state.items()}
    for name, wanted in values.items():
        control = find_control(controls_in(view.blocks), name)
        state.setdefault(control.block_id, {})[control.action_id] = value_for(slack, control, wanted)
    return state


def find_control(controls: Iterable[Control], name: str) -> Control:
    """The first control that goes by a name and can hold a value. Raises CannotDo."""
    for control in controls:
        if control.type in VALUE_KEYS and control.goes_by(name):
            return control
    raise CannotDo(f"there is no field that goes by {name!r}")


def value_for(slack: "Workspace", control: Control, wanted: Any) -> Json:
    """A value as Slack reports it for this control. None empties it."""
    key, _ = VALUE_KEYS[control.type]
    if key == "selected_option":
        chosen: Any = None if wanted is None else option_called(control, wanted)
    elif key == "selected_options":
        chosen = [option_called(control, each) for each in several(wanted)]
    elif key.endswith("s"):
        chosen = [id_of(slack, each) for each in several(wanted)]
    elif key in ("selected_user", "selected_conversation", "selected_channel"):
        chosen = None if wanted is None else id_of(slack, wanted)
    else:
        chosen = None if wanted is None else typed(control, wanted)
    return {"type": control.type, key: chosen}


def several(wanted: Any) -> list[Any]:
    """One thing or many or none, as a list."""
    if wanted is None:
        return []
    return list(wanted) if isinstance(wanted, list | tuple | set | frozenset) else [wanted]


def option_called(control: Control, name: Any) -> Json:
    """The option with this text or value. Raises CannotDo."""
    for option in control.options():
        if name in (option["text"]["text"], option.get("value")):
            return {"text": option["text"], "value": option.get("value")}
    raise CannotDo(f"{control.action_id} has no such option")


def id_of(slack: "Workspace", who: Any) -> str:
    """The id of a person or channel given as itself, by id, or by name. Raises CannotDo."""
    found = getattr(who, "id", who)
    if found in slack.accounts or found in slack.conversations.channels:
        return str(found)
    names = {channel.name: channel.id for channel in slack.conversations.channels.values()}
    names |= {account.name: account.id for account in slack.accounts.values()}
    if found in names:
        return names[found]
    raise CannotDo("there is nobody and no channel by that name")


def typed(control: Control, wanted: Any) -> Any:
    """A date, a time, a moment (Unix seconds) or a text as Slack reports it."""
    if control.type == "rich_text_input":
        return wanted if isinstance(wanted, dict) else rich_text(str(wanted))
    if control.type == "datetimepicker":
        return int(wanted.timestamp()) if isinstance(wanted, datetime) else int(wanted)
    if isinstance(wanted, time):
        return wanted.strftime("%H:%M")
    return wanted.isoformat() if isinstance(wanted, date) else str(wanted)


def rich_text(text: str) -> Json:
    """A text as the message box writes it."""
    piece = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [piece]}]}


def refusals_of_client(view: View) -> dict[str, str]:
    """What Slack's own client would not let a person send: block_id -> the words it shows."""
    refusals = {}
    for control in controls_in(view.blocks):
        value = view.state.get(control.block_id, {}).get(control.action_id, {})
        problem = problem_with(control, value.get(VALUE_KEYS.get(control.type, ("", ""))[0]))
        if control.is_input and problem:
            refusals[control.block_id] = problem
    return refusals


def problem_with(control: Control, value: Any) -> str | None:
    """What is wrong with a value before the app sees it."""
    if value in (None, "", []):
        return REQUIRED if control.is_required else None
    if control.type == "plain_text_input":
        return problem_with_length(control.element, str(value))
    if control.type == "number_input":
        return problem_with_number(control.element, str(value))
    if control.type == "email_text_input" and not EMAIL.fullmatch(str(value)):
        return "This doesn't look like a valid email address."
    if control.type == "url_text_input" and "://" not in str(value):
        return "This doesn't look like a valid URL."
    most = control.element.get("max_selected_items")
    return f"Choose {most} at most." if most and isinstance(value, list) and len(value) > most else None


def problem_with_length(element: Json, text: str) -> str | None:
    """Too short or too long for a text field."""
    least, most = element.get("min_length", 0), element.get("max_length", MOST_TYPED)
    if len(text) > most:
        return f"Must be no more than {most} characters."
    return f"Must be at least {least} characters." if len(text) < least else None


def problem_with_number(element: Json, text: str) -> str | None:
    """No number, or one out of bounds."""
    try:
        number = float(text)
    except ValueError:
        return "Please enter a number."
    if "." in text and not element.get("is_decimal_allowed"):
        return "Please enter a whole number."
    low, high = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return None if low <= number <= high else "This number is out of bounds."
