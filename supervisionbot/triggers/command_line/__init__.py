"""`python bot.py ...` -> flows. What it prints is for operators; errors are one sentence, exit codes 0, 1 or 2."""

from collections.abc import Callable

import typer

from supervisionbot.triggers.command_line import (
    codebook,
    digests,
    keeping,
    language,
    privacy,
    questions,
    running,
    teams,
    visits,
)
from supervisionbot.triggers.command_line.parts import Parts

GROUPS: dict[str, tuple[str, dict[str, Callable[..., None]]]] = {
    "team": ("Set up teams.", {"add": teams.add, "change": teams.change, "show": teams.show, "list": teams.list_}),
    "visit": ("Bring visits in.", {"import": visits.import_}),
    "digest": ("Look at digests, or close a period.", {"preview": digests.preview, "post": digests.post}),
}
SINGLE = (
    running.run,
    running.playground,
    running.check,
    questions.questions,
    language.learn,
    codebook.codebook,
    language.redact,
    language.code,
    keeping.keygen,
    keeping.backup,
    keeping.restore,
    keeping.forget,
    keeping.ledger,
    privacy.privacy_kit,
)


def command_line(parts: Parts) -> typer.Typer:
    """The commands, wired to their parts."""
    app = typer.Typer(
        help="Supervision Bot: reflection after visits, anonymised themes for supervisors.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def wire(ctx: typer.Context) -> None:
        ctx.obj = parts

    for command in SINGLE:
        app.command()(command)
    for name, (about, commands) in GROUPS.items():
        group = typer.Typer(no_args_is_help=True, help=about)
        # A group of one command would else lose the command's name.
        group.callback()(lambda: None)
        for word, command in commands.items():
            group.command(word)(command)
        app.add_typer(group, name=name)
    return app
