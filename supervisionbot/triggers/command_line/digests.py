"""`digest preview` and `digest post`."""

import typer

from supervisionbot.flows import release_themes
from supervisionbot.records.released import Release
from supervisionbot.triggers.command_line.parts import Name, Parts, out


def preview(ctx: typer.Context, name: Name) -> None:
    """Show how the rules of the door come out for a team, and the preview once the team has it; changes nothing."""
    parts: Parts = ctx.obj
    db = parts.database()
    for rule in release_themes.rules_now(db, parts.library().codebook, name, parts.now()):
        mark = "[green]held[/]   " if rule.passed else "[red]not met[/]"
        out.print(f"{rule.promise:<4} {mark} {rule.sentence}", highlight=False)
    shown = release_themes.preview_shown(db, name)
    if shown:
        out.print(shown.text, highlight=False, markup=False, soft_wrap=True)
    out.print("Themes stand here from the day before the digest, once the whole team has seen them.")


def post(ctx: typer.Context, name: Name) -> None:
    """Close the period of a team now, without a preview; the ledger says so."""
    parts: Parts = ctx.obj
    db = parts.database()
    made = release_themes.close_period_now(db, parts.library().codebook, name, parts.new_id, parts.now())
    _print_told(made)
    posted = parts.post_waiting()
    out.print(
        f"Posted {posted} digests." if posted else "The digest is posted as soon as the bot runs.",
        highlight=False,
    )


def _print_told(made: Release) -> None:
    for theme in made.themes:
        out.print(f"{theme.subject} ({theme.stance}) is told: {theme.band} of the team", highlight=False)
    if not made.themes:
        out.print("Nothing is told. That says nothing about how much was reflected on.", highlight=False)
