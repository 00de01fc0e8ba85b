"""P2 Redacted before disk: no byte of any file holds what was typed; if redaction fails, nothing is stored."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from tests.conftest import Office, prompt_of
from tests.promises.conftest import MoodyModels, Week, all_rows

SAID = "I listened to Mrs Okonkwo while the copper kettle sang."
TRACES = (b"Okonkwo", b"copper", b"kettle", b"okonkwo")
FAILURES = [ValueError, RuntimeError, TypeError, LookupError, OSError]


def is_clean(office: Office) -> bool:
    """Whether no file of the database, log and shared memory included, holds a trace of the words."""
    files = office.files()
    assert b"SQLite format 3" in files
    return not any(trace in files for trace in TRACES)


def kept_words(office: Office) -> str:
    """The words that are kept, decrypted."""
    vault: Any = office.bot.wiring.understanding.vault
    return " ".join(str(vault.open(row["words"])) for row in office.rows("select words from replies"))


@pytest.fixture
def asked(week: Week, ana: Person) -> Message:
    week.everybody_visits()
    return prompt_of(ana)


def test_no_file_ever_holds_what_was_typed(week: Week, office: Office, ana: Person, asked: Message) -> None:
    reply = week.says(ana, SAID)
    is_clean_after_reply = is_clean(office)
    ana.edits(reply, f"{SAID} Tilly too.")
    is_clean_after_edit = is_clean(office)
    ana.presses("thats_right")
    ana.deletes(reply)

    assert is_clean_after_reply
    assert is_clean_after_edit
    assert is_clean(office)


def test_names_are_gone_before_the_words_are_encrypted(week: Week, office: Office, ana: Person, asked: Message) -> None:
    week.says(ana, SAID)

    assert "copper kettle" in kept_words(office)
    assert "Okonkwo" not in kept_words(office)


def test_names_are_gone_before_the_coder_reads_the_words(
    week: Week, ana: Person, asked: Message, moody: MoodyModels
) -> None:
    week.says(ana, SAID)

    assert len(moody.seen) == 1
    assert "Okonkwo" not in moody.seen[0]


def test_names_of_the_team_are_gone_though_no_model_knows_them(
    week: Week, office: Office, ana: Person, asked: Message
) -> None:
    week.says(ana, "I listened with Ben Ade and Sam.")

    assert not {"Ben", "Ade", "Sam"} & set(kept_words(office).replace(".", "").split())


@pytest.mark.parametrize("error", FAILURES)
def test_if_redaction_fails_nothing_is_stored(
    week: Week, office: Office, ana: Person, asked: Message, moody: MoodyModels, error: type[Exception]
) -> None:
    moody.redactor_raises = error

    week.says(ana, SAID)

    assert is_clean(office)
    assert not office.rows("select * from replies")
    assert not office.rows("select * from heard")
    assert not office.rows("select * from voices")
    assert moody.seen == []


def test_if_redaction_failed_it_is_tried_again_until_it_works(
    week: Week, office: Office, ana: Person, asked: Message, moody: MoodyModels
) -> None:
    moody.redactor_raises = ValueError
    week.says(ana, SAID)
    office.forward(hours=1)
    held = office.rows("select * from replies")
    moody.redactor_raises = None

    office.forward(hours=1)

    assert held == []
    assert len(office.rows("select * from replies")) == 1
    assert "copper kettle" in kept_words(office)
    assert is_clean(office)


def test_if_names_cannot_be_asked_for_nothing_is_stored_until_they_can(
    week: Week, office: Office, ana: Person, asked: Message
) -> None:
    office.clock.time += timedelta(hours=7)
    office.slack.fails("users.info", error="internal_error", times=None)
    week.says(ana, "I listened with Ben.")
    held = office.rows("select * from replies")
    office.slack.comes_back()

    office.forward(hours=1)

    assert held == []
    assert "Ben" not in kept_words(office)
    assert len(office.rows("select * from replies")) == 1


def test_the_inbox_has_no_room_for_words(office: Office) -> None:
    columns = {row["name"] for row in office.rows("select name from pragma_table_info('inbox')")}

    assert columns == {"event", "channel", "ts", "thread", "worker", "noted_at", "tries", "is_done", "look_at"}


def test_the_outbox_keeps_ids_alone(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    ana.writes("Sat with Jodie; I listened.", thread=prompt_of(ana))
    kept = str(office.rows("select * from outbox"))

    assert kept.count("'kind'") == 3
    assert not any(word in kept for word in ("Jodie", "listened", "Empathy", "empathy"))


def test_the_inbox_keeps_ids_only(week: Week, office: Office, ana: Person, asked: Message) -> None:
    reply = week.says(ana, SAID)
    [row] = office.rows("select * from inbox")

    assert (row["worker"], row["channel"], row["ts"], row["thread"]) == (ana.id, reply.channel, reply.ts, asked.ts)
    assert row["is_done"] == 1
    assert "kettle" not in str(row)


def test_after_a_crash_the_words_are_fetched_from_slack_again(
    week: Week, office: Office, ana: Person, asked: Message, second_bot: Callable[..., object], moody: MoodyModels
) -> None:
    moody.coder_raises = SystemError
    week.says(ana, SAID)
    moody.coder_raises = None
    second_bot()

    office.forward(minutes=15)

    assert "copper kettle" in kept_words(office)
    assert is_clean(office)


@pytest.mark.parametrize("table", ["visits", "prompts", "asked", "pauses", "occasions", "voices"])
def test_no_other_table_takes_words(week: Week, office: Office, ana: Person, asked: Message, table: str) -> None:
    week.says(ana, SAID)

    assert "kettle" not in str(office.rows(f"select * from {table}"))
    assert "Okonkwo" not in all_rows(office)
