"""What happened in the workspace -> the events that Slack tells the app, in Slack's shapes."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from supervisionbot.playground.nouns import Account, Channel, File, Json, Message, View

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace

CHANNEL_LETTERS = {"channel": "C", "group": "G", "im": "D"}


def message_body(slack: "Workspace", message: Message, *, with_metadata: bool = True) -> Json:
    """A message as Slack writes it in history, events and interactions."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": slack.team_id,
    }
    body.update(_optional_parts(message))
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": slack.bot.app_id}
    if message.edited:
        body["edited"] = {"user": message.user, "ts": message.edited}
    if message.metadata:
        body["metadata"] = message.metadata if with_metadata else {"event_type": message.metadata["event_type"]}
    if message.deleted:
        body |= {"subtype": "tombstone", "hidden": True}
    return body | _place_in_thread(slack, message)


def _optional_parts(message: Message) -> Json:
    parts: Json = {}
    if message.blocks:
        parts["blocks"] = list(message.blocks)
    if message.client_msg_id:
        parts["client_msg_id"] = message.client_msg_id
    if message.files:
        parts |= {"files": [file_body(file) for file in message.files], "upload": False}
        parts["subtype"] = "file_share"
    elif message.broadcast:
        parts["subtype"] = "thread_broadcast"
    return parts


def _place_in_thread(slack: "Workspace", message: Message) -> Json:
    if message.is_reply:
        root = slack.conversations.find(message.channel, message.root)
        return {"thread_ts": message.root, "parent_user_id": root.user if root else "USLACKBOT"}
    replies = slack.conversations.replies(message.channel, message.ts) if not message.only_for else []
    if not replies:
        return {}
    users = sorted({reply.user for reply in replies})
    counts: Json = {"reply_count": len(replies), "reply_users_count": len(users), "reply_users": users}
    return counts | {"thread_ts": message.ts, "latest_reply": replies[-1].ts}


def file_body(file: File) -> Json:
    """A file as Slack writes it."""
    kind = file.name.rpartition(".")[2] if "." in file.name else "text"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "user": file.owner,
        "filetype": kind,
        "size": len(file.content),
        "mode": "hosted",
    }


def message_posted(slack: "Workspace", message: Message) -> Json:
    """The `message` event of a new message."""
    return message_body(slack, message) | _where(slack, message.channel, message.ts)


def message_changed(slack: "Workspace", before: Message, after: Message) -> Json:
    """The event of an edit, or of a thread's first message that was deleted (a tombstone)."""
    ts = slack.marks.ts()
    body: Json = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": ts}
    body["message"] = message_body(slack, after) | {"source_team": slack.team_id, "user_team": slack.team_id}
    body["previous_message"] = message_body(slack, before)
    return body | _where(slack, after.channel, ts)


def message_deleted(slack: "Workspace", before: Message) -> Json:
    """The event of a message that is gone without a trace."""
    ts = slack.marks.ts()
    body: Json = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": ts}
    body |= {"deleted_ts": before.ts, "previous_message": message_body(slack, before)}
    return body | _where(slack, before.channel, ts)


def _where(slack: "Workspace", channel: str, ts: str) -> Json:
    return {"channel": channel, "channel_type": slack.conversations.channel(channel).kind, "event_ts": ts}


def home_opened(slack: "Workspace", person: str, dm: str, tab: str) -> Json:
    """The event of a person who looks at one of the app's tabs (home or messages)."""
    body = {
        "type": "app_home_opened",
        "user": person,
        "channel": dm,
        "tab": tab,
        "event_ts": slack.marks.ts(),
    }
    home = slack.surfaces.homes.get(person)
    return body | ({"view": view_body(slack, home)} if home and tab == "home" else {})


def membership(slack: "Workspace", kind: str, channel: Channel, person: str) -> Json:
    """`member_joined_channel` or `member_left_channel`."""
    letter = CHANNEL_LETTERS[channel.kind]
    body = {
        "type": kind,
        "user": person,
        "channel": channel.id,
        "channel_type": letter,
        "team": slack.team_id,
    }
    return body | {"event_ts": slack.marks.ts()}


def view_body(slack: "Workspace", view: View) -> Json:
    """A view as Slack writes it in events, interactions and answers."""
    body: Json = {
        "title": {"type": "plain_text", "text": ""},
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "close": None,
        "submit": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **view.body,
    }
    ids = {
        "id": view.id,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
    }
    owner = {"team_id": slack.team_id, "app_id": slack.bot.app_id, "bot_id": slack.bot.bot_id}
    return body | ids | owner | {"app_installed_team_id": slack.team_id, "state": {"values": dict(view.state)}}


def user_body(account: Account, team_id: str, now: datetime) -> Json:
    """A user object, https://docs.slack.dev/reference/objects/user-object ; fields may be absent."""
    body: Json = {"id": account.id, "team_id": team_id, "name": account.handle, "deleted": account.deleted}
    body |= {
        "real_name": account.name,
        "is_bot": account.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    body |= {"is_admin": account.is_admin, "is_owner": False, "is_primary_owner": False}
    body |= {"is_restricted": account.is_restricted, "is_ultra_restricted": False}
    body["profile"] = {"real_name": account.name, "display_name": account.name, "team": team_id}
    if account.tz and not account.deleted:
        offset = now.astimezone(ZoneInfo(account.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        body |= {"tz": account.tz, "tz_label": account.tz, "tz_offset": seconds}
    return body


def subscriptions_for(event: Json) -> Iterator[str]:
    """The names under which an app may have subscribed to an event."""
    yield event["type"]
    if event["type"] == "message":
        kinds = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
        yield kinds[event["channel_type"]]


def outer(slack: "Workspace", event: Json) -> Json:
    """The wrapping in which an event comes; repeats of a delivery keep it, event_id and all."""
    me = {"enterprise_id": None, "team_id": slack.team_id, "user_id": slack.bot.id}
    return {
        "token": "playground",
        "team_id": slack.team_id,
        "context_team_id": slack.team_id,
        "context_enterprise_id": None,
        "api_app_id": slack.bot.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.marks.id("Ev"),
        "event_time": int(slack.now().timestamp()),
        "authorizations": [{**me, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }
