"""P10 A fixed day, and a ledger: no digest on demand, and no comparison that isolates fewer than the floor."""

import pytest

from supervisionbot.rules.release import LOOK_BACK, WAIT
from tests.builders_release import (
    CUT,
    EIGHT,
    a_unit,
    an_occasion,
    broken,
    days,
    names_of,
    outcome_of,
    told,
    voices_of,
    weeks,
    were_asked,
)
from tests.conftest import Office
from tests.promises.conftest import DIGEST_DAY, Terminal, Week

FIVE = "ana ben cho dev eve"
SIX = f"{FIVE} fay"
EMPATHY = [("empathy", "strength")]
LONG_AGO = were_asked(ago=weeks(3))
"""Everybody was at work before the last occasion, so only what happened since can close the door."""


@pytest.mark.parametrize(
    ("since", "is_open"),
    [("ana", False), (FIVE, False), (SIX, False), ("ana " * 7, False), (f"{SIX} gus", True), (" ".join(EIGHT), True)],
    ids=["one", "five", "six", "one worker seven times", "seven", "everybody"],
)
def test_the_door_stays_shut_until_two_more_than_the_floor_were_asked_since(since: str, is_open: bool) -> None:
    waited = voices_of(FIVE, ago=weeks(3))
    outcome = outcome_of(waited, asked=LONG_AGO + were_asked(since), earlier=[an_occasion()])

    assert outcome.is_open is is_open
    assert broken(outcome) == ([] if is_open else ["P10"])
    assert bool(told(outcome)) is is_open


def test_newcomers_who_were_not_asked_yet_hide_nobody() -> None:
    """Else a supervisor who knows that five newcomers made no visit yet would know who made the difference."""
    unit = a_unit([*EIGHT, *names_of("new", 5)])
    outcome = outcome_of(voices_of(FIVE), unit, asked=LONG_AGO + were_asked("eve"), earlier=[an_occasion()])

    assert broken(outcome) == ["P10"]


def test_newcomers_count_once_they_were_asked() -> None:
    new = names_of("new", 7)
    unit = a_unit([*EIGHT, *new])

    assert outcome_of([], unit, asked=LONG_AGO + were_asked(new), earlier=[an_occasion()]).is_open


def test_those_who_left_hide_nobody() -> None:
    outcome = outcome_of(
        voices_of(FIVE),
        a_unit(EIGHT[:7]),
        asked=LONG_AGO + were_asked("ana ben cho dev hal gone1 gone2"),
        earlier=[an_occasion([*EIGHT, "gone1", "gone2"])],
    )

    assert broken(outcome) == ["P10"]


def test_a_closed_occasion_told_nothing_and_is_compared_with_nothing() -> None:
    closed = an_occasion(is_open=False)

    assert outcome_of(voices_of(FIVE), asked=LONG_AGO + were_asked("ana"), earlier=[closed]).is_open


def test_a_unit_without_a_team_in_common_is_no_comparison() -> None:
    """Each voice belongs to one team, so none could have counted in both, even of a worker of both."""
    other = an_occasion(["hal", *names_of("w", 9)], unit="South", teams=frozenset({"South"}))

    assert outcome_of(voices_of(FIVE), asked=LONG_AGO + were_asked("ana"), earlier=[other]).is_open


def test_a_pool_is_compared_with_what_its_teams_were_told_before() -> None:
    pool = a_unit([*EIGHT, *names_of("w", 4)], name="Valley", teams=frozenset({"North", "South"}))
    outcome = outcome_of([], pool, asked=LONG_AGO + were_asked("ana ben w0 w1"), earlier=[an_occasion()])

    assert broken(outcome) == ["P10"]


def test_teams_that_left_a_pool_are_compared_with_what_it_told() -> None:
    pool = an_occasion(["hal", *names_of("w", 9)], unit="Valley", teams=frozenset({"North", "South"}))

    assert broken(outcome_of([], asked=LONG_AGO + were_asked("ana ben cho dev"), earlier=[pool])) == ["P10"]
    assert outcome_of([], asked=LONG_AGO + were_asked(EIGHT[:7]), earlier=[pool]).is_open


def test_a_pool_under_another_name_is_compared_all_the_same() -> None:
    renamed = an_occasion(unit="Dale")

    assert broken(outcome_of([], asked=LONG_AGO + were_asked("ana"), earlier=[renamed])) == ["P10"]


def test_being_asked_for_another_team_makes_no_difference_here() -> None:
    """Workers of two teams were at work, but not for this one: nothing of theirs could differ."""
    elsewhere = were_asked(FIVE, team="South")

    assert broken(outcome_of([], asked=LONG_AGO + elsewhere, earlier=[an_occasion()])) == ["P10"]


def test_every_earlier_occasion_counts_not_only_the_last() -> None:
    last = an_occasion(id="last", unit="South", teams=frozenset({"South"}), cut=CUT - days(2))
    asked = LONG_AGO + were_asked("ana ben")

    assert broken(outcome_of([], asked=asked, earlier=[an_occasion(), last])) == ["P10"]
    assert broken(outcome_of([], asked=asked, earlier=[last, an_occasion()])) == ["P10"]


