"""Views, triggers and response URLs: what works only once, or not for long."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from supervisionbot.playground import payloads
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .blocks import home, modal, section, text_field
from .parts import Clock


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


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
    many, late = (WebhookClient(payloads.response_url(slack, slack.tickets.return_for(ana.id, dm))) for _ in range(2))
    answers = [many.send(text="hello").status_code for _ in range(6)]
    clock.passes(timedelta(minutes=31))

    assert answers == [200] * 5 + [404]
    assert "expired_url" in late.send(text="hello").body
    assert ana.reads().count("hello") == 5
