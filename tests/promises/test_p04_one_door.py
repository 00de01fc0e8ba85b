"""P4 One door: only rules.release makes a ReleasedTheme, and only from codes."""

import ast
from pathlib import Path
from typing import Any

import pytest

import supervisionbot
from supervisionbot.errors import NotReleasable
from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Code, RedactedReply, Reply
from supervisionbot.records.released import Band, ReleasedTheme
from tests.builders_release import CUT, a_voice, outcome_of, voices_of

PACKAGE = Path(supervisionbot.__file__).parent
MAY_MAKE = {"rules/release/__init__.py", "adapters/released_store.py"}
"""The door, and the store that reads back what once came through it."""
REPLY = Reply("D1", "1.0", "ana", text="she cried")


def makers(name: str) -> set[str]:
    """The files in which a class of that name is called, however it was imported, or copied by `replace`."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {name} | {
            alias.asname
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name == name and alias.asname
        }
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        called = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
        if called & names:
            found.add(str(file.relative_to(PACKAGE)))
    return found


def test_only_the_door_makes_a_released_theme_and_only_its_store_reads_one_back() -> None:
    assert makers("ReleasedTheme") == MAY_MAKE


def test_only_the_flows_through_the_door_make_a_release() -> None:
    assert makers("Release") == {"flows/release_themes.py", "flows/close_together.py", "adapters/released_store.py"}


def test_only_the_rule_of_coding_and_its_store_make_voices() -> None:
    assert makers("Voice") == {"rules/coding.py", "adapters/private_store/voices.py"}


@pytest.mark.parametrize(
    "thing",
    [
        "she cried and I listened",
        {"theme": "empathy", "worker": "ana"},
        REPLY,
        RedactedReply("r1", "p1", "ana", CUT, text="she cried"),
        Code("empathy", Stance.STRENGTH, is_confirmed=True),
        ReleasedTheme("empathy", Stance.STRENGTH, Band.MOST),
        ("ana", "North", "p1", "empathy", Stance.STRENGTH, CUT, CUT),
        None,
    ],
    ids=["text", "dictionary", "reply", "redacted reply", "code", "released theme", "tuple", "nothing"],
)
def test_the_door_refuses_whatever_is_no_voice(thing: Any) -> None:
    with pytest.raises(NotReleasable):
        outcome_of([*voices_of("ana ben cho dev eve"), thing])


@pytest.mark.parametrize("things", ["she cried", {"theme": "empathy"}], ids=["text", "dictionary"])
def test_the_door_refuses_a_whole_that_is_no_list_of_voices(things: Any) -> None:
    with pytest.raises(NotReleasable):
        outcome_of(things)


def test_the_door_refuses_even_where_nothing_could_be_told() -> None:
    with pytest.raises(NotReleasable):
        outcome_of([REPLY])  # type: ignore[list-item]


def test_what_it_refuses_with_says_nothing_of_what_came() -> None:
    with pytest.raises(NotReleasable) as refused:
        outcome_of(["she cried"])  # type: ignore[list-item]

    assert "cried" not in str(refused.value)
    assert "cried" not in repr(refused.value)


def test_a_released_theme_has_no_field_that_could_name_or_quote_anybody() -> None:
    assert set(ReleasedTheme.__slots__) == {"subject", "stance", "band", "is_family"}


def test_a_theme_that_nobody_gave_a_code_for_is_never_told() -> None:
    assert {one.subject for one in outcome_of([a_voice(name) for name in "abcdefgh"]).themes} <= {"empathy"}
