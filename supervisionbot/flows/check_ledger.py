"""The ledger -> whether it is whole, and whether what it tells keeps the promises."""

from supervisionbot.adapters import released_store
from supervisionbot.adapters.database import Database
from supervisionbot.rules import ledger


def broken_chain(db: Database) -> list[str]:
    """Where the chain of lines is broken, as a sentence; nothing if it is whole."""
    broken = released_store.first_broken_link(db)
    return [f"The ledger was tampered with: line {broken} does not fit the chain."] if broken else []


def faults_of_ledger(db: Database, noted: str = "") -> list[str]:
    """What is wrong, a sentence each, the worst first; nothing if all is well.

    `noted` is a mark that somebody wrote down earlier: it must still stand in the chain.
    """
    broken = broken_chain(db)
    if broken:
        return broken
    entries = released_store.ledger(db)
    if noted and not any(entry["chain"].startswith(noted.lower()) for entry in entries):
        return [f"The mark {noted} is not in the chain: the ledger was written anew since it was noted."]
    return list(ledger.faults(entries, released_store.releases_with_links(db)))
