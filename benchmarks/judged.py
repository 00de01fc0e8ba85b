"""What a coder said of replies beside what is true of them in -> the figures of agreement out, with intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.records.codebook import Coding
from supervisionbot.rules.coding import SURE_ENOUGH

THEMES = ["empathy", "culture", "communication", "mistrust", "engagement", "consistency", "honesty", "role"]
THEMES += ["boundaries", "power", "practical_help", "agencies", "balance", "time", "learning"]
RESAMPLES, SEED = 1000, 20260301
Array = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One row a reply, one column a theme: what is true, what was heard, how sure, in what rank and stance.

    `sure` is the probability of the theme, `sure_of_both` that of theme and stance.
    """

    true: Truths
    heard: Truths
    sure: Array
    sure_of_both: Array
    rank: Array
    right_stance: Truths

    def take(self, rows: NDArray[np.int64] | slice, columns: Sequence[int] | slice = slice(None)) -> "Judged":
        """The judgements of some replies, or of some themes."""
        at = (slice(None), columns)
        return Judged(
            self.true[rows][at],
            self.heard[rows][at],
            self.sure[rows][at],
            self.sure_of_both[rows][at],
            self.rank[rows][at],
            self.right_stance[rows][at],
        )


def judged(examples: Sequence[Example], codings: Sequence[Coding]) -> Judged:
    """What the coder said of the examples beside what is true of them."""
    shape = (len(examples), len(THEMES))
    true, heard, right = (np.zeros(shape, dtype=bool) for _ in range(3))
    sure, both, rank = (np.zeros(shape) for _ in range(3))
    for row, (example, coding) in enumerate(zip(examples, codings, strict=True)):
        true[row] = [theme in example.codes for theme in THEMES]
        for place, code in enumerate(coding.ranked):
            column = THEMES.index(code.theme)
            sure[row, column], both[row, column] = code.probability, code.sureness
            rank[row, column] = place
            heard[row, column] = place < len(coding.codes)
            right[row, column] = example.codes.get(code.theme) == code.stance
    return Judged(true, heard, sure, both, rank, right)


def kappa(one: Judged) -> float:
    """Cohen's kappa over the decisions (reply, theme)."""
    said, was, agreed = one.heard.mean(), one.true.mean(), (one.heard == one.true).mean()
    by_chance = said * was + (1 - said) * (1 - was)
    return float((agreed - by_chance) / (1 - by_chance))


def ac1(one: Judged) -> float:
    """Gwet's AC1 over the decisions (Gwet, Br J Math Stat Psychol 2008)."""
    share, agreed = (one.heard.mean() + one.true.mean()) / 2, (one.heard == one.true).mean()
    by_chance = 2 * share * (1 - share)
    return float((agreed - by_chance) / (1 - by_chance))


def f1(one: Judged) -> float:
    """F1 over the decisions."""
    return float(2 * (one.heard & one.true).sum() / max(1, one.heard.sum() + one.true.sum()))


def first_three(one: Judged) -> float:
    """The share of the true themes that stand among the first three."""
    return float((one.true & (one.rank < 3)).sum() / max(1, one.true.sum()))


def stance(one: Judged) -> float:
    """The share of rightly heard themes whose stance is right."""
    found = one.true & one.heard
    return float((found & one.right_stance).sum() / max(1, found.sum()))


def no_theme(one: Judged) -> float:
    """F1 of telling replies that speak of no theme."""
    said, was = ~one.heard.any(axis=1), ~one.true.any(axis=1)
    return float(2 * (said & was).sum() / max(1, said.sum() + was.sum()))


def counted(one: Judged) -> Truths:
    """The codes that count for the team without being confirmed: heard, and sure in theme and stance together."""
    return one.heard & (one.sure_of_both >= SURE_ENOUGH)


def counted_right(one: Judged) -> float:
    """How many of the codes that count unconfirmed are right in theme and stance."""
    return float((one.right_stance & counted(one)).sum() / max(1, counted(one).sum()))


def counted_share(one: Judged) -> float:
    """The share of the true codes that count unconfirmed."""
    return float((one.right_stance & counted(one)).sum() / max(1, one.true.sum()))


FIGURES: dict[str, tuple[Callable[[Judged], float], str]] = {
    "Cohen's kappa": (kappa, "0.75"),
    "Gwet's AC1": (ac1, ""),
    "F1": (f1, ""),
    "true themes among the first three": (first_three, "0.93"),
    "stance right, of themes rightly heard": (stance, "0.82"),
    "F1 of telling replies of no theme": (no_theme, "0.80"),
    "codes that count unconfirmed: right in theme and stance": (counted_right, "0.85"),
    "true codes that count unconfirmed": (counted_share, ""),
}


def interval(one: Judged, figure: Callable[[Judged], float]) -> str:
    """The figure with its 95 % interval over resampled replies."""
    chance = np.random.default_rng(SEED)
    count = len(one.true)
    drawn = [figure(one.take(chance.integers(0, count, count))) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return f"{figure(one):.3f} ({low:.2f} to {high:.2f})"
