"""The Web API as slack_sdk's WebClient calls it."""

import json
import urllib.request
from datetime import timedelta
from typing import Any

import pytest
from blocks import Json, home, modal, section, text_field
from conftest import Clock
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.metadata import Metadata
from slack_sdk.webhook import WebhookClient

from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def test_the_token_belongs_to_the_bot(client: WebClient, slack: Workspace) -> None:
    assert client.auth_test()["bot_id"] == slack.bot.bot_id


def test_posting_to_a_person_opens_the_direct_message(client: WebClient, ana: Person) -> None:
    posted = client.chat_postMessage(channel=ana.id, text="How was it?")

    assert posted["channel"].startswith("D")
    assert ana.reads() == "Supervision Bot: How was it?"


def test_replies_stand_in_the_thread(client: WebClient, ana: Person) -> None:
    root = client.chat_postMessage(channel=ana.id, text="How was it?")
    client.chat_postMessage(channel=root["channel"], thread_ts=root["ts"], text="Take your time")
    thread = client.conversations_replies(channel=root["channel"], ts=root["ts"])

    assert [message["text"] for message in thread["messages"]] == ["How was it?", "Take your time"]
    assert len(client.conversations_history(channel=root["channel"])["messages"]) == 1
    assert ana.reads().endswith("\n    Supervision Bot: Take your time")


def test_metadata_is_read_back_whole_only_when_asked_for(client: WebClient, ana: Person) -> None:
    metadata = Metadata("prompt", {"delivery_id": "d1"})
    channel = client.chat_postMessage(channel=ana.id, text="?", metadata=metadata)["channel"]
    asked = client.conversations_history(channel=channel, include_all_metadata=True)["messages"][0]
    not_asked = client.conversations_history(channel=channel)["messages"][0]

    assert asked["metadata"]["event_payload"] == {"delivery_id": "d1"}
    assert not_asked["metadata"] == {"event_type": "prompt"}


def test_history_comes_newest_first_in_pages(client: WebClient, ana: Person) -> None:
    for number in range(5):
        channel = client.chat_postMessage(channel=ana.id, text=str(number))["channel"]
    pages = client.conversations_history(channel=channel, limit=2)

    assert [[each["text"] for each in page["messages"]] for page in pages] == [["4", "3"], ["2", "1"], ["0"]]


def test_oldest_leaves_itself_out_unless_inclusive(client: WebClient, ana: Person) -> None:
    posts = [client.chat_postMessage(channel=ana.id, text=str(number)) for number in range(3)]
    channel, oldest = posts[0]["channel"], posts[1]["ts"]
    without = client.conversations_history(channel=channel, oldest=oldest)["messages"]
    within = client.conversations_history(channel=channel, oldest=oldest, inclusive=True)["messages"]

    assert [len(without), len(within)] == [1, 2]


def test_text_alone_takes_blocks_away_and_keeps_metadata(client: WebClient, ana: Person) -> None:
    metadata = {"event_type": "prompt", "event_payload": {}}
    post = client.chat_postMessage(channel=ana.id, text="a", blocks=[section("b")], metadata=metadata)
    client.chat_update(channel=post["channel"], ts=post["ts"], text="c")

    assert ana.reads() == "Supervision Bot: c (edited)"
    assert ana.dm[0].metadata == metadata


def test_empty_metadata_removes_it(client: WebClient, ana: Person) -> None:
    metadata = {"event_type": "prompt", "event_payload": {}}
    post = client.chat_postMessage(channel=ana.id, text="a", metadata=metadata)
    client.chat_update(channel=post["channel"], ts=post["ts"], text="a", metadata={})

    assert ana.dm[0].metadata is None


def test_a_deleted_message_is_gone(client: WebClient, ana: Person) -> None:
    post = client.chat_postMessage(channel=ana.id, text="a")
    client.chat_delete(channel=post["channel"], ts=post["ts"])

    assert ana.dm == []


