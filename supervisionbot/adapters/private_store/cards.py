"""Where the cards stand that workers took to supervision; their words are not kept."""

from supervisionbot.adapters.database import Database, moment, stored
from supervisionbot.records.post import Posted
from supervisionbot.records.private import Card


def save_card(db: Database, card: Card) -> None:
    """Keep where a card stands."""
    row = {"id": card.id, "worker": card.worker, "supervisor": card.supervisor}
    place = {"channel": card.place.channel, "ts": card.place.ts}
    db.insert("cards", row | place | {"sent_at": stored(card.sent_at)})


def card(db: Database, card_id: str) -> Card | None:
    """The card of that id, or None."""
    for row in db.rows("select * from cards where id = ?", [card_id]):
        place = Posted(row["channel"], row["ts"])
        return Card(row["id"], row["worker"], row["supervisor"], place, moment(row["sent_at"]))
    return None


def delete_card(db: Database, card_id: str) -> None:
    """Forget a card."""
    db.run("delete from cards where id = ?", [card_id])
