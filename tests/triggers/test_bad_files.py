"""Files that operators hand in, wrong in any way: one clear sentence, and nothing of them is half taken in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervisionbot.adapters import restoring
from supervisionbot.errors import Refused, SupervisionBotError, WrongDatabase
from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from tests.conftest import Office
from tests.reading import count
from tests.triggers.test_command_line import Run, run

__all__ = ["run"]

HEADER = "worker,kind,at,case"
ODD = "\u202e\u200b\x00\x1b[2J<!channel>"
ONE_OFFICE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


ROWS = [
    "",
    ",,,",
    "{ana}",
    "{ana},first visit",
    "{ana},first visit,",
    "{ana},first visit,yesterday",
    "{ana},first visit,0001-01-01T00:00+14:00",
    "{ana},first visit,9999-12-31T23:59-12:00",
    "{ana},first visit,9999-12-31T23:59",
    "{ana},first visit,2026-03-02T09:00,Jodie Smith",
    "{ana},first visit,2026-03-02T09:00,<!channel> 1",
    f"{{ana}},{ODD},2026-03-02T09:00",
    f"{ODD},first visit,2026-03-02T09:00",
    "{ana},first visit,2026-03-02T09:00:00.123456789Z,a,b,c",
    '{ana},"first visit,2026-03-02T09:00',
    "{ana},first\rvisit,2026-03-02T09:00",
    f"{{ana}},{'v' * 200_000},2026-03-02T09:00",
]


def test_a_wrong_line_is_refused_by_its_number_and_changes_nothing(
    run: Run, office: Office, north: Channel, ana: Person, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    for row in ROWS:
        file.write_bytes(f"{HEADER}\n{row.format(ana=ana.id)}\n".encode())

        outcome = run("visit", "import", str(file))

        assert outcome.code == (1 if row else 0), row
        assert len(outcome.refused) < 300
        assert not set(outcome.refused) & {"\x1b", "\x00", "\u202e"}
        assert "line 2" in outcome.refused or "as CSV" in outcome.refused or not row
    assert count(office, "visits") == 0


@ONE_OFFICE
@given(
    content=st.binary(max_size=80)
    | st.text(st.characters(codec="utf-8"), max_size=80).map(lambda text: f"{HEADER}\n{text}".encode())
)
def test_any_file_is_taken_in_or_refused(
    run: Run, office: Office, north: Channel, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "visits.csv"
    file.write_bytes(content)

    assert run("visit", "import", str(file)).code in (0, 1)
    assert count(office, "visits") == 0


LINES: list[Any] = [
    "kettle",
    [],
    {"id": 1},
    {"text": "kettle"},
    {"id": 1, "text": 5},
    {"id": 1, "text": None},
    {"id": 1, "text": "kettle", "question": ["kettle"]},
    {"id": 1, "text": "kettle", "asked_theme": {"kettle": 1}},
]


BROKEN = [json.dumps(one) for one in LINES] + ["[" * 100_000, '{"id": 1, "text": "kettle', "\x00"]


@pytest.mark.parametrize("command", ["redact", "code"])
def test_a_wrong_record_is_refused_by_its_line_without_its_words(run: Run, tmp_path: Path, command: str) -> None:
    file = tmp_path / "records.jsonl"
    for line in BROKEN:
        file.write_text(line)

        outcome = run(command, str(file))

        assert outcome.code == 1
        assert "line 1" in outcome.refused
        assert "kettle" not in outcome.refused


@pytest.mark.parametrize("command", ["redact", "code"])
def test_an_odd_text_is_worked_through_all_the_same(run: Run, tmp_path: Path, command: str) -> None:
    file = tmp_path / "records.jsonl"
    odd = ["", " ", "\ud800", ODD, "e\u0301" * 50, "<!channel> " * 20, "a-" * 5_000, "\u05d0\u202e" * 50]
    file.write_text("\n".join(json.dumps({"id": number, "text": text}) for number, text in enumerate(odd)))

    outcome = run(command, str(file))

    assert outcome.code == 0
    assert [json.loads(line)["id"] for line in outcome.printed.splitlines()] == list(range(len(odd)))


TEAM = {"--workers": "U01,U02", "--supervisors": "U09"}


WRONG: list[dict[str, str]] = [
    {"--workers": "U01,<!channel>"},
    {"--supervisors": "@sam"},
    {"--digest-channel": "#general"},
    {"--channel": "C1> <!here"},
    {"--admin": "sam"},
    {"--pool": "P" * 61},
    {"--danger-contact": "9" * 201},
    {"--floor": "3"},
    {"--delay": "-5m"},
    {"--digest": "someday"},
    {"--timezone": "../../etc/passwd"},
    {"--hours": "25:00-26:00"},
    {"--days": "mon-mon-mon"},
    {"--country": "<!here>"},
]


def test_a_wrong_option_of_a_team_is_refused(run: Run, office: Office) -> None:
    for wrong in WRONG:
        assert run("team", "add", "East", *(word for pair in (TEAM | wrong).items() for word in pair)).code == 1, wrong
    assert count(office, "teams") == 0


def test_a_wrong_name_of_a_team_is_refused(run: Run, office: Office) -> None:
    for name in ("", " ", "N" * 61, "North\nSouth", "\udcff", "North\u202e"):
        assert run("team", "add", name, *(word for pair in TEAM.items() for word in pair)).code == 1
    assert count(office, "teams") == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_copy_is_refused_and_leaves_the_database_alone(
    office: Office, tmp_path: Path, data: st.DataObject
) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "target.db"
    copy.unlink(missing_ok=True)
    office.bot.wiring.db.backup(copy)
    content = bytearray(copy.read_bytes())
    size = data.draw(st.integers(0, len(content) - 1))
    copy.write_bytes(bytes(content[:size]) + data.draw(st.binary(max_size=30)))
    target.unlink(missing_ok=True)

    with pytest.raises(SupervisionBotError) as refused:
        restoring.restore(copy, target)

    assert isinstance(refused.value, WrongDatabase | Refused)
    assert not target.exists()
