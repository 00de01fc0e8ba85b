"""A database in its newest form, for each test of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from supervisionbot.adapters.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "bot.db")
    made.migrate()
    yield made
    made.close()
