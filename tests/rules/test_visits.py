"""What a worker typed about a visit, as the bot reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.records.bank import Library
from supervisionbot.rules.visits import (
    KindUnknown,
    TimeAhead,
    TimeTooOld,
    TimeUnclear,
    VisitGiven,
    kind_named,
    looks_like_a_name,
    moment_from,
    nearest_kinds,
    timely,
    visit_from,
)
from tests.builders import MONDAY, a_kind, at

LONDON = "Europe/London"
KINDS = (
    a_kind("home visit", "home", "hv"),
    a_kind("first visit", "first", "1st visit"),
    a_kind("review", "lac review"),
    a_kind("joint visit", "co-worked visit"),
    a_kind("assessment", "c&f assessment", "carer's assessment"),
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("first visit", "first visit"),
        ("First Visit", "first visit"),
        ("FIRST-VISIT", "first visit"),
        ("first_visit", "first visit"),
        ("  first   visit ", "first visit"),
        ("1st visit", "first visit"),
        ("hv", "home visit"),
        ("HV", "home visit"),
        ("co worked visit", "joint visit"),
        ("c&f assessment", "assessment"),
        ("Carer's assessment", "assessment"),
    ],
)
def test_a_kind_goes_by_name_or_alias_in_any_spelling(typed: str, kind: str) -> None:
    found = kind_named(typed, KINDS)

    assert found
    assert found.id == kind


def test_every_kind_of_the_real_list_goes_by_all_its_names(library: Library) -> None:
    for kind in library.kinds:
        for name in (kind.id, kind.title, *kind.aliases):
            assert kind_named(name.upper(), library.kinds) == kind, name


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("frist visit", "first visit"),
        ("reveiw", "review"),
        ("homevisit", "home visit"),
        ("asessment yesterday", "assessment"),
    ],
)
def test_the_nearest_kind_is_suggested_for_a_slip(typed: str, nearest: str) -> None:
    assert nearest_kinds(typed, KINDS)[0] == nearest


def test_nothing_is_suggested_for_something_else_altogether() -> None:
    assert nearest_kinds("xyzzy", KINDS) == ()


def test_a_kind_alone_means_now() -> None:
    assert visit_from("first visit", KINDS, MONDAY, LONDON) == VisitGiven(KINDS[1], MONDAY)


def test_words_after_the_kind_say_when() -> None:
    assert visit_from("review yesterday 3pm", KINDS, MONDAY, LONDON) == VisitGiven(KINDS[2], at("2026-03-01 15:00"))


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("piano lesson", KindUnknown("piano lesson", ())),
        ("review whenever", TimeUnclear("whenever")),
        ("review tomorrow 9am", TimeAhead(at("2026-03-03 09:00"))),
        ("review 10 february", TimeTooOld(at("2026-02-10 00:00"))),
    ],
)
def test_what_cannot_be_logged_says_what_is_wrong(typed: str, outcome: object) -> None:
    assert visit_from(typed, KINDS, MONDAY, LONDON) == outcome


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("yesterday 3pm", "2026-03-01 15:00"),
        ("yesterday at 3", "2026-03-01 15:00"),
        ("yesterday at 9", "2026-03-01 09:00"),
        ("at 9", "2026-03-02 09:00"),
        ("09:30", "2026-03-02 09:30"),
        ("9:15am", "2026-03-02 09:15"),
        ("today 8am", "2026-03-02 08:00"),
        ("2 hours ago", "2026-03-02 08:00"),
        ("friday", "2026-02-27 00:00"),
        ("friday 14:00", "2026-02-27 14:00"),
        ("last friday 14:00", "2026-02-27 14:00"),
        ("on friday at 10", "2026-02-27 10:00"),
        ("monday 9am", "2026-03-02 09:00"),
        ("monday 4pm", "2026-02-23 16:00"),
        ("28/2 14:30", "2026-02-28 14:30"),
        ("1/3", "2026-03-01 00:00"),
        ("27 february 11am", "2026-02-27 11:00"),
        ("this morning", "2026-03-02 10:00"),
        ("yesterday afternoon", "2026-03-01 15:00"),
        ("last night", "2026-03-01 20:00"),
        ("just now", "2026-03-02 10:00"),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, moment: str) -> None:
    assert moment_from(typed, MONDAY, LONDON) == at(moment)


def test_a_part_of_today_that_is_not_over_counts_up_to_now() -> None:
    assert moment_from("this evening", MONDAY, LONDON) == MONDAY


def test_times_are_those_of_the_workers_own_zone() -> None:
    assert moment_from("yesterday 3pm", MONDAY, "America/New_York") == at("2026-03-01 20:00")
    assert moment_from("yesterday 3pm", at("2026-07-01 10:00"), LONDON) == at("2026-06-30 14:00")


@pytest.mark.parametrize("typed", ["3", "soonish", "with the family", "???"])
def test_words_that_are_no_time_are_not_guessed_at(typed: str) -> None:
    assert moment_from(typed, MONDAY, LONDON) is None


@given(
    st.text(max_size=30)
    | st.from_regex(r"(in )?\d{1,5} ?(years|days|am|pm|utc|january|/\d{1,3}|:\d{1,2})( ago)?", fullmatch=True)
)
def test_whatever_is_typed_a_time_is_read_or_it_is_none(typed: str) -> None:
    found = moment_from(typed, MONDAY, LONDON)

    assert found is None or found.tzinfo is UTC


@given(st.text(max_size=40))
def test_whatever_is_typed_a_visit_has_an_outcome(typed: str) -> None:
    assert isinstance(
        visit_from(typed, KINDS, MONDAY, LONDON), VisitGiven | KindUnknown | TimeUnclear | TimeAhead | TimeTooOld
    )


@given(st.datetimes(datetime.fromisoformat("2026-02-01"), datetime.fromisoformat("2026-04-01"), timezones=st.just(UTC)))
def test_only_visits_of_the_last_seven_days_are_taken(moment: datetime) -> None:
    is_taken = isinstance(timely(KINDS[0], moment, MONDAY), VisitGiven)

    assert is_taken is (MONDAY - timedelta(days=7) <= moment <= MONDAY + timedelta(minutes=2))


def test_a_clock_a_minute_fast_makes_no_visit_of_the_future() -> None:
    assert timely(KINDS[0], MONDAY + timedelta(minutes=1), MONDAY) == VisitGiven(
        KINDS[0], MONDAY + timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    "reference", ["LCS-118", "LCS-2024-118", "118", "case 118", "A/12", "ref no 7", "2024.118", "#118", "x12"]
)
def test_a_code_is_no_name(reference: str) -> None:
    assert not looks_like_a_name(reference)


@pytest.mark.parametrize(
    "reference",
    ["Okafor", "Ana O", "Smith 118", "okafor-3", "Zoë 1", "JAMES1", "12 High Street", "ana@home.org 1", "7 & 8", ""],
)
def test_what_could_be_a_name_or_an_address_is_refused(reference: str) -> None:
    assert looks_like_a_name(reference)


@given(st.from_regex(r"[A-Z][a-z]{2,12}( [A-Z][a-z]{2,12})?[ -]?\d{0,3}", fullmatch=True))
def test_a_written_name_is_never_a_reference(reference: str) -> None:
    words = {word.lower() for word in reference.replace("-", " ").split()}

    assert looks_like_a_name(reference) or words & {"case", "file", "ref"}
