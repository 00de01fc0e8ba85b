"""The door: voices in, lines out. The promises have tests of their own; here stands how the rules play together."""

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from supervisionbot.records.private import Occasion
from supervisionbot.records.released import Band, ReleasedTheme
from supervisionbot.rules.release import ASKED_WITHIN, TIME_TO_ANSWER, band
from supervisionbot.rules.release.comparing import fewest_that_could_speak
from supervisionbot.rules.release.rota import Rota
from tests.builders_release import (
    BOTH,
    CUT,
    EIGHT,
    HARD,
    WELL,
    a_unit,
    a_voice,
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

FIVE = "ana ben cho dev eve"
FOUR = "ana ben cho dev"


def test_what_five_of_eight_say_is_told_and_their_voices_are_spent() -> None:
    voices = voices_of(FIVE)

    outcome = outcome_of(voices)

    assert outcome.is_open
    assert outcome.themes == (ReleasedTheme("empathy", WELL, Band.MOST),)
    assert set(outcome.spent) == set(voices)


def test_what_is_held_spends_no_voice() -> None:
    outcome = outcome_of(voices_of(FOUR) + voices_of(FIVE, "time"))

    assert told(outcome) == [("time", "strength")]
    assert {voice.theme for voice in outcome.spent} == {"time"}


def test_all_voices_of_a_told_line_are_spent_also_those_above_the_floor() -> None:
    outcome = outcome_of(voices_of(EIGHT) + voices_of("ana ben"))

    assert len(outcome.spent) == 10


@pytest.mark.parametrize(
    ("well", "hard", "lines"),
    [
        (FIVE, FIVE, [("empathy", "strength"), ("empathy", "strain")]),
        (FIVE, FOUR, [("empathy", "strength")]),
        (FOUR, FIVE, [("empathy", "strain")]),
        ("ana ben cho", "dev eve", [("empathy", "mixed")]),
        ("ana ben cho dev", "ana ben cho dev", []),
        ("ana ben", "cho dev", []),
        ("ana ben cho dev", "eve", [("empathy", "mixed")]),
    ],
    ids=[
        "each over the floor: two lines",
        "one over the floor: the other waits",
        "the other way round",
        "only together: one line for both ways",
        "four who say both are four",
        "four in all are too few",
        "one voice tips the mixed line",
    ],
)
def test_stances_are_told_apart_or_together(well: str, hard: str, lines: list[tuple[str, str]]) -> None:
    assert told(outcome_of(voices_of(well) + voices_of(hard, stance=HARD))) == lines


def test_a_mixed_line_spends_both_sides() -> None:
    outcome = outcome_of(voices_of("ana ben cho") + voices_of("dev eve", stance=HARD))

    assert {voice.stance for voice in outcome.spent} == {WELL, HARD}
    assert len(outcome.spent) == 5


def test_where_one_stance_is_told_the_other_waits_unspent() -> None:
    outcome = outcome_of(voices_of(FIVE) + voices_of("fay gus", stance=HARD))

    assert {voice.stance for voice in outcome.spent} == {WELL}


def test_a_voice_that_is_itself_mixed_is_told_by_nobody() -> None:
    assert told(outcome_of(voices_of(FIVE, stance=BOTH))) == []


def test_lines_of_the_same_band_stand_in_the_order_of_the_codebook_and_strengths_first() -> None:
    voices = [
        voice
        for theme in ("money", "time", "culture", "empathy")
        for stance in (HARD, WELL)
        for voice in voices_of(FIVE, theme, stance)
    ]

    assert told(outcome_of(voices)) == [
        (theme, stance) for theme in ("empathy", "culture", "time", "money") for stance in ("strength", "strain")
    ]


def test_wider_bands_stand_before_narrower_ones() -> None:
    unit = a_unit(names_of("w", 20))
    voices = voices_of(names_of("w", 5), "empathy") + voices_of(names_of("w", 14), "time")
    voices += voices_of(names_of("w", 8), "money")

    outcome = outcome_of(voices, unit)

    assert [(one.subject, one.band) for one in outcome.themes] == [
        ("time", Band.MOST),
        ("money", Band.HALF),
        ("empathy", Band.SOME),
    ]


def test_families_stand_after_themes_of_the_same_band() -> None:
    old = weeks(11.5)
    voices = voices_of("ana ben cho", "empathy", ago=old) + voices_of("dev eve", "culture", ago=old)
    voices += voices_of(FIVE, "money")

    assert told(outcome_of(voices, asked=were_asked(ago=old) + were_asked())) == [
        ("money", "strength"),
        ("warmth*", "strength"),
    ]


@pytest.mark.parametrize(
    ("voices", "workers", "expected"),
    [
        (14, 20, Band.MOST),
        (13, 20, Band.HALF),
        (8, 20, Band.HALF),
        (7, 20, Band.SOME),
        (5, 9, Band.MOST),
        (5, 10, Band.HALF),
        (8, 10, Band.MOST),
        (5, 15, Band.HALF),
        (5, 16, Band.SOME),
        (8, 8, Band.MOST),
    ],
)
def test_bands_begin_at_two_and_above_three_fifths_of_the_rounded_number(
    voices: int, workers: int, expected: Band
) -> None:
    assert band(voices, workers, 5) is expected


def test_a_band_counts_workers_not_voices() -> None:
    unit = a_unit(names_of("w", 20))
    voices = voices_of(names_of("w", 5)) + voices_of(["w0"] * 10)

    assert outcome_of(voices, unit).themes[0].band is Band.SOME


def test_a_theme_that_the_codebook_lost_holds_up_nothing() -> None:
    outcome = outcome_of(voices_of(FIVE, "gone", ago=weeks(11.5)) + voices_of(FIVE))

    assert told(outcome) == [("empathy", "strength")]


def test_a_closed_door_says_which_rule_closed_it() -> None:
    outcome = outcome_of(voices_of(FIVE), a_unit(EIGHT[:6]))

    assert not outcome.is_open
    assert (outcome.themes, outcome.spent) == ((), ())
    assert broken(outcome) == ["P6", "P10"]


def test_the_rules_are_the_same_whatever_was_said() -> None:
    assert outcome_of([]).rules == outcome_of(voices_of(EIGHT)).rules


def test_who_could_differ_are_those_asked_after_the_earlier_cut_in_time_to_answer_before_this_one() -> None:
    earlier = an_occasion()
    asked = [
        *were_asked("ana", ago=weeks(1)),
        *were_asked("ben", ago=weeks(1) - days(0.001)),
        *were_asked("cho cho", ago=days(1) / 24),
        *were_asked("dev", ago=days(0.5) / 24),
        *were_asked("somebody-else"),
    ]

    assert fewest_that_could_speak(Rota(a_unit(), tuple(asked), CUT - TIME_TO_ANSWER), [earlier], CUT) == 2


def test_an_outcome_cannot_be_changed() -> None:
    outcome = outcome_of([])

    with pytest.raises(FrozenInstanceError):
        outcome.is_open = False  # type: ignore[misc]


def test_a_line_that_was_not_shown_waits_with_its_voices() -> None:
    voices = voices_of(FIVE) + voices_of(FIVE, "time")

    outcome = outcome_of(voices, shown=frozenset({("time", WELL, False)}))

    assert told(outcome) == [("time", "strength")]
    assert {voice.theme for voice in outcome.spent} == {"time"}


def test_a_shown_family_is_told_and_a_theme_of_that_name_is_not_the_family() -> None:
    old = weeks(11.5)
    voices = voices_of("ana ben cho", "empathy", ago=old) + voices_of("dev eve", "culture", ago=old)
    asked = were_asked(ago=old) + were_asked()

    assert told(outcome_of(voices, asked=asked, shown=frozenset({("warmth", WELL, True)}))) == [("warmth*", "strength")]
    assert told(outcome_of(voices, asked=asked, shown=frozenset({("warmth", WELL, False)}))) == []


def test_without_a_preview_nothing_limits_the_lines() -> None:
    assert Occasion.of(a_unit(), "now", CUT).shown is None
    assert told(outcome_of([a_voice(worker) for worker in EIGHT], shown=None)) == [("empathy", "strength")]


@pytest.mark.parametrize(("ago", "are_told"), [(ASKED_WITHIN, True), (ASKED_WITHIN + days(0.01), False)])
def test_who_was_asked_before_any_voice_that_counts_is_of_no_account(ago: timedelta, are_told: bool) -> None:
    oldest = voices_of("ana ben cho", "empathy", ago=weeks(12) - days(1)) + voices_of("dev eve", "culture")

    outcome = outcome_of(oldest, asked=were_asked() + were_asked(ago=ago))

    assert outcome.is_open
    assert told(outcome) == ([("warmth*", "strength")] if are_told else [])


@pytest.mark.parametrize(
    ("size", "p6", "p10"),
    [(7, "narrow", "narrow"), (9, "narrow", "narrow"), (10, "wide", "wide"), (30, "wide", "wide")],
)
def test_the_margin_of_a_rule_is_a_word_that_stands_for_three_numbers_at_least(size: int, p6: str, p10: str) -> None:
    rules = outcome_of([], a_unit(names_of("w", size))).rules

    assert [rule.margin for rule in rules] == [None, p6, p10]


def test_the_margins_of_roster_and_rota_are_told_apart() -> None:
    unit = a_unit(names_of("w", 30))

    assert [rule.margin for rule in outcome_of([], unit, asked=were_asked(names_of("w", 7))).rules] == [
        None,
        "wide",
        "narrow",
    ]
