"""A worker's own reflections, loaded: no flow of its own, but the first step of those that show them."""

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.flows.ports import Vault
from supervisionbot.records.bank import Library
from supervisionbot.records.private import Prompt, Reflection
from supervisionbot.rules import coding


def newest_first(db: Database, library: Library, vault: Vault, worker: str, most: int) -> list[Reflection]:
    """The worker's newest reflections with their themes, and their words where they are kept."""
    ids = reflections.answered_prompts(db, worker, most)
    found, kept = prompts.prompts_of(db, worker, ids), reflections.threads_of(db, worker, ids)
    return [_reflection(library, vault, found[one], kept[one]) for one in ids if one in found and one in kept]


def one_reflection(db: Database, library: Library, vault: Vault, prompt: Prompt) -> Reflection:
    """A thread as its worker looks back on it. The thread must hold a reply."""
    return _reflection(library, vault, prompt, reflections.threads_of(db, prompt.worker, [prompt.id])[prompt.id])


def _reflection(library: Library, vault: Vault, prompt: Prompt, kept: reflections.Kept) -> Reflection:
    thread = coding.thread(prompt, kept.replies, kept.heard, kept.settled, library.codebook)
    opened = [vault.open(sealed) for sealed in kept.sealed]
    return coding.reflection(thread, library, [words for words in opened if words])
