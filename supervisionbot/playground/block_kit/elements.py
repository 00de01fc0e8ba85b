"""Block elements: buttons, menus, fields. Limits: https://docs.slack.dev/reference/block-kit/block-elements"""

import re
from collections.abc import Iterator
from typing import Any

from supervisionbot.playground.block_kit.composition import (
    CONFIRM,
    ID,
    OPTION_GROUP,
    URL,
    any_text,
    initial_among_options,
    options,
    plain_text,
)
from supervisionbot.playground.block_kit.shapes import (
    Check,
    Problem,
    anything,
    by_type,
    flag,
    items,
    number,
    one_of,
    string,
    together,
    typed,
)


def pattern(expression: str, what: str) -> Check:
    """A text in a fixed form, such as a date."""
    form = re.compile(expression)

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not form.fullmatch(value):
            yield Problem(at, f"must be {what}")

    return check


ACTION = {"action_id": ID}
PLACEHOLDER = {"placeholder": plain_text(150)}
FOCUS = {"focus_on_load": flag}
ASKED = {"confirm": CONFIRM}
MENU = ACTION | PLACEHOLDER | FOCUS | ASKED
FIELD = ACTION | PLACEHOLDER | FOCUS | {"initial_value": string(3000, 0)}
DISPATCH = {"dispatch_action_config": anything}
STYLE = {"style": one_of("primary", "danger")}
SPOKEN = {"accessibility_label": string(75)}
DATE = pattern(r"\d{4}-\d{2}-\d{2}", "a date (YYYY-MM-DD)")
TIME = pattern(r"\d{2}:\d{2}", "a time (HH:mm)")
ANY_OPTION = anything
MANY = {"max_selected_items": number(1, 100, whole=True)}
FILTER = {"filter": anything, "default_to_current_conversation": flag, "response_url_enabled": flag}
LENGTHS = {"min_length": number(0, 3000, whole=True), "max_length": number(1, 3000, whole=True)}
LISTED = {"options": options(100), "option_groups": items(OPTION_GROUP, 1, 100)}
IMAGE = typed(
    "image",
    {"alt_text": string(2000)},
    {"image_url": URL, "slack_file": anything},
    one_only=("image_url", "slack_file"),
)
BUTTON = typed(
    "button",
    {"text": plain_text(75)},
    ACTION | ASKED | STYLE | SPOKEN | {"value": string(2000), "url": URL},
)
FEEDBACK = {"positive_button": anything, "negative_button": anything}


def _ids(most_of: str) -> dict[str, Check]:
    return {most_of: items(string(255), 0, 100)}


def _chosen(kind: str, optional: dict[str, Check], **rules: Any) -> Check:
    return together(typed(kind, {}, optional, **rules), initial_among_options)


ONE_LIST = ("options", "option_groups")
SELECTS: dict[str, Check] = {
    "static_select": _chosen("static_select", MENU | LISTED | {"initial_option": ANY_OPTION}, one_only=ONE_LIST),
    "external_select": typed(
        "external_select",
        {},
        MENU | {"initial_option": ANY_OPTION, "min_query_length": number(0, whole=True)},
    ),
    "users_select": typed("users_select", {}, MENU | {"initial_user": string(255)}),
    "conversations_select": typed("conversations_select", {}, MENU | FILTER | {"initial_conversation": string(255)}),
    "channels_select": typed(
        "channels_select", {}, MENU | {"initial_channel": string(255), "response_url_enabled": flag}
    ),
}
MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": _chosen(
        "multi_static_select",
        MENU | LISTED | MANY | {"initial_options": items(ANY_OPTION, 1, 100)},
        one_only=ONE_LIST,
    ),
    "multi_external_select": typed(
        "multi_external_select",
        {},
        MENU | MANY | {"initial_options": items(ANY_OPTION, 1, 100), "min_query_length": number(0, whole=True)},
    ),
    "multi_users_select": typed("multi_users_select", {}, MENU | MANY | _ids("initial_users")),
    "multi_conversations_select": typed(
        "multi_conversations_select", {}, MENU | MANY | FILTER | _ids("initial_conversations")
    ),
    "multi_channels_select": typed("multi_channels_select", {}, MENU | MANY | _ids("initial_channels")),
}
TICKS: dict[str, Check] = {
    "checkboxes": _chosen(
        "checkboxes",
        ACTION | FOCUS | ASKED | {"options": options(10, ticks=True), "initial_options": items(ANY_OPTION, 1, 10)},
        any_of=("options",),
    ),
    "radio_buttons": _chosen(
        "radio_buttons",
        ACTION | FOCUS | ASKED | {"options": options(10, ticks=True), "initial_option": ANY_OPTION},
        any_of=("options",),
    ),
}
PICKERS: dict[str, Check] = {
    "datepicker": typed("datepicker", {}, MENU | {"initial_date": DATE}),
    "timepicker": typed("timepicker", {}, MENU | {"initial_time": TIME, "timezone": string(255)}),
}
DATETIME = {
    "datetimepicker": typed("datetimepicker", {}, MENU | {"initial_date_time": number(1e9, 9_999_999_999, whole=True)})
}
OVERFLOW = {"overflow": typed("overflow", {"options": options(5, least=2)}, ACTION | ASKED)}
BUTTONS: dict[str, Check] = {
    "button": BUTTON,
    "workflow_button": typed(
        "workflow_button", {"text": plain_text(75), "workflow": anything}, ACTION | STYLE | SPOKEN
    ),
}
RICH_INPUT = {
    "rich_text_input": typed(
        "rich_text_input", {}, ACTION | PLACEHOLDER | FOCUS | DISPATCH | {"initial_value": anything}
    )
}
FIELDS: dict[str, Check] = {
    "plain_text_input": typed("plain_text_input", {}, FIELD | DISPATCH | LENGTHS | {"multiline": flag}),
    "number_input": typed(
        "number_input",
        {"is_decimal_allowed": flag},
        FIELD | DISPATCH | {"min_value": string(255), "max_value": string(255)},
    ),
    "email_text_input": typed("email_text_input", {}, FIELD | DISPATCH),
    "url_text_input": typed("url_text_input", {}, FIELD | DISPATCH),
    "file_input": typed(
        "file_input",
        {},
        ACTION | {"filetypes": items(string(255), 1, 100), "max_files": number(1, 10, whole=True)},
    ),
}

# Which elements stand where, as the pages of the blocks say.
IN_ACTIONS = by_type(BUTTONS | SELECTS | TICKS | PICKERS | DATETIME | OVERFLOW | RICH_INPUT, "unsupported element type")
BESIDE_SECTION = by_type(
    BUTTONS | SELECTS | MULTI_SELECTS | TICKS | PICKERS | OVERFLOW | {"image": IMAGE},
    "unsupported accessory type",
)
IN_INPUT = by_type(
    SELECTS | MULTI_SELECTS | TICKS | PICKERS | DATETIME | RICH_INPUT | FIELDS, "unsupported element type"
)
IN_CONTEXT = by_type({"image": IMAGE, "plain_text": any_text(3000), "mrkdwn": any_text(3000)})
IN_CONTEXT_ACTIONS = by_type(
    {
        "feedback_buttons": typed("feedback_buttons", FEEDBACK, ACTION),
        "icon_button": typed(
            "icon_button",
            {"icon": one_of("trash"), "text": plain_text(75)},
            ACTION | ASKED | SPOKEN | {"value": string(2000), "visible_to_user_ids": items(string(255), 1, 100)},
        ),
    }
)
BUTTON_ONLY = by_type({"button": BUTTON})
