"""The SQLite file under the bot."""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisionbot.adapters.database import Database, moment, moment_or_none, stored
from supervisionbot.errors import DatabaseFailed, WrongDatabase
from tests.builders import MONDAY


def pause(db: Database, worker: str) -> None:
    """Write a row."""
    db.insert("pauses", {"worker": worker, "until": None}, replace=True)


def pause_twice(db: Database, worker: str) -> None:
    """Write a row, and then what cannot be written."""
    pause(db, worker)
    db.insert("pauses", {"worker": worker, "until": None})


def pause_many(db: Database, of: str = "worker") -> None:
    """Write more than a few pages hold."""
    for number in range(2000):
        pause(db, f"{of} {number}")


def workers(db: Database) -> list[str]:
    """The rows written."""
    return [row["worker"] for row in db.rows("select worker from pauses order by worker")]


def test_bringing_it_up_to_date_twice_changes_nothing(db: Database) -> None:
    pause(db, "ana")
    before = db.rows("select name, sql from sqlite_master order by name")
    db.migrate()

    assert db.rows("select name, sql from sqlite_master order by name") == before
    assert workers(db) == ["ana"]


def test_what_belongs_together_is_written_together_or_not_at_all(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), db.atomic():
        pause_twice(db, "ana")

    assert workers(db) == []


def test_after_a_failure_the_next_one_works(db: Database) -> None:
    with pytest.raises(KeyError), db.atomic():
        raise KeyError
    with db.atomic():
        pause(db, "ana")

    assert workers(db) == ["ana"]


def test_each_thread_has_a_connection_and_all_see_the_same(db: Database) -> None:
    names = [f"worker {number}" for number in range(8)]
    threads = [threading.Thread(target=pause, args=(db, name)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert workers(db) == names


def test_threads_that_write_at_once_wait_for_each_other(db: Database) -> None:
    db.run("create table counted (number integer)")
    db.run("insert into counted values (0)")

    def count_up() -> None:
        for _ in range(20):
            with db.atomic():
                number = db.rows("select number from counted")[0]["number"]
                db.run("update counted set number = ?", [number + 1])

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert db.rows("select number from counted") == [{"number": 80}]


def test_threads_of_one_process_take_turns_by_themselves_and_never_find_the_file_locked(db: Database) -> None:
    def write(name: str) -> None:
        # SQLite itself would not wait for another one's write now, but refuse.
        db.rows("pragma busy_timeout = 0")
        for _ in range(3):
            with db.atomic():
                pause_many(db, name)
            pause(db, name)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, "abcd"))

    assert len(workers(db)) == 4 * 2001


def test_reading_goes_on_while_another_thread_writes(db: Database) -> None:
    pause(db, "ana")
    with db.atomic(), ThreadPoolExecutor(1) as other:
        pause(db, "ben")
        seen = other.submit(workers, db).result()

    assert seen == ["ana"]


def test_an_insert_says_whether_anything_was_written(db: Database) -> None:
    row = {"worker": "ana", "until": None}

    assert db.insert("pauses", row)
    assert not db.insert("pauses", row, ignore=True)
    with pytest.raises(sqlite3.IntegrityError):
        db.insert("pauses", row)


