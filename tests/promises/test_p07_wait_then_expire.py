"""P7 Wait, then expire: voices wait twelve weeks at most; what would expire may be told by family; spent once."""

import pytest

from tests.builders_release import (
    CUT,
    EIGHT,
    HARD,
    a_unit,
    a_voice,
    an_occasion,
    days,
    outcome_of,
    told,
    voices_of,
    weeks,
    were_asked,
)

FIVE = "ana ben cho dev eve"
OLD = weeks(11.5)
"""Such a voice still counts now, and would be too old on the next occasion."""
FRESH = days(1)
ALL_ASKED = were_asked(ago=weeks(12)) + were_asked()


def lines(*voices: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    """What is told of these, everybody having been at work all the time."""
    return told(outcome_of([one for some in voices for one in some], asked=ALL_ASKED))


def test_voices_of_different_weeks_count_together() -> None:
    waited = [a_voice(worker, ago=weeks(number * 2)) for number, worker in enumerate(FIVE.split(), 1)]

    assert lines(waited) == [("empathy", "strength")]


def test_a_voice_counts_for_twelve_weeks_and_no_longer() -> None:
    others = voices_of("ana ben cho dev")

    assert lines(others, [a_voice("eve", ago=weeks(12))]) == [("empathy", "strength")]
    assert lines(others, [a_voice("eve", ago=weeks(12) + days(0.001))]) == []


def test_what_would_expire_is_told_by_family() -> None:
    assert lines(voices_of("ana ben cho", ago=OLD), voices_of("dev eve", "culture", ago=OLD)) == [
        ("warmth*", "strength")
    ]


def test_while_nothing_would_expire_themes_go_on_waiting() -> None:
    assert lines(voices_of("ana ben cho"), voices_of("dev eve", "culture")) == []


@pytest.mark.parametrize(("ago", "is_told"), [(weeks(11), False), (weeks(11) + days(0.001), True)])
def test_a_voice_would_expire_if_it_is_too_old_on_the_next_occasion(ago: object, is_told: bool) -> None:
    voices = voices_of("ana ben cho") + voices_of("dev", "culture") + [a_voice("eve", "culture", ago=ago)]

    assert bool(told(outcome_of(voices, asked=ALL_ASKED))) is is_told


def test_one_voice_that_would_expire_takes_the_fresh_ones_of_its_family_along() -> None:
    voices = [a_voice("ana", ago=OLD), *voices_of("ben cho"), *voices_of("dev eve", "culture")]

    outcome = outcome_of(voices, asked=ALL_ASKED)

    assert told(outcome) == [("warmth*", "strength")]
    assert set(outcome.spent) == set(voices)


def test_a_family_needs_the_floor_as_well() -> None:
    assert lines(voices_of("ana ben", ago=OLD), voices_of("cho dev", "culture", ago=OLD)) == []
    assert lines(voices_of("ana ben cho", ago=OLD), voices_of("ana dev", "culture", ago=OLD)) == []


def test_a_family_needs_three_visits_as_well() -> None:
    one_visit = voices_of("ana ben cho", visit="v", ago=OLD) + voices_of("dev eve", "culture", visit="v", ago=OLD)

    assert lines(one_visit) == []


def test_a_family_tells_both_ways_only_where_neither_way_reaches_the_floor() -> None:
    both = lines(voices_of("ana ben cho", ago=OLD), voices_of("dev eve", "culture", HARD, ago=OLD))

    assert both == [("warmth*", "mixed")]


@pytest.mark.parametrize(("at_work", "is_told"), [(6, False), (7, True)])
def test_a_family_is_told_only_if_enough_were_at_work_when_its_oldest_voices_came(at_work: int, is_told: bool) -> None:
    """A family line shows that somebody spoke of it just twelve weeks ago: in a week with few at work, one of them."""
    voices = voices_of("ana", ago=OLD) + voices_of("ben cho") + voices_of("dev eve", "culture")
    before = were_asked("ana ben", ago=weeks(12) + days(1.01))

    outcome = outcome_of(voices, asked=were_asked(EIGHT[:at_work], ago=weeks(11.5)) + before + were_asked())

    assert bool(told(outcome)) is is_told


@pytest.mark.parametrize(("ago", "is_told"), [(85, True), (85.01, False), (77, True), (76.99, False)])
def test_at_work_then_are_those_asked_in_the_days_whose_voices_would_expire(ago: float, is_told: bool) -> None:
    voices = voices_of("ana", ago=OLD) + voices_of("ben cho") + voices_of("dev eve", "culture")
    asked = were_asked(EIGHT[:6], ago=OLD) + were_asked("gus", ago=days(ago)) + were_asked()

    assert bool(told(outcome_of(voices, asked=asked))) is is_told


def test_families_do_not_borrow_voices_from_each_other() -> None:
    assert lines(voices_of("ana ben cho", ago=OLD), voices_of("dev eve", "time", ago=OLD)) == []


def test_a_family_is_told_without_the_voices_of_a_theme_that_was_told() -> None:
    """Else theme and family side by side would show how many spoke of the part that was held."""
    outcome = lines(voices_of(FIVE, ago=OLD), voices_of("fay gus", "culture", ago=OLD))

    assert outcome == [("empathy", "strength")]


def test_beside_a_told_theme_the_rest_of_its_family_reaches_the_floor_by_itself() -> None:
    rest = voices_of("ana ben fay", "culture", ago=OLD) + voices_of("gus hal", "empathy", HARD, ago=OLD)

    assert lines(voices_of(FIVE, ago=OLD), rest) == [("empathy", "strength"), ("warmth*", "mixed")]


def test_a_voice_told_is_no_voice_any_more() -> None:
    voices = voices_of(FIVE)
    spent = outcome_of(voices).spent

    assert told(outcome_of([voice for voice in voices if voice not in spent] + voices_of("fay gus hal"))) == []


def test_voices_told_by_family_are_spent_for_their_theme_too() -> None:
    voices = voices_of("ana ben cho", ago=OLD) + voices_of("dev eve", "culture", ago=OLD)

    assert set(outcome_of(voices, asked=ALL_ASKED).spent) == set(voices)


def test_each_voice_is_spent_at_most_once_in_a_release() -> None:
    voices = voices_of(EIGHT, ago=OLD) + voices_of(EIGHT, "culture", HARD, ago=OLD) + voices_of("ana", "culture")
    spent = outcome_of(voices, asked=ALL_ASKED).spent

    assert len(spent) == len(set(spent))


def test_a_voice_given_after_the_cut_waits_for_the_next_occasion() -> None:
    late = a_voice("eve", given_at=CUT + days(0.001))

    assert told(outcome_of([*voices_of("ana ben cho dev"), late])) == []
    assert told(outcome_of([*voices_of("ana ben cho dev"), a_voice("eve", given_at=CUT)])) == [("empathy", "strength")]


def test_those_who_leave_take_their_waiting_voices_along() -> None:
    voices = voices_of(FIVE)

    outcome = outcome_of(voices, a_unit([*EIGHT[1:], "new"]), earlier=[an_occasion()], asked=ALL_ASKED)

    assert told(outcome) == []
