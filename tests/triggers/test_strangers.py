"""Every button and form, pressed or sent by somebody whom it is not for: what a stranger gets, name by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest

from supervisionbot.playground.people import Person
from supervisionbot.records.bank import Library
from supervisionbot.views import actions
from tests.triggers.scene import Rows, Scene, a_scene, chosen, several, text, users


class Gets(StrEnum):
    """What comes of it."""

    NOTHING = "nothing changes, and nothing is shown"
    A_WORD = "nothing changes, and they are told why or what anybody may know"
    THEIR_OWN = "it does to their own things what it says, and to nobody else's"


@dataclass(frozen=True)
class Entry:
    """Of what (an id of the scene) it is about; who are no strangers to it; what strangers get."""

    gets: Gets
    about: str = "nothing"
    known: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    is_form: bool = False
    menu: str = ""
    is_shortcut: bool = False


ANAS = {"known": ("ana",)}
ANSWER = {"answer_words": text("Mine now.")}
TEAM = {
    "team_name": text("North"),
    "team_workers": users("U0EVIL"),
    "team_supervisors": users("U0EVIL"),
    "team_floor": text("4"),
    "team_delay": text("0m"),
    "team_rhythm": text("fri 09:00"),
    "team_timezone": text("Europe/London"),
    "team_hours": text("09:00-17:00"),
    "team_days": text("mon-fri"),
    "team_country": text("GB"),
}
VISIT = {
    "visit_kind": chosen("first_visit"),
    "visit_team": chosen("North"),
    "visit_date": {"type": "datepicker", "selected_date": "2026-03-02"},
    "visit_time": {"type": "timepicker", "selected_time": "09:00"},
}
START = {"together_theme": chosen("any"), "together_length": chosen("45")}

ENTRIES: dict[str, Entry] = {
    # A question of Ana's
    actions.ANSWER_PRIVATELY: Entry(Gets.NOTHING, "asked", **ANAS),
    actions.ANSWER: Entry(Gets.NOTHING, "asked", **ANAS),
    actions.ANOTHER_QUESTION: Entry(Gets.NOTHING, "asked", **ANAS),
    actions.WHY_THIS_QUESTION: Entry(Gets.NOTHING, "asked", menu=actions.MORE_ABOUT, **ANAS),
    actions.LATER: Entry(Gets.NOTHING, "asked", menu=actions.MORE_ABOUT),
    actions.MORE_ABOUT: Entry(Gets.NOTHING, "asked"),
    actions.HARD_ONE: Entry(Gets.NOTHING, "asked", **ANAS),
    actions.THIS_QUESTION: Entry(Gets.NOTHING, "message", **ANAS),
    actions.ANSWER_FORM: Entry(Gets.NOTHING, "asked", fields=ANSWER, is_form=True, **ANAS),
    actions.SKIP_QUESTION: Entry(Gets.NOTHING, "other", **ANAS),
    # What Ana said
    actions.THATS_RIGHT: Entry(Gets.NOTHING, "answered", **ANAS),
    actions.CHANGE: Entry(Gets.NOTHING, "answered", **ANAS),
    actions.THEMES_FORM: Entry(
        Gets.NOTHING, "answered", fields={"themes_well": several("honesty")}, is_form=True, **ANAS
    ),
    actions.LEAVE_OUT: Entry(Gets.NOTHING, "answered", **ANAS),
    actions.COUNT_AGAIN: Entry(Gets.NOTHING, "answered", **ANAS),
    actions.ABOUT_THEMES: Entry(Gets.NOTHING, "answered"),
    actions.WHY_THESE_THEMES: Entry(Gets.NOTHING, "answered", menu=actions.ABOUT_THEMES, **ANAS),
    actions.COVER_MORE: Entry(Gets.NOTHING, "answered", menu=actions.ABOUT_THEMES, **ANAS),
    actions.COVER_FORM: Entry(
        Gets.NOTHING, "answered", fields={"cover_words": several("kettle", "listened")}, is_form=True, **ANAS
    ),
    actions.TAKE_TO_SUPERVISION: Entry(Gets.NOTHING, "answered", **ANAS),
    actions.CARD_FORM: Entry(
        Gets.A_WORD,
        "answered",
        fields={"card_supervisor": chosen("U0EVIL"), "card_words": text("To nobody.")},
        is_form=True,
    ),
    actions.WITHDRAW_CARD: Entry(Gets.NOTHING, "card", **ANAS),
    # A team's reflection together
    actions.ANSWER_TOGETHER: Entry(Gets.A_WORD, "session", known=("ana", "ben", "sam")),
    actions.TOGETHER_ANSWER_FORM: Entry(
        Gets.NOTHING, "session", known=("ana", "ben", "sam"), fields=ANSWER, is_form=True
    ),
    actions.CLOSE_TOGETHER: Entry(Gets.A_WORD, "session", known=("sam",)),
    actions.TOGETHER_FORM: Entry(Gets.NOTHING, "channel", known=("ana", "ben", "sam"), fields=START, is_form=True),
    # What supervisors say to their team
    actions.RESPOND_TO_TEAM: Entry(Gets.A_WORD, "post", known=("sam",)),
    actions.CHANGE_RESPONSE: Entry(Gets.A_WORD, "response", known=("sam",)),
    actions.RESPONSE_FORM: Entry(
        Gets.NOTHING, "to_response", known=("sam",), fields={"response_will_do": text("Not mine.")}, is_form=True
    ),
    actions.PROMISE_DONE: Entry(Gets.A_WORD, "response", known=("sam",)),
    actions.DONE_FORM: Entry(
        Gets.NOTHING, "response", known=("sam",), fields={"done_outcome": text("Done.")}, is_form=True
    ),
    actions.TAKE_BACK_RESPONSE: Entry(Gets.A_WORD, "response", known=("sam",)),
    actions.HOW_ANONYMOUS: Entry(Gets.A_WORD, "unit"),
    actions.TEAM_FORM: Entry(Gets.A_WORD, "unit", known=("sam", "abe"), fields=TEAM, is_form=True),
    # Everybody's own
    actions.LEAVE_MY_PART_OUT: Entry(Gets.THEIR_OWN, "unit"),
    actions.PUT_MY_PART_BACK: Entry(Gets.THEIR_OWN, "unit"),
    actions.OPEN_VISIT_FORM: Entry(Gets.THEIR_OWN),
    actions.VISIT_FORM: Entry(Gets.THEIR_OWN, fields=VISIT, is_form=True),
    actions.LOG_A_VISIT: Entry(Gets.THEIR_OWN, is_shortcut=True),
    actions.REFLECT_ON_THIS: Entry(Gets.THEIR_OWN, is_shortcut=True),
    actions.ASK_NOW: Entry(Gets.THEIR_OWN),
    actions.SHOW_MINE: Entry(Gets.THEIR_OWN),
    actions.SHOW_PRIVACY: Entry(Gets.THEIR_OWN),
    actions.FORGET_NOTHING: Entry(Gets.THEIR_OWN),
    actions.HOME_THEME: Entry(Gets.THEIR_OWN),
    actions.HOME_MONTH: Entry(Gets.THEIR_OWN),
    actions.HOME_SEARCH: Entry(Gets.THEIR_OWN),
    actions.HOME_SETTINGS: Entry(Gets.THEIR_OWN),
    actions.SETTINGS_FORM: Entry(Gets.THEIR_OWN, fields={"settings_leave": text("until friday")}, is_form=True),
    actions.HOME_PAUSE: Entry(Gets.THEIR_OWN),
    actions.HOME_RESUME: Entry(Gets.THEIR_OWN),
    actions.HOME_EXPORT: Entry(Gets.THEIR_OWN),
    # Last, for it leaves them nothing.
    actions.HOME_FORGET: Entry(Gets.THEIR_OWN),
    actions.FORGET_EVERYTHING: Entry(Gets.THEIR_OWN),
}
OVER = {actions.TAKE_BACK_RESPONSE}
"""What can no longer be done after all that stands above it."""
OPTIONS = {actions.STRICT, actions.NEWLY_QUALIFIED}
"""Values of a field, by themselves neither pressed nor sent."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("scene"), library) as played:
        yield played


