"""A folder of prompts, right or wrong -> the bank, or one sentence with file, line and reason."""

import contextlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisionbot.adapters.prompt_files import (
    load_codebook,
    load_questions,
    load_visit_kinds,
    question_places,
)
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.bank import Question
from supervisionbot.records.codebook import Stance

REAL = Path(__file__).parents[2] / "prompts"

TOLD = """\
in_short.strength = "plain words"
in_short.strain = "silence"
in_short.mixed = "honesty"
in_practice.strength = "saying it plainly"
in_practice.strain = "holding it back"
in_practice.mixed = "saying some of it"
asks.strength = ["What helps us to say it?"]
asks.strain = ["What holds us back?"]
asks.mixed = ["What do we say, and what not?"]
one_to_one.strength = ["What helps you?"]
one_to_one.strain = ["What holds you back?"]
one_to_one.mixed = ["What do you say, and what not?"]
"""

CODEBOOK = f"""\
[[family]]
id = "trust"
title = "Building trust"
{TOLD}

[[theme]]
id = "honesty"
title = "Honesty"
family = "trust"
include = "saying hard things"
exclude = "explaining the job"
source = "Tell it like it is"
{TOLD}"""

VISITS = """\
[[kind]]
id = "first visit"
title = "First visit"
aliases = ["first"]

[[kind]]
id = "bad news"
title = "Bad news"
heavy = true
"""

QUESTION = """\
[[question]]
id = "honesty-q{number}"
theme = "honesty"
text = "What did you say {number} times?"
kinds = ["first visit"]
follow_up.strength = "What helped?"
follow_up.strain = "What would help?"
follow_up.mixed = "What tipped it?"
"""

QUESTIONS = "".join(QUESTION.format(number=number) for number in range(1, 7))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questions").mkdir()
    write(tmp_path, "codebook.toml", CODEBOOK)
    write(tmp_path, "visits.toml", VISITS)
    write(tmp_path, "questions/trust.toml", QUESTIONS)
    return tmp_path


def write(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")


def change(folder: Path, file: str, old: str, new: str) -> None:
    before = (folder / file).read_text(encoding="utf-8")
    assert old in before
    write(folder, file, before.replace(old, new, 1))


def load(folder: Path) -> tuple[Question, ...]:
    return load_questions(folder, load_codebook(folder), load_visit_kinds(folder))


def fault(folder: Path) -> str:
    with pytest.raises(WrongPrompts) as refused:
        load(folder)
    return str(refused.value)


def test_a_right_folder_is_read_whole(folder: Path) -> None:
    questions = load(folder)

    assert [question.id for question in questions] == [f"honesty-q{number}" for number in range(1, 7)]
    assert questions[0].follow_up[Stance.STRAIN] == "What would help?"
    assert questions[0].kinds == {"first visit"}


def test_a_theme_is_read_with_a_line_for_each_stance(folder: Path) -> None:
    theme = load_codebook(folder).theme("honesty")

    assert theme.in_practice[Stance.STRAIN] == "holding it back"
    assert theme.asks[Stance.MIXED] == ("What do we say, and what not?",)
    assert theme.in_short[Stance.STRAIN] == "silence"


def test_kinds_of_visit_keep_their_order_aliases_and_weight(folder: Path) -> None:
    first, bad_news = load_visit_kinds(folder)

    assert (first.id, first.aliases, first.heavy) == ("first visit", ("first",), False)
    assert (bad_news.id, bad_news.aliases, bad_news.heavy) == ("bad news", (), True)


def test_a_question_is_found_by_file_and_line(folder: Path) -> None:
    assert question_places(folder)["honesty-q2"] == ("questions/trust.toml", 9)


def test_marks_and_line_ends_of_other_editors_do_no_harm(folder: Path) -> None:
    (folder / "questions/trust.toml").write_bytes(b"\xef\xbb\xbf" + QUESTIONS.replace("\n", "\r\n").encode())

    assert len(load(folder)) == 6


TRUST, BOOK, KINDS = "questions/trust.toml", "codebook.toml", "visits.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "reason"),
    [
        (TRUST, '"honesty-q1"', '"honesty-q1', "2", "not valid TOML"),
        (TRUST, 'text = "What did you say 1 times?"\n', "", "1", '"text" is missing'),
        (TRUST, "kinds =", "kindz =", "5", '"kindz" is not a key that is known here'),
        (TRUST, '["first visit"]', '"first visit"', "5", '"kinds" must be a list'),
        (TRUST, '["first visit"]', "[1]", "5", '"kinds" must be words'),
        (TRUST, '["first visit"]', '["last visit"]', "5", 'no kind "last visit"; known are bad'),
        (TRUST, '= "honesty"', '= "honnesty"', "3", 'no theme "honnesty"; known are honesty'),
        (TRUST, "honesty-q1", "role-q1", "2", 'the id "role-q1" must be "honesty-"'),
        (TRUST, "honesty-q2", "honesty-q1", "10", "the same id stands in questions/trust.toml, line 2"),
        (TRUST, "say 2 times", "SAY 1 times", "12", "the same text stands in questions/trust.toml, line 4"),
        (TRUST, "say 1 times", "say " * 60, "4", "characters; 199 are the most"),
        (TRUST, "What did you say 1", "Did you say it 1", "4", "can be answered by yes or no"),
        (TRUST, "1 times?", "1 times.", "4", "no question mark"),
        (TRUST, 'text = "What did you say 1 times?"', "text = 3", "4", '"text" must be words'),
        (TRUST, '"What did you say 1 times?"', '" "', "4", '"text" is empty'),
        (TRUST, 'follow_up.strain = "What would help?"\n', "", "6", '"follow_up.strain" is missing'),
        (TRUST, "follow_up.strain", "follow_up.strains", "7", '"strains" is not a stance'),
        (TRUST, "What tipped it?", "Was it hard?", "8", "can be answered by yes or no"),
        (TRUST, '"What tipped it?"', "true", "8", '"follow_up.mixed" must be words'),
        (TRUST, "kinds =", 'gentle = "yes"\nkinds =', "5", '"gentle" must be true or false'),
        (TRUST, "kinds =", 'model = "Kolb"\nkinds =', "5", '"model" and "source" go together'),
        (TRUST, QUESTION.format(number=6), "", "35", 'the theme "honesty" has 5 questions; 6 are the least'),
        (TRUST, "[[question]]", "[[questions]]", "1", '"questions" is not known here'),
        (BOOK, 'family = "trust"', 'family = "faith"', "21", 'no family "faith"; known are trust'),
        (BOOK, "saying it plainly", "x" * 160, "7", "160 characters; 159 are the most"),
        (BOOK, "What holds us back?", "Are we held back?", "11", "can be answered by yes or no"),
        (BOOK, 'asks.mixed = ["What do we say, and what not?"]\n', "", "10", '"asks.mixed" is missing'),
        (BOOK, '["What holds you back?"]', '"What holds you back?"', "13", '"one_to_one" must have parts'),
        (BOOK, '"silence"', f'"{"x" * 50}"', "5", "50 characters; 49 are the most"),
        (BOOK, 'title = "Honesty"\n', "", "18", '"title" is missing'),
        (KINDS, "heavy = true", "heavy = 1", "9", '"heavy" must be true or false'),
        (KINDS, '["first"]', '["Bad news"]', "6", '"bad news" already means "first visit"'),
        (KINDS, '"bad news"', '"first visit"', "7", "the same id stands in visits.toml, line 2"),
        (KINDS, VISITS, "", "1", "there is no [[kind]]"),
    ],
)
def test_a_wrong_folder_is_refused_with_file_line_and_reason(
    folder: Path, file: str, old: str, new: str, place: str, reason: str
) -> None:
    change(folder, file, old, new)

    assert fault(folder).startswith(f"{file}, line {place}: ")
    assert reason in fault(folder)


