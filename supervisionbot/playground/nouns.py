"""What a workspace holds. In: nothing -> out: frozen records that every part of the stand-in shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """A member of the workspace. `quiet` is the next do-not-disturb span as two Unix times."""

    id: str
    name: str
    tz: str | None = "Europe/London"
    is_admin: bool = False
    is_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    quiet: tuple[int, int] | None = None

    @property
    def handle(self) -> str:
        """The name as Slack writes it in payloads: `Ana Lopez` is `ana.lopez`."""
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True, slots=True)
class Bot:
    """The app as it stands in the workspace: `id` is its user (U...), `bot_id` its bot (B...)."""

    id: str = "U0SUPERBOT"
    bot_id: str = "B0SUPERBOT"
    app_id: str = "A0SUPERBOT"
    name: str = "Supervision Bot"


@dataclass(frozen=True, slots=True)
class Channel:
    """A place to write. `kind` is Slack's channel_type: im, channel (public) or group (private).

    `shared`: with another organisation (Slack Connect).
    """

    id: str
    name: str
    kind: str
    person: str | None = None
    archived: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file in the workspace; `content` stays empty until it was uploaded."""

    id: str
    name: str
    title: str
    owner: str
    content: bytes = field(default=b"", repr=False)
    length: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now. `only_for` is set on ephemeral ones; `deleted` marks a tombstone."""

    channel: str
    ts: str
    user: str
    text: str = field(default="", repr=False)
    blocks: tuple[Json, ...] = field(default=(), repr=False)
    thread_ts: str | None = None
    metadata: Json | None = field(default=None, repr=False)
    bot_id: str | None = None
    client_msg_id: str | None = None
    edited: str | None = None
    deleted: bool = False
    broadcast: bool = False
    files: tuple[File, ...] = field(default=(), repr=False)
    only_for: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands in somebody else's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def root(self) -> str:
        """The timestamp of the message that its thread hangs on."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True)
class View:
    """A Home tab or a modal as shown to one person; `state` holds what that person filled in so far."""

    id: str
    person: str
    body: Json = field(repr=False)
    hash: str
    shown_at: str
    root_id: str
    previous_id: str | None = None
    state: Mapping[str, Json] = field(default_factory=dict, repr=False)

    @property
    def kind(self) -> str:
        """`home` or `modal`."""
        return str(self.body["type"])

    @property
    def blocks(self) -> tuple[Json, ...]:
        """Its blocks, each with a block_id."""
        return tuple(self.body["blocks"])

    @property
    def title(self) -> str:
        """The title of a modal; empty for a Home tab."""
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        """The callback_id that the app gave."""
        return str(self.body.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        """What the app hid in the view."""
        return str(self.body.get("private_metadata", ""))


@dataclass(frozen=True, slots=True)
class Envelope:
    """One delivery to the app. `type` is events_api, slash_commands or interactive."""

    type: str
    payload: Json = field(repr=False)
    envelope_id: str
    retry_attempt: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The app's acknowledgement, with what it answered, if anything."""

    payload: Json | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something the app did that Slack would not take: `detail` says where, and holds no content."""

    method: str
    error: str
    detail: str = ""


class SlackError(Exception):
    """Slack refuses a call; `error` is Slack's own name for it, `messages` say where."""

    def __init__(self, error: str, *messages: str, **more: str) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.more = more


class CannotDo(Exception):
    """A person tried what they could not do in Slack; the message says what is missing."""
