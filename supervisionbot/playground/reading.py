"""Messages and blocks -> what a person reads, as plain text. Buttons stand in [brackets]."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from supervisionbot.playground.controls import BUTTONS, CONTROLS
from supervisionbot.playground.nouns import Json, Message

MARKUP = re.compile(r"<([@#!])?([^<>|]+)(?:\|([^<>]*))?>")
INDENT = "    "
NameOf = Callable[[str], str]


SIGN = re.compile(r"<[@#!][^<>\s]+>|<(?:https?|mailto|tel):[^<>\s]+>|&(?!amp;|lt;|gt;)|<|>")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """What somebody typed, as Slack hands it to apps: three signs escaped, mentions and links in its own markup.

    https://docs.slack.dev/messaging/formatting-message-text
    """
    return SIGN.sub(lambda sign: ESCAPES.get(sign[0], sign[0]), text)


def plain(text: str, name_of: NameOf) -> str:
    """Slack's markup as people see it: names for ids, labels for links, signs for their escapes."""

    def seen(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@":
            return "@" + name_of(target)
        if sign == "#":
            return "#" + (label or name_of(target))
        return label or ("@" + target if sign == "!" else target)

    return unescape(MARKUP.sub(seen, text))


def block_lines(blocks: Iterable[Json], name_of: NameOf) -> list[str]:
    """All words in some blocks, a line for each text."""
    lines: list[str] = []
    for block in blocks:
        lines.extend(line for line in _lines_of(block, name_of) if line)
    return lines


def _lines_of(value: Any, name_of: NameOf) -> list[str]:
    if isinstance(value, list):
        return [line for each in value for line in _lines_of(each, name_of)]
    if not isinstance(value, dict):
        return []
    kind = value.get("type", "")
    for read in (_text_lines, _control_lines, _data_lines):
        lines = read(kind, value, name_of)
        if lines is not None:
            return lines
    return [line for part in value.values() for line in _lines_of(part, name_of)]


def _text_lines(kind: str, value: Json, name_of: NameOf) -> list[str] | None:
    if kind in ("mrkdwn", "markdown"):
        return [plain(value["text"], name_of)]
    if kind in ("plain_text", "raw_text"):
        return [str(value["text"])]
    if kind == "image":
        return [f"({value.get('alt_text', '')})"]
    if kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
        return ["".join(_rich_piece(piece, name_of) for piece in value["elements"])]
    return None


def _rich_piece(piece: Json, name_of: NameOf) -> str:
    kind = piece["type"]
    if kind == "user":
        return "@" + name_of(piece["user_id"])
    if kind == "emoji":
        return f":{piece['name']}:"
    if kind == "channel":
        return "#" + name_of(piece["channel_id"])
    return str(piece.get("text") or piece.get("url") or piece.get("range") or piece.get("fallback") or "")


def _control_lines(kind: str, value: Json, name_of: NameOf) -> list[str] | None:
    if kind in BUTTONS:
        return [f"[{value.get('text', {}).get('text', '')}]"]
    if kind in CONTROLS:
        options = [option["text"]["text"] for option in value.get("options", ())]
        grey = value.get("placeholder", {}).get("text", "")
        words = " / ".join(options) if kind in ("radio_buttons", "checkboxes", "overflow") else grey
        return [f"[{words}]"] if words else [""]
    if kind == "actions":
        return [" ".join(line for line in _lines_of(value["elements"], name_of) if line)]
    return None


def _data_lines(kind: str, value: Json, name_of: NameOf) -> list[str] | None:
    if kind in ("table", "data_table"):
        rows = [" | ".join(_cell(cell, name_of) for cell in row) for row in value["rows"]]
        return [str(value.get("caption", "")), *rows]
    if kind == "data_visualization":
        return [str(value["title"]), *_chart_lines(value["chart"])]
    if kind == "raw_number":
        return [_cell(value, name_of)]
    return None


def _cell(cell: Json, name_of: NameOf) -> str:
    if cell["type"] == "raw_number":
        return str(cell.get("text", cell.get("value", "")))
    return " ".join(_lines_of(cell, name_of))


def _chart_lines(chart: Json) -> list[str]:
    points = [(chart["type"], point) for point in chart.get("segments", ())]
    for series in chart.get("series", ()):
        points.extend((series["name"], point) for point in series["data"])
    return [f"{name}, {point['label']}: {point['value']:g}" for name, point in points]


def words_of(message: Message, name_of: NameOf) -> str:
    """What stands in one message: its blocks if it has any, else its text, then the names of its files."""
    lines = block_lines(message.blocks, name_of) or [plain(message.text, name_of)]
    return "\n".join([line for line in lines if line] + [f"(file: {file.name})" for file in message.files])


def transcript(messages: Iterable[Message], name_of: NameOf) -> str:
    """A channel as one reads down it: each message with its author, its thread indented below it."""
    messages = list(messages)
    roots = {message.ts for message in messages}
    lines: list[str] = []
    for message in messages:
        if message.is_reply and message.root in roots:
            continue
        lines.append(_told(message, name_of))
        thread = (each for each in messages if each.is_reply and each.root == message.ts)
        lines.extend(_indented(_told(reply, name_of)) for reply in thread)
    return "\n".join(lines)


def _told(message: Message, name_of: NameOf) -> str:
    aside = " (only you can see this)" if message.only_for else ""
    edited = " (edited)" if message.edited else ""
    return f"{name_of(message.user)}{aside}: {words_of(message, name_of)}{edited}"


def _indented(text: str) -> str:
    return "\n".join(INDENT + line for line in text.splitlines())
