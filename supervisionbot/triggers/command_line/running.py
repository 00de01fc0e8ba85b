"""`run`, `playground` and `check`."""

from typing import Annotated

import typer

from supervisionbot.triggers.command_line.parts import Parts, out


def run(ctx: typer.Context) -> None:
    """Run the bot on Slack, until SIGTERM."""
    parts: Parts = ctx.obj
    parts.run()


def playground(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 3000,
    tell: Annotated[bool, typer.Option("--tell", help="Tell a whole story at a fast clock, and end.")] = False,
) -> None:
    """Try the bot with a Slack of its own: no workspace, no tokens."""
    parts: Parts = ctx.obj
    if not parts.play(port, tell):
        raise typer.Exit(1)


def check(ctx: typer.Context) -> None:
    """Check settings, database, prompts and Slack, and say what is wrong."""
    parts: Parts = ctx.obj
    all_well = True
    for sentence, is_well in parts.check():
        out.print(f"{'[green]ok[/]  ' if is_well else '[red]no[/]  '}{sentence}", highlight=False)
        all_well = all_well and is_well
    if not all_well:
        raise typer.Exit(1)
