"""Figures -> the tables of docs/attack.md, and whether the goals are met."""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.attacking.guessing import Advantage
from benchmarks.attacking.measure import ATTACKERS, Guessed, Tally
from benchmarks.attacking.posts import RULES

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
OURS = next(iter(RULES))
MOST_SINGLED_OUT, LEAST_USE_OF_EIGHT, LEAST_USE = 0.01, 0.8, 0.95
_NAMES = dict(
    zip(
        ATTACKERS,
        ("knows the roster", "and all others' words", "and all but two people's words", "and plays with it"),
        strict=True,
    )
)


def goals(tallies: Mapping[str, Tally], guessed: Mapping[str, Guessed]) -> dict[str, bool]:
    """What this bot's rule must reach, and whether it does."""
    ours, singled = tallies[OURS], guessed[OURS].singling.values()
    return {
        f"no exact disclosure in {ours.years:,} team-years": not (ours.years_exact or ours.years_exact_silent),
        f"singling out under {MOST_SINGLED_OUT} for every supervisor": all(
            one.high < MOST_SINGLED_OUT for one in singled
        ),
        f"of use to teams of eight: {LEAST_USE_OF_EIGHT}": ours.use(small=True) >= LEAST_USE_OF_EIGHT,
        f"of use to teams of all sizes: {LEAST_USE}": ours.use(small=False) >= LEAST_USE,
    }


def figures(tallies: Mapping[str, Tally], guessed: Mapping[str, Guessed], guessed_years: int) -> str:
    """All tables."""
    years = tallies[OURS].years
    parts = [
        f"### Certain by logic, and of use ({years:,} team-years)",
        _table(
            [
                "rule",
                "years in which it is certain that somebody said something",
                "years in which it is certain that somebody did not",
                "lines that tell of the last one, if all others are known",
                "of use: teams of eight",
                "of use: all teams",
            ],
            [[name, *_counted(tally)] for name, tally in tallies.items()],
        ),
        f"### Singling out ({guessed_years:,} team-years)",
        _advantages({name: one.singling for name, one in guessed.items()}),
        f"### Total ({guessed_years:,} team-years)",
        _advantages({name: one.total for name, one in guessed.items()}),
        "Without any post, the four guess right in "
        + ", ".join(f"{one.guessing:.2f}" for one in guessed[OURS].total.values())
        + " of all cases (total), and "
        + ", ".join(f"{one.guessing:.2f}" for one in guessed[OURS].singling.values())
        + " (singling out, where there are three).",
    ]
    return "\n\n".join(parts)


def write(path: Path, text: str) -> None:
    """Put the figures between their marks."""
    page = path.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def _counted(tally: Tally) -> list[str]:
    shares = (tally.years_exact / tally.years, tally.years_exact_silent / tally.years)
    exact = [f"{share:.1%}" if share else "none" for share in shares]
    last = f"{tally.last_ones / max(1, tally.lines):.0%}"
    return [*exact, last, f"{tally.use(small=True):.2f}", f"{tally.use(small=False):.2f}"]


def _advantages(of_rules: Mapping[str, Mapping[str, Advantage]]) -> str:
    attackers = [one for one in ATTACKERS if any(one in found for found in of_rules.values())]
    rows = [[name, *(_shown(found[one]) for one in attackers)] for name, found in of_rules.items()]
    return _table(["rule", *(_NAMES[one] for one in attackers)], rows)


def _shown(one: Advantage) -> str:
    return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
