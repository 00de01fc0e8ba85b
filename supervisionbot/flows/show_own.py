"""What a worker has said so far -> own reflections, for that worker alone."""

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.post import Said
from supervisionbot.records.private import Prompt, Reflection
from supervisionbot.rules import coding
from supervisionbot.views import own


def own_reflections(db: Database, speech: Speech, vault: Vault, worker: str, most: int = 10) -> Said:
    """The worker's newest reflections with their themes, and their words where they are kept."""
    found = [prompts.prompt(db, prompt_id) for prompt_id in reflections.answered_prompts(db, worker, most)]
    shown = [_reflection(db, speech, vault, prompt) for prompt in found if prompt]
    zone = speech.messenger.person(worker).timezone or "UTC"
    return own.reflections(speech.words, speech.library.codebook, shown, zone=zone, keeps_text=vault.keeps_text)


def _reflection(db: Database, speech: Speech, vault: Vault, prompt: Prompt) -> Reflection:
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt.id), speech.library.codebook)
    opened = [vault.open(sealed) for sealed in reflections.sealed_words_of(db, prompt.id)]
    return coding.reflection(thread, speech.library, [words for words in opened if words])
