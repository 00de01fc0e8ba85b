"""Slack's rules for messages and views. In: what an app sends -> out: the error Slack would answer, or None.

shapes (what a JSON value may look like) -> composition (texts, options) -> elements
-> data_blocks, blocks -> documents (whole messages and views)
"""

from supervisionbot.playground.block_kit.documents import message_error, view_error

__all__ = ["message_error", "view_error"]
