"""The bot's words: every template with its record, every label, and text from people made harmless."""

import re
import shutil
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.template_samples import NOW, a_record
from supervisionbot.adapters.templates import TemplateWords, escaped, template_name
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Stance
from supervisionbot.records.labels import COUNTED, LABELS, ORDINALS
from supervisionbot.records.released import Band, Change
from supervisionbot.records.team import LEAST_FLOOR
from supervisionbot.records.words import (
    CommandNotKnown,
    DigestLineShown,
    LineTold,
    Message,
    NoTeamYet,
    OwnReflection,
    PausedNow,
    ThemesHeard,
    VisitLogged,
)
from supervisionbot.views import actions
from tests.conftest import PROMPTS

CODE = PROMPTS.parent / "supervisionbot"
MESSAGES = list({one.__name__: one for one in Message.__subclasses__()}.values())


@pytest.fixture(scope="module")
def words() -> TemplateWords:
    return TemplateWords(PROMPTS)


@pytest.mark.parametrize("full", [True, False], ids=["filled in", "as empty as can be"])
@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: str(one.__name__))
def test_every_template_renders_with_its_record(words: TemplateWords, message: type[Message], full: bool) -> None:
    said = words.say(a_record(message, full=full))

    assert said
    assert not re.search(r"\{\{|\}\}|\{%|\bNone\b(?! of| yet)|\n{3}", said)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: str(one.__name__))
def test_text_from_people_is_no_mention_and_no_link(words: TemplateWords, message: type[Message]) -> None:
    said = words.say(a_record(message, full=True))
    live = set(re.findall(r"<[^>]*>", said))

    assert live <= {"<@U1>", "<@U2>", "<#C1>"}


def test_every_template_has_its_record() -> None:
    known = {template_name(message) for message in MESSAGES}

    assert {file.name for file in (PROMPTS / "messages").glob("*.j2")} == known


def test_every_label_that_the_code_asks_for_is_known() -> None:
    source = "\n".join(file.read_text() for file in [*CODE.glob("views/*.py"), *CODE.glob("triggers/*.py")])
    rules = "\n".join(file.read_text() for file in [*CODE.glob("rules/*.py"), *CODE.glob("flows/*.py")])
    named = set(re.findall(r'\.label\("(\w+)"\)', source)) | set(re.findall(r'\bfield\(\s*words,\s*"(\w+)"', source))
    named |= set(re.findall(r'hint="(\w+)"', source))
    named |= {value for name, value in vars(actions).items() if f"label(actions.{name})" in source}
    named |= set(re.findall(r'RefusedSetting\("(\w+)"', rules))
    named |= {str(one) for one in Stance}

    assert named <= LABELS


def test_people_who_can_help_are_mentioned_for_real(words: TemplateWords) -> None:
    said = words.say(NoTeamYet(("U1", "U2"), "/reflect <@U3>"))

    assert "<@U1> and <@U2> can add you" in said
    assert "<@U3>" not in said


@given(st.text())
def test_escaped_text_holds_no_mark_of_slacks(text: str) -> None:
    shown = escaped(text)

    assert "<" not in shown
    assert ">" not in shown
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)


@given(st.text())
def test_what_slack_escaped_already_is_not_escaped_twice(text: str) -> None:
    assert escaped(escaped(text)) == escaped(text)


def test_a_kept_text_of_several_lines_stays_a_quote(words: TemplateWords) -> None:
    said = words.say(OwnReflection(NOW, "Review", "What helped?", (), is_left_out=False, texts=("one\ntwo",)))

    assert "> one\n> two" in said


@pytest.mark.parametrize(
    ("hours", "spoken"),
    [
        (0, "just now"),
        (-1, "today at 09:00"),
        (24, "tomorrow at 10:00"),
        (-24, "yesterday at 10:00"),
        (72, "Thursday 5 March at 10:00"),
    ],
)
def test_times_are_spoken_as_people_do(words: TemplateWords, hours: int, spoken: str) -> None:
    assert f"*Review*, {spoken}." in words.say(VisitLogged("Review", NOW + timedelta(hours=hours), NOW, NOW))


def test_what_comes_on_another_day_comes_on_that_day(words: TemplateWords) -> None:
    said = words.say(VisitLogged("Review", NOW, NOW + timedelta(hours=72), NOW))

    assert "will come on Thursday 5 March at 10:00." in said


def test_a_pause_names_its_day(words: TemplateWords) -> None:
    assert "until Thursday 5 March." in words.say(PausedNow(NOW + timedelta(days=3), NOW))


