"""What the bot says in Slack, and where it stands."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A message: `text` carries the whole of it (screen readers read that alone), blocks show it."""

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    plain_blocks: tuple[Block, ...] | None = field(default=None, repr=False)
    """The blocks to send where the workspace refuses `blocks` (it does not take charts yet)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: its name with its ending, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands: channel and timestamp."""

    channel: str
    ts: str
