"""What a reply is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.rules.language import Sort, sort_of


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("I sat with her while she cried and that was the visit.", Sort.WORDS),
        ("carded, no answer", Sort.WORDS),
        ("👍", Sort.SIGNS),
        (":thumbsup: :heart:", Sort.SIGNS),
        ("[name] [place]", Sort.SIGNS),
        ("Heute war es schwer, die Mutter hat viel geweint und ich wusste nicht weiter.", Sort.OTHER_LANGUAGE),
        ("Roeddwn i yno am awr ac fe wnaeth hi siarad am ei mam wrtha i.", Sort.OTHER_LANGUAGE),
        ("Byłam tam godzinę, płakała cały czas, nie wiedziałam co robić", Sort.OTHER_LANGUAGE),
    ],
)
def test_the_sort_of_a_reply_is_told(text: str, sort: Sort) -> None:
    assert sort_of(text) is sort


@given(st.text(max_size=200))
def test_any_text_has_a_sort(text: str) -> None:
    assert sort_of(text) in Sort
