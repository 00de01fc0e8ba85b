"""`privacy-kit`."""

from pathlib import Path
from typing import Annotated

import typer

from supervisionbot.errors import Refused
from supervisionbot.triggers.command_line.parts import Parts, out


def privacy_kit(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to write the papers.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over papers that are there already.")] = False,
) -> None:
    """Write papers for data protection officers and representatives, from the way the bot is set up here."""
    parts: Parts = ctx.obj
    papers = parts.papers()
    there = sorted(name for name in papers if (folder / name).exists())
    if there and not overwrite:
        raise Refused(
            f"{', '.join(there)} {'is' if len(there) == 1 else 'are'} in {folder} already; nothing was written. "
            "What was filled in would be lost. Choose another folder, or add --overwrite."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in papers.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}.") from None
    for name, text in papers.items():
        gaps = text.count("TO FILL IN")
        note = f": {gaps} place{'' if gaps == 1 else 's'} to fill in" if gaps else ""
        out.print(f"{folder / name}{note}", highlight=False, soft_wrap=True)
    if there:
        out.print(f"Written over: {', '.join(there)}.", highlight=False)
