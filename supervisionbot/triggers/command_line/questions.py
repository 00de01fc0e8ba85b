"""`questions`: the bank by theme and kind of visit, its gaps, and what is wrong with it, with file and line."""

import typer
from rich.table import Table

from supervisionbot.errors import Refused
from supervisionbot.rules import bank
from supervisionbot.triggers.command_line.parts import Parts, out


def questions(ctx: typer.Context) -> None:
    """List the question bank with its gaps, and check it."""
    parts: Parts = ctx.obj
    library, places = parts.library(), parts.question_places()
    themes, kinds = library.codebook.themes, library.kinds
    covered = bank.coverage(library.questions, themes, kinds)
    table = Table("Theme", "Questions", "For any visit", "For certain visits", "Gentle", "On a model", box=None)
    for theme in themes:
        own = [one for one in library.questions if one.theme == theme.id]
        table.add_row(
            theme.title,
            str(len(own)),
            str(sum(not one.kinds for one in own)),
            str(sum(bool(one.kinds) for one in own)),
            str(sum(one.gentle for one in own)),
            str(sum(bool(one.model) for one in own)),
        )
    out.print(table, highlight=False)
    by_kind = Table("Kind of visit", "Questions of its own", box=None)
    for kind in kinds:
        by_kind.add_row(kind.title, str(sum(kind.id in one.kinds for one in library.questions)))
    out.print(by_kind, highlight=False)
    for gap in covered.gaps:
        out.print(f"Gap: {gap}", highlight=False)
    faults = [
        f"{places[one.question][0]}, line {places[one.question][1]}: {one.reason}"
        for one in bank.faults_in(library.questions)
    ]
    if faults:
        raise Refused("\n".join(faults))
    out.print("Nothing is wrong with the bank.")
