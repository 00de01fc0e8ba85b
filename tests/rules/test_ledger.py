"""The ledger: what an entry says, and that each way of breaking a promise is found in it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Margin, RuleOutcome
from supervisionbot.records.released import Band, Release, ReleasedTheme
from supervisionbot.records.team import Lowering
from supervisionbot.rules import ledger
from tests.builders_release import CODEBOOK, CUT, HARD, WELL, a_unit, outcome_of, voices_of, weeks

EMPATHY = ReleasedTheme("empathy", WELL, Band.MOST)
TIME = ReleasedTheme("time", HARD, Band.HALF)
WARMTH = ReleasedTheme("warmth", WELL, Band.SOME, is_family=True)
RULES = outcome_of([]).rules
FRIDAY = datetime.fromisoformat("2026-03-06T09:00+00:00")


def a_release(number: int = 0, *themes: ReleasedTheme) -> Release:
    """North's release of so many weeks after the first; of a theme each way, unless said otherwise."""
    until = CUT + weeks(number)
    return Release(f"North@{number}", "North", until - weeks(1), until, themes or (EMPATHY, TIME, WARMTH))


def an_entry(number: int = 0, made: Release | None = None, **more: Any) -> dict[str, Any]:
    """The sound entry of such a release, and what shall be otherwise."""
    given: dict[str, Any] = {"size": 8, "closed_by": ledger.SCHEDULE, "due": FRIDAY + weeks(number)}
    made = made or a_release(number)
    entry = ledger.of_release(a_unit(), made, RULES, CODEBOOK, **given)
    placed = {"number": number + 1, "at": (FRIDAY + weeks(number)).isoformat(), "chain": f"link{number}"}
    return entry | placed | more


def found(*entries: dict[str, Any], kept: list[tuple[Release, str]] | None = None) -> list[str]:
    """What is wrong with these; their releases were kept as told, unless said otherwise."""
    releases = [(a_release(one["number"] - 1), one["chain"]) for one in entries if "release" in one]
    return list(ledger.faults(entries, releases if kept is None else kept))


def lines_of(*themes: ReleasedTheme) -> dict[str, Any]:
    """The changed lines of an entry."""
    return {"themes": an_entry(made=a_release(0, *themes))["themes"]}


def of_changed(**more: Any) -> list[str]:
    """What is wrong with one entry, its own lines apart."""
    entry = an_entry(**more)
    kept = [
        ReleasedTheme(one["subject"], one["stance"], one["band"], one["family"])  # as the file would give them
        for one in entry["themes"]
    ]
    return found(entry, kept=[(replace(a_release(), themes=tuple(kept)), "link0")])


def test_a_sound_ledger_has_no_fault() -> None:
    assert found(*(an_entry(number) for number in range(5))) == []


def test_an_empty_ledger_has_no_fault() -> None:
    assert found() == []


def test_an_entry_says_what_was_told_and_by_which_rules_with_which_margins() -> None:
    words = ledger.in_words(an_entry())

    assert words == (
        "   1  2026-03-06 09:00  [link0]  North, closed on its day, floor 5: empathy strength: most, time strain: "
        "about half, warmth (family) strength: some  "
        "(P5 held; P6 held (narrow margin); P10 held (narrow margin))"
    )


def test_an_entry_of_silence_says_nothing_else_whatever_closed_the_door() -> None:
    silent = replace(a_release(), themes=())
    shut = (RuleOutcome("P10", "", False, Margin.NARROW), RuleOutcome("P6", "", False))
    entries = [
        ledger.of_release(a_unit(), silent, rules, CODEBOOK, size=8, closed_by=ledger.SCHEDULE, due=FRIDAY)
        for rules in (RULES, shut, ())
    ]

    assert entries[0] == entries[1] == entries[2]
    assert ledger.in_words(entries[0] | {"number": 1, "at": "2026-03-06", "chain": "f"}).endswith("nothing told")


def test_an_entry_holds_no_number_but_floor_and_roster() -> None:
    entry = an_entry(made=a_release(0, *outcome_of(voices_of("ana ben cho dev eve")).themes))
    numbers = {name for name, value in entry.items() if isinstance(value, int)}

    assert numbers == {"number", "size", "floor"}
    assert all(set(rule) == {"promise", "sentence", "passed", "margin"} for rule in entry["rules"])


