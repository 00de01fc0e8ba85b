"""The Web API as slack_sdk's WebClient calls it."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from slack_sdk import WebClient
from slack_sdk.models.metadata import Metadata

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace

from .blocks import section
from .parts import Clock


def test_the_token_belongs_to_the_bot(client: WebClient, slack: Workspace) -> None:
    assert client.auth_test()["bot_id"] == slack.bot.bot_id


def test_posting_to_a_person_opens_the_direct_message(client: WebClient, ana: Person) -> None:
    posted = client.chat_postMessage(channel=ana.id, text="How was it?")

    assert posted["channel"].startswith("D")
    assert ana.reads() == "Supervision Bot: How was it?"


def test_many_posts_at_once_get_different_timestamps(client: WebClient, ana: Person) -> None:
    with ThreadPoolExecutor(8) as threads:
        posts = list(threads.map(lambda n: client.chat_postMessage(channel=ana.id, text=str(n)), range(80)))

    assert len({post["ts"] for post in posts}) == 80
    assert [message.ts for message in ana.dm] == sorted(post["ts"] for post in posts)


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
    assert client.dnd_teamInfo(users=f"{ana.id},U404")["users"] == {
        ana.id: {"dnd_enabled": True, "next_dnd_start_ts": 100, "next_dnd_end_ts": 200}
    }


def test_a_file_goes_up_in_three_steps_and_comes_down_again(client: WebClient, ana: Person, stand_in: StandIn) -> None:
    root = client.chat_postMessage(channel=ana.id, text="Your data")
    sent = client.files_upload_v2(
        filename="mine.csv",
        content="a,b",
        channel=root["channel"],
        thread_ts=root["ts"],
        initial_comment="here",
    )
    shared = ana.thread(ana.dm[0])[0]
    address = client.files_info(file=sent["file"]["id"])["file"]["url_private"]
    request = urllib.request.Request(address, headers={"Authorization": "Bearer xoxb-playground"})

    assert ana.reads(shared) == "here\n(file: mine.csv)"
    assert shared.files[0].content == b"a,b"
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"a,b"
