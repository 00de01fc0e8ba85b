"""P13 Forgetting is real: rows go, the file holds them no more, and what was told stays as it was told."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from supervisionbot.adapters import team_store
from supervisionbot.adapters.private_store import forgetting, prompts, traces, voices
from supervisionbot.adapters.private_store.forgetting import TABLES_BY_WORKER
from supervisionbot.flows import wipe
from supervisionbot.playground.people import Person
from supervisionbot.records.private import Visit
from supervisionbot.rules.teams import units_of
from tests.builders import MONDAY
from tests.conftest import Office
from tests.promises.conftest import DIGEST_DAY, LISTENED, PREVIEW_DAY, RUSHED, Terminal, Week


def released(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Everything that ever left."""
    return {name: office.rows(f"select * from {name}") for name in ("releases", "released_themes", "posts", "ledger")}


def live_a_lot(week: Week, worker: Person) -> list[bytes]:
    """Two visits, replies, edits, settled themes, a pause, a preview. Out: traces that must not stay."""
    week.everybody_visits()
    reply = week.says(worker)
    worker.edits(reply, f"{LISTENED} {RUSHED}")
    worker.presses("thats_right")
    worker.runs("/reflect visit review")
    week.office.forward(hours=1)
    week.says(worker, "I was honest.")
    worker.runs("/reflect pause until friday")
    worker.runs("/reflect visit")
    worker.submits({"visit_kind": "first visit", "visit_reference": "LCS-118"})
    office = week.office
    ids = [row["id"] for table in ("visits", "prompts", "replies") for row in mine(office, table, worker)]
    words = [row["words"] for row in mine(office, "replies", worker)]
    dm = office.slack.dm_with(worker.id)
    return [worker.id.encode(), dm.id.encode(), reply.ts.encode(), b"LCS-118", *(one.encode() for one in ids), *words]


def mine(office: Office, table: str, worker: Person) -> list[dict[str, Any]]:
    """A worker's rows."""
    return office.rows(f"select * from {table} where worker = ?", worker.id)


def without(office: Office, worker: Person) -> None:
    """The admin takes the worker off the team's roster, the one place that is not the worker's own."""
    db = office.bot.wiring.db
    for team in team_store.teams(db):
        rest = tuple(user for user in team.workers if user != worker.id)
        team_store.save_team(db, replace(team, workers=rest), office.clock.time)


@pytest.mark.parametrize("by", ["the worker", "an operator"])
def test_no_byte_of_a_forgotten_worker_stays_in_any_file(
    week: Week, office: Office, ana: Person, terminal: Terminal, by: str
) -> None:
    traces = live_a_lot(week, ana)
    for worker in week.workers[1:]:
        week.says(worker)
    week.comes_to(DIGEST_DAY)
    without(office, ana)
    before = [trace for trace in traces if trace in office.files()]

    if by == "the worker":
        ana.runs("/reflect forget")
        ana.presses("forget_everything")
    else:
        terminal.runs("forget", ana.id)

    assert len(before) == len(traces)
    assert [trace for trace in traces if trace in office.files()] == []


def test_only_the_roster_still_knows_a_forgotten_worker(week: Week, office: Office, ana: Person) -> None:
    live_a_lot(week, ana)
    week.comes_to(DIGEST_DAY)

    ana.runs("/reflect forget")
    ana.presses("forget_everything")
    tables = [row["name"] for row in office.rows("select name from sqlite_master where type = 'table'")]
    knowing = {name for name in tables if ana.id in str(office.rows(f"select * from {name}"))}

    assert knowing == {"members"}


