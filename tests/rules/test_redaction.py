"""What always has to be covered is covered, and covering never harms the rest of the text."""

import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.records.codebook import Span
from supervisionbot.rules.formed_details import formed_details
from supervisionbot.rules.redaction import Redacted, cover, known_details

# Surrogates, combining marks and right-to-left letters among them.
ANY_TEXT = st.text(st.characters(), max_size=80)
PIECES = (
    ["Mia", "told", "12", "/", "3", "on the", "14th", "St", "Mary's", "[name]", "[date 2]", "&amp;", "<@U1>"],
    [
        "at",
        "May",
        "Road",
        "7yo",
        "aged",
        "Mr",
        "(",
        "07700 900123",
        "he's",
        "flat",
        "2024",
        "of",
        "'98",
        "\n",
    ],
    ["e\u0301", "👩🏽‍⚕️", "שרה", "Zo\u00eb", "ﬁ", "\ud83d", "İ"],
)
TEXT_LIKE = st.lists(st.sampled_from(list(chain(*PIECES))), max_size=12).map(" ".join)
TEXTS = ANY_TEXT | TEXT_LIKE


def redacted(text: str, names: tuple[str, ...] = ()) -> Redacted:
    return cover(text, formed_details(text) + known_details(text, names))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("she rang <@U02ABC|mia> twice", "she rang [name] twice"),
        ("see <#C02ABC|duty> for it", "see [detail] for it"),
        ("mail <mailto:mia@home.example|mia@home.example> now", "mail [email] now"),
        ("ring <tel:+447700900123|07700 900123> now", "ring [phone] now"),
        ("it is on <https://pages.example/mia|her page>, yes", "it is on [link], yes"),
        ("wrote to mia.k+1@home.example.", "wrote to [email]."),
        ("on www.bus-for-mia.example/x, yes", "on [link], yes"),
        ("rang 07700 900 123, no answer", "rang [phone], no answer"),
        ("rang 0 7 7 0 0 9 0 0 1 2 3 again", "rang [phone] again"),
        ("his line is (509) 555-0182.", "his line is [phone]."),
        ("moved to LS11 6PT in spring", "moved to [postcode] in spring"),
        ("moved to bd9 4xx in spring", "moved to [postcode] in spring"),
        ("moved to K1A 0B1 in spring", "moved to [postcode] in spring"),
        ("moved to V94 XT21 in spring", "moved to [postcode] in spring"),
        ("moved to NSW 2016 in spring", "moved to [postcode] in spring"),
        ("moved to WA 98101 in spring", "moved to [postcode] in spring"),
        ("her number 943 476 5919 was wrong", "her [reference] was wrong"),
        ("NI QQ 12 34 56 C on it", "NI [reference] on it"),
        ("the form says 078-05-1120 now", "the form says [reference] now"),
        ("hearing on case ZC24C00417 today", "hearing on [reference] today"),
        ("it was ref 44/83120/25 again", "it was [reference] again"),
        ("parked NX19 OKP outside", "parked [reference] outside"),
        ("since the 4th of Feburary he waits", "since [date] he waits"),
        ("seen 14/08/23 and 20/2", "seen [date] and [date]"),
        ("stopped in 2019, he says", "stopped in [date], he says"),
        ("back on the 19th, maybe", "back on [date], maybe"),
        ("a 12 year old with a dog", "a [age] with a dog"),
        ("boy of nine, blunt", "[age], blunt"),
        ("she's 17, and tired", "[age], and tired"),
        ("wakes at 14 Albion Terrace early", "wakes at [place] early"),
        ("left flat 9b in a hurry", "left [place] in a hurry"),
        ("the head of St Aidan's rang", "the head of [place] rang"),
        ("saw Mrs Fonseca-Lima first", "saw [name] first"),
    ],
)
def test_what_has_a_form_is_covered(text: str, kept: str) -> None:
    assert redacted(text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "on call 24/7, nine out of ten, 9/10 for effort",
        "two thirds of it, 2/3 if you ask",
        "back by 3.30, left at 12:50, £350 and $25",
        "section 47, s17 and S117 all in one week",
        "the 3rd time this week, and my 2nd visit",
        "I may go, we march on, may be",
        "40 minutes late and 3 buses",
    ],
)
def test_what_only_looks_like_a_form_is_left(text: str) -> None:
    assert redacted(text).text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Donna said so", "[name] said so"),
        ("donna said so", "[name] said so"),
        ("Donna's idea, and Donna’s plan", "[name]'s idea, and [name]’s plan"),
        ("the Nowaks came", "the [name] came"),
        ("DONNA NOWAK came", "[name] came"),
        ("Siobhán and Siobha\u0301n", "[name] and [name]"),
        ("donna.nowak wrote", "[name] wrote"),
        ("Donnatella and prima donnas", "Donnatella and prima [name]"),
        ("Will came", "[name] came"),
        ("it will do", "it will do"),
    ],
)
def test_a_member_s_name_is_covered_however_it_is_written(text: str, kept: str) -> None:
    assert cover(text, known_details(text, ["Donna Nowak", "Siobhan O'Dea", "Will Armitage"])).text == kept


