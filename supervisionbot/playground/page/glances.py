"""What a browser asks to see -> who looks at what; whatever is not there gives way to what is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.cast import Cast
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.nouns import CannotDo, File, Message
from supervisionbot.playground.page.desk import Desk
from supervisionbot.playground.page.errands import Errands
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

HOME = "home"
Bot = Callable[[], BotSide | None]


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that the page shows and moves. `bot` gives None while it is still waking up."""

    slack: Workspace
    clock: Clock
    cast: Cast
    bot: Bot
    desk: Desk
    errands: Errands


@dataclass(frozen=True, slots=True)
class Glance:
    """Who looks at what: `place` is a channel's id or `home`; `thread` and `editing` are timestamps."""

    you: Person
    place: str
    thread: str = ""
    editing: str = ""
    sees_kept: bool = False


def glance_of(stage: Stage, asked: Mapping[str, str]) -> Glance:
    """What a browser asks to see; whatever is not there gives way to the direct message with the bot."""
    you = stage.slack.people.get(asked.get("you", "")) or stage.cast.north.workers[0]
    dm = stage.slack.dm_with(you.id).id
    own = {channel.id for channel in you.channels} | {HOME}
    place = asked.get("place", "")
    thread = asked.get("thread", "") if place in own else ""
    return Glance(you, place if place in own else dm, thread, asked.get("editing", ""), asked.get("kept") == "1")


def files_in_sight(stage: Stage, glance: Glance) -> list[File]:
    """The files in messages of the channel that somebody looks at."""
    if glance.place == HOME:
        return []
    messages = glance.you.sees(stage.slack.conversations.channel(glance.place))
    kept = stage.slack.files
    return [kept.get(file.id, file) for message in messages for file in message.files]


def message_at(glance: Glance, ts: str) -> Message:
    """The message with this timestamp in the channel that the person looks at. Raises CannotDo."""
    if glance.place != HOME:
        channel = glance.you.slack.conversations.channel(glance.place)
        for message in glance.you.sees(channel):
            if message.ts == ts:
                return message
    raise CannotDo("that message is not there any more")


def awake(stage: Stage) -> BotSide:
    """The bot's side. Raises CannotDo while it is still waking up."""
    bot = stage.bot()
    if bot is None:
        raise CannotDo("the bot is still waking up; it will not be long")
    return bot
