"""The words that can be covered by hand, and where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.rules import covering, redaction
from tests.builders import a_reply


def covered(text: str, *words: str) -> str:
    """The text with these words covered."""
    meant = {covering.plain(word) for word in words}
    return redaction.cover(text, covering.places_of(text, meant.__contains__)).text


def test_each_word_is_offered_once_in_the_order_of_the_alphabet() -> None:
    assert covering.words_in(["She sang. SHE sat", "on Elm Row"]) == ("Elm", "Row", "sang", "sat")


def test_little_words_are_not_offered_but_names_that_look_like_words_are() -> None:
    assert covering.words_in(["I went to them with Will and Grace in May"]) == ("Grace", "May", "went", "Will")


def test_what_is_covered_already_is_not_offered() -> None:
    assert covering.words_in(["[name] met [name 2] &amp; me"]) == ("met",)


def test_a_word_is_covered_however_it_is_written_and_no_other_is() -> None:
    said = covered("At the Mill. Zoë's mill, not the miller's. ZOE!", "mill", "Zoe")

    assert said == "At the [detail]. [detail]'s [detail], not the miller's. [detail]!"


def test_words_covered_by_hand_are_counted_apart_and_each_once() -> None:
    reply = a_reply(covered=(("NAME", 1),), text="the mill and the Mill pond")
    meant = {"mill", "pond"}

    after = covering.with_covered(reply, "gone", covering.places_of(reply.text, meant.__contains__))

    assert (after.covered, after.text) == ((("NAME", 1), ("HAND", 2)), "gone")


@given(st.text())
def test_covering_every_word_leaves_none(text: str) -> None:
    assert covering.words_in([covered(text, *covering.words_in([text]))]) == ()


@given(st.text(), st.text())
def test_a_word_that_is_offered_fits_a_menu_and_stands_in_the_text(one: str, other: str) -> None:
    words = covering.words_in([one, other])

    assert all(0 < len(word) <= 75 and (word in one or word in other) for word in words)
