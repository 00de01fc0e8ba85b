"""How far suggestions agree with what was settled, and what follows for a theme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.records.agreement import Judged, Suggested, Tally
from supervisionbot.records.codebook import Stance
from supervisionbot.rules import agreement

STRENGTH, STRAIN = Stance.STRENGTH, Stance.STRAIN


def a_tally(*counts: int, claims: tuple[tuple[float, int, int], ...] = (), people: int = 5) -> Tally:
    """A theme: both, only suggested, only settled, neither."""
    return Tally("power", *counts, claims, people)


def judged(suggested: Stance | None, settled: Stance | None, sureness: float = 0.9, by: str = "ana") -> Judged:
    """One thread in which power was suggested or settled."""
    shown = {"power": Suggested(suggested, sureness)} if suggested else {}
    return Judged(by, shown, {"power": settled} if suggested or settled else {})


def test_a_theme_is_counted_by_whether_it_was_suggested_and_settled() -> None:
    threads = [
        judged(STRAIN, STRAIN),
        judged(STRAIN, STRENGTH),
        judged(STRAIN, None),
        judged(None, STRAIN),
        judged(None, None),
    ]
    one = agreement.tally("power", threads)

    assert (one.both, one.only_suggested, one.only_settled, one.neither) == (2, 1, 1, 1)


def test_a_claim_is_right_only_if_the_stance_is_right_too() -> None:
    threads = [judged(STRAIN, STRAIN, 0.96), judged(STRAIN, STRENGTH, 0.9), judged(STRAIN, None, 0.72)]

    assert agreement.tally("power", threads).claims == ((0.85, 2, 1), (0.95, 1, 1))


def test_people_are_counted_once_and_only_where_they_had_to_do_with_the_theme() -> None:
    threads = [judged(STRAIN, STRAIN, by="ana"), judged(STRAIN, None, by="ana"), judged(None, None, by="ben")]

    assert agreement.tally("power", threads).people == 1


def test_what_was_neither_kept_nor_turned_down_is_left_out() -> None:
    open_one = Judged("ana", {"power": Suggested(STRAIN, 0.9)}, {})

    assert agreement.tally("power", [open_one]).size == 0


def test_the_figures_are_those_of_the_books() -> None:
    """Worked out by hand: 20 of both, 5 and 10 of one, 15 of neither; agreed .7, by chance .5 and .495."""
    one = a_tally(20, 5, 10, 15)

    assert agreement.kappa(one) == pytest.approx(0.4)
    assert agreement.ac1(one) == pytest.approx((0.7 - 0.495) / (1 - 0.495))
    assert agreement.prevalence(one) == pytest.approx(0.6)


def test_the_interval_is_as_wide_as_drawing_again_makes_it() -> None:
    """4,000 draws with replacement from the same counts gave .614 to .894."""
    assert agreement.interval(a_tally(20, 4, 6, 170), agreement.kappa) == pytest.approx((0.614, 0.894), abs=0.01)


def test_no_error_yet_does_not_mean_certainty() -> None:
    low, high = agreement.interval(a_tally(10, 0, 0, 30), agreement.kappa)

    assert low < 0.9
    assert high == 1


def test_one_odd_case_where_nearly_all_is_alike_is_not_poor_agreement() -> None:
    nearly_all = a_tally(40, 0, 1, 0)

    assert agreement.kappa(nearly_all) < agreement.POOR_KAPPA
    assert not agreement.is_poor(nearly_all)


@given(st.tuples(*[st.integers(0, 500)] * 4).filter(any))
def test_figures_stay_within_their_bounds(counts: tuple[int, int, int, int]) -> None:
    one = a_tally(*counts)
    for figure in (agreement.kappa, agreement.ac1):
        low, high = agreement.interval(one, figure)

        assert -1 <= low <= figure(one) <= high <= 1


@pytest.mark.parametrize(
    ("counts", "people", "told"),
    [((10, 0, 0, 19), 5, False), ((10, 0, 0, 20), 4, False), ((10, 0, 0, 20), 5, True)],
    ids=["under thirty threads", "four people", "enough of both"],
)
def test_nothing_is_told_of_too_few(counts: tuple[int, ...], people: int, told: bool) -> None:
    assert agreement.is_told(a_tally(*counts, people=people)) is told


POOR, WELL = (5, 15, 15, 15), (15, 1, 1, 33)


@pytest.mark.parametrize(
    ("counts", "people", "claims", "expected"),
    [
        (WELL, 5, (), 0.85),
        (WELL, 5, ((0.85, 29, 0), (0.95, 29, 0)), 0.85),
        (WELL, 5, ((0.85, 40, 34), (0.95, 30, 28)), 0.85),
        (WELL, 5, ((0.85, 40, 33), (0.95, 30, 28)), 0.95),
        (WELL, 5, ((0.85, 40, 33), (0.95, 29, 0)), 0.95),
        (WELL, 5, ((0.85, 40, 30), (0.95, 30, 25)), agreement.NEVER),
        (POOR, 5, ((0.85, 40, 40), (0.95, 30, 30)), agreement.NEVER),
        (POOR, 4, ((0.85, 40, 10), (0.95, 30, 10)), 0.85),
    ],
    ids=[
        "nothing claimed",
        "too little claimed",
        "right as often as claimed",
        "wrong too often",
        "wrong too often, with too little that was surest",
        "wrong too often even where it is surest",
        "agreement is poor",
        "too few people to tell",
    ],
)
def test_its_record_moves_from_where_a_theme_counts(
    counts: tuple[int, ...], people: int, claims: tuple[tuple[float, int, int], ...], expected: float
) -> None:
    assert agreement.sure_from(a_tally(*counts, claims=claims, people=people)) == expected


@given(st.tuples(*[st.integers(0, 80)] * 4), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=2))
def test_no_record_lets_a_theme_count_from_less_than_usual(
    counts: tuple[int, ...], drawn: list[tuple[int, int]]
) -> None:
    claims = tuple((edge, sure, min(sure, right)) for edge, (sure, right) in zip((0.85, 0.95), drawn, strict=False))

    assert agreement.sure_from(a_tally(*counts, claims=claims)) in (0.85, 0.95, agreement.NEVER)
