"""Seeds -> figures: exact disclosures and use over all years, guessing over the first of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field

import numpy as np

from benchmarks.attacking.claims import Pairs, singling_pairs, total_pairs
from benchmarks.attacking.guessing import Advantage, advantage
from benchmarks.attacking.posting import Closing, through_the_door
from benchmarks.attacking.posts import FAMILY, RULES, SILENT, Periods, Posts
from benchmarks.attacking.scene import Scene
from benchmarks.attacking.service import Year, a_year

ROSTER, ALL_BUT_ONE, ALL_BUT_TWO, WATCHING = "roster", "all but one", "all but two", "watching"
ATTACKERS = (ROSTER, ALL_BUT_ONE, ALL_BUT_TWO, WATCHING)
CHUNK = 25
SMALL_TEAM = 8
Progress = Callable[[int], None]


@dataclass
class Tally:
    """What was counted over some years for one rule."""

    years: int = 0
    years_exact: int = 0
    """Years in which it is certain of somebody that they said something."""
    years_exact_silent: int = 0
    """Years in which it is certain of somebody that they did not say something."""
    said: Counter[bool] = field(default_factory=Counter)
    """Pairs of theme and stance said by half of the team, by whether it is a team of eight."""
    told: Counter[bool] = field(default_factory=Counter)
    """Those of them that were told within two digests."""
    last_ones: int = 0
    """Lines that tell of one person for certain to whoever knows what all others said."""
    lines: int = 0

    def add(self, other: "Tally") -> None:
        """Take in the figures of other years."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def use(self, *, small: bool) -> float:
        """The share told within two digests: of teams of eight, or of all."""
        sizes = (True,) if small else (True, False)
        return sum(self.told[size] for size in sizes) / max(1, sum(self.said[size] for size in sizes))


@dataclass(frozen=True)
class Guessed:
    """How well each supervisor guesses under one rule; `singling` lacks the one who has nobody to compare with."""

    total: dict[str, Advantage]
    singling: dict[str, Advantage]


def year_of(seed: int, number: int) -> Year:
    """The year of that number, the same whenever it is asked for."""
    return a_year(np.random.default_rng([seed, number]))


def count(years: int, seed: int, processes: int, progress: Progress) -> dict[str, Tally]:
    """Exact disclosures and use, by rule."""
    whole = {name: Tally() for name in RULES}
    chunks = [(seed, range(start, min(start + CHUNK, years))) for start in range(0, years, CHUNK)]
    for part in _in_parallel(_count_chunk, chunks, processes):
        for name, tally in part.items():
            whole[name].add(tally)
        progress(next(iter(part.values())).years)
    return whole


def guess(years: int, seed: int, processes: int, progress: Progress) -> dict[str, Guessed]:
    """How well three supervisors guess, by rule; two of five years are to learn from."""
    found = {}
    for name, guessed in _in_parallel(guess_rule, [(name, years, seed) for name in RULES], processes):
        found[name] = guessed
        progress(years)
    return {name: found[name] for name in RULES}


def _in_parallel(work, tasks, processes: int) -> Iterator:  # type: ignore[no-untyped-def,type-arg]
    with ProcessPoolExecutor(processes) as pool:
        for done in as_completed([pool.submit(work, *task) for task in tasks]):
            yield done.result()


def _count_chunk(seed: int, numbers: range) -> dict[str, Tally]:
    tallies = {name: Tally() for name in RULES}
    for number in numbers:
        year = year_of(seed, number)
        periods, closings = Periods.of(year), through_the_door(year)
        for name, rule in RULES.items():
            tallies[name].add(tally_of(year, periods, rule(year, periods, closings)))
    return tallies


def tally_of(year: Year, periods: Periods, posts: Posts) -> Tally:
    """The figures of one year under one rule."""
    spoke, silent = posts.facts
    found = Tally(1, int(spoke > 0), int(silent > 0), last_ones=posts.tight_lines, lines=posts.lines_told)
    if not year.is_played_with:
        _tally_use(year, periods, posts, found)
    return found


def _tally_use(year: Year, periods: Periods, posts: Posts, found: Tally) -> None:
    sizes = periods.member.sum(axis=0)
    is_told = (posts.kind != SILENT) & (posts.kind < FAMILY)
    soon = is_told | np.roll(is_told, -1, axis=0)
    soon[-1] = is_told[-1]
    many = (periods.said.sum(axis=0) * 2 >= sizes[:, None]) & (sizes[:, None] >= SMALL_TEAM - 1)
    if year.pooled_from is not None:
        many &= (np.array(year.closings) >= year.pooled_from)[:, None]
    for is_small in (True, False):
        of_size = many & ((sizes == SMALL_TEAM) == is_small)[:, None]
        found.said[is_small] = int(of_size.sum())
        found.told[is_small] = int((of_size & soon).sum())


def guess_rule(name: str, years: int, seed: int) -> tuple[str, Guessed]:
    """How well three supervisors guess under one rule, and its name."""
    total: dict[str, list[Pairs]] = {attacker: [] for attacker in ATTACKERS}
    singling: dict[str, list[Pairs]] = {attacker: [] for attacker in ATTACKERS if attacker != ALL_BUT_ONE}
    for number in range(years):
        _attack(_scene(name, seed, number), total, singling)
    chance = np.random.default_rng(seed)
    return name, Guessed(*({who: _judged(pairs, chance) for who, pairs in kind.items()} for kind in (total, singling)))


def _scene(name: str, seed: int, number: int) -> Scene:
    year = year_of(seed, number)
    periods = Periods.of(year)
    closings: list[Closing] = through_the_door(year) if name == next(iter(RULES)) else []
    return Scene(year, periods, RULES[name](year, periods, closings), np.random.default_rng([seed, number, 1]))


def _attack(scene: Scene, total: dict[str, list[Pairs]], singling: dict[str, list[Pairs]]) -> None:
    total[ROSTER].append(total_pairs(scene, 0, watches=False))
    total[ALL_BUT_ONE].append(total_pairs(scene, 1, watches=False))
    total[ALL_BUT_TWO].append(total_pairs(scene, 2, watches=False))
    singled = singling_pairs(scene)
    singling[ROSTER].append(singled.roster)
    singling[ALL_BUT_TWO].append(singled.others)
    if scene.year.is_played_with:
        total[WATCHING].append(total_pairs(scene, 0, watches=True))
        singling[WATCHING].append(singled.watching)


def _judged(pairs: list[Pairs], chance: np.random.Generator) -> Advantage:
    to_learn_from = len(pairs) * 2 // 5
    return advantage(pairs[:to_learn_from], pairs[to_learn_from:], chance)
