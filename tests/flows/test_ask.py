"""A question comes after a visit: when, to whom, once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from supervisionbot.flows import ask
from supervisionbot.flows.ports import Messenger
from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.records.team import Person as Profile
from supervisionbot.records.team import WorkingTime
from supervisionbot.triggers import posts
from tests.builders import at
from tests.conftest import Office
from tests.flows.conftest import NewBot
from tests.reading import answers_in, count, questions_to, states


@dataclass
class Overtaken:
    """A messenger that lets another bot go first, once it is asked who the worker is."""

    own: Messenger
    the_other_looks: Callable[[], object]

    def person(self, user: str) -> Profile:
        self.the_other_looks()
        return self.own.person(user)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)


def asked_at(person: Person) -> list[str]:
    """When each question came, in UTC to the minute."""
    return [f"{datetime.fromtimestamp(float(one.ts), UTC):%Y-%m-%d %H:%M}" for one in questions_to(person)]


def test_the_question_comes_after_the_teams_delay(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.forward(minutes=30)

    assert questions_to(ana) == []

    office.forward(minutes=15)

    assert asked_at(ana) == ["2026-03-02 10:45"]


def test_the_question_names_the_visit_and_fits_its_kind(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit 9:30am")
    office.forward(hours=1)
    (asked,) = office.rows("select question, theme, kind from prompts")
    question = office.bot.wiring.speech.library.question(asked["question"])

    assert question
    assert "_Your first visit, today at 09:30_" in ana.reads()
    assert question.text in ana.reads()
    assert not question.kinds or "first visit" in question.kinds


def test_a_team_without_delay_is_asked_at_once_even_at_night(office: Office, ana: Person, sam: Person) -> None:
    office.clock.time = at("2026-03-01 23:30")
    office.team("Quick", [ana], [sam], delay=timedelta(0))
    ana.runs("/reflect visit first visit")
    office.bot.look()

    assert asked_at(ana) == ["2026-03-01 23:30"]


def test_an_evening_visit_is_asked_about_in_the_morning(office: Office, north: Channel, ana: Person) -> None:
    office.clock.time = at("2026-03-06 18:00")
    ana.runs("/reflect visit first visit")

    assert "will come on Monday 9 March at 09:00" in ana.reads()

    office.until(at("2026-03-09 12:00"))

    assert asked_at(ana) == ["2026-03-09 09:00"]


@pytest.mark.parametrize(
    ("tz", "expected"),
    [
        ("Europe/London", "2026-03-02 10:45"),
        ("America/New_York", "2026-03-02 14:00"),
        ("Asia/Kolkata", "2026-03-02 10:45"),
        ("Pacific/Auckland", "2026-03-02 20:00"),
        (None, "2026-03-02 10:45"),
    ],
    ids=["at home", "not awake yet", "in the afternoon", "over night", "without one: the team's"],
)
def test_each_worker_is_asked_in_their_own_working_hours(
    office: Office, sam: Person, tz: str | None, expected: str
) -> None:
    mei = office.new("Mei", tz=tz)
    office.team("Wide", [mei], [sam])
    mei.runs("/reflect visit first visit")
    office.forward(hours=24, look_every=timedelta(minutes=15))

    assert asked_at(mei) == [expected]


def test_a_worker_who_moved_is_asked_in_the_new_time_zone(office: Office, north: Channel, ana: Person) -> None:
    office.clock.time = at("2026-03-02 16:30")
    ana.runs("/reflect visit first visit")
    ana.moves_to("America/New_York")
    office.clock.time = at("2026-03-03 08:00")
    office.until(at("2026-03-03 20:00"))

    assert asked_at(ana) == ["2026-03-03 14:00"]


@pytest.mark.parametrize(
    ("country", "expected"), [("GB", "2026-04-07 08:00"), ("GB-SCT", "2026-04-06 08:00"), ("US", "2026-04-03 08:00")]
)
def test_nobody_is_asked_on_a_public_holiday_of_their_country(
    office: Office, ana: Person, sam: Person, country: str, expected: str
) -> None:
    office.clock.time = at("2026-04-02 17:00")
    office.team("North", [ana], [sam], working=WorkingTime(country=country))
    ana.runs("/reflect visit first visit")
    office.until(at("2026-04-08 12:00"), look_every=timedelta(hours=1))

    assert asked_at(ana) == [expected]


def test_nobody_is_asked_more_than_twice_a_day(office: Office, north: Channel, ana: Person) -> None:
    for when in ("saturday 9am", "sunday 9am", "today 9am"):
        ana.runs(f"/reflect visit review {when}")
    office.until(at("2026-03-02 23:00"))

    assert len(questions_to(ana)) == 2

    office.until(at("2026-03-03 12:00"))

    assert asked_at(ana)[2:] == ["2026-03-03 09:00"]


def test_after_days_of_standing_still_nobody_is_asked_more_than_twice_a_day(
    office: Office, north: Channel, ana: Person
) -> None:
    for day in ("2026-03-02 10:00", "2026-03-02 11:00", "2026-03-03 10:00", "2026-03-03 11:00"):
        office.clock.time = at(day)
        ana.runs("/reflect visit review")
    office.clock.time = at("2026-03-06 10:00")
    office.bot.look()
    office.forward(hours=6)

    assert len(questions_to(ana)) == 2


def test_successive_questions_are_of_different_themes(office: Office, north: Channel, ana: Person) -> None:
    for _ in range(6):
        ana.runs("/reflect now")
        office.forward(minutes=1)
    themes = [row["theme"] for row in office.rows("select theme from asked")]

    assert len(set(themes)) == 6


def test_a_heavy_visit_is_asked_about_gently(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit child protection conference")
    office.forward(hours=24)
    (row,) = office.rows("select question from asked")
    question = office.bot.wiring.speech.library.question(row["question"])

    assert question
    assert question.gentle


def test_a_question_asked_for_comes_at_once_and_about_that_theme(office: Office, north: Channel, ana: Person) -> None:
    office.clock.time = at("2026-03-01 22:00")
    ana.runs("/reflect now honesty")
    office.bot.look()

    assert "Here it comes" in ana.reads()
    assert [row["theme"] for row in office.rows("select theme from asked")] == ["honesty"]


def test_a_worker_who_has_had_all_questions_of_a_theme_is_told(office: Office, north: Channel, ana: Person) -> None:
    bank = [one for one in office.bot.wiring.speech.library.questions if not one.kinds and not one.newly_qualified]
    theme, most = min(Counter(one.theme for one in bank).items(), key=lambda each: each[1])
    for _ in range(most):
        ana.runs(f"/reflect now {theme}")
        office.bot.look()
    told_before = "no fresh question" in ana.reads()
    ana.runs(f"/reflect now {theme}")
    office.bot.look()

    assert not told_before
    assert "no fresh question" in ana.reads()


def test_a_pause_holds_the_question_back_until_that_day(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.runs("/reflect pause until wednesday")
    office.until(at("2026-03-04 00:00"))

    assert questions_to(ana) == []

    office.until(at("2026-03-04 12:00"))

    assert asked_at(ana) == ["2026-03-04 09:00"]


def test_coming_back_early_brings_the_question(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.runs("/reflect pause")
    office.until(at("2026-03-03 12:00"))
    ana.runs("/reflect resume")
    office.bot.look()

    assert asked_at(ana) == ["2026-03-03 12:00"]


def test_after_a_long_pause_nobody_is_asked_about_old_visits(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.runs("/reflect pause until monday")
    office.until(at("2026-03-09 12:00"), look_every=timedelta(hours=1))

    assert questions_to(ana) == []
    assert states(office) == ["lapsed"]


def test_a_question_that_was_asked_for_comes_on_a_pause_too(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect pause")
    ana.runs("/reflect now")
    office.bot.look()

    assert len(questions_to(ana)) == 1


def test_a_question_that_nobody_answers_lapses_in_silence(office: Office, asked: Message, ana: Person) -> None:
    office.forward(days=8, look_every=timedelta(days=1))

    assert states(office) == ["lapsed"]
    assert ana.reads().count("still open") == 1


def test_a_late_reply_is_welcome(office: Office, asked: Message, ana: Person) -> None:
    office.forward(days=8, look_every=timedelta(days=1))
    ana.writes("I just listened.", thread=asked)

    assert any("Empathy and listening" in answer for answer in answers_in(ana, asked))
    assert states(office) == ["answered"]


def test_a_question_waits_for_the_end_of_do_not_disturb(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.rests(int(at("2026-03-02 10:30").timestamp()), int(at("2026-03-02 12:00").timestamp()))
    office.until(at("2026-03-02 13:00"))

    assert asked_at(ana) == ["2026-03-02 12:00"]


def test_where_many_are_due_slack_is_asked_about_all_of_them_at_once(
    office: Office, north: Channel, ana: Person
) -> None:
    for person in office.people.values():
        if not person.account.is_admin:
            person.runs("/reflect visit first visit")
    ana.rests(int(at("2026-03-02 10:30").timestamp()), int(at("2026-03-02 12:00").timestamp()))
    office.slack.fails("dnd.info", error="fatal_error", times=None)
    office.until(at("2026-03-02 11:00"))
    asked = [person for person in office.people.values() if asked_at(person)]
    office.slack.comes_back()
    office.until(at("2026-03-02 13:00"))

    assert len(asked) == 7
    assert asked_at(ana) == ["2026-03-02 12:00"]


def test_without_the_scope_do_not_disturb_is_not_known(office: Office, north: Channel, ana: Person) -> None:
    office.slack.scopes = office.slack.scopes - {"dnd:read"}
    office.slack.forgives("dnd.info", "missing_scope")
    ana.runs("/reflect visit first visit")
    ana.rests(int(at("2026-03-02 10:30").timestamp()), int(at("2026-03-02 12:00").timestamp()))
    office.until(at("2026-03-02 13:00"))

    assert asked_at(ana) == ["2026-03-02 10:45"]


def test_who_left_the_team_is_not_asked_any_more(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    ana.runs("/reflect visit first visit")
    office.team("North", [office.people["Ben Ade"]], [sam])
    office.forward(hours=1)

    assert questions_to(ana) == []
    assert states(office) == ["lapsed"]


def test_who_left_the_workspace_is_not_asked_any_more(office: Office, north: Channel, ana: Person) -> None:
    ana.runs("/reflect visit first visit")
    ana.deactivated()
    office.slack.forgives("chat.postMessage", "channel_not_found")
    office.forward(hours=12)

    assert states(office) == ["lapsed"]


def test_a_restart_loses_nothing(office: Office, north: Channel, ana: Person, new_bot: NewBot) -> None:
    ana.runs("/reflect visit first visit")
    office.clock.time += timedelta(hours=1)
    new_bot().look()

    assert len(questions_to(ana)) == 1


def test_two_bots_at_once_ask_once(office: Office, north: Channel, new_bot: NewBot) -> None:
    for person in office.people.values():
        person.runs("/reflect visit first visit")
    office.clock.time += timedelta(hours=1)
    start, bots = Barrier(2), [new_bot(), new_bot()]

    def look(bot_number: int) -> None:
        wiring = bots[bot_number].wiring
        start.wait()
        ask.ask(wiring.db, wiring.speech, office.clock.time, lambda about, error: None)
        posts.send_all(wiring)

    threads = [Thread(target=look, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    workers = [person for name, person in office.people.items() if name != "Sam Field"]
    assert [len(questions_to(person)) for person in workers] == [1] * 8


def test_a_prompt_that_another_bot_took_first_is_not_asked_again(
    office: Office, north: Channel, ana: Person, new_bot: NewBot
) -> None:
    ana.runs("/reflect visit first visit")
    office.clock.time += timedelta(hours=1)
    slow, fast = new_bot().wiring, new_bot()
    speech = replace(slow.speech, messenger=Overtaken(slow.speech.messenger, fast.look))
    ask.ask(slow.db, speech, office.clock.time, lambda about, error: None)
    posts.send_all(slow)

    assert len(questions_to(ana)) == 1
    assert states(office) == ["asked"]


def test_a_question_that_slack_took_before_the_line_broke_is_found_by_its_mark(
    office: Office, north: Channel, ana: Person
) -> None:
    office.slack.fails("chat.postMessage", takes_it_first=True, drops_connection=True)
    ana.runs("/reflect visit first visit")
    office.forward(minutes=45)

    assert states(office) == ["sending"]

    office.forward(minutes=15)
    (question,) = questions_to(ana)
    ana.writes("I just listened.", thread=question)

    assert states(office) == ["answered"]
    assert count(office, "asked") == 1


def test_a_question_that_slack_never_took_is_sent_after_a_look(office: Office, north: Channel, ana: Person) -> None:
    office.slack.fails("chat.postMessage", drops_connection=True)
    ana.runs("/reflect visit first visit")
    office.forward(minutes=45)

    assert questions_to(ana) == []

    office.forward(minutes=15)

    assert len(questions_to(ana)) == 1


@pytest.mark.parametrize("trouble", [{"error": "internal_error"}, {"status": 503}, {"error": "fatal_error"}])
def test_an_error_that_leaves_it_open_is_looked_into_before_asking_again(
    office: Office, north: Channel, ana: Person, trouble: dict[str, Any]
) -> None:
    office.slack.fails("chat.postMessage", takes_it_first=True, **trouble)
    ana.runs("/reflect visit first visit")
    office.forward(hours=1)

    assert len(questions_to(ana)) == 1
    assert states(office) == ["asked"]


def test_a_reply_to_a_question_whose_sending_is_not_settled_yet_is_taken_in_later(
    office: Office, north: Channel, ana: Person
) -> None:
    office.slack.fails("chat.postMessage", takes_it_first=True, drops_connection=True)
    ana.runs("/reflect visit first visit")
    office.forward(minutes=45)
    (question,) = questions_to(ana)
    ana.writes("I just listened.", thread=question)
    office.forward(minutes=5, look_every=timedelta(minutes=1))

    assert states(office) == ["answered"]
    assert "Empathy and listening" in answers_in(ana, question)[0]


def test_a_busy_slack_is_left_alone_for_as_long_as_it_asks(office: Office, north: Channel, ana: Person) -> None:
    office.slack.fails("chat.postMessage", error="ratelimited", retry_after=120)
    ana.runs("/reflect visit first visit")
    office.forward(minutes=46, look_every=timedelta(minutes=1))

    assert questions_to(ana) == []

    office.forward(minutes=1, look_every=timedelta(minutes=1))

    assert asked_at(ana) == ["2026-03-02 10:47"]


def test_one_workers_trouble_holds_up_no_other(office: Office, north: Channel, ana: Person) -> None:
    ben = office.people["Ben Ade"]
    office.slack.fails("chat.postMessage", to=ana, error="channel_not_found", times=None)
    ana.runs("/reflect visit first visit")
    ben.runs("/reflect visit first visit")
    office.forward(hours=1)

    assert (len(questions_to(ana)), len(questions_to(ben))) == (0, 1)


def test_a_team_that_never_works_holds_up_no_other(office: Office, north: Channel, ana: Person, sam: Person) -> None:
    idle = office.new("Ida Moor")
    office.team("Idle", [idle], [sam])
    for person in (idle, ana):
        person.runs("/reflect visit first visit")
    office.team("Idle", [idle], [sam], working=WorkingTime(days=frozenset()))
    office.forward(hours=1)

    assert (len(questions_to(idle)), len(questions_to(ana))) == (0, 1)


def test_trouble_with_looking_one_up_holds_up_no_other(office: Office, north: Channel, ana: Person) -> None:
    office.slack.fails("chat.postMessage", drops_connection=True, times=2)
    for person in (ana, office.people["Ben Ade"]):
        person.runs("/reflect visit first visit")
    office.forward(minutes=45)
    office.slack.fails("conversations.open", to=ana, error="user_disabled", times=None)
    office.forward(minutes=15)

    assert (len(questions_to(ana)), len(questions_to(office.people["Ben Ade"]))) == (0, 1)
