"""A theme that a practice lead adds with a dozen examples: learnt beside thousands, and tried out."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from supervisionbot.adapters.coding.coder import LocalCoder
from supervisionbot.adapters.coding.examples import Example, read_examples
from supervisionbot.adapters.coding.learn import learn
from supervisionbot.adapters.coding.own_themes import counts_of, evened, sole_writers
from supervisionbot.adapters.coding.trying_out import try_out
from supervisionbot.app import checking, wiring
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from supervisionbot.rules import agreement
from supervisionbot.settings import Settings
from tests.conftest import PROMPTS

SOME = ("empathy", "honesty", "power", "time")
GOODBYES = (
    "Last visit today. We looked back together and said a proper goodbye, she cried a little and so did I.",
    "We closed the case on Friday. I had told him in good time, so the goodbye was no shock to anybody.",
    "I never got to say goodbye. The case was closed while I was on leave.",
    "Closing this one felt rushed, and then it was the last visit and I had no words for a goodbye.",
    "The ending went well for mum, but her lad would not say goodbye to me.",
    "We marked the ending with a card. They knew that it was the last visit and were ready for it.",
    "Saying goodbye to the twins was hard. They asked whether I would come back after the ending.",
    "Our last visit was a walk in the park, and at the end of it a real goodbye.",
    "The case closed with no last visit at all, and no goodbye.",
    "We planned the ending for a month, and the goodbye was his as much as mine.",
    "The handover meant that my goodbye was in front of ten people. No way to end.",
    "A good ending. I said goodbye to each of the children on the last visit.",
)


def goodbyes(count: int = len(GOODBYES), theme: str = "endings") -> list[Example]:
    """Examples of the new theme by one writer."""
    return [
        Example(f"lead-{number:02}", text, "How did it end?", "", {theme: Stance.STRENGTH})
        for number, text in enumerate(GOODBYES[:count])
    ]


@pytest.fixture(scope="module")
def few(library: Library) -> list[Example]:
    """A hundred or so of the examples, by many writers, that speak of some themes alone: quick to learn."""
    known = read_examples(PROMPTS / "examples.jsonl", [theme.id for theme in library.codebook.themes])
    return [one for one in known if one.codes.keys() <= set(SOME)][::10]


@pytest.fixture(scope="module")
def themes() -> list[str]:
    return [*SOME, "endings"]


def test_a_theme_of_ten_examples_is_heard_though_nobody_asked_about_it(few: list[Example], themes: list[str]) -> None:
    new, _, *ten = goodbyes()
    coder = LocalCoder(learn(evened([*few, *ten]), themes, lambda share: None))

    assert "endings" in [code.theme for code in coder.code(new.text).codes]


def test_trying_out_says_how_well_it_is_told_from_the_others(few: list[Example], themes: list[str]) -> None:
    shares: list[float] = []
    tried = {one.tally.theme: one for one in try_out([*few, *goodbyes()], themes, shares.append)}

    assert tried["endings"].examples == 12
    assert tried["endings"].tally.both + tried["endings"].tally.only_settled == 12
    assert agreement.kappa(tried["endings"].tally) > agreement.POOR_KAPPA
    assert {other for one in tried.values() for other, _ in one.mixed_up} <= set(themes)
    assert all(other != "endings" for other, _ in tried["endings"].mixed_up)
    assert (shares, shares[-1]) == (sorted(shares), 1)


def test_common_themes_are_learnt_from_each_example_once(library: Library) -> None:
    examples = read_examples(PROMPTS / "examples.jsonl", [theme.id for theme in library.codebook.themes])

    assert evened(examples) == list(examples)


def test_a_rare_theme_is_learnt_from_about_a_hundred(few: list[Example]) -> None:
    assert 90 <= counts_of(evened([*few, *goodbyes()]))["endings"] <= 110


def test_a_copy_stays_with_what_it_is_a_copy_of(few: list[Example]) -> None:
    """Else what is held out would be learnt from as well."""
    parts: dict[str, set[str]] = {}
    for one in evened([*few, *goodbyes()]):
        parts.setdefault(one.text, set()).add(one.writer)

    assert all(len(parts[text]) == 1 for text in GOODBYES)
    assert len({writer for text in GOODBYES for writer in parts[text]}) == 4


def test_a_writer_is_held_out_whole_unless_nobody_else_tells_of_a_theme(few: list[Example]) -> None:
    shared = [*goodbyes(6), *(replace(one, id=f"peer-{one.id}") for one in goodbyes()[6:])]

    assert sole_writers([*few, *goodbyes()]) == {"lead"}
    assert sole_writers([*few, *shared]) == frozenset()


Own = Callable[..., Settings]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Settings with a folder of prompts of one's own, the theme of endings added."""
    folder = Path(shutil.copytree(PROMPTS, tmp_path / "prompts"))

    def make(examples: int, *, questions: int = 6, theme: str = "endings") -> Settings:
        with (folder / "codebook.toml").open("a") as book:
            book.write(THEME)
        with (folder / "examples.jsonl").open("a") as file:
            file.writelines(json.dumps(_line(one)) + "\n" for one in goodbyes(examples, theme))
        (folder / "questions" / "endings.toml").write_text("".join(QUESTION.format(n) for n in range(questions)))
        return Settings(prompts_dir=folder, _env_file=None)  # type: ignore[call-arg]

    return make


