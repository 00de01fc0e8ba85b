"""Forms as the stand-in takes them."""

from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.playground.block_kit import view_error
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Code
from supervisionbot.records.team import Team
from supervisionbot.rules import teams
from supervisionbot.views import forms
from tests.builders import MONDAY, a_team
from tests.conftest import PROMPTS


@pytest.fixture(scope="module")
def words() -> TemplateWords:
    return TemplateWords(PROMPTS)


def field(view: dict[str, Any], name: str) -> dict[str, Any]:
    """The element of a form's field."""
    found: dict[str, Any] = next(block["element"] for block in view["blocks"] if block["block_id"] == name)
    return found


def test_slack_takes_the_form_for_themes_whatever_was_heard(words: TemplateWords, library: Library) -> None:
    every = [Code(theme.id, stance) for theme in library.codebook.themes for stance in Stance]

    for codes in ([], every):
        assert view_error(forms.themes_form(words, library.codebook, "p1", codes), "modal") is None


def test_the_form_for_themes_shows_mixed_ones_in_both_fields(words: TemplateWords, library: Library) -> None:
    codes = [Code("power", Stance.MIXED), Code("time", Stance.STRAIN), Code("gone", Stance.STRAIN)]
    view = forms.themes_form(words, library.codebook, "p1", codes)
    chosen = [[one["value"] for one in field(view, name)["initial_options"]] for name in ("themes_well", "themes_hard")]

    assert chosen == [["power"], ["power", "time"]]
    assert view["private_metadata"] == "p1"


def test_the_form_for_themes_offers_all_of_them_by_family(words: TemplateWords, library: Library) -> None:
    groups = field(forms.themes_form(words, library.codebook, "p1", []), "themes_well")["option_groups"]
    offered = [option["value"] for group in groups for option in group["options"]]

    assert sorted(offered) == sorted(theme.id for theme in library.codebook.themes)
    assert [group["label"]["text"] for group in groups] == [family.title for family in library.codebook.families]


@pytest.mark.parametrize(
    "team",
    [
        a_team(),
        a_team("", workers=(), supervisors=()),
        a_team(digest_channel="C1", channel="C2", pool="Both", delay=timedelta(0), floor=9),
    ],
    ids=["as usual", "a new one", "with all that can be set"],
)
def test_slack_takes_the_form_for_a_team(words: TemplateWords, team: Team) -> None:
    assert view_error(forms.team_form(words, team), "modal") is None


def test_what_the_form_for_a_team_shows_reads_back_the_same(words: TemplateWords) -> None:
    team = a_team(delay=timedelta(minutes=90), working=teams.working_time_from("08:00-16:30", "mon,wed-thu", "GB-SCT"))
    view = forms.team_form(words, team)
    shown = {
        name: field(view, f"team_{name}")["initial_value"] for name in ("delay", "rhythm", "hours", "days", "country")
    }

    assert teams.delay_from(shown["delay"]) == team.delay
    assert teams.rhythm_from(shown["rhythm"]) == team.rhythm
    assert teams.working_time_from(shown["hours"], shown["days"], shown["country"]) == team.working


def test_slack_takes_the_form_for_a_visit_with_every_kind(words: TemplateWords, library: Library) -> None:
    view = forms.visit_form(words, library.kinds, MONDAY)

    assert view_error(view, "modal") is None
    assert len(field(view, "visit_kind")["options"]) == len(library.kinds)
