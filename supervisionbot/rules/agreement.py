"""Suggestions beside what was settled -> how far they agree, and from which sureness a theme counts unconfirmed.

Kappa: Cohen, Educ Psychol Meas 1960. AC1: Gwet, Br J Math Stat Psychol 2008; it stays steady where a theme is rare.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import sqrt

from supervisionbot.records.agreement import Judged, Tally

LEAST = 30
"""Fewer settled threads than this tell nothing."""
LEAST_PEOPLE = 5
"""What fewer people than this had to do with is not told at all, not even as a share: the floor of the digests."""
POOR_KAPPA, GOOD_KAPPA = 0.40, 0.75
"""Below and above these agreement is poor and excellent (Fleiss, Levin, Paik: Statistical Methods for Rates and
Proportions, 2003, 18.1)."""
RIGHT_ENOUGH = 0.85
"""Of unconfirmed codes that count at least 85 of 100 are to be right, theme and stance."""
USUAL, HIGHEST = 0.85, 0.95
"""The bounds: no record, however good, lets a theme count from less, as people tend to agree to what they are shown."""
NEVER = 1.01
"""A sureness that no code reaches: the theme abstains until it is confirmed."""
_95_PERCENT = 1.96
_LITTLE = 1e-4


def tally(theme: str, judged: Sequence[Judged]) -> Tally:
    """Count one theme over all that was judged. A suggestion that was neither kept nor turned down is left out."""
    open_ones = [one for one in judged if theme in one.suggested and theme not in one.settled]
    pairs = [(theme in one.suggested, one.settled.get(theme) is not None) for one in judged]
    both, only_suggested, only_settled, neither = (
        pairs.count(kind) for kind in ((True, True), (True, False), (False, True), (False, False))
    )
    claims = tuple((edge, *_claimed(theme, judged, edge)) for edge in (USUAL, HIGHEST))
    people = {one.by for one in judged if theme in one.suggested or one.settled.get(theme)}
    return Tally(theme, both, only_suggested - len(open_ones), only_settled, neither, claims, len(people))


def _claimed(theme: str, judged: Iterable[Judged], edge: float) -> tuple[int, int]:
    decided = [one for one in judged if theme in one.suggested and theme in one.settled]
    sure = [one for one in decided if one.suggested[theme].sureness >= edge]
    return len(sure), sum(one.settled[theme] is one.suggested[theme].stance for one in sure)


def kappa(one: Tally) -> float:
    """Cohen's kappa, from -1 to 1; 1 where all agreed that it is always so, or never."""
    suggested, settled = (one.both + one.only_suggested) / one.size, (one.both + one.only_settled) / one.size
    by_chance = suggested * settled + (1 - suggested) * (1 - settled)
    return _beyond(by_chance, one)


def ac1(one: Tally) -> float:
    """Gwet's AC1, from -1 to 1."""
    share = (2 * one.both + one.only_suggested + one.only_settled) / (2 * one.size)
    return _beyond(2 * share * (1 - share), one)


def _beyond(by_chance: float, one: Tally) -> float:
    agreed = (one.both + one.neither) / one.size
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def prevalence(one: Tally) -> float:
    """In which share the theme was settled, 0 to 1."""
    return (one.both + one.only_settled) / one.size


def interval(one: Tally, figure: Callable[[Tally], float]) -> tuple[float, float]:
    """The 95 % interval of a figure, by the infinitesimal jackknife (Efron, Tibshirani 1993, chapter 21).

    Half a case is added to each of the four counts first: where nothing went wrong yet, something still may.
    """
    counts = {name: getattr(one, name) + 0.5 for name in ("both", "only_suggested", "only_settled", "neither")}
    eased = replace(one, **counts)
    middle = figure(eased)
    pulls = [
        (count, (figure(replace(eased, **{name: count + _LITTLE})) - middle) / _LITTLE)
        for name, count in counts.items()
    ]
    reach = _95_PERCENT * sqrt(sum(count * pull**2 for count, pull in pulls))
    return max(-1.0, min(middle - reach, figure(one))), min(1.0, max(middle + reach, figure(one)))


def is_told(one: Tally) -> bool:
    """Whether there is enough, by enough people, to say anything of the theme."""
    return one.size >= LEAST and one.people >= LEAST_PEOPLE


def is_poor(one: Tally) -> bool:
    """Whether agreement is poor, and what is known rules out that it is excellent.

    The upper end of the interval has a say, as kappa falls to nothing by a single case where nearly all is alike.
    """
    return is_told(one) and kappa(one) < POOR_KAPPA and interval(one, kappa)[1] < GOOD_KAPPA


def sure_from(one: Tally) -> float:
    """From which sureness an unconfirmed code of the theme counts: .85, unless its own record says otherwise.

    From .95, or never, where of 30 or more that were so sure fewer than 85 of 100 were right, theme and stance. A theme
    whose agreement is poor abstains.
    """
    if is_poor(one):
        return NEVER
    failed = [edge for edge, sure, right in one.claims if sure >= LEAST and right < RIGHT_ENOUGH * sure]
    if not is_told(one) or not failed:
        return USUAL
    return NEVER if HIGHEST in failed else HIGHEST