def test_ephemerals_are_for_one_person(client: WebClient, ana: Person, ben: Person, team: Channel) -> None:
    client.chat_postEphemeral(channel=team.id, user=ana.id, text="psst")

    assert ana.reads(team) == "Supervision Bot (only you can see this): psst"
    assert ben.reads(team) == ""
    assert client.conversations_history(channel=team.id)["messages"] == []


def test_form_bodies_are_read_like_json_ones(client: WebClient, ana: Person) -> None:
    blocks = json.dumps([section("from a form")])
    client.api_call("chat.postMessage", params={"channel": ana.id, "text": "t", "blocks": blocks})

    assert "from a form" in ana.reads()


def test_a_person_has_a_time_zone_unless_the_profile_has_none(
    client: WebClient, ana: Person, ben: Person, clock: Clock
) -> None:
    winter = client.users_info(user=ana.id)["user"]
    clock.passes(timedelta(days=60))
    summer = client.users_info(user=ana.id)["user"]

    assert (winter["tz"], winter["tz_offset"], summer["tz_offset"]) == ("Europe/London", 0, 3600)
    assert "tz" not in client.users_info(user=ben.id)["user"]


def test_everybody_is_listed_in_pages(client: WebClient, ana: Person, ben: Person) -> None:
    names = [member["real_name"] for page in client.users_list(limit=2) for member in page["members"]]

    assert names == ["Supervision Bot", "Ana Lopez", "Ben"]


def test_channels_and_their_members_are_told(client: WebClient, team: Channel, ana: Person) -> None:
    listed = client.conversations_list(types="private_channel,public_channel")["channels"]

    assert [channel["name"] for channel in listed] == ["supervisors"]
    assert ana.id in client.conversations_members(channel=team.id)["members"]
    assert client.conversations_info(channel=team.id)["channel"]["is_private"]


def test_rest_hours_are_told(client: WebClient, ana: Person) -> None:
    ana.rests(100, 200)

    assert client.dnd_info(user=ana.id)["next_dnd_end_ts"] == 200


def test_a_file_goes_up_in_three_steps_and_comes_down_again(
    client: WebClient, ana: Person, stand_in: StandIn
) -> None:
    root = client.chat_postMessage(channel=ana.id, text="Your data")
    sent = client.files_upload_v2(
        filename="mine.csv", content="a,b", channel=root["channel"], thread_ts=root["ts"], initial_comment="here"
    )
    shared = ana.thread(ana.dm[0])[0]
    address = client.files_info(file=sent["file"]["id"])["file"]["url_private"]
    request = urllib.request.Request(address, headers={"Authorization": "Bearer xoxb-playground"})

    assert ana.reads(shared) == "here\n(file: mine.csv)"
    assert shared.files[0].content == b"a,b"
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"a,b"


def test_a_view_opens_once_within_three_seconds(client: WebClient, slack: Workspace, ana: Person, clock: Clock) -> None:
    view = modal(text_field("Note", "note"))
    trigger, late = (slack.tickets.trigger_for(ana.id) for _ in range(2))
    client.views_open(trigger_id=trigger, view=view)
    clock.passes(timedelta(seconds=3.1))

    assert ana.form is not None
    assert refused(client, "views.open", trigger_id=trigger, view=view) == "exchanged_trigger_id"
    assert refused(client, "views.open", trigger_id=late, view=view) == "expired_trigger_id"


def test_three_views_lie_on_each_other_at_most(client: WebClient, slack: Workspace, ana: Person) -> None:
    view = modal(text_field("Note", "note"))
    client.views_open(trigger_id=slack.tickets.trigger_for(ana.id), view=view)
    for _ in range(2):
        client.views_push(trigger_id=slack.tickets.trigger_for(ana.id), view=view)
    fourth = {"trigger_id": slack.tickets.trigger_for(ana.id), "view": view}

    assert refused(client, "views.push", **fourth) == "push_limit_reached"


