"""`codebook`: how well each theme is told from the others, and how far suggestions agree with what workers settled."""

from collections.abc import Sequence

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from supervisionbot.adapters.coding.own_themes import LEAST_EXAMPLES
from supervisionbot.flows import learn_on
from supervisionbot.records.agreement import Tally, Tried
from supervisionbot.records.codebook import Codebook, Theme
from supervisionbot.rules import agreement
from supervisionbot.triggers.command_line.parts import Parts, out

MOST_MIXED_UP = 2
TOO_FEW = "too few yet"


def codebook(ctx: typer.Context) -> None:
    """Try how well each theme is told from the others; with LEARN_FROM_CORRECTIONS, show agreement with workers."""
    parts: Parts = ctx.obj
    book = parts.codebook()
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Trying the themes out on the examples", total=1.0)
        tried = parts.try_out(lambda share: bars.update(task, completed=share))
    out.print("How well each theme is told from the others, tried on examples that were not learnt from:")
    out.print(_tried_table(book, tried), highlight=False)
    for line in _advice(book, tried):
        out.print(line, highlight=False, soft_wrap=True)
    if not parts.learns():
        out.print(
            "Agreement with workers is not counted: LEARN_FROM_CORRECTIONS is off.", highlight=False, soft_wrap=True
        )
        return
    out.print("How suggestions agree with what workers settled, over all teams:")
    out.print(_agreement_table(book, learn_on.tallies(parts.database(), book)), highlight=False)


def _tried_table(book: Codebook, tried: Sequence[Tried]) -> Table:
    table = Table("Theme", "Examples", "Kappa (95 %)", "AC1", "Mixed up with", box=None)
    for one in tried:
        title, count = book.theme(one.tally.theme).title, str(one.examples)
        if one.examples < LEAST_EXAMPLES:
            table.add_row(title, count, TOO_FEW, "", "")
            continue
        others = ", ".join(theme for theme, _ in one.mixed_up[:MOST_MIXED_UP])
        table.add_row(title, count, *_figures(one.tally), others)
    return table


def _figures(one: Tally) -> tuple[str, str]:
    low, high = agreement.interval(one, agreement.kappa)
    return f"{agreement.kappa(one):.2f} ({low:.2f} to {high:.2f})", f"{agreement.ac1(one):.2f}"


def _advice(book: Codebook, tried: Sequence[Tried]) -> list[str]:
    """What a practice lead can do about the themes that are not told apart yet."""
    lines = []
    for one in tried:
        theme = book.theme(one.tally.theme)
        if one.examples < LEAST_EXAMPLES:
            lines.append(f"{theme.title}: {one.examples} examples; {LEAST_EXAMPLES} are the least.")
        elif agreement.kappa(one.tally) < agreement.POOR_KAPPA:
            lines.append(
                f"{theme.title}: hardly told apart. Write more examples, in the words of several people, and say in "
                "codebook.toml what it leaves to the themes that it is mixed up with."
            )
    new = ", ".join(theme.title for theme in book.themes if not theme.is_well_learnt)
    return [*lines, f"Learnt from few examples, so shown, and counted once confirmed: {new}."] if new else lines


def _agreement_table(book: Codebook, tallies: Sequence[Tally]) -> Table:
    table = Table("Theme", "Kappa (95 %)", "AC1", "Prevalence", "Counts unconfirmed", box=None)
    for one in tallies:
        theme = book.theme(one.theme)
        if agreement.is_told(one):
            table.add_row(theme.title, *_figures(one), f"{agreement.prevalence(one):.0%}", _counts(theme, one))
        else:
            table.add_row(theme.title, TOO_FEW, "", "", _counts(theme, one))
    return table


def _counts(theme: Theme, one: Tally) -> str:
    sureness = agreement.sure_from(one)
    return f"from {sureness:.2f}" if theme.is_well_learnt and sureness < 1 else "never"
