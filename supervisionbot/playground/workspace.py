"""A Slack workspace in memory. In: what people and the app do -> out: what each of them sees. No I/O.

Pulse (the lock) < Mishaps (trouble) < Workspace (people, channels, messages, and word of them to the app)
"""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from supervisionbot.playground import events, steps
from supervisionbot.playground.conversations import Conversations
from supervisionbot.playground.delivery import Link
from supervisionbot.playground.marks import Marks
from supervisionbot.playground.mishaps import Mishaps, Named
from supervisionbot.playground.nouns import Account, Bot, Channel, Envelope, File, Json, Message, Reply
from supervisionbot.playground.people import Person
from supervisionbot.playground.surfaces import Surfaces
from supervisionbot.playground.tickets import Tickets

# What a generous manifest asks for; https://docs.slack.dev/reference/scopes
CHANNEL_SCOPES = {f"{stem}:{right}" for stem in ("channels", "groups", "im") for right in ("history", "read")}
OTHER_SCOPES = {"chat:write", "commands", "im:write", "users:read", "dnd:read", "files:read", "files:write"}
ALL_SCOPES = frozenset(CHANNEL_SCOPES | OTHER_SCOPES)
MESSAGE_EVENTS = {"message.im", "message.channels", "message.groups"}
MEMBER_EVENTS = {"member_joined_channel", "member_left_channel", "user_change"}
APP_EVENTS = {"app_home_opened", "function_executed", "app_uninstalled", "tokens_revoked"}
ALL_EVENTS = frozenset(MESSAGE_EVENTS | MEMBER_EVENTS | APP_EVENTS)


class Workspace(Mishaps):
    """Everything there is, behind one lock. Give it the clock that the bot under test has, too.

    In: `elapsed` counts real seconds and ages trigger ids; `scopes` and `bot_events` are what the app was
    granted and has subscribed to, by default all that it could want.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        elapsed: Callable[[], float] = time.monotonic,
        scopes: Iterable[str] = ALL_SCOPES,
        bot_events: Iterable[str] = ALL_EVENTS,
        bot_token: str = "xoxb-playground",  # noqa: S107  opens nothing but this stand-in
        app_token: str = "xapp-playground",  # noqa: S107  opens nothing but this stand-in
    ) -> None:
        super().__init__()
        self.now = now
        self.scopes, self.bot_events = frozenset(scopes), frozenset(bot_events)
        self.bot_token, self.app_token = bot_token, app_token
        self.bot, self.team_id, self.team_name = Bot(), "T0PLAYGRND", "playground"
        self.marks = Marks(now)
        self.conversations, self.surfaces = Conversations(), Surfaces(self.marks)
        self.tickets = Tickets(self.marks, now, elapsed)
        self.accounts = {self.bot.id: Account(self.bot.id, self.bot.name, None, is_bot=True)}
        self.people: dict[str, Person] = {}
        self.files: dict[str, File] = {}
        self.steps: dict[str, Json | None] = {}
        self.url = "http://127.0.0.1:1"  # no server yet
        self.messages_tab_disabled = self.home_tab_disabled = False
        self.takes_charts = self.echoes_own_posts = True

    # Who and where

    def add_person(
        self,
        name: str,
        *,
        tz: str | None = "Europe/London",
        is_admin: bool = False,
        is_restricted: bool = False,
    ) -> Person:
        """Let somebody join the workspace; `tz` is an IANA name, or None for a profile without one."""
        with self.changing():
            account = Account(self.marks.id("U"), name, tz, is_admin, is_restricted)
            self.accounts[account.id] = account
            self.people[account.id] = Person(self, account.id)
            return self.people[account.id]

    def add_channel(
        self, name: str, members: Iterable[Named] = (), private: bool = True, *, with_bot: bool = True
    ) -> Channel:
        """Open a channel with these members, and the bot."""
        with self.changing():
            kind = "group" if private else "channel"
            channel = Channel(self.marks.id("G" if private else "C"), name, kind)
            bots = {self.bot.id} if with_bot else set()
            self.conversations.add(channel, {member.id for member in members} | bots)
            return channel

    def archives(self, channel: Channel) -> None:
        """Archive a channel."""
        with self.changing():
            self.conversations.channels[channel.id] = replace(channel, archived=True)

    def shares(self, channel: Channel) -> None:
        """Share a channel with another organisation."""
        with self.changing():
            self.conversations.channels[channel.id] = replace(channel, shared=True)

    def dm_with(self, person: str) -> Channel:
        """The direct message between a person and the bot, opened when it is not there yet."""
        with self.lock:
            found = self.conversations.dm_of(person)
            if found:
                return found
            channel = Channel(self.marks.id("D"), "directmessage", "im", person)
            self.conversations.add(channel, {person, self.bot.id})
            return channel

    def members(self, channel: str) -> set[str]:
        """The ids of those in a channel."""
        return self.conversations.members[channel]

    def name_of(self, known: str) -> str:
        """What people call the user or channel with this id."""
        found = self.accounts.get(known) or self.conversations.channels.get(known)
        return found.name if found else known

    # Word to the app

    @property
    def link(self) -> Link | None:
        """Where envelopes go: set a callable to run the app in the acting person's thread."""
        return self.delivery.link

    @link.setter
    def link(self, link: Link | None) -> None:
        self.delivery.link = link

    def tell(self, event: Json, *, own: bool = False) -> None:
        """Tell the app of an event that it has subscribed to; `own` for what the app did itself."""
        if self.bot_events.isdisjoint(events.subscriptions_for(event)) or (own and not self.echoes_own_posts):
            return
        envelope = Envelope("events_api", events.outer(self, event), self.marks.uuid())
        if own:
            self.delivery.echo(envelope)
        else:
            self.delivery.send(envelope)

    def ask(self, kind: str, payload: Json) -> Reply | None:
        """Send the app an interaction or a command. Out: its answer, None when it gave none in time."""
        return self.delivery.send(Envelope(kind, payload, self.marks.uuid()))

    def runs_step(self, callback_id: str, inputs: Json) -> str:
        """Let a workflow run a step of the app. Out: the execution; `steps` holds its end, or None."""
        return steps.run(self, callback_id, inputs)

    def is_uninstalled(self) -> None:
        """Take the app out of the workspace, and tell it so."""
        for kind, more in (
            ("tokens_revoked", {"tokens": {"oauth": [], "bot": [self.bot.id]}}),
            ("app_uninstalled", {}),
        ):
            self.tell({"type": kind, "event_ts": self.marks.ts(), **more})
        self.revokes_token("account_inactive")

    # Messages

    def post(self, message: Message, *, own: bool = False) -> Message:
        """Keep a message and tell the app of it."""
        with self.changing():
            self.conversations.post(message)
        if self.bot.id in self.members(message.channel) and not message.only_for:
            self.tell(events.message_posted(self, message), own=own)
        return message

    def whisper(
        self,
        person: str,
        channel: str,
        text: str,
        blocks: Collection[Json] = (),
        thread_ts: str | None = None,
    ) -> Message:
        """Show one person something that nobody else sees."""
        with self.changing():
            aside = Message(channel, self.marks.ts(), self.bot.id, text, tuple(blocks), only_for=person)
            return self.conversations.post(replace(aside, bot_id=self.bot.bot_id, thread_ts=thread_ts))
