"""The coder as the bot uses it: learnt from a slice of the examples, cached, asked about replies."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.coding import LocalCoder, open_coder
from supervisionbot.adapters.coding.examples import cover, read_examples
from supervisionbot.adapters.coding.features import ends_of, names_of, sentences_of, tokens_of
from supervisionbot.adapters.coding.question import learn_questions
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Stance

EXAMPLES = Path(__file__).parents[2] / "prompts" / "examples.jsonl"
THEMES = ["empathy", "culture", "communication", "mistrust", "engagement", "consistency", "honesty", "role"]
THEMES += ["boundaries", "power", "practical_help", "agencies", "balance", "time", "learning"]
SLICE = 16  # every sixteenth example: some hundred, by all writers
REPLY = "The interpreter rang in late, but [name] laughed and we drew the plan together on one sheet."
GOOD: dict[str, Any] = {
    "id": "a-1",
    "question": "How was it?",
    "asked_theme": "time",
    "text": "Ana was late again.",
    "spans": [[0, 3, "NAME"]],
    "codes": {"time": "strain"},
}


@pytest.fixture(scope="session")
def few_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coder") / "examples.jsonl"
    with EXAMPLES.open(encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, 0, None, SLICE)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cache(few_examples: Path) -> Path:
    return few_examples.parent / "cache"


@pytest.fixture(scope="session")
def coder(few_examples: Path, cache: Path) -> LocalCoder:
    return open_coder(few_examples, cache, THEMES)


def heard_progress(examples: Path, cache: Path) -> list[float]:
    heard: list[float] = []
    open_coder(examples, cache, THEMES, heard.append)
    return heard


def test_all_themes_are_ranked_best_first_with_probabilities(coder: LocalCoder) -> None:
    ranked = coder.code(REPLY, asked_theme="communication").ranked

    assert sorted(heard.theme for heard in ranked) == sorted(THEMES)
    assert [heard.probability for heard in ranked] == sorted((h.probability for h in ranked), reverse=True)
    assert all(0 <= heard.probability <= 1 for heard in ranked)


def test_the_codes_are_the_best_of_the_ranked(coder: LocalCoder) -> None:
    coding = coder.code(REPLY, asked_theme="communication")

    assert coding.codes == coding.ranked[: len(coding.codes)]
    assert "communication" in [heard.theme for heard in coding.codes]


def test_a_reply_that_speaks_of_no_theme_has_no_codes(coder: LocalCoder) -> None:
    coding = coder.code("wrong thread sorry, ignore!! will reply tomorrow", asked_theme="time")

    assert coding.codes == ()
    assert len(coding.ranked) == len(THEMES)


def test_a_plain_strain_is_heard_as_strain(coder: LocalCoder) -> None:
    coding = coder.code(
        "No time. Three visits left, late for all of them, and I never heard what she said.", asked_theme="time"
    )

    assert coding.ranked[0].theme == "time"
    assert coding.ranked[0].stance is Stance.STRAIN


def test_what_was_asked_about_makes_a_theme_likelier(coder: LocalCoder) -> None:
    def probability(asked: str) -> float:
        return next(h.probability for h in coder.code(REPLY, asked_theme=asked).ranked if h.theme == "power")

    assert probability("power") > probability("time")


def test_coding_one_by_one_or_together_gives_the_same(coder: LocalCoder) -> None:
    replies = [(REPLY, "", "power"), ("", "", ""), ("nobody in", "", "time")]

    together, alone = coder.code_many(replies), [coder.code(*reply) for reply in replies]

    for one, other in zip(together, alone, strict=True):
        assert [(h.theme, h.stance) for h in one.ranked] == [(h.theme, h.stance) for h in other.ranked]
        assert [h.probability for h in one.ranked] == pytest.approx([h.probability for h in other.ranked])


def test_no_replies_have_no_codings(coder: LocalCoder) -> None:
    assert coder.code_many([]) == []


def test_threads_may_share_a_coder(coder: LocalCoder) -> None:
    expected = coder.code(REPLY)

    with ThreadPoolExecutor(4) as threads:
        codings = list(threads.map(coder.code, [REPLY] * 20))

    assert codings == [expected] * 20


@given(text=st.text(max_size=200))
def test_any_text_is_coded_the_same_each_time(coder: LocalCoder, text: str) -> None:
    assert coder.code(text) == coder.code(text)


@given(text=st.text(max_size=200), theme=st.sampled_from(THEMES))
def test_evidence_stands_in_the_text(coder: LocalCoder, text: str, theme: str) -> None:
    spans = coder.evidence(text, theme)

    assert len(spans) <= 5
    assert all(0 <= span.start < span.end <= len(text) and span.kind == theme for span in spans)


def test_evidence_is_the_words_that_speak_for_the_theme(coder: LocalCoder) -> None:
    words = [REPLY[span.start : span.end] for span in coder.evidence(REPLY, "communication")]

    assert "interpreter" in words


def test_the_shares_of_all_words_make_up_the_linear_score(coder: LocalCoder) -> None:
    model, tokens = coder._model, tokens_of(REPLY)
    row = model.vocabulary.rows(tokens, [(0, len(tokens))])[0]
    score = float(row.weights @ model.linear.weights[row.places, 0].astype("float32"))

    assert float(model.shares(tokens, THEMES[0]).sum()) == pytest.approx(score, rel=1e-3)


def test_the_words_of_a_question_tell_how_answers_to_such_questions_lean() -> None:
    questions = ["What went well today?"] * 6 + ["What got in the way today?"] * 6
    outcomes = np.array([[1.0, 0.0, 0.0]] * 6 + [[0.0, 1.0, 0.0]] * 6)

    view, held_out = learn_questions(questions, outcomes, [np.arange(6), np.arange(6, 12)])
    well, hard, unheard = view.score(["So what went well?", "What was in the way?", "¿Qué tal?"])

    assert well[0] > 0 > well[1]
    assert hard[1] > 0 > hard[0]
    assert unheard.tolist() == [0, 0, 0]
    assert held_out.tolist() != view.score(questions).tolist()


def test_there_is_no_evidence_for_a_theme_that_nobody_knows(coder: LocalCoder) -> None:
    with pytest.raises(KeyError):
        coder.evidence(REPLY, "weather")


def test_a_coder_shows_no_words(coder: LocalCoder, few_examples: Path) -> None:
    example = read_examples(few_examples, THEMES)[0]

    assert example.text not in repr(coder) + repr(example)


def test_a_second_start_reads_the_cache(coder: LocalCoder, few_examples: Path, cache: Path) -> None:
    heard: list[float] = []

    again = open_coder(few_examples, cache, THEMES, heard.append)

    assert heard == []
    assert again.code(REPLY) == coder.code(REPLY)


def damages(content: bytes) -> Iterator[bytes]:
    middle = len(content) // 2
    yield content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    yield content[:middle]
    yield b""
    yield b"no such thing" * 100


@pytest.fixture
def handful(tmp_path: Path) -> Path:
    path = tmp_path / "examples.jsonl"
    with EXAMPLES.open(encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, 0, None, 160)), encoding="utf-8")
    return path


def test_a_damaged_cache_is_built_anew(handful: Path, tmp_path: Path) -> None:
    expected = open_coder(handful, tmp_path, THEMES).code(REPLY)
    kept = next(tmp_path.glob("*.npz"))
    whole = kept.read_bytes()

    for damaged in damages(whole):
        kept.write_bytes(damaged)
        coder = open_coder(handful, tmp_path, THEMES)

        assert coder.code(REPLY) == expected
        assert kept.read_bytes()[:32] != damaged[:32] or len(kept.read_bytes()) == len(whole)


def test_changed_examples_are_learnt_anew(handful: Path, tmp_path: Path) -> None:
    first = heard_progress(handful, tmp_path)
    with handful.open("a", encoding="utf-8") as file:
        file.write(json.dumps(GOOD) + "\n")

    assert first[-1] == 1
    assert heard_progress(handful, tmp_path)[-1] == 1
    assert heard_progress(handful, tmp_path) == []


def test_nothing_half_written_is_left_behind(handful: Path, tmp_path: Path) -> None:
    open_coder(handful, tmp_path / "cache", THEMES)

    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".npz"]


def test_models_learnt_long_ago_make_room_for_new_ones(handful: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for number in range(5):
        (cache / f"coder-{number}.npz").touch()
        os.utime(cache / f"coder-{number}.npz", (number, number))

    open_coder(handful, cache, THEMES)

    found = {path.name for path in cache.iterdir()}
    assert len(found) == 3
    assert found > {"coder-3.npz", "coder-4.npz"}


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in (GOOD | {"id": "a-2"}).items() if name != key}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a-2", ', "bad JSON"),
        ("[]", "no JSON object"),
        (json.dumps(without("text")), '"text" is missing'),
        (json.dumps(without("codes")), '"codes" is missing'),
        (json.dumps(without("spans")), '"spans" is missing'),
        (json.dumps(GOOD | {"text": 7}), '"text" is no text'),
        (json.dumps(GOOD | {"id": "a-1"}), "twice"),
        (json.dumps(GOOD | {"id": "a-2", "codes": {"weather": "strain"}}), "unknown theme"),
        (json.dumps(GOOD | {"id": "a-2", "codes": {"time": "bad"}}), "unknown stance"),
        (json.dumps(GOOD | {"id": "a-2", "codes": ["time"]}), "no object of themes"),
        (json.dumps(GOOD | {"id": "a-2", "asked_theme": "weather"}), "asked_theme"),
        (json.dumps(GOOD | {"id": "a-2", "spans": [[0, 900, "NAME"]]}), "out of range"),
        (json.dumps(GOOD | {"id": "a-2", "spans": [[3, 3, "NAME"]]}), "out of range"),
        (json.dumps(GOOD | {"id": "a-2", "spans": [[0, 3, "PET"]]}), "known type"),
        (json.dumps(GOOD | {"id": "a-2", "spans": [[0, 3, ["NAME"]]]}), "known type"),
        (json.dumps(GOOD | {"id": "a-2", "spans": "none"}), "no list"),
    ],
)
def test_damaged_examples_are_named_by_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + line + "\n", encoding="utf-8")

    with pytest.raises(WrongPrompts) as wrong:
        open_coder(path, tmp_path / "cache", THEMES)

    assert str(path) in str(wrong.value)
    assert "line 3" in str(wrong.value)
    assert reason in str(wrong.value)
    assert "late again" not in str(wrong.value)


@pytest.mark.parametrize(("content", "line"), [(b"", "line 1"), (b"\n\xff\n", "line 2")])
def test_an_empty_or_unreadable_file_is_named(tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "examples.jsonl"
    path.write_bytes(content)

    with pytest.raises(WrongPrompts, match=line):
        open_coder(path, tmp_path, THEMES)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongPrompts, match="nothing-here"):
        open_coder(tmp_path / "nothing-here.jsonl", tmp_path, THEMES)


def test_identifying_detail_is_covered_by_numbered_marks() -> None:
    text = "Ana rang Ben, then ana rang Leeds."
    spans = [(0, 3, "NAME"), (9, 12, "NAME"), (19, 22, "NAME"), (28, 33, "PLACE")]

    assert cover(text, spans) == "[name] rang [name 2], then [name] rang [place]."


def test_marks_count_as_one_word_whatever_their_number() -> None:
    assert [token.word for token in tokens_of("[name 2] can’t, 3pm!!")] == [
        "[name]",
        "can't",
        "3",
        "pm",
        "!!",
    ]


@given(text=st.text(max_size=100))
def test_each_sequence_knows_its_words(text: str) -> None:
    tokens = tokens_of(text)
    firsts, lasts = ends_of(tokens)

    assert len(names_of(tokens)) == len(firsts) == len(lasts)
    assert all(0 <= first <= last < len(tokens) for first, last in zip(firsts, lasts, strict=True))


@given(text=st.text(alphabet="ab .!?\n'", max_size=60))
def test_sentences_leave_no_word_out(text: str) -> None:
    tokens = tokens_of(text)
    sentences = sentences_of(text, tokens)

    assert [number for start, end in sentences for number in range(start, end)] == list(range(len(tokens)))


def test_a_sentence_ends_with_its_mark_or_its_line() -> None:
    text = "She laughed! (At me.) Then\nnothing"

    assert sentences_of(text, tokens_of(text)) == [(0, 3), (3, 5), (5, 6), (6, 7)]


def test_a_theme_of_ones_own_needs_no_more_than_examples(few_examples: Path, tmp_path: Path) -> None:
    handful = tmp_path / "examples.jsonl"
    handful.write_bytes(few_examples.read_bytes())
    with handful.open("a", encoding="utf-8") as file:
        for number in range(10):
            own = GOOD | {
                "id": f"own-{number}",
                "asked_theme": "weather",
                "codes": {"weather": "strain"},
                "text": f"Rain and sleet {number}.",
            }
            file.write(json.dumps(own) + "\n")

    ranked = open_coder(handful, tmp_path, [*THEMES, "weather"]).code("Sleet and rain.", "", "weather").ranked

    assert ranked[0].theme == "weather"
