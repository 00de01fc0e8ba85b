"""P14 Attacked, not assumed: what a supervisor who knows roster, rota and all posts could work out, and cannot."""

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from benchmarks.attacking.logic import certain_speakers
from benchmarks.attacking.measure import guess_rule
from benchmarks.attacking.posting import through_the_door
from benchmarks.attacking.service import Year, a_year
from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Asked
from supervisionbot.records.released import Band, ReleasedTheme
from supervisionbot.records.team import Unit
from supervisionbot.rules.release import ReleaseOutcome, band, release
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


YEARS = (1, 13, 20)
"""Years with people away at the wrong time: a weaker door would name somebody in each of them."""

ALL = range(6)
PLACES = {
    "most are away before the second digest": [(one, 0, 0) for one in ALL] + [(one, 2, 0) for one in (0, 1, 2)],
    "some are there before each": [(one, 0, 0) for one in (0, 1, 2, 3)] + [(one, 2, 0) for one in (3, 4, 5)],
    "both stances": [(one, week, side) for one, week in ((0, 0), (1, 0), (2, 0), (3, 2), (4, 2)) for side in (0, 1)],
    "one was there twelve weeks ago": [
        (one, week, theme) for one, week in ((0, 11), (1, 11), (2, 11), (3, 0)) for theme in (0, 2)
    ],
}
"""Who (of six) could say what, in which week."""


def a_simulated_year(number: int) -> Year:
    return a_year(np.random.default_rng([14, number]))


def careless(unit: Unit, voices: Any, codebook: Any, *, occasion: Any, asked: Any, **more: Any) -> ReleaseOutcome:
    """The door, made to believe that everybody is at work all the time."""
    team = min(unit.teams)
    days_ago = [weeks(number) + days(1) for number in range(13)]
    everybody = [Asked(one, "q", "", occasion.cut - ago, team) for one in unit.workers for ago in days_ago]
    return release(unit, voices, codebook, occasion=occasion, asked=everybody, **more)


def without_a_floor(unit: Unit, voices: Any, codebook: Any, **more: Any) -> ReleaseOutcome:
    """A door that tells whatever anybody said."""
    spoken = [one for one in voices if one.worker in unit.workers and one.given_at <= more["occasion"].cut]
    lines: dict[tuple[str, Stance], set[str]] = {}
    for voice in spoken:
        lines.setdefault((voice.theme, voice.stance), set()).add(voice.worker)
    themes = [ReleasedTheme(*line, band(len(people), len(unit.workers), 1)) for line, people in lines.items()]
    return ReleaseOutcome(True, tuple(themes), tuple(spoken), ())


def a_small_year(places: list[tuple[int, int, int]], closings: tuple[int, ...]) -> Year:
    """Six workers with a floor of four, in which nobody has said anything yet."""
    no, yes = np.zeros((6, 52), bool), np.ones((6, len(closings)), bool)
    asked = no.astype(int)
    asked[tuple(np.array(places).T[:2])] = 1
    return Year(
        asked=asked,
        elsewhere=no,
        said=np.zeros((6, 52, 30), bool),
        late=no,
        member=yes,
        team_of=np.zeros(6, int),
        shares_case=no,
        closings=closings,
        floors=(4,) * len(closings),
        withdrawn=~yes,
        pooled_from=None,
        is_played_with=False,
    )


@pytest.mark.parametrize("door", [release, careless])
@pytest.mark.parametrize("name", PLACES)
def test_the_reasoner_is_certain_of_just_what_is_so_in_every_world(name: str, door: Any) -> None:
    places = PLACES[name]
    year = a_small_year(places, (11, 13) if places[0][1] == 11 else (1, 3))
    worlds = defaultdict(list)
    for choice in product((False, True), repeat=len(places)):
        said = year.said.copy()
        said[tuple(np.array(places).T)] = choice
        told = through_the_door(replace(year, said=said), door)
        worlds[tuple(tuple(line.theme for line in closing.lines) for closing in told)].append(told)

    for alike in worlds.values():
        lines = [[line.speakers for closing in told for line in closing.lines] for told in alike]
        certain = sum(len(frozenset.intersection(*speakers)) for speakers in zip(*lines, strict=True))

        assert certain_speakers(year, alike[0]) == certain


def test_no_simulated_year_of_digests_makes_anything_certain_of_one_person() -> None:
    assert [certain_speakers(year, through_the_door(year)) for year in map(a_simulated_year, YEARS)] == [0, 0, 0]


def test_a_door_that_does_not_know_who_was_at_work_names_people() -> None:
    found = [certain_speakers(year, through_the_door(year, careless)) for year in map(a_simulated_year, YEARS)]

    assert sum(found) > 0


def test_a_door_without_a_floor_names_people() -> None:
    years = [replace(year, floors=(1,) * len(year.floors)) for year in map(a_simulated_year, YEARS)]

    assert all(certain_speakers(year, through_the_door(year, without_a_floor)) for year in years)


def test_the_guesser_finds_much_in_raw_counts() -> None:
    _, guessed = guess_rule("raw counts", 10, 14)

    assert guessed.total["roster"].low > 0.1
    assert guessed.total["all but one"].low > 0.4
    assert guessed.singling["all but two"].low > 0