@pytest.mark.parametrize("seed", range(5))
def test_no_trace_stays_though_rows_have_moved_about_in_the_file(office: Office, seed: int) -> None:
    """Rows that move between pages leave copies behind, which deleting alone does not reach."""
    db, chance = office.bot.wiring.db, Random(seed)
    workers = [f"UWORKER{number:03}" for number in range(60)]
    with db.atomic():
        for number in range(3000):
            worker, padding = chance.choice(workers), "x" * chance.randrange(200)
            visit = Visit(f"{worker}-{chance.random()}", worker, "North", padding, MONDAY, MONDAY)
            prompts.save_visit(db, visit)
            db.run("update visits set at = worker || ? where rowid = ?", [padding, chance.randrange(1, 3000)])
            if number % 3 == 0:
                db.run("delete from visits where rowid = ?", [chance.randrange(1, 3000)])

    for worker in workers[:5]:
        forgetting.forget(db, worker)
    files = office.files()

    assert [worker for worker in workers[:5] if worker.encode() in files] == []
    assert workers[7].encode() in files


def let_grow(office: Office) -> None:
    """So many rows that writing the file anew would hold everybody up."""
    db = office.bot.wiring.db
    rows = ((f"other{number}", "time-1", "x" * 60_000, "2026", "") for number in range(traces.SMALL // 60_000 + 1))
    with db.atomic():
        db.run_each("insert into asked values (?, ?, ?, ?, ?)", rows)


def test_in_a_large_file_no_byte_stays_after_the_night(week: Week, office: Office, ana: Person) -> None:
    left = live_a_lot(week, ana)
    let_grow(office)
    db = office.bot.wiring.db

    ana.runs("/reflect forget")
    ana.presses("forget_everything")
    without(office, ana)
    deleted = office.rows("select deletions > 0 as any_left from traces")
    night = office.clock.time.replace(hour=2) + timedelta(days=1)
    is_done = [wipe.wipe_at_night(db, night - timedelta(hours=6)), wipe.wipe_at_night(db, night)]

    assert deleted == [{"any_left": 1}]
    assert is_done == [False, True]
    assert [trace for trace in left if trace in office.files()] == []
    assert office.rows("select * from traces") == [{"deletions": 0, "seen_at": None}]


def test_the_night_wipes_traces_of_what_was_deleted_without_a_word(office: Office, week: Week) -> None:
    """Whoever deletes a row and forgets to have its traces wiped is made up for."""
    week.everybody_visits()
    db = office.bot.wiring.db
    db.run("delete from asked")

    assert wipe.wipe_at_night(db, MONDAY.replace(hour=3))
    assert not wipe.wipe_at_night(db, MONDAY.replace(hour=4))


def test_a_deleted_reply_is_in_no_file_any_more(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    reply = week.says(ana)
    [row] = mine(office, "replies", ana)

    ana.deletes(reply)

    assert row["words"] not in office.files()
    assert row["words"][30:80] not in office.files()


def test_forgetting_one_worker_takes_nothing_of_the_others(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.first(3)
    ben = week.workers[1]
    before = {table: mine(office, table, ben) for table in TABLES_BY_WORKER}

    ana.runs("/reflect forget")
    ana.presses("forget_everything")

    assert {table: mine(office, table, ben) for table in TABLES_BY_WORKER} == before


def test_what_was_told_stays_as_it_was_told(week: Week, office: Office, ana: Person, terminal: Terminal) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(DIGEST_DAY)
    before, posts = released(office), [one.text for one in week.digests()]

    ana.runs("/reflect forget")
    ana.presses("forget_everything")
    week.comes_to(DIGEST_DAY + timedelta(hours=6))

    assert released(office) == before
    assert [one.text for one in week.digests()] == posts
    assert len(before["released_themes"]) == 1
    assert "The chain is whole." in terminal.runs("ledger")


def test_thinking_again_deletes_nothing(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.says(ana)

    ana.runs("/reflect forget")
    ana.presses("forget_nothing")

    assert len(mine(office, "replies", ana)) == 1


def test_whoever_was_forgotten_can_begin_anew(week: Week, office: Office, ana: Person) -> None:
    live_a_lot(week, ana)
    ana.runs("/reflect forget")
    ana.presses("forget_everything")
    week.comes_to(office.clock.time + timedelta(days=1))

    ana.runs("/reflect visit first visit")
    office.forward(hours=1)
    week.says(ana)

    assert len(mine(office, "voices", ana)) == 1


def test_every_table_that_knows_a_worker_is_emptied_of_them(office: Office) -> None:
    tables = [row["name"] for row in office.rows("select name from sqlite_master where type = 'table'")]
    knowing = {
        table
        for table in tables
        if office.rows("select 1 from pragma_table_info(?) where name in ('worker', 'user')", table)
    }

    assert knowing - set(TABLES_BY_WORKER) == {"members"}


def test_what_hangs_on_a_prompt_or_reply_goes_with_it(office: Office) -> None:
    for table in ("replies", "covered_words", "heard", "settled", "voices"):
        keys = office.rows("select on_delete from pragma_foreign_key_list(?)", table)

        assert [key["on_delete"] for key in keys] == ["CASCADE"]


def test_the_database_overwrites_what_it_deletes_and_keeps_its_promises_between_tables(office: Office) -> None:
    names = ("secure_delete", "foreign_keys", "temp_store")

    assert [office.rows(f"pragma {name}")[0][name] for name in names] == [1, 1, 2]


def test_forgetting_leaves_no_room_for_comparison(week: Week, office: Office, ana: Person) -> None:
    """The roster of an earlier occasion loses the id; the door must not take a forgotten worker for a newcomer."""
    week.everybody_visits()
    week.comes_to(DIGEST_DAY + timedelta(days=3))
    for worker in week.workers[:5]:
        worker.runs("/reflect forget")
        worker.presses("forget_everything")
    ben = week.workers[1]
    ben.runs("/reflect visit first visit")
    office.forward(hours=1)
    week.says(ben)

    week.comes_to(DIGEST_DAY + timedelta(days=7))
    closed = office.rows("select is_open from occasions order by cut")

    assert [row["is_open"] for row in closed] == [1, 0]


def test_a_worker_who_forgets_everything_before_the_digest_is_not_told_of(week: Week, ana: Person) -> None:
    week.everybody_visits()
    week.first(5)
    week.comes_to(PREVIEW_DAY)

    ana.runs("/reflect forget")
    ana.presses("forget_everything")
    week.comes_to(DIGEST_DAY)

    assert "nothing to tell" in week.digests()[0].text


def test_voices_are_gone_after_twelve_weeks_told_or_not(week: Week, office: Office) -> None:
    week.everybody_visits()
    week.first(5)
    week.says(week.workers[5], RUSHED)

    office.until(office.clock.time + timedelta(weeks=12, days=3), timedelta(days=1))

    assert office.rows("select * from voices") == []


def test_at_the_end_of_the_keeping_time_nothing_of_a_reflection_is_left(
    week: Week, office: Office, ana: Person
) -> None:
    week.everybody_visits()
    week.says(ana)
    ids = [row["id"].encode() for row in mine(office, "prompts", ana) + mine(office, "visits", ana)]
    before = all(one in office.files() for one in ids)

    office.until(office.clock.time + timedelta(days=402), timedelta(days=20))

    tables = ("visits", "prompts", "replies", "heard", "settled", "asked", "inbox")

    assert before
    assert [name for name in tables if office.rows(f"select * from {name}")] == []
    assert not any(one in office.files() for one in ids)


def test_a_worker_who_left_the_team_is_in_no_unit_any_more(week: Week, office: Office, ana: Person) -> None:
    week.everybody_visits()
    week.first(5)
    without(office, ana)
    db = office.bot.wiring.db

    [unit] = units_of(team_store.teams(db))
    week.comes_to(DIGEST_DAY)

    assert ana.id not in unit.workers
    assert len(voices.waiting_voices(db, unit.teams, MONDAY)) == 5
    assert "nothing to tell" in week.digests()[0].text
