"""A question bank -> its faults and its gaps, told one by one."""

from dataclasses import replace
from pathlib import Path

import pytest

from supervisionbot.adapters.prompt_files import load_codebook, load_questions, load_visit_kinds
from supervisionbot.records.bank import Question, VisitKind
from supervisionbot.records.codebook import Codebook, Stance, Theme
from supervisionbot.rules.bank import BankFault, coverage, faults_in, reading_grade

REAL = Path(__file__).parents[2] / "prompts"
SUCH = {Stance.STRENGTH: "What helped?", Stance.STRAIN: "What would help?", Stance.MIXED: "What tipped it?"}
GOOD = Question("empathy-good", "empathy", "What did you hear in the quiet?", SUCH)
HONESTY = Theme("honesty", "Honesty", "trust", "", "", "", {}, {})
MODELS = ("Gibbs", "Driscoll", "Kolb", "Signs of Safety")
MAIN_KINDS = (
    *("first visit", "review", "statutory visit", "assessment"),
    *("difficult conversation", "closing visit", "phone contact"),
)


def asking(text: str, name: str = "empathy-one") -> Question:
    return replace(GOOD, id=name, text=text)


def real_bank() -> tuple[Codebook, tuple[VisitKind, ...], tuple[Question, ...]]:
    codebook, kinds = load_codebook(REAL), load_visit_kinds(REAL)
    return codebook, kinds, load_questions(REAL, codebook, kinds)


def test_a_good_question_has_no_fault() -> None:
    assert faults_in([GOOD]) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What did you see there? " * 9, "characters; 199 are the most"),
        ("Did you listen?", "can be answered by yes or no"),
        ("Looking back, did you listen?", "can be answered by yes or no"),
        ("When you left, were they calm?", "can be answered by yes or no"),
        ("One more thing: couldn\u2019t you stay?", "can be answered by yes or no"),
        ("You listened?", "can be answered by yes or no"),
        ("Tell me about it.", "can be answered by yes or no"),
        ("How did organisational accountability manifest itself?", "reads at grade"),
        ("Who made it hard?", "asks for identifying detail"),
        ("What is the name of the school?", "asks for identifying detail"),
        ("How old was the child you saw?", "asks for identifying detail"),
        ("How good it was to listen, wasn't it?", "leads to an answer"),
        ("What of course went well?", "leads to an answer"),
        ("Why didn't you listen?", "sounds like blame"),
        ("Why didn\u2019t you stay?", "sounds like blame"),
        ("What was your mistake?", "sounds like blame"),
        ("What makes this a hard to reach home?", "sounds like blame"),
        ("What did you hear today?", "names a day, but may be asked the morning after"),
    ],
)
def test_a_fault_of_style_is_named(text: str, reason: str) -> None:
    (fault,) = faults_in([asking(text)])

    assert fault.question == "empathy-one"
    assert reason in fault.reason


@pytest.mark.parametrize(
    "text",
    [
        "What, if anything, could you leave?",
        "Where, in the end, did they meet you?",
        "When did it turn?",
        "You were there to help. How was it taken?",
        "If you could stay, what would you do?",
        "How much did you hear, and was it enough?",
    ],
)
def test_an_open_question_is_not_taken_for_a_closed_one(text: str) -> None:
    assert faults_in([asking(text)]) == []


def test_a_fault_in_a_follow_up_says_which() -> None:
    question = replace(GOOD, follow_up={**SUCH, Stance.STRAIN: "Was it hard?"})

    (fault,) = faults_in([question])

    assert fault.reason == "the follow-up for strain can be answered by yes or no"


def test_near_doubles_are_told_of_the_later_one() -> None:
    first = asking("What made the long talk hard?")
    second = asking("What makes a long talk so hard?", "empathy-two")

    assert faults_in([first, second]) == [BankFault("empathy-two", "the question is much like empathy-one")]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("", 0.0, 0.0),
        ("The cat sat on the mat.", -2.0, 0.0),
        ("What helped you to stay when there was nothing to mend?", 1.0, 4.0),
        ("Procedural obligations necessitated administrative effort.", 18.0, 40.0),
    ],
)
def test_the_reading_grade_grows_with_long_words(text: str, lowest: float, highest: float) -> None:
    assert lowest <= reading_grade(text) <= highest


def test_coverage_counts_by_theme_and_kind() -> None:
    bank = [GOOD, replace(GOOD, id="empathy-two", kinds=frozenset({"review"}))]
    themes = (replace(HONESTY, id="empathy"), HONESTY)

    counts = coverage(bank, themes, [VisitKind("review", "Review")]).counts

    assert counts == {"empathy": {"": 1, "review": 1}, "honesty": {"": 0, "review": 0}}


def test_coverage_names_the_gaps() -> None:
    gaps = coverage([GOOD], [replace(HONESTY, id="empathy")], [VisitKind("review", "Review")]).gaps

    assert gaps == (
        "empathy: 1 questions; 10 are the least",
        "empathy: 1 questions that fit any visit; 5 are the least",
        "empathy: no gentle question",
        "review: 0 questions of its own; 2 are the least",
    )


def test_the_real_bank_has_no_faults() -> None:
    assert faults_in(real_bank()[2]) == []


def test_the_real_bank_has_no_gaps() -> None:
    codebook, kinds, questions = real_bank()

    assert coverage(questions, codebook.themes, kinds).gaps == ()


@pytest.mark.parametrize("kind", MAIN_KINDS)
def test_the_real_bank_has_six_questions_of_its_own_for_each_main_kind_of_visit(kind: str) -> None:
    assert sum(kind in question.kinds for question in real_bank()[2]) >= 6


@pytest.mark.parametrize("model", MODELS)
def test_the_real_bank_builds_on_each_model_of_reflection(model: str) -> None:
    assert sum(question.model == model for question in real_bank()[2]) >= 8


def test_the_real_bank_has_something_for_the_newly_qualified_in_each_theme() -> None:
    codebook, _, questions = real_bank()

    assert {question.theme for question in questions if question.newly_qualified} == {
        theme.id for theme in codebook.themes
    }


def test_the_real_codebook_reads_as_easily_as_the_bank() -> None:
    codebook = load_codebook(REAL)
    subjects = (*codebook.themes, *codebook.families)
    lines = [line for one in subjects for line in one.in_practice.values()]
    lines += [ask for one in subjects for asks in (one.asks, one.one_to_one) for many in asks.values() for ask in many]

    assert [line for line in lines if reading_grade(line) > 8] == []