@pytest.mark.parametrize("text", ["about AB/0093-4471 again", "about ab 0093 4471 again", "about AB00934471 again"])
def test_the_case_reference_is_covered_however_it_is_spaced(text: str) -> None:
    assert cover(text, known_details(text, ["AB/0093-4471"])).text == "about [reference] again"


def test_the_same_name_gets_the_same_mark() -> None:
    text = "Mia met Ben. Ben told mia's mum, and Mr Ben Okoro left."
    names = ["Mia", "Ben Okoro"]

    assert redacted(text, tuple(names)).text == "[name] met [name 2]. [name 2] told [name]'s mum, and [name 2] left."


def test_what_was_covered_is_counted_by_kind_in_a_fixed_order() -> None:
    text = "14/08/23: Mia, Mia and Ben at LS11 6PT"

    assert redacted(text, ("Mia", "Ben")).covered == (("NAME", 2), ("DATE", 1), ("POSTCODE", 1))


def test_a_span_that_cuts_a_word_covers_the_whole_word() -> None:
    assert cover("the Nowaks left", [Span(4, 8, "NAME")]).text == "the [name] left"


def test_a_span_that_cuts_a_letter_covers_the_whole_letter() -> None:
    assert cover("with Ze\u0301 now", [Span(5, 7, "NAME")]).text == "with [name] now"


def test_a_span_that_cuts_an_escaped_sign_covers_the_whole_sign() -> None:
    assert cover("Lowe &amp; Sons", [Span(0, 6, "NAME")]).text == "[name] Sons"


def test_overlapping_spans_become_one_of_the_longer_kind() -> None:
    assert cover("see 14 Elm Road ok", [Span(4, 6, "AGE"), Span(4, 15, "PLACE")]).text == "see [place] ok"


def test_a_mark_that_stands_already_is_left_and_numbers_go_on_after_it() -> None:
    assert cover("[name] met Ben", [Span(1, 5, "NAME"), Span(11, 14, "NAME")]).text == "[name] met [name 2]"


@pytest.mark.parametrize("span", [Span(-1, 2, "NAME"), Span(2, 99, "NAME"), Span(3, 2, "NAME")])
def test_a_span_that_does_not_fit_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        cover("short", [span])


def test_the_words_are_not_in_the_record_s_repr() -> None:
    assert "tired" not in repr(cover("Mia is tired", [Span(0, 3, "NAME")]))


@pytest.mark.parametrize("piece", ["a.", "a-", "1 ", "1/", "12.", "Ab ", "@a", "(0", "mr a ", "a@"])
def test_a_long_odd_text_takes_no_long_time(piece: str) -> None:
    text = piece * (4000 // len(piece))
    before = time.perf_counter()
    redacted(text, ("Mia Nowak",))

    assert time.perf_counter() - before < 5


@given(TEXTS)
def test_places_found_fit_the_text(text: str) -> None:
    names = ("Mia Nowak", "AB 12")

    assert all(0 <= s.start < s.end <= len(text) for s in formed_details(text) + known_details(text, names))


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(["NAME", "DATE", "OTHER"]))),
)
def test_any_places_are_covered_whole_and_the_rest_is_left(text: str, drawn: list[tuple[int, int, str]]) -> None:
    spans = [Span(min(a, b), max(a, b), kind) for a, b, kind in drawn if max(a, b) <= len(text)]
    result = cover(text, spans)
    rest, at = [], 0
    for span in result.spans:
        rest.append(text[at : span.start])
        at = span.end

    assert list(result.spans) == sorted(result.spans, key=lambda span: span.start)
    assert all(left.end <= right.start for left, right in zip(result.spans, result.spans[1:], strict=False))
    position = 0
    for piece in [*rest, text[at:]]:
        position = result.text.index(piece, position) + len(piece)


@given(TEXTS)
def test_covering_a_covered_text_changes_nothing(text: str) -> None:
    names = ("Mia Nowak", "AB 12")
    once = redacted(text, names)
    twice = redacted(once.text, names)

    assert twice.text == once.text
    assert twice.covered == ()


@given(TEXTS)
def test_covering_is_the_same_each_time(text: str) -> None:
    assert redacted(text, ("Mia",)) == redacted(text, ("Mia",))


@given(TEXTS, st.sampled_from(["Mia Nowak", "Siobhán", "Zé"]))
def test_nothing_of_a_known_name_is_left(text: str, name: str) -> None:
    told = f"{text} {name} {text}"

    assert name.casefold() not in cover(told, known_details(told, [name])).text.casefold()