def test_rows_of_a_wrong_type_are_refused(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.run("insert into heard values ('r1', 'time', 'strain', 'very likely', 1.0)")


def test_what_is_deleted_is_gone_from_every_file(db: Database, tmp_path: Path) -> None:
    pause(db, "a-name-of-her-own")
    db.run("delete from pauses")
    db.write_anew(in_memory=True)

    assert b"a-name-of-her-own" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_what_was_written_is_moved_out_of_the_log_into_the_file(db: Database) -> None:
    pause(db, "U1")
    db.checkpoint()

    # Opened so, SQLite looks at nothing but the file itself.
    with closing(sqlite3.connect(f"file:{db.file}?immutable=1", uri=True)) as file:
        assert file.execute("select worker from pauses").fetchall() == [("U1",)]


def test_a_copy_is_whole_and_by_itself(db: Database, tmp_path: Path) -> None:
    pause(db, "ana")
    db.backup(tmp_path / "copy.db")
    copy = Database(tmp_path / "copy.db")

    assert (workers(copy), copy.is_sound()) == (["ana"], True)
    copy.close()


def test_a_damaged_file_is_told_from_a_sound_one(db: Database, tmp_path: Path) -> None:
    for number in range(200):
        pause(db, f"worker {number}")
    db.write_anew(in_memory=True)
    db.close()
    file = tmp_path / "bot.db"
    file.write_bytes(file.read_bytes()[:4096] + b"\x99" * (file.stat().st_size - 4096))
    damaged = Database(file)

    assert not damaged.is_sound()
    damaged.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Dear diary, " * 100)
    db = Database(tmp_path / "notes.txt")

    with pytest.raises(WrongDatabase, match=r"notes\.txt cannot be used"):
        db.migrate()
    db.close()


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongDatabase):
        Database(tmp_path / "nowhere" / "bot.db").migrate()


def test_damage_is_looked_for_in_all_tables_but_those_named(db: Database, tmp_path: Path) -> None:
    for number in range(200):
        pause(db, f"worker {number}")
    db.write_anew(in_memory=True)
    root = db.rows("select rootpage from sqlite_schema where name = 'pauses'")[0]["rootpage"]
    db.close()
    with (tmp_path / "bot.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\x99" * 4096)
    damaged = Database(tmp_path / "bot.db")

    assert not damaged.is_sound()
    assert not damaged.is_sound(but=("voices",))
    assert damaged.is_sound(but=("pauses",))
    damaged.close()


def test_on_a_full_disk_nothing_is_half_written_and_later_all_goes_on(db: Database) -> None:
    pause(db, "ana")
    db.run(f"pragma max_page_count = {db.rows('pragma page_count')[0]['page_count']}")
    with pytest.raises(DatabaseFailed, match="full"), db.atomic():
        pause_many(db)
    pauses = workers(db)
    db.run("pragma max_page_count = 100000")
    pause(db, "ben")

    assert pauses == ["ana"]
    assert workers(db) == ["ana", "ben"]
    assert db.is_sound()


@contextmanager
def as_somebody_without_rights() -> Iterator[Path]:
    """A folder that may be read and not written; root, who may write anywhere, is nobody for a while."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def lock_up(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)


def test_a_file_that_may_only_be_read_is_told_from_one_to_work_with() -> None:
    with as_somebody_without_rights() as folder:
        db = Database(folder / "bot.db")
        db.migrate()
        was_writable = db.is_writable()
        db.run("pragma journal_mode = delete")
        db.close()
        lock_up(folder)
        locked = Database(folder / "bot.db")
        is_writable, is_sound = locked.is_writable(), locked.is_sound()
        with pytest.raises(DatabaseFailed, match="readonly"):
            pause(locked, "ana")
        locked.close()

    assert was_writable
    assert (is_writable, is_sound) == (False, True)


def test_what_a_newer_version_wrote_is_refused(db: Database) -> None:
    db.insert(
        "_sqlite_migrations",
        {"migration_set": "supervisionbot", "name": "mind_reading", "applied_at": "2030-01-01"},
    )

    with pytest.raises(WrongDatabase, match="newer version"):
        db.migrate()


MOMENTS = st.datetimes(datetime.fromisoformat("1970-01-02"), datetime.fromisoformat("2999-01-01")).flatmap(
    lambda at: st.integers(-14, 14).map(lambda hours: at.replace(tzinfo=timezone(timedelta(hours=hours))))
)


@given(MOMENTS, MOMENTS)
def test_moments_read_back_and_their_texts_are_in_order_of_time(one: datetime, other: datetime) -> None:
    texts = stored(one), stored(other)

    assert texts[0]
    assert texts[1]
    assert moment(texts[0]) == one
    assert (texts[0] < texts[1]) is (one < other)


def test_no_moment_is_none() -> None:
    assert stored(None) is None
    assert moment_or_none(None) is None
    assert moment_or_none(stored(MONDAY)) == MONDAY
