"""chat.*: post, change and delete messages."""

from typing import Any

from supervisionbot.playground import events
from supervisionbot.playground.arguments import Arguments, destination
from supervisionbot.playground.block_kit import message_error
from supervisionbot.playground.controls import with_ids
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.nouns import Channel, Json, Message, SlackError
from supervisionbot.playground.workspace import Workspace

MOST_UPDATE_TEXT = 4000  # https://docs.slack.dev/reference/methods/chat.update#errors
CONTENT = {
    "blocks": "invalid_blocks_format",
    "metadata": "invalid_metadata_format",
    "attachments": "invalid_arguments",
}


def content_of(slack: Workspace, arguments: Arguments, **limits: Any) -> Json:
    """Text, blocks and metadata of a call that Slack would take. Raises what it would answer otherwise."""
    content = {name: arguments.structure(name, refusal) for name, refusal in CONTENT.items()}
    content |= {"text": arguments.text("text"), "markdown_text": arguments.text("markdown_text")}
    error = message_error(content, takes_charts=slack.takes_charts, **limits)
    if error:
        raise error
    return content


def message_of(slack: Workspace, arguments: Arguments, channel: Channel) -> Message:
    """The message that a call wants to post."""
    content = content_of(slack, arguments)
    return Message(
        channel.id,
        slack.marks.ts(),
        slack.bot.id,
        content["text"] or content["markdown_text"],
        tuple(with_ids(content["blocks"] or (), slack.marks)),
        thread_ts=thread_of(slack, channel.id, arguments.optional("thread_ts")),
        metadata=content["metadata"] or None,
        bot_id=slack.bot.bot_id,
        broadcast=arguments.flag("reply_broadcast"),
    )


def thread_of(slack: Workspace, channel: str, ts: str | None) -> str | None:
    """The root of the thread that a timestamp names. Raises `cannot_reply_to_message` if there is none."""
    if ts is None:
        return None
    found = slack.conversations.find(channel, ts)
    if found is None:
        raise SlackError("cannot_reply_to_message")
    return found.root


def post_message(slack: Workspace, arguments: Arguments) -> Json:
    """Post to a channel, a thread, or a person."""
    channel = destination(slack, arguments.required("channel"))
    message = slack.post(message_of(slack, arguments, channel), own=True)
    return {"channel": channel.id, "ts": message.ts, "message": events.message_body(slack, message)}


def post_ephemeral(slack: Workspace, arguments: Arguments) -> Json:
    """Show something to one person in a channel."""
    channel = slack.conversations.channel(arguments.required("channel"))
    user = arguments.required("user")
    if slack.bot.id not in slack.members(channel.id):
        raise SlackError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    if user not in slack.members(channel.id):
        raise SlackError("user_not_in_channel")
    message = message_of(slack, arguments, channel)
    aside = slack.whisper(user, channel.id, message.text, message.blocks, message.thread_ts)
    return {"message_ts": aside.ts}


def own_message(slack: Workspace, arguments: Arguments, refusal: str) -> Message:
    """The app's own message that a call names."""
    channel = slack.conversations.channel(arguments.required("channel"))
    message = slack.conversations.find(channel.id, arguments.required("ts"))
    if message is None or message.deleted:
        raise SlackError("message_not_found")
    if message.bot_id != slack.bot.bot_id:
        raise SlackError(refusal)
    return message


def update(slack: Workspace, arguments: Arguments) -> Json:
    """Change a message. Text alone drops the blocks; metadata stays if not given, `{}` takes it away."""
    before = own_message(slack, arguments, "cant_update_message")
    content = content_of(slack, arguments, most_text=MOST_UPDATE_TEXT)
    changes: Json = {"text": content["text"] or content["markdown_text"]}
    changes["blocks"] = tuple(with_ids(content["blocks"] or (), slack.marks))
    if not changes["blocks"]:  # only then does Slack show that a message was edited
        changes["edited"] = slack.marks.ts()
    if content["metadata"] is not None:
        changes["metadata"] = content["metadata"] or None
    after = slack.conversations.change(before, **changes)
    slack.tell(events.message_changed(slack, before, after), own=True)
    body = events.message_body(slack, after)
    return {"channel": after.channel, "ts": after.ts, "text": after.text, "message": body}


def delete(slack: Workspace, arguments: Arguments) -> Json:
    """Delete a message."""
    before = own_message(slack, arguments, "cant_delete_message")
    slack.conversations.delete(before)
    tombstone = slack.conversations.find(before.channel, before.ts)
    if tombstone:
        slack.tell(events.message_changed(slack, before, tombstone), own=True)
    else:
        slack.tell(events.message_deleted(slack, before), own=True)
    return {"channel": before.channel, "ts": before.ts}


def permalink(slack: Workspace, arguments: Arguments) -> Json:
    """The address of a message."""
    channel, ts = arguments.required("channel"), arguments.required("message_ts")
    if slack.conversations.find(slack.conversations.channel(channel).id, ts) is None:
        raise SlackError("message_not_found")
    address = f"https://{slack.team_name}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return {"channel": channel, "permalink": address}


WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, WRITE, changes=True),
    "chat.postEphemeral": Method(post_ephemeral, WRITE, changes=True),
    "chat.update": Method(update, WRITE, changes=True),
    "chat.delete": Method(delete, WRITE, changes=True),
    "chat.getPermalink": Method(permalink),
}
