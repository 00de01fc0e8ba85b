"""Blocks and views for tests, as short as they can be."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


def field(label: str, block_id: str, element: Json, **more: Any) -> Json:
    element = {"action_id": "it", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def text_field(label: str, block_id: str, **more: Any) -> Json:
    return field(label, block_id, {"type": "plain_text_input", **more})


def modal(*blocks: Json, callback_id: str = "form", **more: Any) -> Json:
    view = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("Log a visit"),
        "blocks": list(blocks),
    }
    return view | {"submit": plain("Send"), **more}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def bar_chart(**more: Any) -> Json:
    series = [{"name": "Team", "data": [{"label": "Trust", "value": 3}, {"label": "Time", "value": 2}]}]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": ["Trust", "Time"]}}
    return {"type": "data_visualization", "title": "Themes", "chart": chart | more}
