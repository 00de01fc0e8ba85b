"""A worker covers further words by hand: gone from what is kept, for good, whatever is edited later."""

from datetime import timedelta
from typing import Any

import pytest

from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.settings import Settings
from tests.conftest import Office
from tests.reading import answers_in, count, voices

SAID = "At the Mill I listened. Tilly sang by the mill pond."


@pytest.fixture
def written(office: Office, asked: Message, ana: Person) -> Message:
    """Ana replied; the bot covered a name."""
    return ana.writes(SAID, thread=asked)


def kept(office: Office) -> list[str | None]:
    """The words of all replies, as their worker can have them read."""
    vault = office.bot.wiring.understanding.vault
    return [row["words"] and vault.open(row["words"]) for row in office.rows("select words from replies order by at")]


def covers(person: Person, *words: str) -> dict[str, str]:
    """Somebody covers more of what was heard last."""
    person.chooses("about_themes", "Cover more words")
    return person.submits(cover_words=list(words))


def test_the_form_shows_what_is_kept_and_offers_its_words(written: Message, ana: Person) -> None:
    ana.chooses("about_themes", "Cover more words")

    assert ana.form
    assert "At the Mill I listened. [name] sang by the mill pond." in ana.reads(ana.form)
    assert "It cannot be undone." in ana.reads(ana.form)
    [field] = [block for block in ana.form.blocks if block["block_id"] == "cover_words"]
    [group] = field["element"]["option_groups"]
    assert [option["value"] for option in group["options"]] == (["listened", "Mill", "pond", "sang"])


def test_a_word_is_covered_wherever_it_stands(office: Office, written: Message, ana: Person) -> None:
    assert covers(ana, "Mill") == {}
    assert kept(office) == ["At the [detail] I listened. [name] sang by the [detail] pond."]


def test_the_worker_is_told_what_either_covered(asked: Message, written: Message, ana: Person) -> None:
    covers(ana, "Mill", "pond")

    assert "I covered a name before storing this." in answers_in(ana, asked)[0]
    assert "You covered 2 words yourself." in answers_in(ana, asked)[0]


def test_all_replies_of_the_thread_are_covered(office: Office, asked: Message, written: Message, ana: Person) -> None:
    ana.writes("The pond was cold.", thread=asked)
    covers(ana, "pond")

    assert kept(office)[1] == "The [detail] was cold."


def test_codes_and_voices_stay_as_they_were(office: Office, asked: Message, written: Message, ana: Person) -> None:
    ana.presses("That's right")
    before = voices(office), office.rows("select * from settled"), office.rows("select * from heard")
    covers(ana, "listened")

    assert (voices(office), office.rows("select * from settled"), office.rows("select * from heard")) == before
    assert "Settled" in answers_in(ana, asked)[0]


def test_the_old_form_is_in_no_file_any_more(office: Office, written: Message, ana: Person) -> None:
    [before] = office.rows("select words from replies")
    covers(ana, "Mill")

    assert before["words"] not in office.files()
    assert before["words"][30:80] not in office.files()


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ("By the MILL pond I was honest.", "By the [detail] pond I was honest."),
        ("By the pond I was honest.", "By the pond I was honest."),
    ],
    ids=["the word is still there", "the word is gone"],
)
def test_an_edit_covers_the_same_words_again(
    office: Office, written: Message, ana: Person, edited: str, expected: str
) -> None:
    covers(ana, "Mill")
    ana.edits(written, edited)

    assert kept(office) == [expected]


def test_a_later_reply_of_the_thread_is_covered_too(
    office: Office, asked: Message, written: Message, ana: Person
) -> None:
    covers(ana, "pond")
    ana.writes("I was honest at the pond.", thread=asked)

    assert kept(office)[1] == "I was honest at the [detail]."
    assert "You covered 2 words yourself." in answers_in(ana, asked)[0]


def test_another_thread_is_left_as_it_is(office: Office, written: Message, ana: Person) -> None:
    covers(ana, "pond")
    ana.runs("/reflect now")
    office.forward(minutes=5)
    ana.writes("I was honest at the pond.")

    assert kept(office)[1] == "I was honest at the pond."


