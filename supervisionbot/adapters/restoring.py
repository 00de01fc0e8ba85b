"""A copy that `backup` made -> the database, in its place again."""

from pathlib import Path

from supervisionbot.adapters.database import Database, take_copy
from supervisionbot.errors import Refused, WrongDatabase


def restore(copy: Path, file: Path) -> None:
    """Put a copy where the database belongs, and bring it to the newest form.

    Refused if something is there already, or the copy is none of ours or not whole. Nothing is left half done.
    """
    if file.exists():
        raise Refused(f"{file} is there already. Stop the bot, and move the file away before a copy takes its place.")
    part = file.with_name(f"{file.name}.part")
    try:
        take_copy(copy, part)
        db = Database(part)
        db.migrate()
        db.close()
        part.rename(file)
    except (OSError, WrongDatabase) as error:
        raise Refused(f"{copy} could not be restored: {error}") from None
    finally:
        part.unlink(missing_ok=True)
