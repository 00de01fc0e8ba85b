"""A team reflects together: one question in its channel, answers in private, themes at the end."""

from datetime import timedelta

import pytest

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.circle import LISTENED, SILENT, SOON, Circle
from tests.conftest import Office
from tests.flows.conftest import NewBot


@pytest.fixture
def circle(office: Office, north: Channel, sam: Person, ana: Person) -> Circle:
    return Circle(office, north, sam)


def test_the_question_stands_in_the_channel_with_its_end(circle: Circle, sam: Person) -> None:
    question = circle.starts()

    assert f"<@{sam.id}> asks the team to reflect together" in question.text
    assert "Answer privately until today at 12:11." in question.text


def test_the_form_starts_it_with_a_theme_and_a_length(circle: Circle, office: Office, ana: Person) -> None:
    ana.runs("/reflect together", circle.channel)
    ana.submits({"together_theme": "honesty", "together_length": "45 minutes"})
    office.forward(look_every=SOON, minutes=1)

    [session] = office.rows("select theme, minutes, starter from sessions")
    assert session == {"theme": "honesty", "minutes": 45, "starter": ana.id}


def test_what_enough_of_them_speak_of_is_told_to_all(circle: Circle) -> None:
    circle.starts()
    for worker in circle.workers[:5]:
        circle.answers(worker)

    told = circle.ends()

    assert "Empathy and listening went well for most of the team" in told.text
    assert "To talk over:" in told.text


def test_below_the_floor_the_sentence_is_the_same_whatever_was_given(circle: Circle, office: Office) -> None:
    circle.starts()
    nobody = circle.ends()
    office.forward(days=1)
    circle.starts()
    for worker in circle.workers[:4]:
        circle.answers(worker)

    assert SILENT in nobody.text
    assert circle.sam.reads(circle.ends()) == circle.sam.reads(nobody)


def test_an_answer_has_a_thread_of_the_workers_own_like_any_other(circle: Circle, ana: Person) -> None:
    circle.starts()
    circle.answers(ana, "I listened to Tilly.")
    root = next(one for one in reversed(ana.dm) if one.text.startswith("Your team's question"))
    [heard] = ana.thread(root)
    ana.presses("thats_right", on=heard)
    ana.runs("/reflect mine")

    assert "Empathy and listening" in heard.text
    assert "I covered a name" in heard.text
    assert "Tilly" not in ana.dm[-1].text
    assert "I listened to" in ana.dm[-1].text


def test_the_form_tells_who_reads_it_and_proposes_own_visits(circle: Circle, ana: Person) -> None:
    circle.starts()
    ana.presses("answer_together", on=circle.question)

    assert ana.form
    assert "Nobody but you reads your answer" in ana.reads(ana.form)
    assert "First visit, Monday 2 March, 10:00" in str(ana.form.blocks)


