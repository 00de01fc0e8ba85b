"""The SQLite file: one connection a thread, write-ahead log, strict tables, deleted means gone."""

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlite_utils

from supervisionbot.adapters.schema import migrations, steps
from supervisionbot.errors import DatabaseFailed, WrongDatabase

BUSY_SECONDS = 10
LOG_PAGES = 10_000
"""How long the write-ahead log grows before whoever writes must move it into the file (40 MB); SQLite would take 1,000.
That waits for the disk while others wait to write, so the schedule moves it long before, which holds up nobody."""
Row = dict[str, Any]


class Database:
    """A database file as every thread sees it: `rows` to read, `run` to write, `atomic` for what belongs together."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        # SQLite lets one write at a time, and lets the others look again after ever longer naps.
        self._writing = threading.RLock()

    @property
    def _here(self) -> sqlite_utils.Database:
        if not hasattr(self._local, "db"):
            # Each statement is a transaction of its own, but within `atomic`.
            connection = sqlite3.connect(self.file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            self._opened.append(connection)
            self._local.db = sqlite_utils.Database(connection)
            for pragma in ("foreign_keys=on", "secure_delete=on", "synchronous=normal", "temp_store=memory"):
                connection.execute(f"pragma {pragma}")
            connection.execute(f"pragma wal_autocheckpoint={LOG_PAGES}")
        db: sqlite_utils.Database = self._local.db
        return db

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows that the query finds, as dictionaries."""
        with _in_our_words():
            found = self._here.conn.execute(sql, tuple(values))
            names = [column[0] for column in found.description]
            # SQLite gives as many values as names, and asking whether it did would double what a row costs.
            return [dict(zip(names, row)) for row in found]  # noqa: B905 - see above

    def bare(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that the query finds, as bare values in the order of its columns: for many rows at once."""
        with _in_our_words():
            return self._here.conn.execute(sql, tuple(values)).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Change rows; how many changed."""
        with _in_our_words(), self._writing:
            return int(self._here.conn.execute(sql, tuple(values)).rowcount)

    def run_each(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Change rows by the same statement, once for each sequence of values. Part of a transaction."""
        with _in_our_words():
            self._here.conn.executemany(sql, values)

    def insert(self, table: str, row: Row, *, replace: bool = False, ignore: bool = False) -> bool:
        """Add a row (or replace, or leave the one of the same key); whether anything was written."""
        verb = "insert or replace" if replace else "insert or ignore" if ignore else "insert"
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return self.run(f"{verb} into {table} ({names}) values ({marks})", list(row.values())) > 0

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing. Begins as a writer, so reading before writing cannot end in a locked database."""
        connection = self._here.conn
        with self._writing:
            with _in_our_words():
                connection.execute("begin immediate")
            try:
                yield
                with _in_our_words():
                    connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def migrate(self) -> None:
        """Bring the file to the newest form; raises WrongDatabase if it cannot be used."""
        try:
            self._here.enable_wal()
            self._check_age()
            migrations.apply(self._here)
        except (sqlite3.DatabaseError, OSError) as error:
            raise WrongDatabase(f"The database {self.file} cannot be used: {error}.") from None

    def _check_age(self) -> None:
        """Refuse what a newer version of the bot wrote: this one would not know what it means."""
        if {one.name for one in migrations.applied(self._here)} - set(steps()):
            raise WrongDatabase(f"The database {self.file} was written by a newer version of the bot.")

    @property
    def size(self) -> int:
        """The bytes that rows and indexes take."""
        pages = self.rows("select page_count * page_size as bytes from pragma_page_count, pragma_page_size")
        return int(pages[0]["bytes"])

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the file, as far as nobody reads it; nobody waits meanwhile."""
        self.rows("pragma wal_checkpoint(passive)")

    def write_anew(self, *, in_memory: bool) -> bool:
        """Write the file anew and empty the write-ahead log, so that deleted rows are in no file any more.

        `secure_delete` alone is not enough: when SQLite moves rows between pages, old copies stay in the gaps.
        Nobody else can write meanwhile; reading goes on. `in_memory`: whether the new file fits there while it is
        made. False if somebody was still reading what is in the log, so that this must be repeated.
        """
        with _in_our_words(), self._writing:
            connection = self._here.conn
            connection.execute(f"pragma temp_store = {'memory' if in_memory else 'file'}")
            try:
                connection.execute("vacuum")
            finally:
                connection.execute("pragma temp_store = memory")
            return bool(connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0)

    def is_sound(self, *, but: Collection[str] = ()) -> bool:
        """Whether SQLite finds the file whole; `but` are tables not to look into: large ones take minutes."""
        try:
            parts = self._tables_but(but) if but else ["1"]
            return all(self.rows(f"pragma quick_check({part})")[0]["quick_check"] == "ok" for part in parts)
        except DatabaseFailed:
            return False

    def _tables_but(self, names: Collection[str]) -> list[str]:
        rows = self.rows("select name from sqlite_schema where type = 'table'")
        return ["sqlite_schema", *(row["name"] for row in rows if row["name"] not in names)]

    def is_writable(self) -> bool:
        """Whether rows may be changed at all; a read-only file lets nothing in."""
        try:
            # SQLite lets a transaction begin on a read-only file; only writing tells.
            self.run(f"pragma user_version = {self.rows('pragma user_version')[0]['user_version']}")
        except DatabaseFailed:
            return False
        else:
            return True

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


def take_copy(copy: Path, file: Path) -> None:
    """Write what a copy holds into a new file; raises WrongDatabase if it is not whole, or none of the bot's."""
    try:
        # Opened as it lies: looking at a copy must change nothing and leave nothing beside it.
        with closing(sqlite3.connect(f"file:{quote(str(copy))}?immutable=1", uri=True)) as source:
            whole = source.execute("pragma integrity_check").fetchone() == ("ok",)
            ours = source.execute("select 1 from sqlite_master where name = 'ledger'").fetchone()
            if not whole or not ours:
                raise WrongDatabase("it is damaged." if ours else "it is no copy of the bot's database.")
            with closing(sqlite3.connect(file)) as target:
                source.backup(target)
    except sqlite3.Error as error:
        raise WrongDatabase(f"{error}.") from None


@contextmanager
def _in_our_words() -> Iterator[None]:
    """A full disk, a read-only file, damage: ours to tell. A row against the rules of a table is the caller's fault."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise DatabaseFailed(f"The database failed: {error}.") from None
    except UnicodeEncodeError:
        raise DatabaseFailed("A text holds half a character, which no file takes.") from None


def stored(moment: datetime | None) -> str | None:
    """A moment as the tables keep it: UTC, of one length, so that text order is time order."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A moment read back."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A moment read back, or None."""
    return datetime.fromisoformat(text) if text else None
