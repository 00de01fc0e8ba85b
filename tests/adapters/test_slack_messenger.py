"""Slack's Web API, as flows use it: what comes of each kind of trouble."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters.slack_messenger import DELIVERY, SlackMessenger, _zone
from supervisionbot.app import wiring
from supervisionbot.errors import DeliveryUnknown, NotDelivered, SlackIsBusy
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace
from supervisionbot.records.post import Posted, Said
from supervisionbot.settings import Settings
from tests.conftest import MONDAY, TOKEN, Clock

HELLO = Said("Hello")
CHART = {
    "type": "data_visualization",
    "title": "How much",
    "chart": {
        "type": "bar",
        "series": [{"name": "Went well", "data": [{"label": "Time", "value": 1}]}],
        "axis_config": {"categories": ["Time"]},
    },
}
WORDS = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


@pytest.fixture
def messenger(settings: Settings, clock: Clock) -> SlackMessenger:
    return wiring.open_messenger(TOKEN, settings, clock.now)


@pytest.fixture
def ana(slack: Workspace) -> Person:
    return slack.add_person("Ana Okafor")


def test_a_message_to_a_person_goes_to_their_direct_messages(
    messenger: SlackMessenger, slack: Workspace, ana: Person
) -> None:
    place = messenger.post(ana.id, HELLO)

    assert place.channel == slack.dm_with(ana.id).id
    assert ana.reads() == "Supervision Bot: Hello"


def test_where_slacks_name_is_not_found_nothing_was_posted(settings: Settings, clock: Clock) -> None:
    elsewhere = settings.model_copy(update={"slack_api_url": "http://nowhere.invalid/api/"})
    with pytest.raises(NotDelivered):
        wiring.open_messenger(TOKEN, elsewhere, clock.now).post("U1", HELLO)


def test_the_mark_of_a_delivery_is_opaque_and_found_again(messenger: SlackMessenger, ana: Person) -> None:
    messenger.post(ana.id, HELLO, delivery="d1")
    place = messenger.post(ana.id, HELLO, delivery="d2")
    message = ana.dm[-1]

    assert message.metadata == {"event_type": DELIVERY, "event_payload": {"delivery_id": "d2"}}
    assert messenger.find(ana.id, "d2", MONDAY) == place
    assert messenger.find(ana.id, "d3", MONDAY) is None


def test_a_mark_in_a_thread_is_found_there(messenger: SlackMessenger, ana: Person) -> None:
    root = messenger.post(ana.id, HELLO)
    reply = messenger.post(root.channel, HELLO, thread=root.ts, delivery="d1")

    assert messenger.find(root.channel, "d1", MONDAY, thread=root.ts) == reply


def test_a_mark_is_found_among_hundreds(messenger: SlackMessenger, slack: Workspace, ana: Person) -> None:
    place = messenger.post(ana.id, HELLO, delivery="d1")
    for _ in range(230):
        ana.writes("x")

    assert messenger.find(ana.id, "d1", MONDAY) == place


def test_what_was_posted_long_before_is_not_looked_at(messenger: SlackMessenger, clock: Clock, ana: Person) -> None:
    messenger.post(ana.id, HELLO, delivery="d1")

    assert messenger.find(ana.id, "d1", clock.time + timedelta(minutes=2)) is None


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        ({"error": "channel_not_found"}, NotDelivered),
        ({"error": "ratelimited", "retry_after": 7}, SlackIsBusy),
        ({"error": "internal_error"}, DeliveryUnknown),
        ({"error": "fatal_error"}, DeliveryUnknown),
        ({"error": "request_timeout"}, DeliveryUnknown),
        ({"status": 500}, DeliveryUnknown),
        ({"status": 503}, DeliveryUnknown),
        ({"drops_connection": True}, DeliveryUnknown),
    ],
    ids=lambda one: str(one) if isinstance(one, dict) else one.__name__,
)
def test_slacks_errors_become_ours(
    messenger: SlackMessenger, slack: Workspace, ana: Person, trouble: dict[str, Any], error: type[Exception]
) -> None:
    slack.fails("chat.postMessage", **trouble)

    with pytest.raises(error) as caught:
        messenger.post(ana.id, Said("A secret of hers"))

    assert type(caught.value) is error
    assert "secret" not in str(caught.value)


def test_a_busy_slack_says_for_how_long(messenger: SlackMessenger, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", error="ratelimited", retry_after=7)

    with pytest.raises(SlackIsBusy) as caught:
        messenger.post(ana.id, HELLO)

    assert caught.value.retry_after == 7


def test_where_nobody_answers_surely_nothing_was_posted(settings: Settings, clock: Clock) -> None:
    nowhere = settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"})

    with pytest.raises(NotDelivered):
        wiring.open_messenger(TOKEN, nowhere, clock.now).post("U1", HELLO)


def test_nothing_is_posted_a_second_time_by_itself(messenger: SlackMessenger, slack: Workspace, ana: Person) -> None:
    slack.fails("chat.postMessage", takes_it_first=True, drops_connection=True)

    with pytest.raises(DeliveryUnknown):
        messenger.post(ana.id, HELLO)

    assert len(ana.dm) == 1


@pytest.mark.parametrize("takes", [True, False])
def test_a_chart_is_left_out_where_the_workspace_takes_none(
    messenger: SlackMessenger, slack: Workspace, ana: Person, takes: bool
) -> None:
    slack.takes_charts = takes
    messenger.post(ana.id, Said("Hello", (WORDS, CHART), plain_blocks=(WORDS,)))

    assert [block["type"] for block in ana.dm[0].blocks] == ["section", *(["data_visualization"] if takes else [])]


def test_a_message_that_is_wrong_without_a_chart_too_is_not_delivered(messenger: SlackMessenger, ana: Person) -> None:
    with pytest.raises(NotDelivered, match="invalid_blocks"):
        messenger.post(ana.id, Said("Hello", ({"type": "no such block"},)))


def test_a_message_of_the_bots_can_be_changed(messenger: SlackMessenger, ana: Person) -> None:
    place = messenger.post(ana.id, HELLO)
    messenger.update(place, Said("Hello again " * 500))

    assert ana.dm[0].text.startswith("Hello again")


def test_the_words_of_a_message_are_fetched_as_they_stand(messenger: SlackMessenger, ana: Person) -> None:
    root = messenger.post(ana.id, HELLO)
    outside = ana.writes("one")
    inside = ana.writes("two", thread=ana.dm[0])
    other = ana.writes("three", thread=ana.dm[0])
    ana.edits(inside, "two and a half")
    ana.deletes(other)

    assert messenger.words_at(root.channel, outside.ts, "") == "one"
    assert messenger.words_at(root.channel, inside.ts, root.ts) == "two and a half"
    assert messenger.words_at(root.channel, other.ts, root.ts) is None
    assert messenger.words_at(root.channel, "1.000000", "") is None


def test_the_words_of_a_tombstone_are_gone(messenger: SlackMessenger, ana: Person) -> None:
    root = ana.writes("one")
    ana.writes("two", thread=root)
    ana.deletes(root)

    assert messenger.words_at(root.channel, root.ts, "") is None


def test_many_strangers_are_read_from_the_list_of_everybody(messenger: SlackMessenger, slack: Workspace) -> None:
    many = [slack.add_person(f"Worker {number}") for number in range(450)]
    messenger.get_to_know({one.id for one in many})
    slack.fails("users.info", error="fatal_error", times=None)

    assert [messenger.person(one.id).name for one in many] == [f"Worker {number}" for number in range(450)]


def test_a_person_is_known_for_a_while(messenger: SlackMessenger, slack: Workspace, clock: Clock, ana: Person) -> None:
    before = messenger.person(ana.id)
    ana.moves_to("America/New_York")

    assert messenger.person(ana.id) == before
    assert (before.name, before.timezone, before.is_gone) == ("Ana Okafor", "Europe/London", False)

    clock.time += timedelta(hours=7)

    assert messenger.person(ana.id).timezone == "America/New_York"


def test_who_left_the_workspace_is_known_to_be_gone(messenger: SlackMessenger, ana: Person) -> None:
    ana.deactivated()

    assert messenger.person(ana.id).is_gone


def test_who_cannot_be_looked_up_is_asked_for_again_soon(
    messenger: SlackMessenger, slack: Workspace, clock: Clock, ana: Person
) -> None:
    slack.fails("users.info", error="internal_error")
    unknown = messenger.person(ana.id)
    clock.time += timedelta(minutes=11)

    assert (unknown.timezone, unknown.is_admin) == ("", False)
    assert messenger.person(ana.id).timezone == "Europe/London"


@pytest.mark.parametrize("is_admin", [True, False])
def test_admins_are_known_as_such(messenger: SlackMessenger, slack: Workspace, is_admin: bool) -> None:
    assert messenger.person(slack.add_person("Ada", is_admin=is_admin).id).is_admin is is_admin


def test_a_profile_without_a_time_zone_has_none(messenger: SlackMessenger, slack: Workspace) -> None:
    assert messenger.person(slack.add_person("Bo", tz=None).id).timezone == ""


def test_the_bot_knows_itself(messenger: SlackMessenger, slack: Workspace) -> None:
    assert messenger.me()["user_id"] == slack.bot.id


def test_a_time_zone_that_this_machine_does_not_know_is_none() -> None:
    assert _zone("Europe/London") == "Europe/London"
    assert [_zone(one) for one in ("", "Nowhere/Known", "../etc/passwd", "Europe")] == [""] * 4


Act = Callable[[SlackMessenger], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda messenger: messenger.update(Posted("D404", "1.0"), HELLO),
        lambda messenger: messenger.find("C404", "d1", MONDAY),
        lambda messenger: messenger.words_at("D404", "1.0", ""),
        lambda messenger: messenger.open_form("old", {"type": "modal"}),
    ],
    ids=["change", "find", "fetch", "open a form"],
)
def test_every_call_fails_with_an_error_of_ours(messenger: SlackMessenger, act: Act) -> None:
    with pytest.raises(NotDelivered):
        act(messenger)
