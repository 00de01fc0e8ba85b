"""What the bot says in Slack, and where it stands."""

from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is to stand in Slack: what it is about and where it goes, never its words.

    `kind` names who finds its words, `about` is the id of what they are found from, `to` a channel or a user. `worker`
    is whose it is (empty for a channel's), so that it is forgotten with them. `hint` is a word of the flow's own that
    the words depend on, never a person's. `place`: where it stands already, to be changed rather than posted.
    """

    kind: str
    about: str
    to: str
    thread: str = ""
    worker: str = ""
    hint: str = ""
    place: Posted | None = None
    id: str = ""
    sending_at: datetime | None = None
    tries: int = 0
    wanted: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's message as it stands in Slack, without its words; `edited` is when it was changed, as a timestamp."""

    ts: str
    user: str
    edited: str = ""
