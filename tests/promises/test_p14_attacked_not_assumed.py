"""P14 Attacked, not assumed: what a supervisor who knows roster, rota and all posts could work out, and cannot."""

from supervisionbot.records.released import Band
from tests.builders_release import (
    CUT,
    EIGHT,
    a_unit,
    a_voice,
    an_occasion,
    days,
    names_of,
    outcome_of,
    told,
    voices_of,
    weeks,
    were_asked,
)

FIVE = "ana ben cho dev eve"
TWENTY = names_of("w", 20)
OLD = weeks(11.5)
"""So old a voice would expire before the next digest."""


def test_when_all_at_work_say_so_the_band_does_not_name_them() -> None:
    """Fourteen of twenty is "most"; with six on leave it would be each of the fourteen."""
    at_work = TWENTY[:14]
    outcome = outcome_of(voices_of(at_work), a_unit(TWENTY), asked=were_asked(at_work), earlier=[an_occasion(TWENTY)])

    assert [one.band for one in outcome.themes] == [Band.HALF]


def test_after_a_silent_digest_the_band_does_not_name_those_asked_since() -> None:
    """Silence last time means four at most; "most of thirty" now would be these four and each of the 16 since."""
    thirty = names_of("w", 30)
    voices = voices_of(thirty[:4], ago=weeks(2)) + voices_of(thirty[4:20])
    asked = were_asked(thirty, ago=weeks(2)) + were_asked(thirty[4:20])
    outcome = outcome_of(voices, a_unit(thirty), asked=asked, earlier=[an_occasion(thirty)])

    assert [one.band for one in outcome.themes] == [Band.HALF]


def test_whether_a_line_is_told_does_not_hang_on_how_long_ago_one_worker_spoke() -> None:
    """Five were asked since the last digest; had a line needed older voices, it would name whoever was asked then."""
    asked = were_asked("fay gus", ago=weeks(3)) + were_asked(FIVE)
    only_new = voices_of(FIVE)
    with_an_old_one = [*voices_of("ana ben cho dev"), a_voice("fay", ago=weeks(3))]

    def is_told(voices: list) -> bool:  # type: ignore[type-arg]
        return bool(told(outcome_of(voices, asked=asked, earlier=[an_occasion(cut=CUT - weeks(2))])))

    assert is_told(only_new) is is_told(with_an_old_one)


def test_a_family_line_does_not_tell_that_the_one_who_was_at_work_at_christmas_spoke() -> None:
    """It is told when something would expire: of those days, only what one of many could have said."""
    voices = [a_voice("ana", "culture", ago=OLD), *voices_of("ben cho dev eve")]
    few = were_asked(EIGHT[:6], ago=OLD) + were_asked(ago=weeks(2))
    enough = were_asked(EIGHT[:7], ago=OLD) + were_asked(ago=weeks(2))

    assert told(outcome_of(voices, asked=few)) == []
    assert told(outcome_of(voices, asked=enough)) == [("warmth*", "strength")]


def test_who_was_asked_before_or_after_the_expiring_days_does_not_hide_who_spoke_in_them() -> None:
    voices = [a_voice("ana", "culture", ago=OLD), *voices_of("ben cho dev eve")]
    others = were_asked(FIVE, ago=weeks(11)) + were_asked(FIVE, ago=weeks(12) + days(0.01)) + were_asked()

    assert told(outcome_of(voices, asked=were_asked("ana", ago=OLD) + others)) == []


def test_who_works_for_two_teams_hides_nobody_where_they_made_no_visit() -> None:
    """Three of eight made their visits for South: a line of North could only be of the other five."""
    asked = were_asked(FIVE) + were_asked("fay gus hal", team="South")

    assert told(outcome_of(voices_of(FIVE), asked=asked)) == []
    assert told(outcome_of(voices_of(FIVE), a_unit(EIGHT), asked=were_asked(EIGHT))) == [("empathy", "strength")]
