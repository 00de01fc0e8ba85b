"""The bot is shut out of a channel or of the workspace: what waits, who hears of it, and what comes once it is back."""

from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import health
from supervisionbot.app.checking import check_running
from supervisionbot.app.healthz import State, state_of
from supervisionbot.playground import acting
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, ReleasedTheme
from tests.builders import at
from tests.conftest import Office
from tests.flows.conftest import Tell
from tests.reading import answers_in, questions_to

DIGEST_DAY = at("2026-03-06 09:10")
TIME = ReleasedTheme("time", Stance.STRAIN, Band.HALF)


@pytest.fixture(autouse=True)
def _expected(office: Office) -> None:
    """What Slack refuses here is no fault of the bot's."""
    for method in (
        "auth.test",
        "chat.postMessage",
        "users.info",
        "conversations.info",
        "conversations.replies",
        "dnd.info",
    ):
        for error in ("account_inactive", "token_revoked", "channel_not_found", "not_in_channel"):
            office.slack.forgives(method, error)


def is_removed_from(office: Office, channel: Channel) -> None:
    acting.leave(office.slack, office.slack.bot.id, channel)


def is_invited_to(office: Office, channel: Channel) -> None:
    acting.join(office.slack, office.slack.bot.id, channel)


def state(office: Office) -> State:
    """How the bot is, as it would say over HTTP."""
    db = office.bot.wiring.db
    health.mark(db, health.LOOKED, office.clock.time)
    health.mark(db, health.LISTENING, office.clock.time)
    return state_of(db, office.clock.time)


def complaints(office: Office) -> list[str]:
    """What `bot.py check` finds wrong with the running bot."""
    return [line for line, is_well in check_running(state(office)) if not is_well]


def test_a_digest_waits_until_the_bot_is_invited_again(
    office: Office, north: Channel, sam: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    is_removed_from(office, north)
    office.until(DIGEST_DAY, timedelta(hours=2))

    assert complaints(office) == [
        "1 x digest held up: The bot cannot see who is in the team's channel for digests: invite it."
    ]
    assert [one.text.count("Please invite me there") for one in sam.dm] == [1]
    assert "Nobody can see who would read the digest" in "".join(capsys.readouterr())

    is_invited_to(office, north)
    office.forward(hours=2)

    assert len(sam.sees(north)) == 1
    assert complaints(office) == []


@pytest.mark.parametrize(
    "mood",
    [{"error": "ratelimited", "retry_after": 30}, {"error": "fatal_error"}, {"drops_connection": True}],
    ids=lambda mood: " ".join(str(value) for value in mood.values()),
)
def test_a_passing_mood_delays_a_digest_and_alarms_nobody(
    office: Office, north: Channel, sam: Person, mood: dict[str, Any]
) -> None:
    office.until(DIGEST_DAY - timedelta(minutes=20), timedelta(hours=2))
    office.slack.fails("conversations.info", **mood)
    office.forward(hours=1, look_every=timedelta(minutes=1))

    assert len(sam.sees(north)) == 1
    assert sam.dm == []


@pytest.mark.parametrize("private", [True, False])
def test_an_answer_reaches_each_worker_while_the_bot_is_shut_out_of_the_teams_channel(
    office: Office, tell: Tell, sam: Person, ana: Person, private: bool
) -> None:
    post = tell(TIME)
    room = office.slack.add_channel("north-room", [ana, sam], private)
    sam.runs("/reflect team North")
    sam.submits(team_own_channel=room.id)
    is_removed_from(office, room)
    sam.presses("respond_to_team", on=post)
    sam.submits(response_will_do="Free the Fridays.")
    office.forward(hours=3)

    assert "Free the Fridays." in sam.thread(post)[0].text
    assert complaints(office) == []

    is_invited_to(office, room)
    office.forward(hours=2)

    assert len([one for one in ana.dm if "Free the Fridays." in one.text]) == 1
    assert "Free the Fridays." not in str(ana.sees(room))


def test_while_the_app_is_uninstalled_it_says_so_and_loses_nothing(
    office: Office, north: Channel, ana: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    ana.runs("/reflect visit first visit")
    office.slack.is_uninstalled()
    office.forward(hours=3)

    assert not state(office).is_well
    assert complaints(office)[0] == (
        "Slack takes nothing from the bot. The app was uninstalled, or its token is dead: "
        "install the app again and set SLACK_BOT_TOKEN."
    )
    assert "The app was uninstalled" in "".join(capsys.readouterr())

    office.slack.revoked = None
    office.forward(hours=1)

    assert len(questions_to(ana)) == 1
    assert complaints(office) == []
    assert state(office).is_well


def test_a_reply_while_the_token_is_revoked_is_answered_once_it_holds_again(
    office: Office, asked: Message, ana: Person
) -> None:
    office.slack.revokes_token()
    office.forward(hours=7)
    ana.writes("I listened.", thread=asked)
    office.forward(hours=1)
    office.slack.revoked = None
    office.forward(hours=1)

    assert len(answers_in(ana, asked)) == 2
    assert "Empathy and listening" in answers_in(ana, asked)[0]


def test_the_sign_of_a_refusal_counts_only_while_the_bot_runs(office: Office, north: Channel) -> None:
    office.slack.revokes_token()
    office.bot.look()
    later = state(office).now + timedelta(hours=1)
    found = list(check_running(state_of(office.bot.wiring.db, later)))

    assert not any("takes nothing" in line for line, _ in found)
