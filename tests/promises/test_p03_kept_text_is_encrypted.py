"""P3 Kept text is encrypted, for KEEP_TEXT_DAYS only; without a key none is kept and the bot works all the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from supervisionbot.adapters.vault import Vault, new_key
from supervisionbot.errors import WrongSettings
from supervisionbot.playground.people import Person
from tests.conftest import KEY, Office
from tests.promises.conftest import DIGEST_DAY, Week, all_rows

SAID = "I listened while the copper kettle sang."
SecondBot = Callable[..., Any]


def sealed(office: Office) -> list[bytes | None]:
    """The kept words as they lie there."""
    return [row["words"] for row in office.rows("select words from replies")]


def test_kept_words_are_encrypted_and_the_worker_can_read_them(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.says(ana, SAID)

    ana.runs("/reflect mine")

    assert b"kettle" not in office.files()
    assert all(words and words in office.files() for words in sealed(office))
    assert "copper kettle" in ana.dm[-1].text


def test_words_covered_by_hand_stay_covered_when_the_key_is_changed(
    week: Week, office: Office, ana: Person, second_bot: SecondBot
) -> None:
    week.everybody_visits()
    reply = week.says(ana, SAID)
    ana.chooses("about_themes", "Cover more words")
    ana.submits(cover_words=["kettle"])
    new = Fernet.generate_key().decode()
    second_bot(text_key=SecretStr(f"{new},{KEY}"))

    ana.edits(reply, f"{SAID} A kettle!")
    ana.runs("/reflect mine")

    assert "copper [detail] sang. A [detail]!" in ana.dm[-1].text


def test_only_the_key_opens_them(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.says(ana, SAID)
    [words] = sealed(office)

    assert words is not None
    assert Vault([KEY]).open(words) == SAID
    assert Vault([new_key()]).open(words) is None
    assert Vault([]).open(words) is None


def test_the_key_can_be_changed_new_one_first(week: Week, office: Office, ana: Person, second_bot: SecondBot) -> None:
    week.everybody_visits()
    week.says(ana, SAID)
    new = Fernet.generate_key().decode()
    second_bot(text_key=SecretStr(f"{new},{KEY}"))
    ben = week.workers[1]

    week.says(ben, "I listened to the silver spoon.")
    ana.runs("/reflect mine")
    ben.runs("/reflect mine")

    assert "copper kettle" in ana.dm[-1].text
    assert "silver spoon" in ben.dm[-1].text
    assert [Vault([new]).open(words or b"") is None for words in sealed(office)] == [True, False]


def test_with_another_key_the_rest_still_works(week: Week, office: Office, ana: Person, second_bot: SecondBot) -> None:
    week.everybody_visits()
    week.says(ana, SAID)
    second_bot(text_key=SecretStr(Fernet.generate_key().decode()))

    ana.runs("/reflect mine")

    assert "kettle" not in ana.dm[-1].text
    assert "Empathy" in ana.dm[-1].text


def test_without_a_key_no_text_is_kept_and_everything_else_works(
    week: Week, office: Office, ana: Person, second_bot: SecondBot
) -> None:
    second_bot(text_key=None)
    week.everybody_visits()
    week.first(5)
    week.says(week.workers[5], SAID)
    week.comes_to(DIGEST_DAY)
    week.workers[5].runs("/reflect mine")

    assert sealed(office) == [None] * 6
    assert "went well" in week.digests()[0].text
    assert "Empathy" in week.workers[5].dm[-1].text
    assert "kettle" not in week.workers[5].dm[-1].text


def test_after_the_time_for_words_they_are_gone_from_the_file_and_the_themes_stay(
    week: Week, office: Office, ana: Person, second_bot: SecondBot
) -> None:
    second_bot(keep_text_days=10)
    week.everybody_visits()
    week.says(ana, SAID)
    [words] = sealed(office)
    assert words is not None

    week.comes_to(office.clock.time + timedelta(days=9))
    is_there = words in office.files()
    week.comes_to(office.clock.time + timedelta(days=1, hours=2))
    ana.runs("/reflect mine")

    assert is_there
    assert sealed(office) == [None]
    assert words not in office.files()
    assert words[20:60] not in office.files()
    assert "kettle" not in ana.dm[-1].text
    assert "Empathy" in ana.dm[-1].text


@pytest.mark.parametrize(
    "key", ["short", "x" * 44, KEY[:-2], "ключ"], ids=["a word", "of the right length", "cut short", "of other letters"]
)
def test_a_key_that_is_none_stops_the_start_and_is_not_printed(key: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        Vault([key])

    assert key not in str(wrong.value)


def test_the_key_shows_in_no_settings_and_no_table(office: Office) -> None:
    given = office.settings.model_copy(update={"text_key": SecretStr(KEY)})

    assert KEY not in repr(given)
    assert KEY not in str(given.model_dump())
    assert KEY not in repr(office.bot.wiring)
    assert KEY not in all_rows(office)
