"""Text from a keyboard -> what can be kept and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.rules.cleaning import cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("I listened.\nShe talked.\tA lot.", "I listened.\nShe talked.\tA lot."),
        ("Jo\u200bdie and Ti\u00adlly\ufeff", "Jodie and Tilly"),
        ("half \ud83d a face, a \x00 and a \x1b[2J", "half \ufffd a face, a \ufffd and a \ufffd[2J"),
        ("\u05e9\u05dc\u05d5\u05dd, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, Zoe\u0308", None),
        ("\U0001f469\u200d\U0001f467 \U0001f600", None),
    ],
    ids=["plain text", "what nobody sees", "what no file takes", "other scripts and marks", "faces and families"],
)
def test_what_is_typed_is_kept_as_it_is_seen(typed: str, kept: str | None) -> None:
    assert cleaned(typed) == (typed if kept is None else kept)


@given(typed=st.text(st.characters(exclude_categories=())))
def test_whatever_is_typed_can_be_written_down_and_is_cleaned_once(typed: str) -> None:
    once = cleaned(typed)

    assert once.encode().decode() == once
    assert cleaned(once) == once
