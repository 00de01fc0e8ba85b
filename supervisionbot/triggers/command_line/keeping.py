"""`keygen`, `backup`, `restore`, `forget` and `ledger`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from supervisionbot.adapters import released_store
from supervisionbot.adapters.vault import new_key
from supervisionbot.errors import Refused
from supervisionbot.flows import forget as forgetting
from supervisionbot.triggers.command_line.parts import Parts, out


def keygen() -> None:
    """Print a fresh key for TEXT_KEY."""
    sys.stdout.write(new_key() + "\n")


def backup(ctx: typer.Context, file: Annotated[Path, typer.Argument(help="The copy to write.")]) -> None:
    """Copy the database, while the bot runs."""
    parts: Parts = ctx.obj
    if file.exists():
        raise Refused(f"{file} exists already; nothing was written.")
    parts.database().backup(file)
    out.print(f"Copied to {file}.", highlight=False)


def restore(ctx: typer.Context, file: Annotated[Path, typer.Argument(help="The copy, as `backup` made it.")]) -> None:
    """Put a copy in the place of the database, while the bot stands still."""
    parts: Parts = ctx.obj
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    parts.restore(file)
    out.print(
        "Restored. What was deleted after the copy was made is in it again: whoever asked to be forgotten since then "
        "must be forgotten anew (python bot.py forget USER).",
        highlight=False,
    )


def forget(ctx: typer.Context, user: Annotated[str, typer.Argument(help="The Slack user id, such as U123.")]) -> None:
    """Delete everything of one worker, for good."""
    parts: Parts = ctx.obj
    # How much there was stays untold: it would say how much the worker took part.
    forgetting.forget_worker(parts.database(), user)
    out.print(f"Nothing of {user} is kept now. Their messages in Slack are theirs to delete.", highlight=False)


def ledger(ctx: typer.Context) -> None:
    """Print what was ever released, oldest first, and whether the chain of lines is whole."""
    parts: Parts = ctx.obj
    db = parts.database()
    for line in released_store.ledger(db):
        told = ", ".join(f"{one['subject']} {one['stance']} ({one['band']})" for one in line["themes"])
        kept = "; ".join(f"{rule['promise']} {'held' if rule['passed'] else 'not met'}" for rule in line["rules"])
        out.print(
            f"{line['number']:>4}  {line['at'][:16]}  {line['unit']}  closed by {line['closed_by']}  "
            f"[{kept}]  {told or 'nothing told'}",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
    broken = released_store.first_broken_link(db)
    if broken:
        raise Refused(f"The ledger was tampered with: line {broken} does not fit the chain.")
    out.print("The chain is whole.")
