"""A worker's own reflections, loaded: no flow of its own, but the first step of those that show them."""

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.flows.ports import Vault
from supervisionbot.records.bank import Library
from supervisionbot.records.private import Prompt, Reflection
from supervisionbot.rules import coding


def newest_first(db: Database, library: Library, vault: Vault, worker: str, most: int) -> list[Reflection]:
    """The worker's newest reflections with their themes, and their words where they are kept."""
    found = [prompts.prompt(db, prompt_id) for prompt_id in reflections.answered_prompts(db, worker, most)]
    return [one_reflection(db, library, vault, prompt) for prompt in found if prompt]


def one_reflection(db: Database, library: Library, vault: Vault, prompt: Prompt) -> Reflection:
    """A thread as its worker looks back on it. The thread must hold a reply."""
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt.id), library.codebook)
    opened = [vault.open(sealed) for sealed in reflections.sealed_words_of(db, prompt.id)]
    return coding.reflection(thread, library, [words for words in opened if words])