def test_no_word_that_was_covered_is_kept_anywhere(office: Office, written: Message, ana: Person) -> None:
    covers(ana, "Mill")
    [row] = office.rows("select * from covered_words")

    assert b"mill" not in office.files().lower()
    assert row["fingerprint"] not in office.bot.wiring.understanding.vault.fingerprints("mill", "another thread")


def test_own_reflections_show_what_is_left(written: Message, ana: Person) -> None:
    covers(ana, "Mill")
    ana.runs("/reflect mine")

    assert ana.last
    assert "At the [detail] I listened." in ana.reads(ana.last)
    assert "Mill" not in ana.reads(ana.last)


def test_a_form_that_is_closed_covers_nothing(office: Office, written: Message, ana: Person) -> None:
    before = office.rows("select * from replies")
    ana.chooses("about_themes", "Cover more words")
    ana.cancels()

    assert office.rows("select * from replies") == before


def test_taking_the_reply_back_takes_the_fingerprints_along(office: Office, written: Message, ana: Person) -> None:
    covers(ana, "Mill")
    ana.deletes(written)

    assert count(office, "covered_words") == 0


def test_forgetting_everything_takes_the_fingerprints_along(office: Office, written: Message, ana: Person) -> None:
    covers(ana, "Mill")
    [row] = office.rows("select fingerprint from covered_words")
    was_there = row["fingerprint"] in office.files()
    ana.runs("/reflect forget")
    ana.presses("Delete everything")

    assert was_there
    assert row["fingerprint"] not in office.files()


def test_words_kept_long_enough_do_not_come_back_by_an_edit(office: Office, written: Message, ana: Person) -> None:
    covers(ana, "Mill")
    office.forward(days=91, look_every=timedelta(days=1))
    ana.edits(written, "By the mill I was honest.")

    assert kept(office) == [None]
    assert count(office, "covered_words") == 0


def test_words_that_are_gone_cannot_be_covered_and_that_is_said(office: Office, written: Message, ana: Person) -> None:
    office.forward(days=91, look_every=timedelta(days=1))
    ana.chooses("about_themes", "Cover more words")

    assert ana.form is None
    assert "The words of this one are not kept any more" in ana.reads()


def test_nobody_sees_or_covers_the_words_of_another(
    office: Office, north: Channel, written: Message, ana: Person
) -> None:
    ben = office.people["Ben Ade"]
    (prompt,) = office.rows("select id from prompts")
    own = ben.writes("Hello")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": f"cover_more {prompt['id']}"}
    menu: dict[str, Any] = {"type": "overflow", "action_id": "about_themes", "block_id": "b", "selected_option": option}
    office.slack.ask("interactive", payloads.action_in_message(office.slack, ben.id, own, menu))
    ana.chooses("about_themes", "Cover more words")
    assert ana.form
    ana.fills(cover_words=["Mill"])
    payload = payloads.view_submission(office.slack, ana.form)
    before = office.rows("select * from replies")
    office.slack.ask("interactive", payload | {"user": payload["user"] | {"id": ben.id}})

    assert ben.form is None
    assert "Mill" not in ben.reads()
    assert office.rows("select * from replies") == before


def test_a_long_reply_is_shown_whole_and_all_its_words_are_offered(asked: Message, office: Office, ana: Person) -> None:
    long = " ".join(f"word{number}" for number in range(900))
    ana.writes(long, thread=asked)
    ana.chooses("about_themes", "Cover more words")

    assert ana.form
    assert all(f"word{number}" in ana.reads(ana.form) for number in range(900))
    assert ana.submits(cover_words=["word0", "word899"]) == {}
    assert str(kept(office)[0]).count("[detail]") == 2


class TestWithoutAKey:
    """Where no TEXT_KEY is set, there is nothing to cover."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"text_key": None})

    def test_the_worker_is_told_that_no_words_are_kept(self, office: Office, written: Message, ana: Person) -> None:
        ana.chooses("about_themes", "Cover more words")

        assert ana.form is None
        assert "No words are kept where you work, only themes." in ana.reads()
