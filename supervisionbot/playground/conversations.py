"""Channels and the messages in them. In: records -> out: what can be read where, in order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from supervisionbot.playground.nouns import Channel, Message, SlackError


class Conversations:
    """All channels of a workspace. Not locked: the workspace does that."""

    def __init__(self) -> None:
        self.channels: dict[str, Channel] = {}
        self.members: dict[str, set[str]] = {}
        self._dms: dict[str, str] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._replies: dict[tuple[str, str], list[str]] = {}
        self._asides: dict[tuple[str, str], list[Message]] = {}

    def add(self, channel: Channel, members: set[str]) -> None:
        """Take in a channel; a direct message is found by its person from now on."""
        self.channels[channel.id] = channel
        self.members[channel.id] = members
        self._messages[channel.id] = {}
        if channel.person is not None:
            self._dms[channel.person] = channel.id

    def dm_of(self, person: str) -> Channel | None:
        """The direct message between a person and the bot, if it was ever opened."""
        channel = self._dms.get(person)
        return self.channels[channel] if channel else None

    def post(self, message: Message) -> Message:
        """Keep a new message; ephemeral ones go to their one reader."""
        if message.only_for is not None:
            self._asides.setdefault((message.channel, message.only_for), []).append(message)
            return message
        self._messages[message.channel][message.ts] = message
        if message.is_reply:
            self._replies.setdefault((message.channel, message.root), []).append(message.ts)
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        """The message as it stands now; None when it never was or is gone."""
        return self._messages.get(channel, {}).get(ts)

    def change(self, message: Message, **changes: Any) -> Message:
        """Put a changed copy in the place of a message."""
        changed = replace(message, **changes)
        self._messages[message.channel][message.ts] = changed
        return changed

    def delete(self, message: Message) -> Message:
        """Take a message away; one with replies leaves a tombstone, as in Slack."""
        if self.replies(message.channel, message.ts):
            gone = {"text": "This message was deleted.", "blocks": (), "files": (), "metadata": None}
            return self.change(message, **gone, deleted=True, user="USLACKBOT")
        del self._messages[message.channel][message.ts]
        if message.is_reply:
            self._replies[message.channel, message.root].remove(message.ts)
        return replace(message, deleted=True)

    def replies(self, channel: str, root: str) -> list[Message]:
        """The replies to a message, oldest first."""
        messages = self._messages[channel]
        return [messages[ts] for ts in self._replies.get((channel, root), ())]

    def newest_first(self, channel: str) -> Iterator[Message]:
        """What stands in the channel itself, without replies, newest first."""
        for message in reversed(self._messages[channel].values()):
            if not message.is_reply or message.broadcast:
                yield message

    def asides(self, channel: str, person: str) -> list[Message]:
        """The ephemeral messages that a person has in a channel."""
        return self._asides.setdefault((channel, person), [])

    def everything(self, channel: str, person: str) -> list[Message]:
        """All that a person can see in a channel, replies and ephemerals too, in order of time."""
        seen = [*self._messages[channel].values(), *self.asides(channel, person)]
        return sorted(seen, key=lambda message: message.ts)

    def drop_aside(self, channel: str, person: str, ts: str) -> None:
        """Take an ephemeral message away."""
        kept = [aside for aside in self.asides(channel, person) if aside.ts != ts]
        self._asides[channel, person] = kept

    def channel(self, channel: str) -> Channel:
        """The channel with this id. Raises `channel_not_found`."""
        try:
            return self.channels[channel]
        except KeyError:
            raise SlackError("channel_not_found") from None