def test_a_part_beneath_a_header_of_its_own_is_found_too(folder: Path) -> None:
    told = TOLD.replace("What holds us back?", "Are we held back?")
    for key in ("in_short", "in_practice", "asks", "one_to_one"):
        told = told.replace(f"{key}.strength", f"[family.{key}]\nstrength").replace(f"{key}.", "")
    write(folder, BOOK, CODEBOOK.replace(TOLD, told, 1))

    assert fault(folder).startswith("codebook.toml, line 14: ")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "visits.toml").unlink()

    assert fault(folder) == "visits.toml, line 1: the file is missing."


def test_a_folder_without_question_files_is_refused(folder: Path) -> None:
    (folder / "questions/trust.toml").unlink()

    assert "there are no question files" in fault(folder)


def test_a_file_in_another_encoding_is_refused_at_its_line(folder: Path) -> None:
    (folder / "visits.toml").write_bytes(VISITS.replace("Bad", "B\u00e4d").encode("latin-1"))

    assert fault(folder) == "visits.toml, line 8: the file is not saved as UTF-8 text."


def test_entries_written_in_braces_are_refused_or_read_without_a_crash(folder: Path) -> None:
    write(folder, "visits.toml", 'kind = [{ id = "first visit", titel = "First" }]')

    assert '"titel" is not a key that is known here' in fault(folder)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(cut=st.integers(0, len(QUESTIONS) - 1), put=st.text("[]{}\"'\\=.#(*+a1 \n", max_size=4))
def test_no_slip_of_the_pen_gives_anything_but_a_clear_sentence(
    tmp_path_factory: pytest.TempPathFactory, cut: int, put: str
) -> None:
    folder = tmp_path_factory.mktemp("prompts")
    (folder / "questions").mkdir()
    write(folder, "codebook.toml", CODEBOOK)
    write(folder, "visits.toml", VISITS)
    write(folder, "questions/trust.toml", QUESTIONS[:cut] + put + QUESTIONS[cut + 1 :])

    with contextlib.suppress(WrongPrompts):
        load(folder)


def test_the_real_codebook_has_five_families_and_fifteen_themes() -> None:
    codebook = load_codebook(REAL)
    sizes = Counter(theme.family for theme in codebook.themes)

    assert len(codebook.families) == 5
    assert sizes == {family.id: 3 for family in codebook.families}


def test_the_real_bank_holds_at_least_eleven_questions_for_each_theme() -> None:
    counts = Counter(question.theme for question in load(REAL))

    assert len(counts) == 15
    assert min(counts.values()) >= 11


def test_the_real_bank_gives_each_question_a_place() -> None:
    assert question_places(REAL).keys() == {question.id for question in load(REAL)}
