"""Bodies as slack_sdk sends them -> arguments of a Web API call, read with Slack's own complaints."""

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from supervisionbot.playground.nouns import Channel, Json, SlackError

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace

TRUE = frozenset({True, "1", "true", "True"})
NAMING = ("channel", "channel_id", "user", "user_id", "users")


def decode(content_type: str, body: bytes, query: Mapping[str, str]) -> Json:
    """The arguments of a call from its JSON or form body and its query. Raises `invalid_json`."""
    if "json" not in content_type:
        return {**query, **dict(parse_qsl(body.decode(), keep_blank_values=True))}
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(values, dict):
        raise SlackError("json_not_object")
    return {**query, **values}


class Arguments:
    """The arguments of one call."""

    def __init__(self, values: Json) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}

    def text(self, name: str) -> str:
        """A text; empty when it was not given."""
        return str(self.values.get(name, ""))

    def optional(self, name: str) -> str | None:
        """A text; None when it was not given or is empty."""
        return self.text(name) or None

    def required(self, name: str) -> str:
        """A text that must be there."""
        if not self.text(name):
            raise SlackError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """True for 1 and true, in each way that they are sent."""
        return self.values.get(name) in TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", f"[ERROR] must be an integer [json-pointer:/{name}]") from None

    def structure(self, name: str, refusal: str) -> Any:
        """A list or object, sent as itself or as a JSON text. Raises `refusal` when the text is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(refusal) from None

    def named(self, slack: "Workspace") -> Collection[str]:
        """The ids that the call is about; a direct message stands for its person, too."""
        ids = {part for name in NAMING for part in self.text(name).split(",") if part}
        channels = slack.conversations.channels
        people = {channels[each].person for each in ids if each in channels}
        return ids | {person for person in people if person}


def require(slack: "Workspace", *scopes: str) -> None:
    """Raises `missing_scope` unless the app was granted one of these scopes."""
    if scopes and slack.scopes.isdisjoint(scopes):
        provided = ",".join(sorted(slack.scopes))
        raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)


SCOPE_STEMS = {"im": "im", "group": "groups", "channel": "channels"}


def visible_channel(slack: "Workspace", channel_id: str, what: str) -> Channel:
    """A channel that the app may look into. In: `what` is read or history, the second half of the scope."""
    channel = slack.conversations.channel(channel_id)
    require(slack, f"{SCOPE_STEMS[channel.kind]}:{what}")
    if slack.bot.id not in slack.members(channel.id):
        if channel.kind != "channel":
            raise SlackError("channel_not_found")
        if what == "history":
            raise SlackError("not_in_channel")
    return channel


def destination(slack: "Workspace", name: str) -> Channel:
    """Where a message goes: a channel by id, or the direct message with a person (opened if need be)."""
    if name in slack.accounts:
        refuse_person(slack, name)
        channel = slack.dm_with(name)
    else:
        channel = slack.conversations.channel(name)
    if channel.archived:
        raise SlackError("is_archived")
    if channel.person is not None:
        refuse_person(slack, channel.person)
    if slack.bot.id not in slack.members(channel.id):
        raise SlackError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    return channel


def refuse_person(slack: "Workspace", person: str) -> None:
    """Raises when a person cannot be written to: deactivated, a bot, or the Messages tab is off."""
    account = slack.accounts[person]
    if account.deleted:
        raise SlackError("channel_not_found")
    if account.is_bot:
        raise SlackError("cannot_dm_bot")
    if slack.messages_tab_disabled:
        raise SlackError("messages_tab_disabled")
