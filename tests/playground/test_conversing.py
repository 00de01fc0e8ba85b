"""People type; the app hears of it as from Slack."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import CannotDo, Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .blocks import home, section

Json = dict[str, Any]


def test_a_command_is_answered_to_its_writer_alone(app: App, ana: Person, ben: Person, team: Channel) -> None:
    app.command("/reflect")(lambda ack, command: ack(f"You said {command['text']}"))
    ana.runs("/reflect visit first visit", team)

    assert ana.reads(team) == "Supervision Bot (only you can see this): You said visit first visit"
    assert ben.reads(team) == ""


def test_a_command_can_be_answered_to_all(app: App, ana: Person, ben: Person, team: Channel) -> None:
    app.command("/reflect")(lambda ack: ack(text="Let us begin", response_type="in_channel"))
    ana.runs("/reflect together", team)

    assert ben.reads(team) == "Supervision Bot: Let us begin"


def test_a_command_can_be_answered_later(app: App, ana: Person) -> None:
    @app.command("/reflect")
    def later(ack: Ack, respond: Any) -> None:
        ack()
        respond("Here it is")

    ana.runs("/reflect mine")

    assert ana.reads() == "Supervision Bot (only you can see this): Here it is"


def test_an_answer_that_slack_would_not_take_is_noted(app: App, slack: Workspace, ana: Person) -> None:
    app.command("/reflect")(lambda ack: ack(text="x", blocks=[{"type": "section"}]))
    ana.runs("/reflect")

    assert [refusal.error for refusal in slack.refusals] == ["invalid_blocks"]


# Messages


def test_a_reply_reaches_the_app_as_slack_sends_it(events: list[Json], slack: Workspace, ana: Person) -> None:
    root = ana.writes("first")
    reply = ana.writes("It went well, <3", thread=root)
    event = events[-1]

    assert (event["channel_type"], event["thread_ts"], event["ts"]) == ("im", root.ts, reply.ts)
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == "It went well, <3"
    assert event["user"] == ana.id
    assert "bot_id" not in event


def test_an_edit_tells_before_and_after(events: list[Json], ana: Person) -> None:
    message = ana.writes("before")
    ana.edits(message, "after")
    event = events[-1]

    assert event["subtype"] == "message_changed"
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("before", "after")
    assert event["message"]["edited"]["user"] == ana.id
    assert ana.reads() == "Ana Lopez: after (edited)"


def test_a_deleted_reply_is_told_with_its_time(events: list[Json], ana: Person) -> None:
    root = ana.writes("root")
    reply = ana.writes("reply", thread=root)
    ana.deletes(reply)

    assert (events[-1]["subtype"], events[-1]["deleted_ts"]) == ("message_deleted", reply.ts)
    assert events[-1]["previous_message"]["thread_ts"] == root.ts
    assert ana.thread(root) == []


def test_a_deleted_root_leaves_a_tombstone(events: list[Json], ana: Person) -> None:
    root = ana.writes("root")
    ana.writes("reply", thread=root)
    ana.deletes(root)

    assert (events[-1]["subtype"], events[-1]["message"]["subtype"]) == ("message_changed", "tombstone")
    assert "This message was deleted." in ana.reads()


def test_a_shared_file_comes_with_its_name(events: list[Json], ana: Person) -> None:
    ana.shares_file("notes.pdf", thread=ana.writes("root"))

    assert events[-1]["subtype"] == "file_share"
    assert events[-1]["files"][0]["name"] == "notes.pdf"


def test_only_ones_own_messages_can_be_edited(ana: Person, ben: Person, team: Channel) -> None:
    message = ana.writes("mine", channel=team)

    with pytest.raises(CannotDo):
        ben.edits(message, "no, mine")


def test_own_posts_do_not_reach_the_listeners(events: list[Json], client: WebClient, ana: Person) -> None:
    client.chat_postMessage(channel=ana.id, text="from the bot")
    ana.writes("from her")

    assert [event["text"] for event in events] == ["from her"]


def test_an_event_nobody_listens_to_is_repeated_with_the_same_id(app: App, ana: Person) -> None:
    heard: list[tuple[str, str]] = []

    @app.middleware
    def note(body: Json, request: Any, next: Any) -> None:  # noqa: A002  Bolt's own name for it
        heard.append((body["event_id"], request.headers["x-slack-retry-num"][0]))
        next()

    ana.writes("anybody there?")

    assert [number for _, number in heard] == ["0", "1", "2", "3"]
    assert len({event_id for event_id, _ in heard}) == 1


def test_events_can_come_twice_or_in_another_order(events: list[Json], slack: Workspace, ana: Person) -> None:
    slack.sends_events_twice()
    ana.writes("one")
    slack.holds_events()
    ana.writes("two")
    ana.writes("three")
    slack.releases_events(reversed)

    assert [event["text"] for event in events] == ["one", "one", "three", "two"]


def test_unsubscribed_events_stay_away(events: list[Json], slack: Workspace, ana: Person, team: Channel) -> None:
    slack.bot_events = frozenset({"message.im"})
    ana.writes("in the channel", channel=team)
    ana.writes("to the bot")

    assert [event["text"] for event in events] == ["to the bot"]


# Coming, going, looking


def test_members_come_and_go(events: list[Json], slack: Workspace, team: Channel) -> None:
    cho = slack.add_person("Cho")
    cho.joins(team)
    cho.leaves(team)

    assert [event["type"] for event in events] == ["member_joined_channel", "member_left_channel"]
    assert events[0]["channel_type"] == "G"


def test_the_home_tab_shows_what_the_app_puts_up(app: App, ana: Person) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(section("Welcome")))

    assert ana.reads(ana.opens_home()) == "Welcome"


def test_the_messages_tab_can_be_told_from_the_home_tab(events: list[Json], ana: Person) -> None:
    ana.opens_messages_tab()

    assert events[0]["tab"] == "messages"


def test_a_changed_profile_is_told(events: list[Json], ana: Person) -> None:
    ana.moves_to("America/New_York")
    ana.deactivated()

    assert [event["user"].get("tz") for event in events] == ["America/New_York", None]
