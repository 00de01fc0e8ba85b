"""People who come, go and look -> changed accounts and memberships, and the events about them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisionbot.playground import events
from supervisionbot.playground.nouns import CannotDo, Channel

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace


def open_tab(slack: "Workspace", person: str, tab: str) -> None:
    """Look at the app's home or messages tab."""
    if slack.home_tab_disabled and tab == "home":
        raise CannotDo("the app has no Home tab")
    with slack.changing():
        event = events.home_opened(slack, person, slack.dm_with(person).id, tab)
    slack.tell(event)


def join(slack: "Workspace", person: str, channel: Channel) -> None:
    """Come into a channel."""
    with slack.changing():
        slack.members(channel.id).add(person)
        event = events.membership(slack, "member_joined_channel", channel, person)
    if slack.bot.id in slack.members(channel.id):
        slack.tell(event)


def leave(slack: "Workspace", person: str, channel: Channel) -> None:
    """Go out of a channel."""
    with slack.changing():
        slack.members(channel.id).discard(person)
        event = events.membership(slack, "member_left_channel", channel, person)
    if slack.bot.id in slack.members(channel.id) or person == slack.bot.id:
        slack.tell(event)


def change_account(slack: "Workspace", person: str, **changes: Any) -> None:
    """Change what the workspace knows of somebody, and tell the app."""
    with slack.changing():
        slack.accounts[person] = replace(slack.accounts[person], **changes)
        body = events.user_body(slack.accounts[person], slack.team_id, slack.now())
        event = {"type": "user_change", "user": body, "event_ts": slack.marks.ts()}
    slack.tell(event)
