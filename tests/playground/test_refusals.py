"""What Slack would not take, in Slack's own words."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace

from .blocks import Json, home, modal, section


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


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


@pytest.mark.parametrize(("error", "method", "arguments"), REFUSALS)
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


def test_a_missing_scope_is_named(slack: Workspace, client: WebClient, ana: Person) -> None:
    slack.scopes = frozenset({"chat:write"})

    with pytest.raises(SlackApiError) as caught:
        client.users_info(user=ana.id)
    answer = caught.value.response

    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write",
    )


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
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
