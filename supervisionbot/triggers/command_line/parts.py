"""What the commands may call for; the app gives it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from supervisionbot.adapters.database import Database
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import Coder, NewId, Redactor
from supervisionbot.records.agreement import Tried
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Codebook
from supervisionbot.records.words import Words


@dataclass(frozen=True, slots=True)
class Parts:
    """What the commands may call for; each part is made when it is needed, not before."""

    database: Callable[[], Database]
    library: Callable[[], Library]
    words: Callable[[], Words]
    codebook: Callable[[], Codebook]
    try_out: Callable[[Callable[[float], None]], list[Tried]]
    learns: Callable[[], bool]
    question_places: Callable[[], Mapping[str, tuple[str, int]]]
    models: Callable[[], tuple[Redactor, Coder]]
    run: Callable[[], None]
    play: Callable[[int, bool], bool]
    check: Callable[[], Iterable[tuple[str, bool]]]
    restore: Callable[[Path], None]
    post_waiting: Callable[[], int]
    papers: Callable[[], Mapping[str, str]]
    now: Callable[[], datetime]
    new_id: NewId


out = Console()
Name = Annotated[str, typer.Argument(help="The team's name.")]
File = Annotated[Path, typer.Argument(help="The file to read.", exists=True, dir_okay=False)]


def text_of(file: Path) -> str:
    """The text of a file; Refused if it is no text in UTF-8, or cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        raise Refused(f"{file.name} could not be read as text in UTF-8.") from None
