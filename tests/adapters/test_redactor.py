"""The redactor learns from examples, keeps what it learnt, and finds people that it has never heard of."""

import json
import threading
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisionbot.adapters.redaction.examples import Example
from supervisionbot.adapters.redaction.lists import GIVEN, Lists, read_lists
from supervisionbot.adapters.redaction.variants import variants
from supervisionbot.adapters.redactor import LISTS, CrfRedactor, open_redactor
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Span

EXAMPLES = Path(__file__).parents[2] / "prompts" / "examples.jsonl"
TELLING = 250  # examples with something to cover
PLAIN = 80


def covered(redactor: CrfRedactor, text: str) -> str:
    """The text with each found place as a row of underscores."""
    for span in redactor.find(text):
        text = text[: span.start] + "_" * (span.end - span.start) + text[span.end :]
    return text


def some_lines() -> Iterator[bytes]:
    lines = EXAMPLES.read_bytes().splitlines()
    yield from islice((line for line in lines if json.loads(line)["spans"]), TELLING)
    yield from islice((line for line in lines if not json.loads(line)["spans"]), PLAIN)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a few hundred examples, so that learning takes seconds."""
    path = tmp_path_factory.mktemp("examples") / "few.jsonl"
    path.write_bytes(b"\n".join(some_lines()) + b"\n")
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def redactor(few: Path, cache: Path) -> CrfRedactor:
    return open_redactor(few, cache)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Went out with Zuleikha again, she was calmer than last week.", "Zuleikha"),
        ("Told Bartholomew's mum that I would ring her on the way home.", "Bartholomew"),
        ("I sat with Nkemdilim in the car and said nothing for a while.", "Nkemdilim"),
        ("He said Thorvald had never been asked what he wanted.", "Thorvald"),
        ("She rang Mr Quartermaine and he came straight over.", "Mr Quartermaine"),
        ("Had a good chat with Eirlys about the meeting.", "Eirlys"),
    ],
)
def test_it_covers_names_of_people_it_has_never_seen(redactor: CrfRedactor, few: Path, text: str, name: str) -> None:
    assert name.rsplit(maxsplit=1)[-1] not in few.read_text("utf-8")
    assert name not in covered(redactor, text)


def test_it_leaves_a_reply_that_names_nobody(redactor: CrfRedactor) -> None:
    text = "I was late and said sorry, and we had tea before we talked about the plan."

    assert covered(redactor, text) == text


def test_it_takes_the_title_with_the_name(redactor: CrfRedactor) -> None:
    assert "Auntie" not in covered(redactor, "It was Auntie Bolanle who opened the door and let me in.")


def test_what_stands_between_two_sentences_stays(redactor: CrfRedactor) -> None:
    assert ". " in covered(redactor, "I went to see Bolanle. Then I rang Kwame from the car.")


def test_it_finds_nothing_in_marks_that_stand_already(redactor: CrfRedactor) -> None:
    text = "[name] told [name 2] to ring <@U012AB|bolanle> in [place] &amp; wait"
    marked = [range(6), range(12, 20), range(29, 46), range(50, 57), range(58, 63)]

    assert not any(span.start in places for span in redactor.find(text) for places in marked)


def test_it_learns_the_same_from_the_same_examples(
    redactor: CrfRedactor, few: Path, cache: Path, tmp_path: Path
) -> None:
    small = tmp_path / "small.jsonl"
    small.write_bytes(b"\n".join(few.read_bytes().splitlines()[:40]))
    for folder in ("one", "two"):
        open_redactor(small, tmp_path / folder)

    assert (tmp_path / "one" / "redactor.crf").read_bytes() == (tmp_path / "two" / "redactor.crf").read_bytes()


def test_it_is_loaded_from_the_cache_without_learning_again(redactor: CrfRedactor, few: Path, cache: Path) -> None:
    told: list[float] = []
    again = open_redactor(few, cache, told.append)

    assert told == []
    assert again.find("I met Bolanle today.") == redactor.find("I met Bolanle today.")


@pytest.fixture
def small(tmp_path: Path, few: Path) -> Path:
    path = tmp_path / "small.jsonl"
    path.write_bytes(b"\n".join(few.read_bytes().splitlines()[:40]))
    return path


def test_learning_tells_how_far_it_is(small: Path, tmp_path: Path) -> None:
    told: list[float] = []
    open_redactor(small, tmp_path, told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0
    assert all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize("where", [3, 60, 200, -1], ids=["name", "fingerprint", "words", "model"])
def test_a_damaged_cache_is_learnt_anew(small: Path, tmp_path: Path, where: int) -> None:
    open_redactor(small, tmp_path)
    path = tmp_path / "redactor.crf"
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[where] ^= 1
    path.write_bytes(damaged)
    open_redactor(small, tmp_path)

    assert path.read_bytes() == whole


def test_a_cut_off_cache_is_learnt_anew(small: Path, tmp_path: Path) -> None:
    open_redactor(small, tmp_path)
    path = tmp_path / "redactor.crf"
    whole = path.read_bytes()
    path.write_bytes(whole[:10])
    open_redactor(small, tmp_path)

    assert path.read_bytes() == whole


def test_changed_examples_are_learnt_anew(small: Path, tmp_path: Path) -> None:
    open_redactor(small, tmp_path)
    before = (tmp_path / "redactor.crf").read_bytes()
    small.write_bytes(small.read_bytes() + b"\n")
    open_redactor(small, tmp_path)

    assert (tmp_path / "redactor.crf").read_bytes() != before


def test_nothing_but_the_model_is_left_in_the_cache(small: Path, tmp_path: Path) -> None:
    open_redactor(small, tmp_path / "kept")

    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["redactor.crf"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "secret words"', "this is no example with text and spans"),
        ('["secret words"]', "this is no example with text and spans"),
        ('{"text": "secret words"}', "this is no example with text and spans"),
        ('{"text": "secret words", "spans": [[0, 99, "NAME"]]}', "a span does not fit its text"),
        ('{"text": "secret words", "spans": [[4, 2, "NAME"]]}', "a span does not fit its text"),
        (
            '{"text": "secret words", "spans": [[0, 6, "SECRET"]]}',
            "a span has a kind that redaction does not know",
        ),
        ('{"text": "secret words", "spans": [[0, 6]]}', "a span is not [start, end, kind]"),
        ('{"text": "secret words", "spans": [["0", 6, "NAME"]]}', "a span does not fit its text"),
        ('{"text": "secret words", "spans": [[0, 6, ["NAME"]]]}', "this is no example with text and spans"),
        ("\udcff", "this is no example with text and spans"),
    ],
)
def test_damaged_examples_are_refused_with_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_bytes(b'{"text": "fine", "spans": []}\n' + line.encode("utf-8", "surrogateescape"))
    with pytest.raises(WrongPrompts) as refusal:
        open_redactor(path, tmp_path)

    assert str(refusal.value) == f"{path}, line 2: {reason}."
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("content", [None, b"", b"\n\n"], ids=["missing", "empty", "blank"])
def test_without_examples_there_is_no_redactor(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "none.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(WrongPrompts, match=r"none\.jsonl"):
        open_redactor(path, tmp_path)


@pytest.fixture(scope="session")
def lists() -> Lists:
    return read_lists(LISTS)


def other_names(lists: Lists) -> list[str]:
    """The names that come into the place of one name."""
    example = Example("Told Bolanle that I would ring.", (Span(5, 12, "NAME"),))
    return [one.text[span.start : span.end] for one in variants([example] * 40, lists) for span in one.spans]


def test_variants_are_learnt_with_other_names_large_and_small(lists: Lists) -> None:
    names = other_names(lists)

    assert "Bolanle" not in names
    assert {name.islower() for name in names} == {True, False}


def test_some_variants_have_names_that_no_list_holds(lists: Lists) -> None:
    listed = [bool(lists.of(name) & GIVEN) for name in other_names(lists)]

    assert 0.1 < listed.count(False) / len(listed) < 0.6


def test_the_same_examples_have_the_same_variants(lists: Lists) -> None:
    assert other_names(lists) == other_names(lists)


def test_threads_do_not_disturb_each_other(redactor: CrfRedactor) -> None:
    texts = [
        f"I met Bolanle and {name} at number {number}, then left." for number in range(20) for name in ("Kwame", "Ola")
    ]
    alone = [redactor.find(text) for text in texts]
    together: list[list[object]] = [[], [], [], []]

    def read(found: list[object]) -> None:
        found.extend(redactor.find(text) for text in texts)

    threads = [threading.Thread(target=read, args=(found,)) for found in together]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(found == alone for found in together)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_any_text_can_be_read_and_places_fit_it(redactor: CrfRedactor, text: str) -> None:
    spans = redactor.find(text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_no_words_stand_in_its_repr(redactor: CrfRedactor) -> None:
    assert repr(redactor) == "CrfRedactor(2 models)"