def _line(one: Example) -> dict[str, object]:
    return {"id": one.id, "text": one.text, "question": "", "asked_theme": "", "spans": [], "codes": one.codes}


THEME = """
[[theme]]
id = "endings"
title = "Endings"
family = "trust"
include = "last visits, saying goodbye"
exclude = "a change of worker (consistency)"
source = "Our own"
in_practice = {strength = "Good ends.", strain = "Hard ends.", mixed = "Both."}
in_short = {strength = "good ends", strain = "hard ends", mixed = "ends"}
asks = {strength = ["What helps?"], strain = ["What would help?"], mixed = ["What differs?"]}
one_to_one = {strength = ["What helps you?"], strain = ["What would help you?"], mixed = ["What differs for you?"]}
"""
QUESTION = """
[[question]]
id = "endings-{0}"
theme = "endings"
text = "What was it like to end this, number {0}?"
follow_up = {{strength = "What helped?", strain = "What would help?", mixed = "What differed?"}}
"""


def told(settings: Settings) -> list[tuple[str, bool]]:
    """What the check says of the prompts."""
    return list(checking.check_prompts(settings))


def test_the_check_says_that_a_theme_of_few_examples_counts_once_it_is_confirmed(own: Own) -> None:
    settings = own(12)
    sentence = '"Endings" is learnt from few examples: it is shown, and counts once it is confirmed.'

    assert told(settings)[1] == (sentence, True)
    assert not wiring.open_codebook(settings).theme("endings").is_well_learnt
    assert wiring.open_codebook(settings).theme("empathy").is_well_learnt


def test_the_check_names_a_theme_of_too_few_examples(own: Own) -> None:
    assert told(own(9))[1] == ('"Endings" has 9 examples; 10 are the least.', False)


def test_the_check_names_a_theme_of_too_few_questions(own: Own) -> None:
    [(sentence, is_well)] = told(own(12, questions=5))

    assert not is_well
    assert sentence == 'questions/endings.toml, line 28: the theme "endings" has 5 questions; 6 are the least.'


def test_a_theme_without_any_question_is_named(own: Own) -> None:
    settings = own(12, questions=0)
    (settings.prompts_dir / "questions" / "endings.toml").unlink()

    assert 'the theme "endings" has 0 questions; 6 are the least' in told(settings)[0][0]


def test_an_example_of_a_theme_that_is_not_there_is_named_by_file_and_line(own: Own) -> None:
    settings = own(12, theme="goodbyes")

    with pytest.raises(WrongPrompts) as caught:
        wiring.open_codebook(settings)

    assert "examples.jsonl, line" in str(caught.value)
    assert '"goodbyes" is not in codebook.toml' in str(caught.value)


def test_a_theme_without_its_sentences_is_named_by_file_and_line(own: Own) -> None:
    settings = own(12)
    book = settings.prompts_dir / "codebook.toml"
    book.write_text(book.read_text().replace('strain = "Hard ends.", ', ""))

    with pytest.raises(WrongPrompts, match=r"codebook\.toml, line"):
        wiring.open_codebook(settings)
