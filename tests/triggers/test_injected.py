"""What people type, and what they call themselves, pings nobody and links nowhere, wherever the bot shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.errors import Refused
from supervisionbot.records.bank import Library
from supervisionbot.rules.teams import checked_team
from tests.builders import a_team
from tests.triggers.scene import Scene, a_scene, chosen, live_marks, renamed, text

EVIL = "<!channel> <!here> <@U0EVIL> <!subteam^S0EVIL> <#C0EVIL> <https://e.example|x> <mailto:e@e.example>"
ESCAPED = EVIL.replace("<", "&lt;").replace(">", "&gt;")
"""As Slack sends what somebody typed letter by letter."""
COMMANDS = (
    "{}",
    "visit {}",
    "visit review {}",
    "now {}",
    "later {}",
    "pause {}",
    "pause until {}",
    "together {}",
    "team {}",
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("scene"), library) as played:
        yield played


@pytest.mark.parametrize("evil", [EVIL, ESCAPED], ids=["as markup", "as typed"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_stands_in_a_command(scene: Scene, command: str, evil: str) -> None:
    for called in ("ana", "zoe", "sam", "abe"):
        scene.people[called].runs(f"/reflect {command}{evil}")

    assert "channel" in scene.screen(scene.people["ana"])
    assert live_marks(scene) == []
    scene.tidy()


@pytest.mark.parametrize("evil", [EVIL, ESCAPED], ids=["as markup", "as typed"])
def test_what_stands_in_a_reply_or_form(scene: Scene, evil: str) -> None:
    ana, sam = scene.people["ana"], scene.people["sam"]
    ana.writes(f"{evil} I listened, {evil}.")
    card = {"card_supervisor": chosen(sam.id), "card_words": text(evil)}
    promise = {"response_will_do": text(evil), "response_who": text(evil)}
    for payload in (
        scene.submits(ana, "answer_form", scene.ids["asked"], {"answer_words": text(f"I rushed. {evil}")}),
        scene.submits(ana, "card_form", scene.ids["answered"], card),
        scene.submits(sam, "response_form", scene.ids["to_response"], promise),
        scene.presses(ana, "home_search", evil),
        scene.presses(ana, "why_these_themes", scene.ids["asked"], menu="about_themes"),
        scene.presses(ana, "cover_more", scene.ids["asked"], menu="about_themes"),
    ):
        assert scene.sends(payload)[0] is not None
    ana.cancels()
    ana.runs("/reflect mine")

    assert "channel" in sam.dm[-1].text
    assert sam.dm[-1].blocks[0]["text"]["verbatim"]
    assert live_marks(scene) == []


def test_what_somebody_calls_themselves(scene: Scene) -> None:
    sam, before = scene.people["sam"], scene.people["sam"].name
    renamed(scene, "sam", EVIL)
    # What the bot knows of somebody holds for six hours.
    scene.office.clock.time += timedelta(hours=7)
    sam.opens_home()
    scene.sends(scene.submits(sam, "done_form", scene.ids["response"], {"done_outcome": text(EVIL)}))
    scene.office.bot.look()

    assert "An answer to the team" in scene.screen(scene.people["ana"])
    assert live_marks(scene) == []
    renamed(scene, "sam", before)


def test_what_a_team_is_called_and_whom_to_turn_to(scene: Scene) -> None:
    db, now = scene.office.bot.wiring.db, scene.office.clock.time
    team = team_store.team_named(db, "South")
    assert team
    contacts = {"danger_contact": EVIL, "support_contact": EVIL}
    team_store.save_team(db, replace(team, name=EVIL[:60], pool="", since=now.date(), **contacts), now)
    sue = scene.people["sue"]
    sue.runs("/reflect team")
    scene.tidy()
    sue.opens_home()
    scene.office.bot.look()

    assert live_marks(scene) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"workers": ("U1> <!channel", "U2")},
        {"supervisors": ("<!here>",)},
        {"digest_channel": "C1> <!channel"},
        {"channel": "#general"},
        {"admin": "U1|x"},
        {"name": "North\nSouth"},
        {"name": "North\u202ehtuoS"},
        {"pool": "P" * 61},
        {"danger_contact": "9" * 201},
        {"support_contact": "ring\x00 me"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_team_that_could_ping_or_break_a_line_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        checked_team(a_team(**wrong))

    assert "!" not in str(refused.value)
