"""A copy in the place of the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.restoring import restore
from supervisionbot.adapters.schema import steps
from supervisionbot.errors import Refused
from tests.versions import lay_out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a database with one row to know it by, taken while it is in use."""
    db = Database(tmp_path / "old.db")
    db.migrate()
    db.insert("pauses", {"worker": "ana", "until": None})
    db.backup(tmp_path / "copy.db")
    db.close()
    return tmp_path / "copy.db"


def test_what_the_copy_holds_is_there_again(copy: Path, tmp_path: Path) -> None:
    before = copy.read_bytes()
    restore(copy, tmp_path / "bot.db")
    db = Database(tmp_path / "bot.db")

    assert [row["worker"] for row in db.rows("select worker from pauses")] == ["ana"]
    assert db.is_sound()
    assert copy.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir() if "part" in file.name or file.name.startswith("copy")} == {
        "copy.db"
    }
    db.close()


def test_a_copy_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    lay_out(steps()[0], tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "bot.db")
    db = Database(tmp_path / "bot.db")

    assert {row["name"] for row in db.rows("select name from _sqlite_migrations")} == set(steps())
    db.close()


def test_a_database_that_is_there_is_never_replaced(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("mine")

    with pytest.raises(Refused, match="is there already"):
        restore(copy, tmp_path / "bot.db")
    assert (tmp_path / "bot.db").read_text() == "mine"


def damage(copy: Path) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[:4096] + b"\x99" * (len(whole) - 4096))


def cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:6000])


def make_foreign(copy: Path) -> None:
    copy.unlink()
    with closing(sqlite3.connect(copy)) as db:
        db.execute("create table recipes (name text)")


def write_a_diary(copy: Path) -> None:
    copy.write_text("Dear diary, " * 500)


@pytest.mark.parametrize("spoil", [damage, cut_off, make_foreign, write_a_diary])
def test_what_is_no_whole_copy_is_refused_and_nothing_is_left(copy: Path, tmp_path: Path, spoil: object) -> None:
    spoil(copy)  # type: ignore[operator]

    with pytest.raises(Refused, match="could not be restored"):
        restore(copy, tmp_path / "bot.db")
    assert not list(tmp_path.glob("bot.db*"))
