"""When a worker is asked, and what."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.errors import Refused
from supervisionbot.records.bank import Library
from supervisionbot.records.private import NEXT_STATES, Asked, PromptState
from supervisionbot.rules import asking
from tests.builders import MONDAY, a_prompt, a_question, a_team, at, was_asked, working

LONDON, NEW_YORK, KOLKATA = "Europe/London", "America/New_York", "Asia/Kolkata"
ZONES = (LONDON, NEW_YORK, KOLKATA, "Pacific/Auckland", "Pacific/Kiritimati", "America/Anchorage")


@pytest.mark.parametrize(
    ("earliest", "asked_at"),
    [
        ("2026-03-02 10:45", "2026-03-02 10:45"),
        ("2026-03-02 07:10", "2026-03-02 09:00"),
        ("2026-03-02 17:29", "2026-03-02 17:29"),
        ("2026-03-02 17:30", "2026-03-03 09:00"),
        ("2026-03-06 18:00", "2026-03-09 09:00"),
        ("2026-03-07 12:00", "2026-03-09 09:00"),
        ("2026-03-27 18:00", "2026-03-30 08:00"),
    ],
    ids=[
        "within hours at once",
        "early: when the day begins",
        "the last minute counts",
        "at its end the day is over",
        "Friday evening: on Monday",
        "Saturday: on Monday",
        "over the change to summer time",
    ],
)
def test_a_worker_is_asked_in_working_hours_only(earliest: str, asked_at: str) -> None:
    assert asking.due_time(at(earliest), a_team(), LONDON, []) == at(asked_at)


@pytest.mark.parametrize(
    ("zone", "asked_at"),
    [
        (LONDON, "2026-03-02 12:00"),
        (NEW_YORK, "2026-03-02 14:00"),
        (KOLKATA, "2026-03-03 03:30"),
    ],
)
def test_the_hours_are_those_of_the_workers_own_time_zone(zone: str, asked_at: str) -> None:
    assert asking.due_time(at("2026-03-02 12:00"), a_team(), zone, []) == at(asked_at)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("GB", "2026-04-06", False),  # Easter Monday
        ("GB-SCT", "2026-04-06", True),
        ("GB", "2026-01-02", True),
        ("GB-SCT", "2026-01-02", False),
        ("GB", "2026-08-31", False),  # summer bank holiday
        ("GB-SCT", "2026-08-31", True),
        ("GB-SCT", "2026-11-30", False),  # Saint Andrew
        ("GB-NIR", "2026-03-17", False),  # Saint Patrick
        ("GB", "2026-12-28", False),  # in place of Boxing Day, a Saturday
        ("US", "2026-07-03", False),  # in place of the 4th, a Saturday
        ("IE", "2026-03-17", False),
    ],
)
def test_public_holidays_are_those_of_the_teams_country(country: str, day: str, works: bool) -> None:
    assert asking.is_working_day(at(day).date(), working(country=country)) is works


def test_over_easter_an_english_team_waits_longer_than_a_scottish_one() -> None:
    thursday_evening = at("2026-04-02 18:00")
    england, scotland = a_team(working=working()), a_team(working=working(country="GB-SCT"))

    assert asking.due_time(thursday_evening, england, LONDON, []) == at("2026-04-07 08:00")
    assert asking.due_time(thursday_evening, scotland, LONDON, []) == at("2026-04-06 08:00")


def test_the_third_question_of_a_day_waits_for_the_next() -> None:
    taken = [at("2026-03-02 09:30"), at("2026-03-02 15:00")]

    assert asking.due_time(MONDAY, a_team(), LONDON, taken[:1]) == at("2026-03-02 12:30")
    assert asking.due_time(MONDAY, a_team(), LONDON, taken) == at("2026-03-03 09:00")


def test_a_day_is_counted_where_the_worker_lives() -> None:
    taken = [at("2026-03-02 20:00"), at("2026-03-02 21:00")]

    assert (
        asking.due_time(at("2026-03-02 22:00"), a_team(), "Pacific/Auckland", taken).date() == at("2026-03-03").date()
    )
    assert (
        asking.due_time(at("2026-03-02 22:00"), a_team(), "America/Anchorage", taken).date() > at("2026-03-02").date()
    )


def test_a_team_without_delay_is_asked_at_any_hour_but_no_more_often() -> None:
    at_once, sunday_night = a_team(delay=timedelta(0)), at("2026-03-01 23:10")

    assert asking.due_time(sunday_night, at_once, LONDON, []) == sunday_night
    assert asking.due_time(sunday_night, at_once, LONDON, [sunday_night] * 2) == at("2026-03-02 09:00")


def test_a_team_that_never_works_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="North has no working day"):
        asking.due_time(MONDAY, a_team(working=working(days="")), LONDON, [])


@given(
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31"), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.sampled_from(["GB", "GB-SCT", "US", "IE"]),
    st.lists(st.integers(0, 72), max_size=8),
)
def test_whenever_it_is_the_question_comes_in_hours_on_a_working_day_with_room(
    earliest: datetime, zone: str, country: str, hours: list[int]
) -> None:
    team, taken = a_team(working=working(country=country)), [earliest + timedelta(hours=one) for one in hours]

    local = asking.due_time(earliest, team, zone, taken).astimezone(ZoneInfo(zone))
    same_day = [one for one in taken if one.astimezone(ZoneInfo(zone)).date() == local.date()]

    assert local >= earliest
    assert team.working.start <= local.time() < team.working.end
    assert asking.is_working_day(local.date(), team.working)
    assert len(same_day) < asking.MOST_A_DAY


@pytest.mark.parametrize("state", PromptState)
@pytest.mark.parametrize("to", PromptState)
def test_a_prompt_steps_only_where_the_table_says(state: PromptState, to: PromptState) -> None:
    if to in NEXT_STATES[state]:
        assert asking.step(state, to) is to
    else:
        with pytest.raises(Refused, match=f"{state} cannot become {to}"):
            asking.step(state, to)


def test_after_five_days_it_is_too_late_to_ask_about_a_visit() -> None:
    prompt = a_prompt()

    assert not asking.is_stale(prompt, MONDAY + timedelta(days=5))
    assert asking.is_stale(prompt, MONDAY + timedelta(days=5, seconds=1))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-06 10:00", "2026-03-09 09:30"),
        ("2026-03-08 12:00", "2026-03-09 09:30"),
        ("2026-03-09 09:30", "2026-03-09 09:30"),
        ("2026-03-09 14:00", "2026-03-09 14:00"),
        ("2026-03-09 18:00", "2026-03-10 09:00"),
    ],
    ids=["at once after it was asked", "on the weekend", "on time", "late: now", "in the evening: next morning"],
)
def test_a_question_of_friday_is_brought_to_mind_on_the_next_working_day(now: str, expected: str) -> None:
    assert asking.reminder_time(at("2026-03-06 10:00"), at(now), a_team(), LONDON) == at(expected)


BANK = [
    a_question("empathy-1"),
    a_question("empathy-2"),
    a_question("trust-1"),
    a_question("trust-first", kinds=frozenset({"first visit"})),
    a_question("trust-gentle", gentle=True),
    a_question("time-1"),
    a_question("time-new", newly_qualified=True),
]


@pytest.mark.parametrize(
    ("past", "theme"),
    [
        ([], "empathy"),
        (["empathy-1"], "trust"),
        (["trust-1", "empathy-1"], "time"),
        (["time-1", "trust-1", "empathy-1"], "empathy"),
        (["empathy-2", "time-1", "trust-1", "empathy-1"], "trust"),
    ],
    ids=["the first", "a fresh one", "the last fresh one", "the longest ago", "and so on in turn"],
)
def test_the_theme_asked_longest_ago_comes_first(past: list[str], theme: str) -> None:
    assert asking.choose(BANK, was_asked(*past)).question.theme == theme


def test_workers_start_at_different_themes() -> None:
    assert [asking.choose(BANK, [], turn=turn).question.theme for turn in range(4)] == [
        "empathy",
        "trust",
        "time",
        "empathy",
    ]


def test_a_question_for_this_kind_of_visit_goes_before_one_for_any() -> None:
    assert asking.choose(BANK, [], wanted_theme="trust", kind="first visit").question.id == "trust-first"
    assert asking.choose(BANK, [], wanted_theme="trust", kind="review").question.id == "trust-1"


def test_a_heavy_visit_is_followed_by_a_gentle_question() -> None:
    assert asking.choose(BANK, [], wanted_theme="trust", kind="conference", is_heavy=True).question.id == "trust-gentle"


def test_a_heavy_visit_gets_another_question_where_no_gentle_one_is_left() -> None:
    past = was_asked("trust-gentle")

    assert asking.choose(BANK, past, wanted_theme="trust", is_heavy=True).question.id == "trust-1"


def test_no_question_comes_again_within_the_last_ten() -> None:
    once = [a_question("empathy-1"), a_question("trust-1")]

    assert asking.choose(once, was_asked("empathy-1")).question.id == "trust-1"
    with pytest.raises(Refused):
        asking.choose(once, was_asked("empathy-1", "trust-1"))


def test_the_eleventh_last_question_may_come_again() -> None:
    past = was_asked(*(f"trust-{number}" for number in range(10)), "empathy-1")

    assert asking.choose([a_question("empathy-1")], past).question.id == "empathy-1"


def test_questions_for_the_newly_qualified_wait_for_them() -> None:
    with pytest.raises(Refused):
        asking.choose([a_question("time-new", newly_qualified=True)], [])


@pytest.mark.parametrize(
    ("past", "wanted", "kind", "turns", "was_wanted", "fits_kind"),
    [
        ([], "", "", None, False, False),
        (["time-1", "trust-1", "empathy-1"], "", "", 3, False, False),
        ([], "trust", "first visit", None, True, True),
    ],
    ids=["a theme not asked before", "the theme asked longest ago", "the theme that the worker asked for"],
)
def test_the_choice_is_explained(
    past: list[str], wanted: str, kind: str, turns: int | None, was_wanted: bool, fits_kind: bool
) -> None:
    choice = asking.choose(BANK, was_asked(*past), wanted_theme=wanted, kind=kind)

    assert (choice.turns, choice.was_wanted, choice.fits_kind) == (turns, was_wanted, fits_kind)


def test_two_questions_of_a_day_are_three_hours_apart() -> None:
    assert asking.due_time(at("2026-03-02 11:00"), a_team(), LONDON, [MONDAY]) == at("2026-03-02 13:00")


def test_a_question_too_late_for_the_day_waits_for_the_next_morning() -> None:
    assert asking.due_time(at("2026-03-02 16:00"), a_team(), LONDON, [at("2026-03-02 15:00")]) == at("2026-03-03 09:00")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("in_an_hour", "2026-03-02 11:00"),
        ("this_afternoon", "2026-03-02 14:00"),
        ("tomorrow_morning", "2026-03-03 09:30"),
    ],
)
def test_a_question_can_be_put_off(choice: str, expected: str) -> None:
    assert asking.put_off_until(asking.PutOff(choice), MONDAY, a_team(), LONDON) == at(expected)


def test_next_morning_skips_the_weekend() -> None:
    assert asking.next_morning(at("2026-03-06 16:00"), a_team(), LONDON, []) == at("2026-03-09 09:30")


def test_in_a_year_of_the_real_bank_every_theme_comes_round_and_none_of_the_last_ten(library: Library) -> None:
    past: list[Asked] = []
    for number in range(100):
        kind = library.kinds[number % len(library.kinds)]
        chosen = asking.choose(library.questions, past, kind=kind.id, is_heavy=kind.heavy, turn=7).question
        assert chosen.id not in {one.question for one in past[: asking.NOT_AGAIN_WITHIN]}
        past.insert(0, Asked("ana", chosen.id, chosen.theme, MONDAY + timedelta(days=number), "North"))

    themes = [one.theme for one in reversed(past)]
    rounds = [themes[start : start + 15] for start in range(0, 90, 15)]

    assert all(len(set(one)) == 15 for one in rounds)


@given(st.integers(0, 10**9), st.data())
def test_the_same_worker_with_the_same_past_gets_the_same_choice(turn: int, data: st.DataObject) -> None:
    past = was_asked(*data.draw(st.lists(st.sampled_from([one.id for one in BANK]), max_size=3)))

    assert asking.choose(BANK, past, turn=turn) == asking.choose(BANK, past, turn=turn)
