"""A database as each earlier version left it, with the rows of a small story.

The first version's lies in tests/data/first_version.sql; each later one is that, taken on by the steps of the schema.
tests/data/versions.json holds a fingerprint of the tables after each step, since a step that has run anywhere must
never change: `python -m tests.versions` adds that of a new step, and leaves the others as they are.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils

from supervisionbot.adapters.schema import migrations, steps

DATA = Path(__file__).parent / "data"
FIRST, FINGERPRINTS = DATA / "first_version.sql", DATA / "versions.json"


def lay_out(step: str, file: Path | str) -> str:
    """Make a database as it was after that step; the fingerprint of its tables."""
    later = steps()[steps().index(step) + 1 :]
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
        migrations.apply(sqlite_utils.Database(connection), stop_before=later)
        made = connection.execute("select sql from sqlite_master where sql is not null order by type, name").fetchall()
    return hashlib.sha256("\n".join(sql for (sql,) in made).encode()).hexdigest()


def fingerprints() -> dict[str, str]:
    """The fingerprint of the tables after each step, as it was when the step was new."""
    found: dict[str, str] = json.loads(FINGERPRINTS.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    all_now = {step: lay_out(step, ":memory:") for step in steps()}
    FINGERPRINTS.write_text(json.dumps(all_now | fingerprints(), indent=2) + "\n", encoding="utf-8")