def test_an_outdated_home_is_not_put_up(client: WebClient, ana: Person) -> None:
    old = client.views_publish(user_id=ana.id, view=home(section("one")))["view"]["hash"]
    client.views_publish(user_id=ana.id, view=home(section("two")), hash=old)
    late = {"user_id": ana.id, "view": home(section("three")), "hash": old}

    assert refused(client, "views.publish", **late) == "hash_conflict"
    assert ana.reads(ana.home) == "two"


def test_a_response_url_works_five_times_in_thirty_minutes(
    client: WebClient, slack: Workspace, ana: Person, clock: Clock
) -> None:
    dm = slack.dm_with(ana.id).id
    many, late = (
        WebhookClient(payloads.response_url(slack, slack.tickets.return_for(ana.id, dm))) for _ in range(2)
    )
    answers = [many.send(text="hello").status_code for _ in range(6)]
    clock.passes(timedelta(minutes=31))

    assert answers == [200] * 5 + [404]
    assert late.send(text="hello").body == "expired_url"
    assert ana.reads().count("hello") == 5


DM = "the direct message"
REFUSALS: list[tuple[str, str, Json]] = [
    ("channel_not_found", "chat.postMessage", {"channel": "C0NOWHERE1", "text": "x"}),
    ("no_text", "chat.postMessage", {"channel": DM, "text": " "}),
    ("cannot_reply_to_message", "chat.postMessage", {"channel": DM, "text": "x", "thread_ts": "1.000001"}),
    ("msg_too_long", "chat.postMessage", {"channel": DM, "text": "x" * 40_001}),
    ("markdown_text_conflict", "chat.postMessage", {"channel": DM, "text": "x", "markdown_text": "y"}),
    ("invalid_metadata_format", "chat.postMessage", {"channel": DM, "text": "x", "metadata": "{"}),
    ("invalid_metadata_schema", "chat.postMessage", {"channel": DM, "text": "x", "metadata": {"event": "y"}}),
    (
        "metadata_too_large",
        "chat.postMessage",
        {"channel": DM, "text": "x", "metadata": {"event_type": "a", "event_payload": {"b": "c" * 16_000}}},
    ),
    ("message_not_found", "chat.update", {"channel": DM, "ts": "1.000001", "text": "x"}),
    ("message_not_found", "chat.delete", {"channel": DM, "ts": "1.000001"}),
    ("channel_not_found", "chat.update", {"channel": "the person", "ts": "1.000001", "text": "x"}),
    ("thread_not_found", "conversations.replies", {"channel": DM, "ts": "1.000001"}),
    ("invalid_limit", "conversations.history", {"channel": DM, "limit": 5000}),
    ("invalid_cursor", "conversations.history", {"channel": DM, "cursor": "nonsense"}),
    ("users_not_found", "conversations.open", {"users": "U0NOBODY01"}),
    ("user_not_found", "users.info", {"user": "U0NOBODY01"}),
    ("user_not_in_channel", "chat.postEphemeral", {"channel": DM, "user": "U0NOBODY01", "text": "x"}),
    ("invalid_arguments", "views.publish", {"user_id": "the person", "view": modal()}),
    ("invalid_arguments", "chat.postMessage", {"text": "x"}),
    ("file_not_found", "files.completeUploadExternal", {"files": [{"id": "F0NONE"}]}),
    ("invalid_trigger_id", "views.open", {"trigger_id": "1.2.3", "view": modal()}),
    ("not_found", "views.update", {"view_id": "V0NONE", "view": modal()}),
    ("not_allowed_token_type", "apps.connections.open", {}),
    ("unknown_method", "chat.postMessages", {}),
]