def test_forgotten_workers_do_not_open_the_door() -> None:
    """They stay in the team, and their ids are gone from the roster of that day."""
    remembered = an_occasion(EIGHT[3:])

    assert broken(outcome_of([], asked=LONG_AGO + were_asked("ana ben cho dev"), earlier=[remembered])) == ["P10"]


def test_an_occasion_counts_for_its_unit_even_if_everybody_of_that_day_was_forgotten() -> None:
    assert broken(outcome_of([], asked=LONG_AGO + were_asked("ana"), earlier=[an_occasion([])])) == ["P10"]


def test_forgotten_workers_do_not_shut_the_door_for_the_rest() -> None:
    remembered = an_occasion(EIGHT[:4])

    assert outcome_of([], asked=LONG_AGO + were_asked(), earlier=[remembered]).is_open


def test_two_occasions_on_one_day_are_one_too_many() -> None:
    this_morning = an_occasion(cut=CUT - days(0.1))

    assert broken(outcome_of(voices_of(FIVE), asked=were_asked(), earlier=[this_morning])) == ["P10"]


def test_what_was_asked_at_the_very_moment_of_the_last_cut_was_told_then() -> None:
    assert broken(outcome_of([], asked=were_asked(ago=weeks(1)), earlier=[an_occasion()])) == ["P10"]


def test_the_look_back_is_longer_than_any_voice_can_wait() -> None:
    assert LOOK_BACK > 2 * WAIT


def tampered(office: Office, *statements: str) -> None:
    """Somebody with the file at hand takes the locks off and changes it."""
    for trigger in ("ledger_is_kept", "ledger_is_fixed"):
        office.bot.wiring.db.run(f"drop trigger if exists {trigger}")
    for statement in statements:
        office.bot.wiring.db.run(statement)


def three_weeks(week: Week) -> None:
    """Two digests that tell something, the second after a quiet one."""
    for number, speak in enumerate((6, 2, 7)):
        week.everybody_visits()
        week.first(speak)
        week.comes_to(DIGEST_DAY + number * weeks(1) + days(3))


def test_the_ledger_of_honest_weeks_verifies(week: Week, terminal: Terminal) -> None:
    three_weeks(week)

    assert "The chain is whole, and all of its 3 lines keep the promises." in terminal.runs("ledger", "--verify")


def test_the_ledger_can_be_read(week: Week, terminal: Terminal) -> None:
    three_weeks(week)
    lines = terminal.runs("ledger").splitlines()

    assert "North, closed on its day, floor 5: empathy strength: most  (P5 held; P6 held (narrow margin); " in lines[0]
    assert lines[1].endswith("North, closed on its day, floor 5: nothing told")


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (["update ledger set line = '{}' where number = 2"], "line 2 does not fit the chain"),
        (["delete from ledger where number = 3"], "The release North@2026-03-20 has no line: the ledger was cut."),
        (["delete from ledger where number >= 2"], "The release North@2026-03-13 has no line"),
        (["update released_themes set band = 'some' where release = 'North@2026-03-06'"], "Line 1: it is not what"),
    ],
    ids=["a line changed", "the newest cut off", "two cut off", "a release changed"],
)
def test_tampering_with_the_ledger_shows(
    week: Week, office: Office, terminal: Terminal, statements: list[str], sentence: str
) -> None:
    three_weeks(week)
    tampered(office, *statements)

    assert sentence in terminal.runs("ledger", "--verify")


def test_a_mark_that_was_noted_shows_even_a_ledger_and_releases_made_anew(
    week: Week, office: Office, terminal: Terminal
) -> None:
    three_weeks(week)
    noted = office.rows("select chain from ledger order by number desc limit 1")[0]["chain"][:12]
    kept = terminal.runs("ledger", "--verify", "--noted", noted)
    last = "'North@2026-03-20'"
    tampered(
        office,
        "delete from ledger where number = 3",
        f"delete from released_themes where release = {last}",
        f"delete from posts where release = {last}",
        f"delete from releases where id = {last}",
    )

    assert "keep the promises" in kept
    assert f"The mark {noted} is not in the chain" in terminal.runs("ledger", "--verify", "--noted", noted)


def test_two_teams_that_share_a_worker_both_have_their_digests(week: Week, office: Office) -> None:
    """Each voice belongs to one team, so one team's digest need not silence the other's on the same day."""
    kit = office.new("Kit Moor")
    people = [*(office.new(f"Worker {number}") for number in range(7)), week.workers[7]]
    south = Week(office, office.team("South", people, [kit]), kit, people)
    week.everybody_visits()
    south.everybody_visits()
    week.first(6)
    south.first(6)

    week.comes_to(DIGEST_DAY)

    assert ["went well" in one.text for one in (*week.digests(), *south.digests())] == [True, True]
