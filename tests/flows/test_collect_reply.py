"""A worker replies: what the bot takes in, hears and answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supervisionbot.playground import events
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.settings import Settings
from tests.conftest import Office
from tests.reading import answers_in, count, questions_to, states, voices


def words_of(office: Office) -> list[str]:
    """The kept words of all replies."""
    vault = office.bot.wiring.understanding.vault
    return [vault.open(row["words"]) or "" for row in office.rows("select words from replies order by at, id")]


def test_a_reply_is_answered_with_the_themes_that_were_heard(asked: Message, ana: Person) -> None:
    ana.writes("I was honest with them, but I rushed it.", thread=asked)
    answer = answers_in(ana, asked)[0]

    assert "*Honesty and transparency*: went well" in answer
    assert "*Time and workload*: was hard" in answer
    assert "Is that right?\n[That's right] [Change] [Leave out of team themes]" in answer


def test_a_reply_in_which_nothing_was_heard_is_thanked_for(asked: Message, ana: Person) -> None:
    ana.writes("It was a day like any other.", thread=asked)

    assert "I heard none of our themes in this, and that is fine." in answers_in(ana, asked)[0]
    assert "[Change]" in answers_in(ana, asked)[0]
    assert "[That's right]" not in answers_in(ana, asked)[0]


def test_the_bot_says_where_it_is_less_sure(asked: Message, ana: Person) -> None:
    ana.writes("Perhaps I listened.", thread=asked)

    assert "*Empathy and listening*: went well (I am less sure of this one)" in answers_in(ana, asked)[0]


def test_one_follow_up_is_asked_and_no_more(office: Office, asked: Message, ana: Person) -> None:
    for words in ("I listened.", "And I was honest.", "And I rushed."):
        ana.writes(words, thread=asked)
        office.forward(minutes=20)
    follow_ups = [one for one in answers_in(ana, asked) if "I will not ask again" in one]

    assert len(follow_ups) == 1
    assert len(answers_in(ana, asked)) == 2


@pytest.mark.parametrize(
    ("words", "stance"), [("I listened.", "strength"), ("I interrupted.", "strain"), ("Hm.", "mixed")]
)
def test_the_follow_up_fits_what_was_heard(
    office: Office, asked: Message, ana: Person, words: str, stance: str
) -> None:
    ana.writes(words, thread=asked)
    (row,) = office.rows("select question from prompts")
    question = office.bot.wiring.speech.library.question(row["question"])

    assert question
    assert dict(question.follow_up)[stance] in answers_in(ana, asked)[1]  # type: ignore[index]


def test_all_messages_of_the_thread_count(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    ana.writes("And then I was honest.", thread=asked)

    assert "Empathy and listening" in answers_in(ana, asked)[0]
    assert "Honesty and transparency" in answers_in(ana, asked)[0]
    assert voices(office) == [("empathy", "strength"), ("honesty", "strength")]


def test_a_theme_heard_both_ways_went_both_ways(asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)
    ana.writes("Then I interrupted her.", thread=asked)

    assert "*Empathy and listening*: went both ways" in answers_in(ana, asked)[0]


def test_names_are_covered_before_anything_is_kept_and_the_worker_is_told(
    office: Office, asked: Message, ana: Person
) -> None:
    ana.writes("Tilly Okonkwo rang from 07700 900123 and I listened.", thread=asked)

    assert "I covered" in answers_in(ana, asked)[0]
    assert "a name" in answers_in(ana, asked)[0]
    assert "Tilly" not in words_of(office)[0]
    assert "Okonkwo" not in words_of(office)[0]
    assert "900123" not in words_of(office)[0]
    assert b"Okonkwo" not in office.files()


def test_a_colleague_who_is_named_is_covered(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("Gus Pell came with me and listened.", thread=asked)

    assert "Pell" not in words_of(office)[0]


def test_the_visits_own_reference_is_covered(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit")
    ana.submits(visit_kind="Review", visit_time="09:00", visit_reference="LCS-118")
    office.forward(minutes=15)
    ana.writes("In LCS-118 I listened.", thread=questions_to(ana)[0])

    assert "LCS-118" not in words_of(office)[0]


def test_an_edit_takes_the_place_of_the_words_before(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened and was honest.", thread=asked)
    ana.edits(written, "I listened and rushed.")

    assert "Time and workload" in answers_in(ana, asked)[0]
    assert "Honesty" not in answers_in(ana, asked)[0]
    assert words_of(office) == ["I listened and rushed."]
    assert voices(office) == [("empathy", "strength"), ("time", "strain")]


def test_an_edit_drops_what_was_settled_and_is_said_no_more(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened and was honest.", thread=asked)
    ana.presses("That's right")
    ana.edits(written, "I listened.")

    assert voices(office) == [("empathy", "strength")]
    assert "Settled" in answers_in(ana, asked)[0]


def test_an_edit_keeps_what_was_added_by_hand(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.", thread=asked)
    ana.presses("Change")
    ana.submits(themes_well=["Empathy and listening"], themes_hard=["Power and shared decisions"])
    ana.edits(written, "I listened for an hour.")

    assert voices(office) == [("empathy", "strength"), ("power", "strain")]


def test_a_link_preview_is_no_edit(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened: https://example.org", thread=asked)
    before = (ana.reads(), office.rows("select * from replies"))
    preview = replace(written, blocks=({"type": "section", "text": {"type": "mrkdwn", "text": "Example"}},))
    office.slack.tell(events.message_changed(office.slack, written, preview))

    assert (ana.reads(), office.rows("select * from replies")) == before


def test_what_another_bot_writes_is_not_taken_in(office: Office, asked: Message, ana: Person) -> None:
    robot = office.new("Robot")
    said = Message(
        asked.channel, office.slack.marks.ts(), robot.id, "I listened.", thread_ts=asked.ts, bot_id="B0OTHER"
    )
    office.slack.post(said)

    assert count(office, "replies") == 0


def test_what_is_written_in_a_channel_is_not_taken_in(office: Office, asked: Message, ana: Person) -> None:
    room = office.slack.add_channel("room", [ana])
    ana.writes("I listened.", channel=room)

    assert count(office, "replies") == count(office, "inbox") == 0
    assert ana.reads(room) == "Ana Okafor: I listened."


def test_a_message_outside_the_thread_goes_to_the_only_open_question(
    office: Office, asked: Message, ana: Person
) -> None:
    ana.writes("I listened.")

    assert "Empathy and listening" in answers_in(ana, asked)[0]
    assert states(office) == ["answered"]


def test_a_message_outside_the_thread_can_be_edited_and_deleted(office: Office, asked: Message, ana: Person) -> None:
    written = ana.writes("I listened.")
    ana.edits(written, "I rushed.")

    assert voices(office) == [("time", "strain")]

    ana.deletes(written)

    assert voices(office) == []


def test_a_thread_below_such_a_message_belongs_to_the_same_question(
    office: Office, asked: Message, ana: Person
) -> None:
    written = ana.writes("I listened.")
    ana.writes("And I was honest.", thread=written)

    assert "Honesty and transparency" in answers_in(ana, asked)[0]


def test_with_no_question_open_nothing_is_kept_and_that_is_said(office: Office, north: Channel, ana: Person) -> None:
    ana.writes("I listened.")

    assert "No question of mine is open just now" in ana.reads()
    assert "[Log a visit] [Ask me now]" in ana.reads()
    assert count(office, "replies") == 0


@pytest.fixture
def two_asked(office: Office, north: Channel, ana: Person) -> list[Message]:
    """Ana was asked two questions."""
    ana.runs("/reflect visit first visit yesterday 8am")
    ana.runs("/reflect visit review 9am")
    office.forward(hours=5, look_every=timedelta(hours=1))
    return questions_to(ana)


def test_with_several_questions_open_the_worker_says_which(
    office: Office, two_asked: list[Message], ana: Person
) -> None:
    ana.writes("I listened.")

    assert "Which question is this about?" in ana.reads()
    assert ana.reads().count("[This one]") == 2
    assert count(office, "replies") == 0


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_question_that_the_worker_chose_gets_the_words(
    office: Office, two_asked: list[Message], ana: Person, chosen: int
) -> None:
    ana.writes("I listened.")
    which = next(one for one in ana.dm if "Which question" in one.text)
    wanted = two_asked[chosen]
    (prompt,) = office.rows("select id from prompts where thread = ?", wanted.ts)
    button = next(
        block["accessory"]
        for block in which.blocks
        if str(block.get("accessory", {}).get("value", "")).startswith(f"{prompt['id']} ")
    )
    shown = replace(which, blocks=({"type": "actions", "block_id": "b", "elements": [button]},))
    office.slack.conversations.change(which, blocks=shown.blocks)
    ana.presses("This one", on=which)

    assert "Empathy and listening" in answers_in(ana, wanted)[0]
    assert answers_in(ana, two_asked[1 - chosen]) == []
    assert "Which question" not in ana.reads()


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_a_file_without_words_gets_a_word_and_nothing_is_kept(
    office: Office, asked: Message, ana: Person, words: str
) -> None:
    ana.shares_file("genogram.png", words, thread=asked)

    assert "I can only take in words" in answers_in(ana, asked)[0]
    assert count(office, "replies") == 0
    assert states(office) == ["asked"]


def test_a_file_that_answers_no_question_gets_the_same_word(north: Channel, ana: Person) -> None:
    ana.shares_file("genogram.png")

    assert "I can only take in words" in ana.dm[-1].text


def test_a_file_with_words_counts_by_its_words(office: Office, asked: Message, ana: Person) -> None:
    ana.shares_file("genogram.png", "I listened.", thread=asked)

    assert words_of(office) == ["I listened."]


def test_a_message_of_blanks_gets_a_word(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("   ", thread=asked)

    assert "I can only take in words" in answers_in(ana, asked)[0]
    assert count(office, "replies") == 0


def test_the_thread_of_a_question_that_was_forgotten_takes_nothing_in(
    office: Office, asked: Message, ana: Person
) -> None:
    ana.runs("/reflect forget")
    ana.presses("Delete everything")
    ana.writes("I listened.", thread=asked)

    assert count(office, "replies") == count(office, "prompts") == 0


def test_a_repeated_event_is_taken_in_once(office: Office, asked: Message, ana: Person) -> None:
    office.slack.sends_events_twice()
    ana.writes("I listened.", thread=asked)

    assert count(office, "replies") == count(office, "inbox") == 1
    assert len(answers_in(ana, asked)) == 2


def test_an_answer_that_slack_took_before_the_line_broke_is_not_posted_again(
    office: Office, asked: Message, ana: Person
) -> None:
    office.slack.fails("chat.postMessage", takes_it_first=True, drops_connection=True)
    ana.writes("I listened.", thread=asked)
    office.forward(minutes=5, look_every=timedelta(minutes=1))
    heard = [one for one in answers_in(ana, asked) if "This is what I heard" in one]

    assert len(heard) == 1
    assert states(office) == ["answered"]

    ana.presses("That's right")

    assert "Settled" in answers_in(ana, asked)[0]


def test_an_answer_that_slack_refused_comes_later(office: Office, asked: Message, ana: Person) -> None:
    office.slack.fails("chat.postMessage", error="ratelimited", retry_after=30)
    ana.writes("I listened.", thread=asked)

    assert answers_in(ana, asked) == []

    office.forward(minutes=1)

    assert "Empathy and listening" in answers_in(ana, asked)[0]
    assert len(answers_in(ana, asked)) == 2


def test_kept_words_do_not_show_in_the_files(office: Office, asked: Message, ana: Person) -> None:
    ana.writes("I listened.", thread=asked)

    assert b"I listened" not in office.files()


class TestWithoutAKey:
    """Where no TEXT_KEY is set, no text is kept, and the bot works all the same."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"text_key": None})

    def test_no_words_are_kept_and_the_themes_are(self, office: Office, asked: Message, ana: Person) -> None:
        ana.writes("I listened.", thread=asked)

        assert office.rows("select words from replies") == [{"words": None}]
        assert voices(office) == [("empathy", "strength")]

    @pytest.mark.usefixtures("office")
    def test_own_reflections_show_the_themes_and_say_that_no_text_is_kept(self, asked: Message, ana: Person) -> None:
        ana.writes("I listened.", thread=asked)
        ana.runs("/reflect mine")
        newest = ana.last

        assert newest
        assert "No text is kept here, only the themes." in ana.reads(newest)
        assert "Empathy and listening: went well" in ana.reads(newest)
        assert "I listened" not in ana.reads(newest)
