"""Attack the door: what supervisors could find out about one person. Writes docs/attack.md. See there.

    python -m benchmarks.attack [--team-years 10000] [--guessed-years 1000] [--seed 1] [--processes 2]

Exit code 0 only if no disclosure was exact, nobody is singled out, and digests are of use.
"""

import argparse
import sys
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import Progress

from benchmarks.attacking import measure, paper

FEWEST_GUESSED_YEARS = 20
"""Fewer leave too little to learn from."""

PAPER = Path(__file__).parent.parent / "docs" / "attack.md"


def main() -> int:
    """Measure, print the tables, write the paper; whether all goals were met, as an exit code."""
    wanted = _wanted()
    began = perf_counter()
    with Progress(console=Console(stderr=True)) as progress:
        counting = progress.add_task("Years through five rules", total=wanted.team_years)
        guessing = progress.add_task("Guessing", total=wanted.guessed_years * len(measure.RULES))
        tallies = measure.count(
            wanted.team_years, wanted.seed, wanted.processes, lambda years: progress.advance(counting, years)
        )
        guessed = measure.guess(
            wanted.guessed_years, wanted.seed, wanted.processes, lambda years: progress.advance(guessing, years)
        )
    figures = paper.figures(tallies, guessed, wanted.guessed_years)
    goals = paper.goals(tallies, guessed)
    print(figures)
    print(f"{perf_counter() - began:.0f} seconds on {wanted.processes} processes.")
    paper.write(PAPER, figures)
    for goal, is_met in goals.items():
        print(f"{'met' if is_met else 'NOT MET'}: {goal}")
    return 0 if all(goals.values()) else 1


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--team-years", type=int, default=10_000, help="years to count exact disclosures in")
    parser.add_argument("--guessed-years", type=int, default=1000, help="years for guessers to learn from and to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    wanted = parser.parse_args()
    if wanted.team_years < 1 or wanted.guessed_years < FEWEST_GUESSED_YEARS or wanted.processes < 1:
        parser.error(f"at least 1 team-year, {FEWEST_GUESSED_YEARS} guessed years and 1 process are needed")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
