"""Composition objects: texts, options, confirmations. Limits: https://docs.slack.dev/reference/block-kit/composition-objects"""

from collections.abc import Iterator
from typing import Any

from supervisionbot.playground.block_kit.shapes import (
    Check,
    Problem,
    by_type,
    flag,
    items,
    one_of,
    shape,
    string,
    together,
    typed,
)

ID = string(255)
URL = string(3000)


def plain_text(most: int) -> Check:
    """A plain_text object."""
    return typed("plain_text", {"text": string(most)}, {"emoji": flag})


def mrkdwn(most: int) -> Check:
    """A mrkdwn object."""
    return typed("mrkdwn", {"text": string(most)}, {"verbatim": flag})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type({"plain_text": plain_text(most), "mrkdwn": mrkdwn(most)}, "unsupported text type")


CONFIRM = shape(
    {"title": plain_text(100), "text": any_text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = shape(
    {"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": URL}
)  # in menus, texts are plain
TICK_OPTION = shape({"text": any_text(75), "value": string(150)}, {"description": any_text(75)})
OPTION_GROUP = shape({"label": plain_text(75), "options": items(OPTION, 1, 100)})


def _values_differ(options: Any, at: str) -> Iterator[Problem]:
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        yield Problem(at, "option values must be unique")


def options(most: int, *, ticks: bool = False, least: int = 1) -> Check:
    """A list of options, each with a value of its own."""
    return together(items(TICK_OPTION if ticks else OPTION, least, most), _values_differ)


def initial_among_options(element: Any, at: str) -> Iterator[Problem]:
    """Initial options must stand among the options."""
    offered = list(element.get("options", ()))
    for group in element.get("option_groups", ()):
        offered.extend(group["options"])
    initial = list(element.get("initial_options", ()))
    if "initial_option" in element:
        initial.append(element["initial_option"])
    if any(option not in offered for option in initial):
        yield Problem(at, "initial option must be among the options")
