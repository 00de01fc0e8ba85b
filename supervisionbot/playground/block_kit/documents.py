"""Whole messages and views. In: arguments of a call -> out: the error that Slack answers, or None."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from supervisionbot.playground.block_kit.blocks import SURFACES
from supervisionbot.playground.block_kit.composition import ID, plain_text
from supervisionbot.playground.block_kit.shapes import Check, Problem, by_type, flag, items, string, typed
from supervisionbot.playground.nouns import Json, SlackError

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_CHARTS = 2
MOST_TEXT = 40_000  # https://docs.slack.dev/reference/methods/chat.postMessage#truncating
MOST_BLOCK_TEXT = 12_000  # undocumented; https://github.com/slackapi/bolt-js/issues/2509
MOST_TABLE_TEXT = 10_000
MOST_METADATA_BYTES = 16_000
MOST_VIEW_BYTES = 250_000

CHECKS: dict[str, Check] = {
    surface: items(by_type(blocks, "unsupported type on this surface"), 0, MOST_BLOCKS[surface])
    for surface, blocks in SURFACES.items()
}
SHARED = {"private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": ID}
VIEWS: dict[str, Check] = {
    "modal": typed(
        "modal",
        {"title": plain_text(24), "blocks": CHECKS["modal"]},
        SHARED
        | {
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": typed("home", {"blocks": CHECKS["home"]}, SHARED),
}


def message_error(
    message: Mapping[str, Any],
    *,
    takes_charts: bool = True,
    most_text: int = MOST_TEXT,
    may_be_empty: bool = False,
) -> SlackError | None:
    """What is wrong with a message's text, blocks and metadata."""
    text, blocks = message.get("text") or "", message.get("blocks")
    found = metadata_error(message.get("metadata")) or blocks_error(blocks, takes_charts)
    if found:
        return found
    if len(text) > most_text:
        return SlackError("msg_too_long")
    if message.get("markdown_text") and (text or blocks):
        return SlackError("markdown_text_conflict")
    has_content = str(text).strip() or blocks or message.get("attachments") or message.get("markdown_text")
    return None if has_content or may_be_empty else SlackError("no_text")


def blocks_error(blocks: Any, takes_charts: bool) -> SlackError | None:
    """What is wrong with the blocks of a message."""
    if blocks is None:
        return None
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return SlackError("invalid_blocks_format")
    problems = list(CHECKS["message"](blocks, "/blocks")) or list(_between_blocks(blocks, "/blocks"))
    problems += _charts(blocks, takes_charts)
    if problems:
        return SlackError("invalid_blocks", *map(str, problems))
    tables = [block for block in blocks if block["type"] in ("table", "data_table")]
    if characters(blocks) > MOST_BLOCK_TEXT or characters(tables) > MOST_TABLE_TEXT:
        return SlackError("msg_blocks_too_long")
    return None


def _charts(blocks: list[Json], takes_charts: bool) -> list[Problem]:
    charts = [place for place, block in enumerate(blocks) if block.get("type") == "data_visualization"]
    if takes_charts and len(charts) <= MOST_CHARTS:
        return []
    what = "no more than 2 charts allowed" if takes_charts else "unsupported type: data_visualization"
    return [Problem(f"/blocks/{place}", what) for place in charts]


def _between_blocks(blocks: list[Json], at: str) -> Iterator[Problem]:
    """Rules that hold between blocks: unique ids, one focus."""
    for block_id, count in Counter(block.get("block_id") for block in blocks).items():
        if block_id and count > 1:
            yield Problem(at, f"block_id {block_id} is used {count} times")
    focused = 0
    for place, block in enumerate(blocks):
        elements = list(_elements(block))
        focused += sum(bool(element.get("focus_on_load")) for element in elements)
        for action_id, count in Counter(element.get("action_id") for element in elements).items():
            if action_id and count > 1:
                yield Problem(f"{at}/{place}", f"action_id {action_id} is used {count} times")
    if focused > 1:
        yield Problem(at, "focus_on_load may be set only once")


def _elements(block: Json) -> Iterator[Json]:
    for key in ("elements", "actions"):
        yield from (each for each in block.get(key, ()) if isinstance(each, dict))
    for key in ("accessory", "element"):
        if key in block:
            yield block[key]


def characters(value: Any) -> int:
    """How many characters people could read in some blocks."""
    if isinstance(value, list):
        return sum(map(characters, value))
    if not isinstance(value, dict):
        return 0
    own = sum(len(part) for key, part in value.items() if key in ("text", "title") and isinstance(part, str))
    return own + sum(characters(part) for part in value.values() if not isinstance(part, str))


def metadata_error(metadata: Any) -> SlackError | None:
    """What is wrong with a message's metadata."""
    if not metadata:
        return None
    if not isinstance(metadata, dict):
        return SlackError("invalid_metadata_format")
    is_whole = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not is_whole or not metadata["event_type"] or metadata.keys() - {"event_type", "event_payload", "entities"}:
        return SlackError("invalid_metadata_schema")
    too_large = len(json.dumps(metadata).encode()) > MOST_METADATA_BYTES
    return SlackError("metadata_too_large") if too_large else None


def view_error(view: Any, kind: str) -> SlackError | None:
    """What is wrong with a view; `kind` is the type that the method takes."""
    if not isinstance(view, dict):
        return SlackError("invalid_arguments", str(Problem("/view", "must be an object")))
    if view.get("type") != kind:
        return SlackError("invalid_arguments", str(Problem("/view/type", f"must be {kind}")))
    if len(json.dumps(view).encode()) > MOST_VIEW_BYTES:
        return SlackError("view_too_large")
    problems = list(VIEWS[kind](view, "/view")) or list(_between_blocks(view["blocks"], "/view/blocks"))
    if kind == "modal" and "submit" not in view and _has_input(view.get("blocks")):
        problems.append(Problem("/view", "missing required field: submit"))
    return SlackError("invalid_arguments", *map(str, problems)) if problems else None


def _has_input(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(isinstance(each, dict) and each.get("type") == "input" for each in blocks)
