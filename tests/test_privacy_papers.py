"""The papers that prove the promises: each named test exists, each table has its entry, nothing is written over."""

import re
from pathlib import Path

import pytest

from supervisionbot.adapters import kit
from supervisionbot.adapters.database import Database
from supervisionbot.app.papers import papers
from supervisionbot.errors import WrongPrompts
from supervisionbot.settings import Settings
from tests.conftest import PROMPTS

ROOT = PROMPTS.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = Database(tmp_path / "bot.db")
    made.migrate()
    return made


def named_in(files: set[str]) -> set[str]:
    return {name for file in files for name in re.findall(r"^def (test_\w+)", (ROOT / file).read_text(), re.MULTILINE)}


def test_every_promise_is_explained() -> None:
    assert [title.partition(" ")[0] for title in SECTIONS if re.match(r"P\d", title)] == [f"P{n}" for n in range(1, 15)]


@pytest.mark.parametrize("title", SECTIONS)
def test_every_test_that_the_page_names_is_there(title: str) -> None:
    files = set(re.findall(r"tests/[\w/]+\.py", SECTIONS[title])) or {
        "tests/promises/test_p10_a_fixed_day_and_a_ledger.py"
    }
    named = set(re.findall(r"\btest_\w+(?!\.py)\b", SECTIONS[title])) - {Path(file).stem for file in files}

    assert named
    assert named <= named_in(files)


def test_every_table_of_the_database_has_its_entry_and_no_other_has(db: Database) -> None:
    tables = kit.kept_tables(db, PROMPTS, 90)
    entries = set(kit._entries(PROMPTS / "kit" / "kept.toml"))

    assert {one.table for one in tables} == entries


def test_a_new_table_without_an_entry_is_refused(db: Database) -> None:
    db.run("create table gossip (worker text)")

    with pytest.raises(WrongPrompts, match="gossip"):
        kit.kept_tables(db, PROMPTS, 90)


def test_the_papers_speak_of_the_way_it_is_set_up_here(tmp_path: Path) -> None:
    file = f"sqlite:///{tmp_path / 'own.db'}"
    made = papers(Settings(database_url=file, keep_text_days=33, prompts_dir=PROMPTS, _env_file=None))

    assert set(made) == {"assessment.md", "notice.md", "record.md", "ledger.md"}
    assert "the words for 33 days" in made["record.md"]
    assert "No text is kept at all" in made["notice.md"]
    assert "Nothing was released yet." in made["ledger.md"]
    assert "**[TO FILL IN" in made["assessment.md"]
