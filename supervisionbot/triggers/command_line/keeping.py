"""`keygen`, `backup`, `restore`, `forget` and `ledger`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from supervisionbot.adapters import released_store
from supervisionbot.adapters.vault import new_key
from supervisionbot.errors import Refused
from supervisionbot.flows import check_ledger
from supervisionbot.flows import forget as forgetting
from supervisionbot.rules.ledger import in_words
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


def ledger(
    ctx: typer.Context,
    verify: Annotated[bool, typer.Option("--verify", help="Check the chain, and each line against the rules.")] = False,
    noted: Annotated[str, typer.Option(help="With --verify: a mark noted earlier, which must still be there.")] = "",
) -> None:
    """Print what was ever released, oldest first, and by which rules; or check it."""
    parts: Parts = ctx.obj
    db = parts.database()
    entries = released_store.ledger(db)
    for entry in () if verify else entries:
        out.print(in_words(entry), highlight=False, markup=False, soft_wrap=True)
    found = check_ledger.faults_of_ledger(db, noted) if verify else check_ledger.broken_chain(db)
    if found:
        raise Refused("\n".join(found))
    if not verify:
        out.print("The chain is whole. Check the rules as well with: python bot.py ledger --verify")
        return
    mark = f"Note its mark, {entries[-1]['chain'][:12]}, to check later with --noted." if entries else ""
    out.print(f"The chain is whole, and all of its {len(entries)} lines keep the promises. {mark}", highlight=False)
