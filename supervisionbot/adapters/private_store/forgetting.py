"""What is deleted when somebody is forgotten: one place names every table that knows a worker."""

from collections.abc import Sequence
from datetime import datetime

from supervisionbot.adapters.database import Database, stored
from supervisionbot.adapters.private_store import traces
from supervisionbot.records.private import PromptState

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

STATES = [str(state) for state in PromptState]
UNANSWERED = [state for state in STATES if state != PromptState.ANSWERED]
"""Whoever takes the last reply back opens the question again."""


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
            f"delete from prompts where state in ({_marks(UNANSWERED)}) and due_at < ?"  # noqa: S608 - only question marks
            " and not exists (select 1 from replies where prompt = prompts.id)",
            [*UNANSWERED, before],
        )
        count += db.run("delete from visits indexed by visits_alone where prompt = '' and at < ?", [before])
    return count


def delete_records_before(db: Database, moment: datetime) -> int:
    """Delete visits, prompts (with replies and codes) and askings older than that; how many rows."""
    before = stored(moment)
    with db.atomic():
        # Each state is looked up by itself: so the index of states and times serves here, too.
        count = db.run(
            f"delete from prompts where state in ({_marks(STATES)}) and due_at < ?",  # noqa: S608 - only question marks
            [*STATES, before],
        )
        count += db.run("delete from visits where at < ?", [before])
        count += db.run("delete from asked where at < ?", [before])
        count += db.run("delete from sessions where called_at < ?", [before])
        count += db.run("delete from team_news where at < ?", [before])
    return count


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
