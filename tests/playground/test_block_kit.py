"""Slack's rules for blocks, views and messages, one broken rule at a time."""

from typing import Any

import pytest

from supervisionbot.playground.block_kit import message_error, view_error
from supervisionbot.playground.block_kit.documents import characters

from .blocks import Json, actions, bar_chart, button, field, home, modal, options, plain, section, text_field

SELECT = {"type": "static_select", "action_id": "s", "options": options("A", "B")}
PIE = {
    "type": "data_visualization",
    "title": "x",
    "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
}
TEXT = {"type": "raw_text", "text": "x"}
RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "x"}]}],
}
CARD = {"type": "card", "title": plain("T"), "body": plain("B"), "actions": [button("Go", "go")]}


def raw(**more: Any) -> Json:
    return {"type": "data_table", "caption": "c", "rows": [[TEXT], [TEXT]], **more}


GOOD: list[Json] = [
    section("x", accessory=button("Go", "go", style="primary", value="v" * 2000)),
    {"type": "section", "fields": [plain("x"), plain("y")]},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}]},
    {"type": "divider"},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"},
    actions(SELECT, {"type": "overflow", "action_id": "o", "options": options("A", "B")}),
    actions(
        {
            "type": "radio_buttons",
            "action_id": "r",
            "options": options("A", "B"),
            "initial_option": options("A")[0],
        }
    ),
    {"type": "markdown", "text": "**x**"},
    RICH,
    bar_chart(),
    bar_chart(type="line"),
    PIE,
    raw(page_size=10, row_header_column_index=0),
    {"type": "table", "rows": [[TEXT, RICH]], "column_settings": [{"align": "right"}]},
    CARD,
    {"type": "carousel", "elements": [CARD]},
    {"type": "container", "title": plain("T"), "child_blocks": [section("x")]},
    {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Remove")}],
    },
]


@pytest.mark.parametrize("block", GOOD, ids=[block["type"] for block in GOOD])
def test_a_message_may_hold(block: Json) -> None:
    assert message_error({"text": "x", "blocks": [block]}) is None


def series(name: str, *labels: str) -> Json:
    return {"name": name, "data": [{"label": label, "value": 1} for label in labels]}


