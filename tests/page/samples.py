"""A sample of every block and element that the stand-in knows; each holds the words `hidden treasure <b>`."""

from typing import Any

from tests.playground.blocks import Json, actions, bar_chart, button, field, options, plain

WORDS = "hidden treasure <b>"


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


CARD: Json = {"type": "card", "title": plain("T"), "body": mrkdwn(WORDS), "actions": [button("Go", "go")]}
TASK: Json = {"type": "task_card", "task_id": "t", "title": WORDS, "status": "in_progress", "details": rich("x")}
RAW: Json = {"type": "raw_text", "text": WORDS}
VIDEO: Json = {
    "type": "video",
    "alt_text": "a",
    "title": plain(WORDS),
    "thumbnail_url": "https://example.org/a.png",
    "video_url": "https://example.org/a",
}
BLOCKS: dict[str, Json] = {
    "actions": actions(button(WORDS, "go")),
    "alert": {"type": "alert", "text": plain(WORDS), "level": "warning"},
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD]},
    "container": {"type": "container", "title": plain(WORDS), "child_blocks": [CARD], "is_collapsible": True},
    "context": {"type": "context", "elements": [mrkdwn(WORDS)]},
    "context_actions": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain(WORDS), "action_id": "i"}],
    },
    "data_table": {"type": "data_table", "caption": WORDS, "rows": [[RAW], [{"type": "raw_number", "value": 3}]]},
    "data_visualization": {**bar_chart(), "title": WORDS},
    "divider": {"type": "divider"},
    "header": {"type": "header", "text": plain(WORDS)},
    "image": {"type": "image", "image_url": "https://example.org/a.png", "alt_text": WORDS},
    "input": field(WORDS, "b", {"type": "plain_text_input"}),
    "markdown": {"type": "markdown", "text": WORDS},
    "plan": {"type": "plan", "title": "Plan", "tasks": [TASK]},
    "rich_text": rich(WORDS),
    "section": {"type": "section", "text": mrkdwn(WORDS), "fields": [plain("field")]},
    "table": {"type": "table", "rows": [[RAW, rich("x")]]},
    "task_card": TASK,
    "video": VIDEO,
}
CHOSEN: tuple[str, ...] = ("initial_option", "initial_options")


def element(kind: str) -> Json:
    """An element of a type, as short as it can be, with `hidden treasure <b>` where people read it."""
    one: dict[str, Any] = {"type": kind, "action_id": "it"}
    if kind in ("button", "workflow_button", "icon_button"):
        return one | {"text": plain(WORDS), "icon": "trash"}
    if kind == "feedback_buttons":
        part = {"text": plain(WORDS), "value": "v"}
        return one | {"positive_button": part, "negative_button": part}
    if kind == "image":
        return {"type": kind, "alt_text": WORDS, "image_url": "https://example.org/a.png"}
    if kind in ("static_select", "multi_static_select", "checkboxes", "radio_buttons", "overflow"):
        return one | {"options": options(WORDS, "Other")}
    if kind == "file_input":
        return one
    return one | {"placeholder": plain(WORDS)}
