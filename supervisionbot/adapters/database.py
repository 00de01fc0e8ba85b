"""The SQLite file: one connection a thread, write-ahead log, strict tables, deleted means gone."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from supervisionbot.adapters.schema import migrations
from supervisionbot.errors import WrongDatabase

BUSY_SECONDS = 10
Row = dict[str, Any]


class Database:
    """A database file as every thread sees it: `rows` to read, `run` to write, `atomic` for what belongs together."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    @property
    def _here(self) -> sqlite_utils.Database:
        if not hasattr(self._local, "db"):
            connection = sqlite3.connect(self.file, timeout=BUSY_SECONDS, check_same_thread=False)
            self._opened.append(connection)
            self._local.db = sqlite_utils.Database(connection)
            for pragma in ("foreign_keys=on", "secure_delete=on", "synchronous=normal", "temp_store=memory"):
                connection.execute(f"pragma {pragma}")
        db: sqlite_utils.Database = self._local.db
        return db

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows that the query finds, as dictionaries."""
        return list(self._here.query(sql, tuple(values)))

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Change rows; how many changed."""
        return int(self._here.execute(sql, tuple(values)).rowcount)

    def insert(self, table: str, row: Row, *, replace: bool = False, ignore: bool = False) -> bool:
        """Add a row (or replace, or leave the one of the same key); whether anything was written."""
        verb = "insert or replace" if replace else "insert or ignore" if ignore else "insert"
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return self.run(f"{verb} into {table} ({names}) values ({marks})", list(row.values())) > 0

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing. Begins as a writer, so reading before writing cannot end in a locked database."""
        connection = self._here.conn
        connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def migrate(self) -> None:
        """Bring the file to the newest form; raises WrongDatabase if it cannot be used."""
        try:
            self._here.enable_wal()
            migrations.apply(self._here)
        except (sqlite3.DatabaseError, OSError) as error:
            raise WrongDatabase(f"The database {self.file} cannot be used: {error}") from None

    def wipe_traces(self) -> None:
        """Write the file anew and empty the write-ahead log, so that deleted rows are in no file any more.

        `secure_delete` alone is not enough: when SQLite moves rows between pages, old copies stay in the gaps.
        """
        self._here.conn.execute("vacuum")
        self._here.conn.execute("pragma wal_checkpoint(truncate)")

    def is_sound(self) -> bool:
        """Whether SQLite finds the file whole."""
        try:
            return bool(self.rows("pragma integrity_check")[0]["integrity_check"] == "ok")
        except sqlite3.DatabaseError:
            return False

    def backup(self, file: Path) -> None:
        """Copy the whole database, while it is in use; raises WrongDatabase if the copy cannot be written."""
        try:
            with closing(sqlite3.connect(file)) as target:
                self._here.conn.backup(target)
        except sqlite3.Error as error:
            raise WrongDatabase(f"The copy {file} could not be written: {error}.") from None

    def close(self) -> None:
        """Close the connections of all threads; those threads must have ended their work."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()


def stored(moment: datetime | None) -> str | None:
    """A moment as the tables keep it: UTC, of one length, so that text order is time order."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A moment read back."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A moment read back, or None."""
    return datetime.fromisoformat(text) if text else None
