"""What people type -> messages in the workspace, and the events and commands that the app hears."""

from typing import TYPE_CHECKING

from supervisionbot.playground import events, payloads
from supervisionbot.playground.answering import show_answer
from supervisionbot.playground.forms import rich_text
from supervisionbot.playground.nouns import CannotDo, Channel, File, Message
from supervisionbot.playground.reading import escaped

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace


def run_command(slack: "Workspace", person: str, line: str, channel: Channel) -> None:
    """Type a slash command; without an answer in time the person sees that it failed."""
    if not line.startswith("/"):
        raise CannotDo("a command begins with a slash")
    with slack.changing():
        payload = payloads.slash_command(slack, person, channel, line)
    reply = slack.ask("slash_commands", payload)
    if reply is None:
        slack.note_refusal("slash_commands", "not_acknowledged", payload["command"])
        slack.whisper(person, channel.id, f"{payload['command']} failed because the app did not respond.")
    elif reply.payload:
        show_answer(slack, "slash_commands", reply.payload, person=person, channel=channel.id)


def write(
    slack: "Workspace",
    person: str,
    text: str,
    *,
    thread: Message | None = None,
    channel: Channel | None = None,
) -> Message:
    """Write a message or a reply."""
    place = channel.id if channel else thread.channel if thread else slack.dm_with(person).id
    return slack.post(_draft(slack, person, place, text, thread))


def share_file(
    slack: "Workspace", person: str, name: str, text: str, *, thread: Message | None, content: bytes
) -> Message:
    """Share a file in the direct message with the bot, or in a thread."""
    with slack.changing():
        file = File(slack.marks.id("F"), name, name, person, content, len(content), complete=True)
        slack.files[file.id] = file
    place = thread.channel if thread else slack.dm_with(person).id
    return slack.post(_draft(slack, person, place, text, thread, (file,)))


def _draft(
    slack: "Workspace", person: str, place: str, text: str, thread: Message | None, *files: tuple[File, ...]
) -> Message:
    refuse_if_shut(slack, person, place)
    if thread is not None and thread.only_for is not None:
        raise CannotDo("nobody can reply to what only they can see")
    with slack.lock:
        blocks = [{**rich_text(text), "block_id": slack.marks.id("")[-5:]}] if text else []
        return Message(
            place,
            slack.marks.ts(),
            person,
            escaped(text),
            tuple(blocks),
            thread_ts=thread.root if thread else None,
            client_msg_id=slack.marks.uuid(),
            files=files[0] if files else (),
        )


def refuse_if_shut(slack: "Workspace", person: str, place: str) -> None:
    """Raises CannotDo where a person cannot write."""
    if slack.accounts[person].deleted:
        raise CannotDo("a deactivated person cannot write")
    if person not in slack.members(place):
        raise CannotDo("they are not in that channel")
    if slack.messages_tab_disabled and slack.conversations.channel(place).kind == "im":
        raise CannotDo("sending messages to this app has been turned off")


def edit(slack: "Workspace", person: str, message: Message, text: str) -> Message:
    """Change a message of one's own."""
    with slack.changing():
        before = _own(slack, person, message)
        blocks = ({**rich_text(text), "block_id": slack.marks.id("")[-5:]},)
        after = slack.conversations.change(before, text=escaped(text), blocks=blocks, edited=slack.marks.ts())
        event = events.message_changed(slack, before, after)
    _tell_if_there(slack, message.channel, event)
    return after


def delete(slack: "Workspace", person: str, message: Message) -> None:
    """Delete a message of one's own."""
    with slack.changing():
        before = _own(slack, person, message)
        slack.conversations.delete(before)
        tombstone = slack.conversations.find(before.channel, before.ts)
        event = events.message_changed(slack, before, tombstone) if tombstone else events.message_deleted(slack, before)
    _tell_if_there(slack, message.channel, event)


def _own(slack: "Workspace", person: str, message: Message) -> Message:
    found = slack.conversations.find(message.channel, message.ts)
    if found is None or found.user != person:
        raise CannotDo("only a message of one's own can be changed, while it is there")
    return found


def _tell_if_there(slack: "Workspace", channel: str, event: dict[str, object]) -> None:
    if slack.bot.id in slack.members(channel):
        slack.tell(event)
