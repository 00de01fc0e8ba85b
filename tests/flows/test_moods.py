"""Slack's moods: what each means for a message that is to go out, for the others, and for whoever runs the bot."""

from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import health, outbox
from supervisionbot.adapters.slack_moods import REFUSES_BOT, in_words
from supervisionbot.app.checking import check_running
from supervisionbot.app.healthz import state_of
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.post import Outgoing
from supervisionbot.triggers import posts
from tests.conftest import Office
from tests.reading import answers_in, questions_to

OFTEN = timedelta(seconds=5)


def replies(office: Office, worker: Person, asked: Message) -> None:
    """The worker replies while Slack is in its mood; then time passes."""
    worker.writes("I listened.", thread=asked)
    office.forward(minutes=5, look_every=timedelta(seconds=20))


@pytest.mark.parametrize(
    "mood",
    [
        {"error": "ratelimited", "retry_after": 30},
        {"status": 500},
        {"status": 503},
        {"error": "fatal_error"},
        {"error": "fatal_error", "takes_it_first": True},
        {"error": "internal_error", "takes_it_first": True},
        {"drops_connection": True},
        {"drops_connection": True, "takes_it_first": True},
        {"error": "channel_not_found", "times": 3},
        {"error": "token_revoked", "times": 2},
        {"error": "missing_scope"},
        {"error": "is_archived"},
    ],
    ids=lambda mood: " ".join(str(value) for value in mood.values()),
)
def test_whatever_the_mood_an_answer_comes_once(
    office: Office, asked: Message, ana: Person, mood: dict[str, Any]
) -> None:
    office.slack.fails("chat.postMessage", **mood)
    replies(office, ana, asked)

    assert len(answers_in(ana, asked)) == 2
    assert "Empathy and listening" in answers_in(ana, asked)[0]
    assert office.rows("select * from outbox where state <> 'sent'") == []


def test_a_busy_method_is_left_alone_for_everybody_and_others_are_not(
    office: Office, asked: Message, ana: Person
) -> None:
    office.slack.fails("chat.postMessage", error="ratelimited", retry_after=60)
    ana.writes("I listened.", thread=asked)
    office.slack.fails("chat.postMessage", error="channel_not_found", times=None)  # would be noticed if it was called
    office.forward(seconds=50, look_every=OFTEN)

    assert {row["trouble"] for row in office.rows("select trouble from outbox where state = 'due'")} == {
        "ratelimited",
        "",
    }
    assert office.bot.wiring.speech.messenger.standing(asked.channel, office.clock.time, asked.ts)


def test_one_workers_trouble_holds_up_no_other(office: Office, north: Channel, ana: Person) -> None:
    people = [ana, office.people["Ben Ade"]]
    office.slack.fails("chat.postMessage", to=ana, error="channel_not_found", times=None)
    for person in people:
        person.runs("/reflect visit first visit")
    office.forward(hours=1)

    assert [len(questions_to(person)) for person in people] == [0, 1]


def test_while_slack_takes_nothing_from_the_bot_it_asks_once_a_minute(
    office: Office, asked: Message, north: Channel, ana: Person
) -> None:
    office.slack.fails("chat.postMessage", error="token_revoked", times=None)
    for name in ("Ben Ade", "Cho Lin", "Dev Rao"):
        outbox.put(office.bot.wiring.db, Outgoing("not_stored", f"D:{name}", office.people[name].id), office.clock.time)
    office.forward(seconds=55, look_every=OFTEN)

    assert sum(row["tries"] for row in office.rows("select tries from outbox where state = 'due'")) == 1


def test_a_person_who_left_is_given_up_after_a_day_or_two(office: Office, asked: Message, ana: Person) -> None:
    office.slack.fails("chat.postMessage", to=ana, error="user_disabled", times=None)
    office.slack.fails("chat.postMessage", to=asked.channel, error="user_disabled", times=None)
    ana.writes("I listened.", thread=asked)
    office.forward(hours=60, look_every=timedelta(minutes=30))

    assert office.rows("select * from outbox where state = 'due' and kind = 'themes'") == []


def test_a_digest_channel_that_was_archived_waits_for_an_operator(office: Office, north: Channel, sam: Person) -> None:
    db = office.bot.wiring.db
    office.slack.fails("chat.postMessage", to=north, error="is_archived", times=None)
    outbox.put(db, Outgoing("team_saved", "V1", north.id, hint="North"), office.clock.time)
    office.forward(days=3, look_every=timedelta(hours=1))
    health.mark(db, health.LOOKED, office.clock.time)
    lines = [line for line, is_well in check_running(state_of(db, office.clock.time)) if not is_well]

    assert lines == ["1 x team saved held up: The channel is archived: set another one for the team."]

    office.slack.comes_back()
    office.forward(hours=2)

    assert "North" in sam.reads(north)


@pytest.mark.parametrize(
    "reason",
    [*REFUSES_BOT, "is_archived", "not_in_channel", "user_disabled", "channel_not_found", "messages_tab_disabled"],
)
def test_each_trouble_is_said_in_a_plain_sentence(reason: str) -> None:
    assert in_words(reason).endswith(".")
    assert reason not in in_words(reason)


def test_the_log_says_it_as_well(
    office: Office, asked: Message, ana: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    office.slack.fails("chat.postMessage", error="token_revoked", times=None)
    ana.writes("I listened.", thread=asked)
    heard = capsys.readouterr()

    assert "The bot's token was revoked" in heard.out + heard.err
    assert "listened" not in heard.out + heard.err


def test_a_flood_is_spread(office: Office, north: Channel, ana: Person) -> None:
    wiring = office.bot.wiring
    for number in range(300):
        outbox.put(wiring.db, Outgoing("not_stored", f"D1:{number}.0", ana.id, worker=ana.id), office.clock.time)
    posts.send_all(wiring)
    office.clock.time += timedelta(seconds=59)
    posts.send_all(wiring)

    assert len(ana.dm) == 240

    office.clock.time += timedelta(seconds=1)
    posts.send_all(wiring)

    assert len(ana.dm) == 300