BROKEN = {
    "P5: the floor is under four": ({"floor": 3}, "its floor is 3"),
    "P6: too few share it": ({"size": 6}, "fewer than 7 workers"),
    "P6: a rule did not hold": (
        {"rules": [{"promise": "P5", "passed": True}, {"promise": "P6", "passed": False}]},
        "P6 did not hold",
    ),
    "P10: a rule was not asked": ({"rules": an_entry()["rules"][:2]}, "P10 did not hold"),
    "P7: told twice": (lines_of(EMPATHY, EMPATHY), "empathy is told twice"),
    "P7: told both ways and one way": (
        lines_of(EMPATHY, ReleasedTheme("empathy", Stance.MIXED, Band.MOST)),
        "empathy is told twice",
    ),
    "P4: in no codebook": (lines_of(ReleasedTheme("ana_okafor", WELL, Band.MOST)), "ana_okafor is in no codebook"),
    "P9: no band": (
        {"themes": [{"subject": "time", "stance": "strain", "band": "5 of 8", "family": False}]},
        "in words that no digest has",
    ),
    "P9: no stance": (
        {"themes": [{"subject": "time", "stance": "awful", "band": "most", "family": False}]},
        "in words that no digest has",
    ),
    "P9: not by band": (lines_of(TIME, EMPATHY), "do not stand by band"),
    "P9: not by codebook": (lines_of(replace(TIME, band=Band.MOST), EMPATHY), "do not stand by band"),
    "P10: another weekday": ({"due": "2026-03-05T09:00:00+00:00"}, "another time than its rhythm"),
    "P10: another hour": ({"due": "2026-03-06T10:00:00+00:00"}, "another time than its rhythm"),
    "P10: before its day": ({"at": "2026-03-06T08:59:00+00:00"}, "before its day"),
    "P11: no notice": ({"until": "2026-03-05T15:01:00+00:00"}, "no day to see it"),
}


