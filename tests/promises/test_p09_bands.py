"""P9 Bands: some, about half, most of the team; no counts, no shares; order by band, then by codebook."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Said
from supervisionbot.records.released import Band, Release, ReleasedTheme
from supervisionbot.rules.digest import digest
from supervisionbot.rules.release import band
from supervisionbot.views import digest as view
from tests.builders_release import CODEBOOK, CUT, a_unit, names_of, outcome_of, voices_of, weeks

PROMPTS = Path(__file__).parents[2] / "prompts"
NUMBER_WORDS = re.compile(
    r"\b(?:none|nobody spoke|everyone|everybody|all of|\d+ of|percent|per cent)\b|%", re.IGNORECASE
)
HEADING_DATES = re.compile(r"\d{1,2}(?: \w+)? to \d{1,2} \w+ \d{4}")


FLOORS = st.integers(4, 15)
SPARE = st.integers(2, 60)


@given(FLOORS, SPARE, st.integers(0, 60))
def test_more_voices_never_make_a_band_narrower_and_a_larger_team_never_a_wider_one(
    floor: int, spare: int, more: int
) -> None:
    order, workers = list(Band), floor + spare
    voices = min(floor + more, workers)

    assert order.index(band(voices + 1, workers, floor)) <= order.index(band(voices, workers, floor))
    assert order.index(band(voices, workers + 1, floor)) >= order.index(band(voices, workers, floor))


@given(FLOORS, SPARE)
def test_no_word_stands_for_fewer_than_three_numbers(floor: int, spare: int) -> None:
    """Else whoever knows floor and roster would read a count out of a word."""
    words = Counter(band(voices, floor + spare, floor) for voices in range(floor, floor + spare + 1))

    assert min(words.values()) >= 3


@given(FLOORS, SPARE, st.data())
def test_a_word_is_true_give_or_take_one_worker(floor: int, spare: int, data: st.DataObject) -> None:
    workers = floor + spare
    voices = data.draw(st.integers(floor, workers))
    least, most = {Band.MOST: (0.6, 1.2), Band.HALF: (0.4, 0.6), Band.SOME: (0, 0.4)}[band(voices, workers, floor)]

    assert least <= (voices + 1) / workers
    assert (voices - 1) / workers <= most


@given(st.integers(5, 40), st.integers(0, 40))
def test_a_line_tells_its_share_in_one_of_three_words(spoke: int, silent: int) -> None:
    workers = names_of("w", spoke + silent + 2)
    outcome = outcome_of(voices_of(workers[:spoke]), a_unit(workers))

    assert [type(getattr(outcome.themes[0], name)) for name in ReleasedTheme.__slots__] == [str, Stance, Band, bool]


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_the_order_is_by_band_then_by_codebook_never_by_how_many(counts: list[int]) -> None:
    workers = names_of("w", 20)
    ids = [theme.id for theme in CODEBOOK.themes]
    voices = [voice for theme, spoke in zip(ids, counts, strict=True) for voice in voices_of(workers[:spoke], theme)]

    lines = outcome_of(voices, a_unit(workers)).themes

    assert list(lines) == sorted(lines, key=lambda one: (list(Band).index(one.band), ids.index(one.subject)))


def a_digest_of(*lines: ReleasedTheme) -> Said:
    """What supervisors read of these lines, after an earlier digest that told the same."""
    before = Release("r0", "North", CUT - weeks(2), CUT - weeks(1), lines)
    made = digest(Release("r", "North", CUT - weeks(1), CUT, lines), [before])
    [said] = view.digest(TemplateWords(PROMPTS), CODEBOOK, made, "Europe/London")
    return said


THREE = [
    ReleasedTheme(subject, stance, band)
    for subject, stance, band in zip(("empathy", "time", "money"), Stance, Band, strict=True)
]


def test_a_digest_holds_no_number_but_its_dates() -> None:
    text = a_digest_of(*THREE).text

    assert not re.search(r"\d", HEADING_DATES.sub("", text))
    assert not NUMBER_WORDS.search(text)


def test_the_chart_counts_themes_and_never_people() -> None:
    """A bar for each theme could be taken for so many people, whatever its scale."""
    [chart] = [block["chart"] for block in a_digest_of(*THREE).blocks if block["type"] == "data_visualization"]
    points = [point for series in chart["series"] for point in series["data"]]

    assert chart["axis_config"]["y_label"] == "Number of themes, never of people"
    assert {point["label"] for point in points} == {"Most of the team", "About half of it", "Some of it"}
    assert sum(point["value"] for point in points) == len(THREE)