@pytest.mark.parametrize("error, method, arguments", REFUSALS)
def test_slack_would_not_take_this(
    client: WebClient, slack: Workspace, ana: Person, error: str, method: str, arguments: Json
) -> None:
    known = {DM: slack.dm_with(ana.id).id, "the person": ana.id}
    filled = {name: known.get(value, value) if isinstance(value, str) else value for name, value in arguments.items()}

    assert refused(client, method, **filled) == error
    assert [(refusal.method, refusal.error) for refusal in slack.refusals] == [(method, error)]


def test_only_own_messages_can_be_changed(client: WebClient, slack: Workspace, ana: Person) -> None:
    hers = ana.writes("mine")

    assert refused(client, "chat.update", channel=hers.channel, ts=hers.ts, text="x") == "cant_update_message"
    assert refused(client, "chat.delete", channel=hers.channel, ts=hers.ts) == "cant_delete_message"


def test_long_text_can_be_posted_but_not_put_in_later(client: WebClient, ana: Person) -> None:
    post = client.chat_postMessage(channel=ana.id, text="x" * 4001)

    assert refused(client, "chat.update", channel=post["channel"], ts=post["ts"], text="x" * 4001) == "msg_too_long"


def test_a_deactivated_person_cannot_be_written_to(client: WebClient, ana: Person) -> None:
    ana.deactivated()

    assert refused(client, "chat.postMessage", channel=ana.id, text="x") == "channel_not_found"
    assert refused(client, "conversations.open", users=ana.id) == "user_disabled"
    assert client.users_info(user=ana.id)["user"]["deleted"]


def test_channels_without_the_bot_are_closed_to_it(client: WebClient, slack: Workspace) -> None:
    public = slack.add_channel("open", private=False, with_bot=False)
    private = slack.add_channel("shut", with_bot=False)

    assert refused(client, "chat.postMessage", channel=public.id, text="x") == "not_in_channel"
    assert refused(client, "chat.postMessage", channel=private.id, text="x") == "channel_not_found"


def test_an_archived_channel_takes_nothing(client: WebClient, slack: Workspace, team: Channel) -> None:
    slack.archives(team)

    assert refused(client, "chat.postMessage", channel=team.id, text="x") == "is_archived"


def test_switched_off_tabs_are_refused(client: WebClient, slack: Workspace, ana: Person) -> None:
    slack.messages_tab_disabled = slack.home_tab_disabled = True

    assert refused(client, "chat.postMessage", channel=ana.id, text="x") == "messages_tab_disabled"
    assert refused(client, "views.publish", user_id=ana.id, view=home()) == "not_enabled"


def test_a_missing_scope_is_named(clock: Clock, slack: Workspace, client: WebClient, ana: Person) -> None:
    slack.scopes = frozenset({"chat:write"})

    with pytest.raises(SlackApiError) as caught:
        client.users_info(user=ana.id)
    answer = caught.value.response

    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "users:read", "chat:write")


@pytest.mark.parametrize("token, error", [("", "not_authed"), ("xoxb-other", "invalid_auth")])
def test_strangers_are_turned_away(stand_in: StandIn, token: str, error: str) -> None:
    assert refused(WebClient(token=token, base_url=stand_in.api_url), "auth.test") == error


def test_a_revoked_token_opens_nothing(client: WebClient, slack: Workspace) -> None:
    slack.is_uninstalled()

    assert refused(client, "auth.test") == "account_inactive"


def test_a_forgiven_refusal_does_not_count(client: WebClient, slack: Workspace) -> None:
    refused(client, "chat.postMessage", channel="C0NOWHERE1", text="x")
    slack.forgives("chat.postMessage", "channel_not_found")

    assert slack.refusals == []


def test_no_refusal_repeats_what_was_sent(client: WebClient, slack: Workspace, ana: Person) -> None:
    refused(client, "chat.postMessage", channel=ana.id, text="secret", blocks=[section("secret" * 600)])

    assert "secret" not in repr(slack.refusals)
    assert "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" in slack.refusals[0].detail
