"""Blocks, and the surfaces that take them. Limits: https://docs.slack.dev/reference/block-kit/blocks"""

from supervisionbot.playground.block_kit import data_blocks
from supervisionbot.playground.block_kit.composition import ID, URL, any_text, plain_text
from supervisionbot.playground.block_kit.elements import (
    BESIDE_SECTION,
    BUTTON_ONLY,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
)
from supervisionbot.playground.block_kit.shapes import (
    Check,
    anything,
    by_type,
    flag,
    items,
    one_of,
    string,
    typed,
)

BLOCK_ID: dict[str, Check] = {"block_id": ID}
CARD = typed(
    "card",
    {},
    BLOCK_ID
    | {
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "actions": items(BUTTON_ONLY, 1, 3),
    },
    any_of=("hero_image", "title", "body", "actions"),
)
EVERYWHERE: dict[str, Check] = {
    "actions": typed("actions", {"elements": items(IN_ACTIONS, 1, 25)}, BLOCK_ID),
    "context": typed("context", {"elements": items(IN_CONTEXT, 1, 10)}, BLOCK_ID),
    "divider": typed("divider", {}, BLOCK_ID),
    "header": typed("header", {"text": plain_text(150)}, BLOCK_ID),
    "image": typed(
        "image",
        {"alt_text": string(2000)},
        BLOCK_ID | {"image_url": URL, "slack_file": anything, "title": plain_text(2000)},
        one_only=("image_url", "slack_file"),
    ),
    "rich_text": data_blocks.RICH_TEXT,
    "section": typed(
        "section",
        {},
        BLOCK_ID
        | {
            "text": any_text(3000),
            "fields": items(any_text(2000), 1, 10),
            "accessory": BESIDE_SECTION,
            "expand": flag,
        },
        any_of=("text", "fields"),
    ),
    "video": typed(
        "video",
        {"alt_text": string(2000), "title": plain_text(199), "thumbnail_url": URL, "video_url": URL},
        BLOCK_ID
        | {
            "author_name": string(49),
            "description": plain_text(200),
            "provider_icon_url": URL,
            "provider_name": string(255),
            "title_url": URL,
        },
    ),
}
INPUT = typed(
    "input",
    {"label": plain_text(2000), "element": IN_INPUT},
    BLOCK_ID | {"hint": plain_text(2000), "optional": flag, "dispatch_action": flag},
)
TASK_CARD = typed(
    "task_card",
    {"task_id": string(255), "title": string(255)},
    BLOCK_ID
    | {
        "details": data_blocks.RICH_TEXT,
        "output": data_blocks.RICH_TEXT,
        "sources": items(anything, 0, 100),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
)
WIDE: dict[str, Check] = {
    "card": CARD,
    "carousel": typed("carousel", {"elements": items(by_type({"card": CARD}), 1, 10)}, BLOCK_ID),
    "data_table": data_blocks.DATA_TABLE,
    "table": data_blocks.TABLE,
}
CHILD = by_type(EVERYWHERE | WIDE | {"data_visualization": data_blocks.DATA_VISUALIZATION}, "unsupported child type")
IN_MESSAGES: dict[str, Check] = (
    EVERYWHERE
    | WIDE
    | {
        "container": typed(
            "container",
            {"child_blocks": items(CHILD, 1, 10)},
            BLOCK_ID
            | {
                "title": plain_text(150),
                "rich_text_title": data_blocks.RICH_TEXT,
                "subtitle": any_text(150),
                "width": one_of("narrow", "standard", "wide", "full"),
                "icon": IMAGE,
                "is_collapsible": flag,
                "default_collapsed": flag,
                "has_header_divider": flag,
            },
        ),
        "context_actions": typed("context_actions", {"elements": items(IN_CONTEXT_ACTIONS, 1, 5)}, BLOCK_ID),
        "data_visualization": data_blocks.DATA_VISUALIZATION,
        "markdown": typed("markdown", {"text": string(12_000)}, BLOCK_ID),
        "plan": typed("plan", {"title": string(255)}, BLOCK_ID | {"tasks": items(TASK_CARD, 0, 50)}),
        "task_card": TASK_CARD,
    }
)
ALERT = typed(
    "alert",
    {"text": any_text(200)},
    BLOCK_ID | {"level": one_of("default", "info", "warning", "error", "success")},
)

# surface -> what it takes. Slack takes `input` in messages by now; not here: an older
# client shows nothing there, and the bot's forms are modals.
SURFACES: dict[str, dict[str, Check]] = {
    "message": IN_MESSAGES,
    "modal": EVERYWHERE | {"input": INPUT, "alert": ALERT},
    "home": EVERYWHERE | WIDE | {"input": INPUT},
}
