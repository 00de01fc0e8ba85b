"""What a worker has said so far -> own reflections, for that worker alone."""

from supervisionbot.adapters.database import Database
from supervisionbot.flows import looking_back
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.post import Said
from supervisionbot.views import own


def own_reflections(db: Database, speech: Speech, vault: Vault, worker: str, most: int = 10) -> Said:
    """The worker's newest reflections with their themes, and their words where they are kept."""
    shown = looking_back.newest_first(db, speech.library, vault, worker, most)
    zone = speech.messenger.person(worker).timezone or "UTC"
    return own.reflections(speech.words, speech.library.codebook, shown, zone=zone, keeps_text=vault.keeps_text)
