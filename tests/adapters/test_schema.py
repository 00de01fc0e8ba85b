"""The tables: whatever an earlier version left, the newest can go on with."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervisionbot.adapters import released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.adapters.schema import steps
from supervisionbot.errors import WrongDatabase
from supervisionbot.flows import check_ledger
from tests.versions import fingerprints, lay_out

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_a_step_that_has_run_somewhere_is_never_changed() -> None:
    now = {step: lay_out(step, ":memory:") for step in steps()}

    assert now == fingerprints(), "a new step? then: python -m tests.versions"


@pytest.fixture(params=steps())
def brought_up(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of an earlier version, brought to the newest form."""
    lay_out(request.param, tmp_path / "bot.db")
    db = Database(tmp_path / "bot.db")
    db.migrate()
    yield db
    db.close()


def test_what_an_earlier_version_knew_is_still_known(brought_up: Database) -> None:
    names = {team.name for team in team_store.teams(brought_up)}
    rows = brought_up.rows("select id from prompts where state = 'answered'")
    answered = [one for row in rows if (one := prompts.prompt(brought_up, row["id"]))]

    assert brought_up.is_sound()
    assert names == {"North", "South"}
    assert answered
    assert all(prompts.visit(brought_up, one.visit) for one in answered)
    assert voices.waiting_voices(brought_up, names, LONG_AGO)
    assert any(one.themes for one in released_store.releases_of(brought_up, "North"))
    assert check_ledger.faults_of_ledger(brought_up) == []


def test_a_step_that_breaks_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    lay_out(steps()[0], tmp_path / "bot.db")
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        # Something stands in the way of the second step.
        connection.execute("alter table teams add column channel text not null default ''")
        before = list(connection.iterdump())
    db = Database(tmp_path / "bot.db")
    with pytest.raises(WrongDatabase):
        db.migrate()
    db.close()

    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        assert list(connection.iterdump()) == before
