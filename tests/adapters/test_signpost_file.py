"""The files of phrases and words, right or wrong -> what the rule needs, or file, line and reason."""

import re
from pathlib import Path

import pytest

from supervisionbot.adapters.signpost_file import SIGNPOSTS_FILE, WORDS_FILE, load_signposts
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.signposts import Cue, Lean, Signpost

REAL = Path(__file__).parents[2] / "prompts"

PHRASES = """\
[[signpost]]
from = 52

[[words]]
name = "called"
words = ["rang", "got_through_to"]

[[cue]]
name = "help was called"
kind = "safeguarding"
points = 9
phrases = [
    "<called> ... police",
    "whisper*",
]
"""
WORDS = """\
[[lean]]
kind = "wellbeing"
points = -12
words = ["biscuits", "garden"]
"""


def folder(path: Path, phrases: str = PHRASES, words: str = WORDS) -> Path:
    (path / SIGNPOSTS_FILE).write_text(phrases, "utf-8")
    (path / WORDS_FILE).write_text(words, "utf-8")
    return path


def test_phrases_are_read_with_their_lists_written_out(tmp_path: Path) -> None:
    read = load_signposts(folder(tmp_path))

    assert read.points_of_a_sign == 52
    assert read.cues == (
        Cue("help was called", Signpost.SAFEGUARDING, 9, ("rang/got_through_to ... police", "whisper*")),
    )


def test_words_are_read_with_kind_and_points(tmp_path: Path) -> None:
    read = load_signposts(folder(tmp_path))

    assert read.leans == dict.fromkeys(("biscuits", "garden"), Lean(Signpost.WELLBEING, -12))


def test_the_files_that_come_with_the_bot_can_be_read() -> None:
    read = load_signposts(REAL)

    assert {cue.kind for cue in read.cues} == set(Signpost)
    assert read.leans


def test_no_words_are_needed(tmp_path: Path) -> None:
    assert load_signposts(folder(tmp_path, words="")).leans == {}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "reason"),
    [
        ("whisper*", "whisper**", 14, '"whisper**" cannot be read'),
        ("whisper*", "... police", 14, "cannot be read"),
        ("whisper*", "rang//rung", 14, "cannot be read"),
        ("<called> ...", "<shouted> ...", 13, "there is no list <shouted> here"),
        ("got_through_to", "got through to", 6, '"got through to" must be one word'),
        ("points = 9", 'points = "9"', 11, '"points" must be a whole number'),
        ("points = 9", "points = true", 11, '"points" must be a whole number'),
        ('kind = "safeguarding"', 'kind = "danger"', 10, 'there is no kind "danger"'),
        ("points = 9\n", "", 8, '"points" is missing'),
        ("from = 52", "from = 0", 2, '"from" must be 1 or more'),
        ("[[signpost]]\nfrom = 52\n", "", 1, "one [[signpost]]; there are 0"),
        ("[[words]]", "[[signpost]]\nfrom = 3\n\n[[words]]", 4, "one [[signpost]]; there are 2"),
        ('["rang", "got_through_to"]', "[]", 6, '"words" is empty'),
        ("[[cue]]", "[[clue]]", 8, '"clue" is not known here'),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, right: str, wrong: str, line: int, reason: str) -> None:
    here = folder(tmp_path, phrases=PHRASES.replace(right, wrong))

    with pytest.raises(WrongPrompts, match=rf"^{SIGNPOSTS_FILE}, line {line}: .*{re.escape(reason)}"):
        load_signposts(here)


def test_a_word_with_points_twice_is_told_with_its_line(tmp_path: Path) -> None:
    twice = WORDS + '\n[[lean]]\nkind = "wellbeing"\npoints = 4\nwords = [\n    "fog",\n    "garden",\n]\n'

    with pytest.raises(WrongPrompts, match=rf'^{WORDS_FILE}, line 11: "garden" has points already'):
        load_signposts(folder(tmp_path, words=twice))


@pytest.mark.parametrize("missing", [SIGNPOSTS_FILE, WORDS_FILE])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    (folder(tmp_path) / missing).unlink()

    with pytest.raises(WrongPrompts, match=f"^{missing}, line 1: the file is missing"):
        load_signposts(tmp_path)