def payload(scene: Scene, who: Person, name: str, entry: Entry) -> dict[str, Any]:
    """What Slack would send if they did it."""
    about = scene.ids[entry.about]
    if entry.is_form:
        return scene.submits(who, name, about, entry.fields)
    return scene.uses(who, name) if entry.is_shortcut else scene.presses(who, name, about, menu=entry.menu)


def lost(before: Rows, after: Rows, but: str) -> list[str]:
    """Rows that are not there any more as they were, and do not name that person."""
    return [row for table, rows in before.items() for row in rows if row not in after[table] and but not in row]


def test_every_button_and_form_has_an_entry() -> None:
    names = {value for name, value in vars(actions).items() if name.isupper()}

    assert names == {*ENTRIES, *OPTIONS}


@pytest.mark.parametrize(("name", "entry"), ENTRIES.items(), ids=ENTRIES)
def test_a_stranger_gets_at_nothing(scene: Scene, name: str, entry: Entry) -> None:
    for called, who in scene.people.items():
        if called in entry.known or (called == "ana" and entry.gets is Gets.THEIR_OWN):
            continue
        rows, screen = scene.rows(), scene.screen(who)
        owner = scene.screen(scene.people["ana"])

        reply, logged = scene.sends(payload(scene, who, name, entry))

        shown = f"{scene.screen(who)} {reply and reply.payload}"
        assert reply is not None, (called, logged)
        assert "kettle" not in shown.replace(screen, "") + str(logged) or called == "ana"
        assert not any(one["event"] == "listener_failed" for one in logged), (called, logged)
        assert not any(one["event"] == "malformed" for one in logged) or name == actions.THIS_QUESTION, logged
        if entry.gets is Gets.THEIR_OWN:
            assert lost(rows, scene.rows(), but=who.id) == []
        else:
            assert scene.rows() == rows, called
            is_told = scene.screen(who) != screen or reply.payload
            assert bool(is_told) is (entry.gets is Gets.A_WORD), (called, shown[-300:])
        assert scene.screen(scene.people["ana"]) == owner or called == "ana"
        scene.tidy()


@pytest.mark.parametrize("name", [name for name, entry in ENTRIES.items() if entry.known and name not in OVER])
def test_whom_it_is_for_gets_it(scene: Scene, name: str) -> None:
    entry = ENTRIES[name]
    who = scene.people[entry.known[0]]
    before = scene.rows(), scene.screen(who)

    reply, logged = scene.sends(payload(scene, who, name, entry))

    assert reply is not None, logged
    assert (scene.rows(), scene.screen(who)) != before
    scene.tidy()