BAD: list[tuple[Json, str]] = [
    (section(""), "/blocks/0/text/text"),
    (section("x" * 3001), "/blocks/0/text/text"),
    ({"type": "section"}, "/blocks/0"),
    ({"type": "section", "fields": [plain("x")] * 11}, "/blocks/0/fields"),
    ({"type": "section", "fields": [plain("x" * 2001)]}, "/blocks/0/fields/0/text"),
    ({"type": "section", "text": "x"}, "/blocks/0/text"),
    ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
    (actions(*[button("Go", f"go{number}") for number in range(26)]), "/blocks/0/elements"),
    (actions(), "/blocks/0/elements"),
    (actions(button("Go", "go"), button("Stop", "go")), "/blocks/0"),
    (actions(button("x" * 76, "go")), "/blocks/0/elements/0/text/text"),
    (actions(button("Go", "go", value="x" * 2001)), "/blocks/0/elements/0/value"),
    (actions(button("Go", "a" * 256)), "/blocks/0/elements/0/action_id"),
    (actions(button("Go", "go", confirm={"title": plain("x")})), "/blocks/0/elements/0/confirm"),
    (actions(button("Go", "go", style="secondary")), "/blocks/0/elements/0/style"),
    (actions(button("Go", "go", colour="red")), "/blocks/0/elements/0"),
    (actions({**SELECT, "options": options("A") * 2}), "/blocks/0/elements/0/options"),
    (actions({**SELECT, "options": []}), "/blocks/0/elements/0/options"),
    (actions({**SELECT, "options": options("x" * 76)}), "/blocks/0/elements/0/options/0/text/text"),
    (
        actions({**SELECT, "options": [{"text": plain("x"), "value": "v" * 151}]}),
        "/blocks/0/elements/0/options/0/value",
    ),
    (actions({**SELECT, "options": options(*map(str, range(101)))}), "/blocks/0/elements/0/options"),
    (actions({**SELECT, "initial_option": options("C")[0]}), "/blocks/0/elements/0"),
    (actions({**SELECT, "placeholder": plain("x" * 151)}), "/blocks/0/elements/0/placeholder/text"),
    (actions({"type": "overflow", "options": options("A")}), "/blocks/0/elements/0/options"),
    (
        actions({"type": "checkboxes", "options": options(*map(str, range(11)))}),
        "/blocks/0/elements/0/options",
    ),
    (actions({"type": "plain_text_input"}), "/blocks/0/elements/0/type"),
    (actions({"type": "datepicker", "initial_date": "2 March"}), "/blocks/0/elements/0/initial_date"),
    ({"type": "context", "elements": [plain("x")] * 11}, "/blocks/0/elements"),
    ({"type": "image", "image_url": "https://example.org/a.png"}, "/blocks/0"),
    (text_field("Note", "note"), "/blocks/0/type"),
    ({"type": "alert", "text": plain("x")}, "/blocks/0/type"),
    ({"type": "nonsense"}, "/blocks/0/type"),
    ({"text": plain("x")}, "/blocks/0/type"),
    (section("x", block_id="b" * 256), "/blocks/0/block_id"),
    ({**PIE, "title": "x" * 51}, "/blocks/0/title"),
    (
        {**PIE, "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]}},
        "/blocks/0/chart/segments/0/value",
    ),
    ({**PIE, "chart": {"type": "ring"}}, "/blocks/0/chart/type"),
    (bar_chart(series=[series("x", "Trust")]), "/blocks/0/chart/series/0/data"),
    (bar_chart(series=[series("x", "Trust", "Time")] * 2), "/blocks/0/chart/series"),
    (bar_chart(series=[series("x" * 21, "Trust", "Time")]), "/blocks/0/chart/series/0/name"),
    ({"type": "data_table", "rows": [[TEXT], [TEXT]]}, "/blocks/0"),
    (raw(rows=[[TEXT]]), "/blocks/0/rows"),
    (raw(rows=[[TEXT], [TEXT, TEXT]]), "/blocks/0/rows"),
    (raw(rows=[[RICH], [TEXT]]), "/blocks/0/rows/0/0/type"),
    ({**CARD, "body": plain("x" * 201)}, "/blocks/0/body/text"),
]


@pytest.mark.parametrize(("block", "pointer"), BAD)
def test_a_message_may_not_hold(block: Json, pointer: str) -> None:
    error = message_error({"text": "x", "blocks": [block]})

    assert error is not None
    assert error.error == "invalid_blocks"
    assert any(message.endswith(f"[json-pointer:{pointer}]") for message in error.messages)


MESSAGES: list[tuple[str, Json]] = [
    ("invalid_blocks", {"blocks": [section("x")] * 51}),
    ("invalid_blocks", {"blocks": [section("x", block_id="b"), section("y", block_id="b")]}),
    ("invalid_blocks", {"blocks": [PIE, PIE, PIE]}),
    ("invalid_blocks_format", {"blocks": {"type": "section"}}),
    ("invalid_blocks_format", {"blocks": ["section"]}),
    ("msg_blocks_too_long", {"blocks": [section("x" * 2500)] * 5}),
    ("msg_blocks_too_long", {"blocks": [raw(rows=[[TEXT], [{"type": "raw_text", "text": "x" * 10_000}]])]}),
    ("no_text", {}),
    ("no_text", {"text": "", "blocks": []}),
]


@pytest.mark.parametrize(("error", "message"), MESSAGES)
def test_a_message_may_not_be(error: str, message: Json) -> None:
    found = message_error(message)

    assert found is not None
    assert found.error == error


def test_a_workspace_without_charts_says_so() -> None:
    error = message_error({"blocks": [bar_chart()]}, takes_charts=False)

    assert error is not None
    assert error.messages == ("[ERROR] unsupported type: data_visualization [json-pointer:/blocks/0]",)


VIEWS: list[tuple[str, Json]] = [
    ("/view/title/text", {"title": plain("x" * 25)}),
    ("/view/submit/text", {"submit": plain("x" * 25)}),
    ("/view/private_metadata", {"private_metadata": "x" * 3001}),
    ("/view/callback_id", {"callback_id": "x" * 256}),
    ("/view/blocks", {"blocks": [section("x")] * 101}),
    ("/view/blocks/0/label/text", {"blocks": [text_field("x" * 2001, "b")]}),
    ("/view/blocks/0/hint/text", {"blocks": [text_field("x", "b") | {"hint": plain("x" * 2001)}]}),
    ("/view/blocks", {"blocks": [text_field("x", "b"), text_field("y", "b")]}),
    ("/view/blocks", {"blocks": [text_field("x", name, focus_on_load=True) for name in ("b", "c")]}),
    ("/view/blocks/0/element/type", {"blocks": [field("x", "b", button("Go", "go"))]}),
    ("/view/blocks/0/type", {"blocks": [bar_chart()]}),
    ("/view", {"colour": "red"}),
]


@pytest.mark.parametrize(("pointer", "change"), VIEWS)
def test_a_modal_may_not_have(pointer: str, change: Json) -> None:
    error = view_error(modal(section("x")) | change, "modal")

    assert error is not None
    assert error.error == "invalid_arguments"
    assert any(message.endswith(f"[json-pointer:{pointer}]") for message in error.messages)


def test_a_form_with_fields_needs_a_way_to_send_it() -> None:
    view = modal(text_field("Note", "note"))
    del view["submit"]
    error = view_error(view, "modal")

    assert error is not None
    assert error.messages == ("[ERROR] missing required field: submit [json-pointer:/view]",)


def test_a_view_may_not_be_huge() -> None:
    error = view_error(home(*[section("x" * 3000)] * 100), "home")

    assert error is not None
    assert error.error == "view_too_large"


@pytest.mark.parametrize("view", [home(section("x"), RICH, text_field("Note", "note")), home()])
def test_a_home_tab_may_hold(view: Json) -> None:
    assert view_error(view, "home") is None


def test_a_modal_is_no_home_tab() -> None:
    assert view_error(modal(), "home") is not None


def test_characters_are_counted_as_people_read_them() -> None:
    assert characters([section("four"), actions(button("Go", "a_long_action_id"))]) == 6
