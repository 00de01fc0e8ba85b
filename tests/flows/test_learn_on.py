"""Corrections move how far a theme is trusted: only where it is allowed, and without a trace of anybody."""

from typing import Any

import pytest

from supervisionbot.adapters.private_store import agreement
from supervisionbot.flows import learn_on
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.records.agreement import Tally
from supervisionbot.settings import Settings
from tests.conftest import Office, prompt_of
from tests.promises.conftest import all_rows
from tests.reading import count, voices


def settle_many(office: Office, times: int, well: list[str]) -> None:
    """Everybody of the team answers that often, and settles that it was about these themes."""
    for _ in range(times):
        for person in [one for one in office.people.values() if one.name != "Sam Field"]:
            person.runs("/reflect now")
            office.bot.look()
            person.writes("I listened.", thread=prompt_of(person))
            person.presses("Change")
            person.submits(themes_well=well, themes_hard=[])


def trust(office: Office) -> list[dict[str, Any]]:
    """How far themes are trusted, where it is not as usual."""
    learn_on.learn_on(office.bot.wiring.db, office.bot.wiring.speech.library.codebook, is_allowed=True)
    return office.rows("select * from theme_trust")


def told(office: Office, theme: str) -> Tally:
    """What is counted of a theme."""
    found = learn_on.tallies(office.bot.wiring.db, office.bot.wiring.speech.library.codebook)
    return next(one for one in found if one.theme == theme)


def test_a_theme_that_is_always_confirmed_stays_as_it_was(office: Office, north: Channel) -> None:
    settle_many(office, 4, ["Empathy and listening"])

    assert (told(office, "empathy").both, told(office, "empathy").people) == (32, 8)
    assert trust(office) == []


def test_where_it_is_not_allowed_nothing_is_written(office: Office, north: Channel) -> None:
    settle_many(office, 4, ["Power and shared decisions"])
    before = all_rows(office)
    office.bot.look()

    assert all_rows(office) == before
    assert count(office, "theme_trust") == 0


def test_taking_the_permission_back_takes_back_what_was_learnt(office: Office) -> None:
    agreement.save_trust(office.bot.wiring.db, {"empathy": 1.01})
    office.bot.look()

    assert count(office, "theme_trust") == 0


def test_whoever_is_forgotten_is_in_no_count(office: Office, north: Channel, ana: Person) -> None:
    settle_many(office, 1, ["Empathy and listening"])
    ana.runs("/reflect forget")
    ana.presses("Delete everything")

    assert (told(office, "empathy").both, told(office, "empathy").people) == (7, 7)


def test_what_is_left_out_or_not_settled_yet_is_not_counted(office: Office, north: Channel, ana: Person) -> None:
    for _ in range(2):
        ana.runs("/reflect now")
        office.bot.look()
        ana.writes("I listened.", thread=prompt_of(ana))
    ana.presses("Leave out of team themes")

    assert told(office, "empathy").size == 0


class TestAllowed:
    """With LEARN_FROM_CORRECTIONS."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"learn_from_corrections": True})

    def test_a_theme_that_is_turned_down_again_and_again_counts_only_once_it_is_confirmed(
        self, office: Office, north: Channel, ana: Person
    ) -> None:
        settle_many(office, 4, ["Power and shared decisions"])
        office.bot.look()
        written = office.rows("select * from theme_trust")
        ana.runs("/reflect now")
        office.bot.look()
        ana.writes("I listened.", thread=prompt_of(ana))
        shown, unconfirmed = ana.reads(), voices(office)
        ana.presses("That's right")

        assert written == [{"theme": "empathy", "sure_from": 1.01}, {"theme": "power", "sure_from": 1.01}]
        assert "*Empathy and listening*: went well" in shown
        assert ("empathy", "strength") not in unconfirmed
        assert ("empathy", "strength") in voices(office)

    def test_the_privacy_notice_says_so(self, north: Channel, ana: Person) -> None:
        ana.runs("/reflect privacy")

        assert ana.last
        assert "I count for each theme how often I was right, over all teams at once." in ana.reads(ana.last)
