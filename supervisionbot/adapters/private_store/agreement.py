"""What was settled beside what was heard, over everybody; and how far each theme is trusted for it."""

from collections.abc import Mapping

from supervisionbot.adapters.database import Database, Row
from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.private import Consent, HeardReply, Settled


def settled_threads(db: Database) -> list[tuple[str, list[HeardReply], list[Settled]]]:
    """For every thread that its worker confirmed: the worker, what was heard in it, what the worker settled."""
    heard, settled = _of_confirmed(db, "heard"), _of_confirmed(db, "settled")
    prompts = db.rows("select id, worker from prompts where consent = ?", [str(Consent.CONFIRMED)])
    return [
        (
            row["worker"],
            [HeardReply(one["reply"], (_heard(one),)) for one in heard.get(row["id"], ())],
            [_settled(one) for one in settled.get(row["id"], ())],
        )
        for row in prompts
    ]


def save_trust(db: Database, sure_from: Mapping[str, float]) -> None:
    """Keep from which sureness themes count unconfirmed, in place of all that stood before."""
    with db.atomic():
        db.run("delete from theme_trust")
        for theme, sureness in sure_from.items():
            db.insert("theme_trust", {"theme": theme, "sure_from": sureness})


def sure_from(db: Database) -> dict[str, float]:
    """From which sureness themes count unconfirmed, where it is not as usual."""
    return {row["theme"]: row["sure_from"] for row in db.rows("select theme, sure_from from theme_trust")}


def _of_confirmed(db: Database, what: str) -> dict[str, list[Row]]:
    through = {"heard": "heard join replies on replies.id = heard.reply", "settled": "settled"}[what]
    rows = db.rows(
        f"select prompts.id as thread, {what}.* from {through} join prompts on prompts.id = prompt where consent = ?",  # noqa: S608 - names stand above
        [str(Consent.CONFIRMED)],
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["thread"], []).append(row)
    return found


def _heard(row: Row) -> Heard:
    return Heard(row["theme"], Stance(row["stance"]), row["probability"], row["stance_probability"])


def _settled(row: Row) -> Settled:
    return Settled(row["theme"], Stance(row["stance"]) if row["stance"] else None, bool(row["by_hand"]))
