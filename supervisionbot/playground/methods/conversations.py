"""conversations.*: open, look into and read channels."""

from supervisionbot.playground import events
from supervisionbot.playground.arguments import SCOPE_STEMS, Arguments, require, visible_channel
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.methods.pages import page_of
from supervisionbot.playground.nouns import Channel, Json, Message, SlackError
from supervisionbot.playground.workspace import Workspace

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im"}


def channel_body(slack: Workspace, channel: Channel) -> Json:
    """A channel as Slack writes it."""
    body: Json = {"id": channel.id, "created": 0, "is_archived": channel.archived, "is_org_shared": False}
    if channel.kind == "im":
        return body | {"is_im": True, "user": channel.person, "is_user_deleted": False}
    private = channel.kind == "group"
    kinds = {
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_ext_shared": channel.shared,
    }
    member = slack.bot.id in slack.members(channel.id)
    return body | kinds | {"name": channel.name, "is_member": member, "num_members": len(slack.members(channel.id))}


def open_dm(slack: Workspace, arguments: Arguments) -> Json:
    """Open the direct message with one person."""
    if arguments.text("channel"):
        return {"channel": {"id": visible_channel(slack, arguments.text("channel"), "read").id}}
    users = [user for user in arguments.required("users").split(",") if user]
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    account = slack.accounts.get(users[0])
    if account is None:
        raise SlackError("users_not_found")
    if account.deleted:
        raise SlackError("user_disabled")
    if account.is_bot:
        raise SlackError("cannot_dm_bot")
    known = slack.conversations.dm_of(account.id) is not None
    channel = slack.dm_with(account.id)
    shown = channel_body(slack, channel) if arguments.flag("return_im") else {"id": channel.id}
    return {"channel": shown, "already_open": known, "no_op": known}


def info(slack: Workspace, arguments: Arguments) -> Json:
    """Describe a channel."""
    return {"channel": channel_body(slack, visible_channel(slack, arguments.required("channel"), "read"))}


def members(slack: Workspace, arguments: Arguments) -> Json:
    """List the ids of those in a channel."""
    channel = visible_channel(slack, arguments.required("channel"), "read")
    page, more = page_of(sorted(slack.members(channel.id)), arguments)
    return {"members": page, "response_metadata": more["response_metadata"]}


def list_channels(slack: Workspace, arguments: Arguments) -> Json:
    """List the channels that the app can see."""
    kinds = {KINDS.get(kind.strip(), kind) for kind in (arguments.text("types") or "public_channel").split(",")}
    for kind in kinds:
        if kind not in SCOPE_STEMS:
            raise SlackError("invalid_types")
        require(slack, f"{SCOPE_STEMS[kind]}:read")
    found = (
        channel
        for channel in slack.conversations.channels.values()
        if channel.kind in kinds and (channel.kind == "channel" or slack.bot.id in slack.members(channel.id))
    )
    page, more = page_of((channel_body(slack, each) for each in found), arguments)
    return {"channels": page, "response_metadata": more["response_metadata"]}


def is_within(message: Message, arguments: Arguments) -> bool:
    """Whether a message lies between `oldest` and `latest`, which count themselves if `inclusive`."""
    oldest, latest = arguments.text("oldest"), arguments.text("latest")
    ts = float(message.ts)
    if arguments.flag("inclusive") and message.ts in (oldest, latest):
        return True
    return (not oldest or ts > float(oldest)) and (not latest or ts < float(latest))


def history(slack: Workspace, arguments: Arguments) -> Json:
    """Read a channel, newest first, without the replies in threads."""
    channel = visible_channel(slack, arguments.required("channel"), "history")
    found = (each for each in slack.conversations.newest_first(channel.id) if is_within(each, arguments))
    page, more = page_of(found, arguments)
    return {"messages": bodies(slack, page, arguments), **more}


def replies(slack: Workspace, arguments: Arguments) -> Json:
    """Read a thread, oldest first, beginning with its first message."""
    channel = visible_channel(slack, arguments.required("channel"), "history")
    root = slack.conversations.find(channel.id, arguments.required("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    thread = slack.conversations.replies(channel.id, root.ts)
    found = [root, *(each for each in thread if is_within(each, arguments))]
    page, more = page_of(found, arguments, default=1000)
    return {"messages": bodies(slack, page, arguments), **more}


def bodies(slack: Workspace, messages: list[Message], arguments: Arguments) -> list[Json]:
    """Messages as Slack writes them; metadata whole only if asked for."""
    whole = arguments.flag("include_all_metadata")
    return [events.message_body(slack, message, with_metadata=whole) for message in messages]


METHODS = {
    "conversations.open": Method(open_dm, ("im:write",), changes=True),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.list": Method(list_channels),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}
