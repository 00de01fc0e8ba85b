"""Long answers -> pages with a cursor to the next one."""

import base64
import binascii
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from supervisionbot.playground.arguments import Arguments
from supervisionbot.playground.nouns import Json, SlackError

MOST = 1000
Thing = TypeVar("Thing")


def page_of(things: Iterable[Thing], arguments: Arguments, default: int = 100) -> tuple[list[Thing], Json]:
    """One page, and what the answer says about the next: has_more and response_metadata.next_cursor."""
    limit, start = arguments.number("limit", default) or default, start_of(arguments.text("cursor"))
    if not 1 <= limit <= MOST:
        raise SlackError("invalid_limit")
    found = list(islice(things, start, start + limit + 1))
    has_more = len(found) > limit
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if has_more else ""
    return found[:limit], {"has_more": has_more, "response_metadata": {"next_cursor": cursor}}


def start_of(cursor: str) -> int:
    """Where a page begins. Raises `invalid_cursor`."""
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor") from None
