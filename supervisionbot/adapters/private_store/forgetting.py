"""What is deleted when somebody is forgotten: one place names every table that knows a worker."""

from datetime import datetime

from supervisionbot.adapters.database import Database, stored
from supervisionbot.adapters.private_store import traces

TABLES_BY_WORKER = (
    "voices",
    "replies",
    "prompts",
    "visits",
    "asked",
    "pauses",
    "preferences",
    "inbox",
    "previews",
    "cards",
    "occasion_workers",
    "outbox",
    "rereads",
)


def forget(db: Database, worker: str) -> int:
    """Delete every row of a worker; how many. Rosters stay with the admin; past ones lose the worker's id."""
    with db.atomic():
        count = sum(db.run(f"delete from {table} where worker = ?", [worker]) for table in TABLES_BY_WORKER)  # noqa: S608 - names stand above
        db.run("update sessions set starter = '' where starter = ?", [worker])
        db.run("delete from team_news where instr(changes, ?) > 0", [f'"{worker}"'])
    traces.wipe_at_once(db)
    return count


def delete_unanswered_before(db: Database, moment: datetime) -> int:
    """Delete questions that nobody answered and visits without a reflection older than that; how many rows.

    Kept longer, they would tell how often somebody did not answer.
    """
    before = stored(moment)
    with db.atomic():
        count = db.run(
            "delete from prompts where due_at < ? and not exists (select 1 from replies where prompt = prompts.id)",
            [before],
        )
        count += db.run(
            "delete from visits where at < ? and not exists (select 1 from prompts where prompts.id = visits.prompt)",
            [before],
        )
    return count


def delete_records_before(db: Database, moment: datetime) -> int:
    """Delete visits, prompts (with replies and codes) and askings older than that; how many rows."""
    before = stored(moment)
    with db.atomic():
        count = db.run("delete from prompts where due_at < ?", [before])
        count += db.run("delete from visits where at < ?", [before])
        count += db.run("delete from asked where at < ?", [before])
        count += db.run("delete from sessions where called_at < ?", [before])
        count += db.run("delete from team_news where at < ?", [before])
    return count
