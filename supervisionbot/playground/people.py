"""A person at Slack's client. In: what they type and press -> out: what they then see."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisionbot.playground import acting, clicking, conversing
from supervisionbot.playground.nouns import Account, Channel, Message, View
from supervisionbot.playground.reading import transcript, words_of

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace


class Person:
    """Somebody in the workspace: acts as people do, and reads what people see.

    `channel` is the direct message with the bot unless given. The app hears of actions as it does from Slack.
    An action returns when the link does; for what the app does after that, use `slack.wait_until`.
    """

    def __init__(self, slack: "Workspace", user: str) -> None:
        self.slack = slack
        self.id = user

    def __repr__(self) -> str:
        return f"<Person {self.id}>"

    @property
    def account(self) -> Account:
        """What the workspace knows of them."""
        return self.slack.accounts[self.id]

    @property
    def name(self) -> str:
        """Their name."""
        return self.account.name

    # Writing

    def runs(self, line: str, channel: Channel | None = None) -> None:
        """Type a slash command. What the app answers at once only they see, unless it is in_channel."""
        conversing.run_command(self.slack, self.id, line, channel or self.slack.dm_with(self.id))

    def writes(self, text: str, thread: Message | None = None, channel: Channel | None = None) -> Message:
        """Write a message, or a reply in the thread of `thread`. Out: the message."""
        return conversing.write(self.slack, self.id, text, thread=thread, channel=channel)

    def edits(self, message: Message, text: str) -> Message:
        """Change a message of one's own. Out: the message as it stands now."""
        return conversing.edit(self.slack, self.id, message, text)

    def deletes(self, message: Message) -> None:
        """Delete a message of one's own; a thread's first message leaves a tombstone."""
        conversing.delete(self.slack, self.id, message)

    def shares_file(
        self, name: str, text: str = "", thread: Message | None = None, content: bytes = b"file"
    ) -> Message:
        """Share a file with the bot."""
        return conversing.share_file(self.slack, self.id, name, text, thread=thread, content=content)

    # Pressing and filling in

    def presses(self, name: str, on: Message | View | None = None) -> None:
        """Press the button with this label or action_id, on the newest thing in sight that has one."""
        clicking.press(self.slack, self.id, name, on)

    def chooses(self, name: str, option: Any, on: Message | View | None = None) -> None:
        """Choose an option (text or value; a date, a person) in a menu called by label, placeholder or id."""
        clicking.choose(self.slack, self.id, name, option, on)

    @property
    def form(self) -> View | None:
        """The modal on top, or None."""
        with self.slack.lock:
            return self.slack.surfaces.top(self.id)

    def fills(self, values: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Fill in fields of the open form, by label, block_id or action_id."""
        clicking.fill(self.slack, self.id, {**(values or {}), **more})

    def submits(self, values: Mapping[str, Any] | None = None, **more: Any) -> dict[str, str]:
        """Fill in and send the open form. Out: the errors shown, by block_id; empty when it was taken.

        The key "" is for an app that did not answer.
        """
        self.fills(values, **more)
        return clicking.submit(self.slack, self.id)

    def cancels(self) -> None:
        """Close the open form without sending; the app hears of it only if it asked to."""
        clicking.cancel(self.slack, self.id)

    def uses_shortcut(self, callback_id: str, message: Message | None = None) -> None:
        """Use a global shortcut, or one on a message."""
        clicking.use_shortcut(self.slack, self.id, callback_id, message)

    # Coming and going

    def opens_home(self) -> View | None:
        """Look at the app's Home tab. Out: what is there when the app has heard of it."""
        acting.open_tab(self.slack, self.id, "home")
        return self.home

    def opens_messages_tab(self) -> None:
        """Look at the direct message with the bot."""
        acting.open_tab(self.slack, self.id, "messages")

    def joins(self, channel: Channel) -> None:
        """Join a channel."""
        acting.join(self.slack, self.id, channel)

    def leaves(self, channel: Channel) -> None:
        """Leave a channel."""
        acting.leave(self.slack, self.id, channel)

    def deactivated(self) -> None:
        """Be deactivated by an admin."""
        acting.change_account(self.slack, self.id, deleted=True)

    def moves_to(self, tz: str | None) -> None:
        """Have another time zone in the profile."""
        acting.change_account(self.slack, self.id, tz=tz)

    def rests(self, start: int, end: int) -> None:
        """Have do-not-disturb hours next, as Unix times."""
        with self.slack.changing():
            self.slack.accounts[self.id] = replace(self.account, quiet=(start, end))

    # Reading

    @property
    def home(self) -> View | None:
        """The Home tab that the app has put up for them, or None."""
        with self.slack.lock:
            return self.slack.surfaces.homes.get(self.id)

    @property
    def dm(self) -> list[Message]:
        """All in the direct message with the bot, ephemerals and replies too, in order of time."""
        return self.sees(self.slack.dm_with(self.id))

    def sees(self, channel: Channel) -> list[Message]:
        """All that they can see in a channel, in order of time; nothing in one that they are not in."""
        with self.slack.lock:
            if self.id not in self.slack.members(channel.id):
                return []
            return self.slack.conversations.everything(channel.id, self.id)

    def thread(self, message: Message) -> list[Message]:
        """The replies in the thread of a message that they can see, in order of time."""
        channel = self.slack.conversations.channel(message.channel)
        return [each for each in self.sees(channel) if each.is_reply and each.root == message.root]

    @property
    def last(self) -> Message | None:
        """The newest message that they can see anywhere."""
        with self.slack.lock:
            seen = [message for channel in self.channels for message in self.sees(channel)[-1:]]
        return max(seen, key=lambda message: message.ts, default=None)

    @property
    def channels(self) -> list[Channel]:
        """The channels that they are in, direct messages too."""
        channels = list(self.slack.conversations.channels.values())
        return [channel for channel in channels if self.id in self.slack.members(channel.id)]

    def reads(self, channel: Channel | Message | View | None = None) -> str:
        """Everything in a channel as plain text, threads indented; or the words of one message or view."""
        if isinstance(channel, Message):
            return words_of(channel, self.slack.name_of)
        if isinstance(channel, View):
            return clicking.words_of_view(self.slack, channel)
        return transcript(self.sees(channel or self.slack.dm_with(self.id)), self.slack.name_of)