def test_answering_again_changes_the_answer(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts()
    circle.answers(ana)
    circle.answers(ana, "I rushed.", visit="another")

    [prompt] = office.rows("select id from prompts where session <> ''")
    heard = office.rows("select theme from heard join replies on replies.id = reply where prompt = ?", prompt["id"])
    assert heard == [{"theme": "time"}]


def test_an_answer_left_out_is_no_voice(circle: Circle) -> None:
    circle.starts()
    for worker in circle.workers[:5]:
        circle.answers(worker)
    circle.workers[0].presses("leave_out")

    assert SILENT in circle.ends().text


def test_an_answer_that_sounds_like_danger_is_answered_to_the_worker_alone(circle: Circle, ana: Person) -> None:
    circle.starts()
    circle.answers(ana, "I think he is going to kill her tonight and nobody knows.")

    assert any("If somebody may be in danger" in one.text for one in ana.dm)
    assert not any("danger" in one.text for one in circle.posts())


def test_a_name_is_no_case_reference(circle: Circle, ana: Person) -> None:
    circle.starts()
    ana.presses("answer_together", on=circle.question)
    wrong = ana.submits({"together_visit": "another", "together_reference": "the Okonkwos", "answer_words": LISTENED})

    assert "looks like a name" in wrong["together_reference"]


def test_who_is_not_of_the_team_cannot_answer(circle: Circle, office: Office) -> None:
    guest = office.new("Guest Ivy")
    guest.joins(circle.channel)
    circle.starts()
    guest.presses("answer_together", on=circle.question)

    assert guest.sees(circle.channel)[-1].text == "This question is for the team North alone."


def test_the_starter_alone_may_close_it_sooner_but_not_at_once(circle: Circle, office: Office, ana: Person) -> None:
    circle.starts(who=ana)
    ben = circle.workers[1]
    ben.presses("close_together", on=circle.question)
    ana.presses("close_together", on=circle.question)
    told_to_ben, told_to_ana = ben.sees(circle.channel)[-1].text, ana.sees(circle.channel)[-1].text
    office.forward(look_every=SOON, minutes=5)
    ana.presses("close_together", on=circle.question)
    office.forward(look_every=SOON, minutes=1)

    assert told_to_ben == f"Only <@{ana.id}> can close it sooner. It closes by itself."
    assert "you can close it from 12:06" in told_to_ana
    assert SILENT in circle.posts()[-1].text


def test_when_it_is_over_the_buttons_are_gone_and_an_answer_is_too_late(circle: Circle, ana: Person) -> None:
    question = circle.starts()
    ana.presses("answer_together", on=question)
    circle.ends()
    ana.submits({"answer_words": LISTENED})
    [root] = [one for one in ana.dm if one.text.startswith("Your team's question")]

    assert "This is over" in root.text
    assert not any("answer_together" in str(one.blocks) for one in circle.posts())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/reflect together 30", "10 minutes, 20 minutes or 45 minutes"),
        ("/reflect together nonsense", 'no theme called "nonsense"'),
    ],
)
def test_what_cannot_be_is_said_clearly(circle: Circle, sam: Person, line: str, said: str) -> None:
    sam.runs(line, circle.channel)

    assert said in sam.sees(circle.channel)[-1].text


def test_elsewhere_it_says_where(circle: Circle, ana: Person) -> None:
    ana.runs("/reflect together")

    assert f"Type this in <#{circle.channel.id}>." in ana.dm[-1].text


def test_once_a_day_is_the_most(circle: Circle, office: Office, ana: Person, sam: Person) -> None:
    circle.starts()
    ana.runs("/reflect together", circle.channel)
    while_open = ana.sees(circle.channel)[-1].text
    circle.ends()
    ana.runs("/reflect together", circle.channel)

    assert "reflecting together already" in while_open
    assert "has reflected together today" in ana.sees(circle.channel)[-1].text


def test_a_team_that_is_too_small_is_told_so(office: Office, sam: Person) -> None:
    kit = office.new("Kit Sayer")
    channel = office.slack.add_channel("south-team", [kit])
    office.team("South", [kit], [sam], channel=channel.id)
    kit.runs("/reflect together", channel)

    assert "at least 7 workers" in kit.sees(channel)[-1].text


def test_a_bot_that_is_not_in_the_channel_says_so_to_the_starter(circle: Circle, office: Office, sam: Person) -> None:
    office.slack.members(circle.channel.id).discard(office.slack.bot.id)
    sam.runs("/reflect together 10", circle.channel)
    office.forward(look_every=SOON, minutes=3)

    assert "Please invite me there" in sam.dm[-1].text
    assert office.rows("select * from sessions") == []
    office.slack.forgives("chat.postMessage", "channel_not_found")


def test_a_restart_in_between_loses_nothing(circle: Circle, office: Office, new_bot: NewBot) -> None:
    circle.starts()
    for worker in circle.workers[:5]:
        circle.answers(worker)
    office.clock.time += timedelta(hours=3)
    first, second = new_bot(), new_bot()
    first.look()
    second.look()

    assert [one.text.startswith("What came up together") for one in circle.posts()] == [False, True]
    assert "went well for most of the team" in circle.posts()[-1].text


def test_a_question_whose_posting_was_cut_off_is_found_again(circle: Circle, office: Office) -> None:
    circle.starts()
    db, at = office.bot.wiring.db, office.clock.time.isoformat(timespec="microseconds")
    db.run("update sessions set state = 'due', opened_at = null, closes_at = null")
    db.run("update outbox set state = 'sending', sending_at = ?, ts = '' where kind = 'together'", [at])
    office.forward(look_every=SOON, minutes=3)

    assert office.rows("select state from sessions") == [{"state": "open"}]
    assert len(circle.posts()) == 1
