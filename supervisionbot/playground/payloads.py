"""What people do in the app's surfaces -> the interaction payloads that Slack sends, in Slack's shapes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from supervisionbot.playground.controls import Control
from supervisionbot.playground.events import message_body, view_body
from supervisionbot.playground.nouns import Channel, Json, Message, View

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace

CHANNEL_NAMES = {"im": "directmessage", "group": "privategroup"}


def who_and_where(slack: "Workspace", person: str) -> Json:
    """The part that all interactions share, with a fresh trigger id."""
    name = slack.accounts[person].handle
    return {
        "user": {"id": person, "username": name, "name": name, "team_id": slack.team_id},
        "api_app_id": slack.bot.app_id,
        "token": "playground",
        "trigger_id": slack.tickets.trigger_for(person),
        "team": {"id": slack.team_id, "domain": slack.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(slack: "Workspace", secret: str) -> str:
    """The address under which the app may answer."""
    return f"{slack.url}/response/{secret}"


def slash_command(slack: "Workspace", person: str, channel: Channel, line: str) -> Json:
    """A command such as `/reflect visit`, typed in a channel."""
    command, _, text = line.strip().partition(" ")
    return {
        "token": "playground",
        "team_id": slack.team_id,
        "team_domain": slack.team_name,
        "channel_id": channel.id,
        "channel_name": CHANNEL_NAMES.get(channel.kind, channel.name),
        "user_id": person,
        "user_name": slack.accounts[person].handle,
        "command": command,
        "text": text.strip(),
        "api_app_id": slack.bot.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(slack, slack.tickets.return_for(person, channel.id)),
        "trigger_id": slack.tickets.trigger_for(person),
    }


def action_in_message(slack: "Workspace", person: str, message: Message, action: Json) -> Json:
    """A click in a message. An ephemeral message is not sent along, as in Slack."""
    is_aside = message.only_for is not None
    secret = slack.tickets.return_for(
        person, message.channel, message.ts, is_aside=is_aside, thread_ts=message.thread_ts
    )
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": is_aside,
    }
    if message.is_reply:
        container["thread_ts"] = message.root
    payload = {
        "type": "block_actions",
        **who_and_where(slack, person),
        "container": container,
        "actions": [action],
    }
    payload |= {"channel": _channel(slack, message.channel), "response_url": response_url(slack, secret)}
    payload["state"] = {"values": {}}
    return payload if is_aside else payload | {"message": message_body(slack, message)}


def action_in_view(slack: "Workspace", view: View, action: Json) -> Json:
    """A click in a modal or on the Home tab."""
    body = view_body(slack, view)
    container = {"type": "view", "view_id": view.id}
    payload = {
        "type": "block_actions",
        **who_and_where(slack, view.person),
        "container": container,
        "view": body,
    }
    return payload | {"state": body["state"], "actions": [action]}


def action(slack: "Workspace", control: Control, value: Mapping[str, object]) -> Json:
    """One entry of `actions`: which control, and what was chosen."""
    entry: Json = {"type": control.type, "action_id": control.action_id, "block_id": control.block_id}
    for key in ("text", "value", "style", "placeholder", "confirm"):
        if key in control.element:
            entry[key] = control.element[key]
    return entry | dict(value) | {"action_ts": slack.marks.ts()}


def view_submission(slack: "Workspace", view: View) -> Json:
    """A form that was sent."""
    payload = {"type": "view_submission", **who_and_where(slack, view.person), "view": view_body(slack, view)}
    return payload | {"response_urls": []}


def view_closed(slack: "Workspace", view: View, *, is_cleared: bool) -> Json:
    """A form that was closed without sending. It carries no trigger id."""
    payload = {"type": "view_closed", **who_and_where(slack, view.person), "view": view_body(slack, view)}
    del payload["trigger_id"]
    return payload | {"is_cleared": is_cleared}


def shortcut(slack: "Workspace", person: str, callback_id: str, message: Message | None) -> Json:
    """A global shortcut, or one on a message."""
    payload = {**who_and_where(slack, person), "callback_id": callback_id, "action_ts": slack.marks.ts()}
    if message is None:
        return payload | {"type": "shortcut"}
    secret = slack.tickets.return_for(person, message.channel, message.ts, thread_ts=message.thread_ts)
    where = {"channel": _channel(slack, message.channel), "response_url": response_url(slack, secret)}
    return (
        payload | where | {"type": "message_action", "message_ts": message.ts, "message": message_body(slack, message)}
    )


def _channel(slack: "Workspace", channel: str) -> Json:
    found = slack.conversations.channel(channel)
    return {"id": channel, "name": CHANNEL_NAMES.get(found.kind, found.name)}
