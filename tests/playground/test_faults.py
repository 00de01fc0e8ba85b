"""Slack in trouble, as slack_sdk's WebClient meets it."""

import http.client
from typing import Any
from urllib.error import HTTPError, URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler, RetryHandler

from supervisionbot.playground.people import Person
from supervisionbot.playground.server import StandIn
from supervisionbot.playground.workspace import Workspace

NO_ANSWER = (URLError, http.client.RemoteDisconnected, ConnectionResetError)


def test_a_busy_slack_says_how_long_to_wait(client: WebClient, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", error="ratelimited", retry_after=3)

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=ana.id, text="x")
    answer = caught.value.response

    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "3")
    assert ana.dm == []


def test_the_sdks_own_retry_gets_through(stand_in: StandIn, slack: Workspace, ana: Person) -> None:
    handlers: list[RetryHandler] = [RateLimitErrorRetryHandler(max_retry_count=1)]
    patient = WebClient(token="xoxb-playground", base_url=stand_in.api_url, retry_handlers=handlers)
    slack.fails("chat.postMessage", error="ratelimited", retry_after=0)
    patient.chat_postMessage(channel=ana.id, text="at last")

    assert [message.text for message in ana.dm] == ["at last"]


def test_faults_count_down(client: WebClient, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", error="fatal_error", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            client.chat_postMessage(channel=ana.id, text="x")

    assert client.chat_postMessage(channel=ana.id, text="x")["ok"]


def test_a_fault_can_strike_one_person_only(client: WebClient, slack: Workspace, ana: Person, ben: Person) -> None:
    slack.fails("chat.postMessage", error="fatal_error", to=ana, times=None)
    client.chat_postMessage(channel=ben.id, text="x")

    for place in (ana.id, slack.dm_with(ana.id).id):
        with pytest.raises(SlackApiError):
            client.chat_postMessage(channel=place, text="x")


def test_an_error_can_come_after_the_deed(client: WebClient, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", error="internal_error", takes_it_first=True)

    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=ana.id, text="posted all the same")

    assert ana.reads() == "Supervision Bot: posted all the same"


def test_a_connection_can_break_after_the_deed(client: WebClient, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", drops_connection=True, takes_it_first=True)

    with pytest.raises(NO_ANSWER):
        client.chat_postMessage(channel=ana.id, text="posted all the same")

    assert len(ana.dm) == 1


def test_the_sdks_default_retry_posts_twice(stand_in: StandIn, slack: Workspace, ana: Person) -> None:
    careless = WebClient(token="xoxb-playground", base_url=stand_in.api_url)
    slack.fails("chat.postMessage", drops_connection=True, takes_it_first=True)
    careless.chat_postMessage(channel=ana.id, text="x")

    assert len(ana.dm) == 2


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_has_its_status(client: WebClient, slack: Workspace, ana: Person, status: int) -> None:
    slack.fails("*", status=status)

    with pytest.raises((SlackApiError, HTTPError)) as caught:
        client.users_info(user=ana.id)
    answer: Any = getattr(caught.value, "response", None)

    assert (answer.status_code if answer else getattr(caught.value, "code", None)) == status


def test_a_slow_answer_runs_into_the_clients_timeout(stand_in: StandIn, slack: Workspace, ana: Person) -> None:
    seconds: Any = 0.05  # the SDK passes it on as it is
    hasty = WebClient(token="xoxb-playground", base_url=stand_in.api_url, retry_handlers=[], timeout=seconds)
    slack.fails("chat.postMessage", delay=0.5)

    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel=ana.id, text="posted, but who knows")

    assert len(ana.dm) == 1


def test_slack_goes_down_and_comes_back(client: WebClient, slack: Workspace) -> None:
    slack.goes_down()

    with pytest.raises(NO_ANSWER):
        client.auth_test()

    slack.comes_back()

    assert client.auth_test()["ok"]


def test_faults_are_not_the_apps_refusals(client: WebClient, slack: Workspace) -> None:
    slack.fails("auth.test", error="fatal_error")

    with pytest.raises(SlackApiError):
        client.auth_test()

    assert slack.refusals == []