@pytest.mark.parametrize(("change", "sentence"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_promise_is_named(change: dict[str, Any], sentence: str) -> None:
    [fault] = [one for one in of_changed(**change) if sentence in one]

    assert fault.startswith("Line 1: ")


@pytest.mark.parametrize(
    "change",
    [
        {"size": 6, "themes": [], "rules": []},
        {"until": "2026-03-05T14:59:00+00:00"},
        {"closed_by": "operator", "due": "", "until": "2026-03-06T09:00:00+00:00"},
        {"due": "2026-07-03T09:00:00+01:00", "at": "2026-07-03T08:00:00+00:00", "rhythm": "fri 09:00 every 2 weeks"},
        lines_of(EMPATHY, replace(EMPATHY, stance=HARD)),
        lines_of(),
    ],
    ids=["silence of a small team", "short notice", "closed by an operator", "summer time", "both stances", "as it is"],
)
def test_what_keeps_the_promises_is_not_complained_of(change: dict[str, Any]) -> None:
    assert of_changed(**change) == []


def test_a_digest_about_a_time_told_before_is_found() -> None:
    again = an_entry(1, until=an_entry()["until"])

    assert any("no later time than line 1" in one for one in found(an_entry(), again))


def test_a_second_digest_for_one_day_is_found() -> None:
    again = an_entry(1, due=an_entry()["due"])

    assert any("a second digest for the day of line 1" in one for one in found(an_entry(), again))


def test_other_teams_may_have_their_digests_at_the_same_time() -> None:
    south = an_entry(1, until=an_entry()["until"], due=an_entry()["due"], unit="South", teams=["South"])

    assert found(an_entry(), south) == []


def a_lowering(told_weeks: float = 0, holds_weeks: float = 1, **more: Any) -> dict[str, Any]:
    """The entry of a floor lowered to four: told so many weeks after the first digest, holding from so many."""
    entry = {"kind": "floor", "team": "North", "before": 5, "floor": 4, "weeks": 1, "number": 9, "chain": "f"}
    times = {"at": (CUT + weeks(told_weeks)).isoformat(), "holds_from": (CUT + weeks(holds_weeks)).isoformat()}
    return entry | times | more


@pytest.mark.parametrize(
    ("lowering", "is_found"),
    [
        (None, True),
        (a_lowering(), False),
        (a_lowering(0.5, 1), True),
        (a_lowering(0.5, 1.5), True),
        (a_lowering(-2, 0), True),
        (a_lowering(floor=5), True),
        (a_lowering(team="South"), True),
        (a_lowering(weeks=2), True),
        (a_lowering(1 / 168, 1), False),
    ],
    ids=[
        "never told",
        "told a week before",
        "told half a week before",
        "holding only later",
        "held before already",
        "not so low",
        "another team's",
        "a longer period",
        "an hour of summer time",
    ],
)
def test_a_floor_falls_only_a_full_period_after_it_was_told(lowering: dict[str, Any] | None, is_found: bool) -> None:
    lower = an_entry(1, floor=4)
    faults = found(an_entry(), *([lowering] if lowering else []), lower)

    assert any("its floor fell" in one for one in faults) is is_found


def test_an_entry_of_a_falling_floor_says_who_was_told_of_what() -> None:
    entry = ledger.of_lowering(Lowering("North", 5, 4), CUT, 2) | {"number": 7, "at": CUT.isoformat(), "chain": "abc"}

    assert ledger.in_words(entry) == (
        "   7  2026-03-05 09:00  [abc]  North, told to the team: its floor falls from 5 to 4 on 2026-03-05"
    )


def a_name(before: str, name: str) -> dict[str, Any]:
    """The entry of a team that goes by another name from then on."""
    return ledger.of_name(before, name) | {"number": 8, "at": CUT.isoformat(), "chain": "abc"}


def test_an_entry_of_a_new_name_says_both() -> None:
    assert ledger.in_words(a_name("North", "West")).endswith("North is called West from now on")


def test_a_team_by_another_name_is_compared_with_what_it_was_told_before() -> None:
    again = an_entry(1, until=an_entry()["until"], unit="West", teams=["West"])

    assert any("no later time" in one for one in found(an_entry(), a_name("North", "West"), again))
    assert found(an_entry(), again) == []


def test_another_team_under_a_name_given_up_is_another_team() -> None:
    again = an_entry(1, until=an_entry()["until"], floor=4)

    assert found(an_entry(), a_name("North", "West"), again) == []


def test_a_floor_told_under_an_earlier_name_holds_for_the_same_team() -> None:
    lower = an_entry(1, floor=4, unit="West", teams=["West"])

    assert found(an_entry(), a_lowering(), a_name("North", "West"), lower) == []


def test_a_floor_may_rise_at_once() -> None:
    assert found(an_entry(), an_entry(1, floor=6)) == []


def test_a_team_that_reflects_together_goes_by_its_own_floor() -> None:
    pool = an_entry(0, floor=6, size=9)
    together = an_entry(1, closed_by=ledger.TOGETHER, due="")

    assert found(pool, together) == []


def test_lines_cut_off_at_the_end_show_by_the_releases() -> None:
    kept = [(a_release(number), f"link{number}") for number in range(3)]

    assert found(an_entry(), kept=kept) == [
        "The release North@1 has no line: the ledger was cut.",
        "The release North@2 has no line: the ledger was cut.",
    ]


def test_a_line_that_says_something_else_than_its_release_is_found() -> None:
    other = replace(a_release(), themes=(EMPATHY,))

    assert found(an_entry(), kept=[(other, "link0")]) == ["Line 1: it is not what the release North@0 told."]


def test_a_chain_made_anew_shows_by_the_links_that_the_releases_kept() -> None:
    assert found(an_entry(), kept=[(a_release(), "elsewhere")]) == ["Line 1: it is not what the release North@0 told."]


def test_a_release_from_before_links_were_kept_is_no_fault() -> None:
    assert found(an_entry(), kept=[(a_release(), "")]) == []


def test_a_line_without_its_release_is_found() -> None:
    assert found(an_entry(), kept=[]) == ["Line 1: its release North@0 is gone."]


def test_an_old_line_without_size_codebook_and_day_is_checked_for_what_it_holds() -> None:
    entry = {name: value for name, value in an_entry().items() if name not in {"kind", "size", "codebook", "due"}}

    assert found(entry) == []
    assert any("P5" in one for one in found(entry | {"floor": 2}))


def test_notice_is_a_day_but_for_a_few_hours() -> None:
    late = FRIDAY - timedelta(hours=17, minutes=59)

    assert any("P11" in one for one in of_changed(until=late.isoformat()))
