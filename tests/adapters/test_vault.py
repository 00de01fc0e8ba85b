"""Kept words, encrypted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.vault import Vault, new_key
from supervisionbot.errors import WrongSettings

OLD, NEW = new_key(), new_key()


@given(st.text())
def test_sealed_words_open_again(words: str) -> None:
    vault = Vault([OLD])
    sealed = vault.seal(words)

    assert sealed
    assert vault.open(sealed) == words


def test_sealed_words_do_not_show() -> None:
    assert b"listened" not in (Vault([OLD]).seal("I listened.") or b"")


def test_without_a_key_nothing_is_kept() -> None:
    vault = Vault([])

    assert not vault.keeps_text
    assert vault.seal("I listened.") is None


def test_after_a_new_key_old_words_still_open() -> None:
    sealed = Vault([OLD]).seal("I listened.")
    both = Vault([NEW, OLD])

    assert sealed
    assert both.open(sealed) == "I listened."
    assert Vault([NEW]).open(both.seal("And now.") or b"") == "And now."


def test_words_whose_key_is_gone_stay_shut() -> None:
    sealed = Vault([OLD]).seal("I listened.")

    assert sealed
    assert Vault([NEW]).open(sealed) is None
    assert Vault([]).open(sealed) is None


def test_what_was_tampered_with_stays_shut() -> None:
    sealed = bytearray(Vault([OLD]).seal("I listened.") or b"")
    sealed[20] ^= 1

    assert Vault([OLD]).open(bytes(sealed)) is None


@pytest.mark.parametrize("key", ["", "secret", OLD[:-2]], ids=["none", "a word", "cut short"])
def test_a_wrong_key_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        Vault([key])

    assert "keygen" in str(caught.value)
    assert not key or key not in str(caught.value)


def test_a_fingerprint_tells_a_word_again_without_holding_it() -> None:
    [mark] = Vault([OLD]).fingerprints("mill", "p1")

    assert Vault([OLD]).fingerprints("mill", "p1") == (mark,)
    assert b"mill" not in mark
    assert mark not in {
        *Vault([OLD]).fingerprints("pond", "p1"),
        *Vault([OLD]).fingerprints("mill", "p2"),
        *Vault([NEW]).fingerprints("mill", "p1"),
    }


def test_after_a_new_key_old_fingerprints_are_still_known() -> None:
    [old] = Vault([OLD]).fingerprints("mill", "p1")

    assert Vault([NEW, OLD]).fingerprints("mill", "p1")[1] == old


def test_without_a_key_there_is_no_fingerprint() -> None:
    assert Vault([]).fingerprints("mill", "p1") == ()