@pytest.mark.parametrize(
    ("covered", "told"),
    [
        ((("NAME", 1),), "a name"),
        ((("NAME", 2), ("DATE", 1)), "2 names and a date"),
        ((("NAME", 1), ("PLACE", 3), ("ID", 1)), "a name, 3 places and a number that could identify somebody"),
    ],
)
def test_covered_details_are_counted_in_words(
    words: TemplateWords, covered: tuple[tuple[str, int], ...], told: str
) -> None:
    assert f"I covered {told} before storing this." in words.say(ThemesHeard((), covered))


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A copy of prompts/ to damage."""
    return Path(shutil.copytree(PROMPTS, tmp_path / "prompts"))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("Fine\n{{ surprise }}\n", "line 2: there is no 'surprise' here; known are ['given']."),
        ("Fine\n\n{% if given %}\n", "line 3"),
        ("{{ given | shout }}", "line 1: No filter named 'shout'"),
        ("{{ given", "line 1"),
        ("Fine\n\n{{ given.kind }}", "line 3: there is no 'kind' in it."),
        ("Fine\n{{ given | clock }}", "line 2: "),
        ("Fine\n{{ given + 1 }}", "line 2: "),
        ("Fine\n{{ 1 / 0 }}", "line 2: "),
        ("{# Later #}\n", "it says nothing"),
    ],
    ids=[
        "a field that is not there",
        "an if without an end",
        "no such filter",
        "an open brace",
        "nothing of that name in it",
        "a filter for something else",
        "a sum of words",
        "no sum at all",
        "not a word",
    ],
)
def test_a_wrong_template_is_refused_with_file_line_and_reason(prompts: Path, source: str, reason: str) -> None:
    (prompts / "messages" / "command_not_known.md.j2").write_text(source)

    with pytest.raises(WrongPrompts) as caught:
        TemplateWords(prompts)

    assert str(caught.value).startswith("messages/command_not_known.md.j2")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "there is no label 'save'."),
        ("save = 5", "'save' must be a text"),
        ('save = " "', "'save' must be a text, and not an empty one."),
        ('save = "Save all that I typed here"', "'save' has 26 characters; Slack takes 24 there."),
        ('save = "Save', "labels.toml: "),
    ],
    ids=["missing", "no text", "empty", "too long for Slack", "no end"],
)
def test_a_wrong_label_is_refused_by_name_with_the_reason(prompts: Path, line: str, reason: str) -> None:
    labels = prompts / "labels.toml"
    labels.write_text(re.sub(r"^save = .*$", line, labels.read_text(), flags=re.MULTILINE))

    with pytest.raises(WrongPrompts) as caught:
        TemplateWords(prompts)

    assert str(caught.value).startswith("labels.toml: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("told_other", '" (last time it {is})"', "'told_other' may hold {was} and nothing else in braces."),
        ("detail_AGE", '["an age"]', "'detail_AGE' must be two texts: for one, and for many."),
        ("nth", '"first"', "'nth' must be a list of texts."),
    ],
)
def test_a_label_that_is_filled_in_or_counted_is_checked_as_such(
    prompts: Path, name: str, line: str, reason: str
) -> None:
    labels = prompts / "labels.toml"
    labels.write_text(re.sub(rf"^{name} = .*$", f"{name} = {line}", labels.read_text(), flags=re.MULTILINE))

    with pytest.raises(WrongPrompts) as caught:
        TemplateWords(prompts)

    assert str(caught.value) == f"labels.toml: {reason}"


def test_the_least_floor_is_named_where_a_lower_one_is_refused(words: TemplateWords) -> None:
    assert f": {LEAST_FLOOR} is the least" in words.label("refused_floor_low")


def test_every_label_is_asked_for() -> None:
    there = tomllib.loads((PROMPTS / "labels.toml").read_text())

    assert there.keys() == {*LABELS, *COUNTED, ORDINALS}


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["missing", "no text"])
@pytest.mark.parametrize("file", ["labels.toml", "messages/help.md.j2"])
def test_a_file_that_cannot_be_read_is_refused_by_name(prompts: Path, file: str, content: bytes | None) -> None:
    (prompts / file).unlink()
    if content is not None:
        (prompts / file).write_bytes(content)

    with pytest.raises(WrongPrompts, match=file):
        TemplateWords(prompts)


def test_practice_leads_can_change_the_words(prompts: Path) -> None:
    (prompts / "messages" / "command_not_known.md.j2").write_text("What is {{ given }}?")

    assert TemplateWords(prompts).say(CommandNotKnown("a & b")) == "What is a &amp; b?"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"change": Change.NEW}, "for most of the team: "),
        ({"change": Change.NEW, "has_past": True}, "for most of the team, for the first time: "),
        (
            {"change": Change.NEW, "was": Stance.STRENGTH, "has_past": True},
            "for most of the team (last time it went well): ",
        ),
        (
            {"change": Change.MORE, "before": Band.SOME, "is_last_time": True, "times": 2},
            " of the team (some, last time): ",
        ),
        ({"change": Change.MORE, "before": Band.HALF, "times": 2}, " of the team (about half, when last told): "),
        (
            {"change": Change.SAME, "before": Band.MOST, "is_last_time": True, "times": 2},
            " of the team, as last time: ",
        ),
        ({"change": Change.SAME, "before": Band.MOST, "times": 2}, " of the team, once more: "),
        ({"change": Change.SAME, "before": Band.MOST, "is_last_time": True, "times": 3}, "team, for the third time: "),
        (
            {"change": Change.MORE, "before": Band.SOME, "is_last_time": True, "times": 4},
            "team (some, last time), for the fourth time: ",
        ),
        ({"is_pooled": True}, "for most people in these teams: "),
    ],
)
def test_a_digest_line_says_how_it_moved(words: TemplateWords, how: dict[str, Any], said: str) -> None:
    line = LineTold("Time", Stance.STRAIN, Band.MOST, "Visits ran short", "What could go?", **how)

    assert f"{said}Visits ran short." in words.say(DigestLineShown(line))
