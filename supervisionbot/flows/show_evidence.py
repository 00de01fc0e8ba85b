"""A worker asks why themes were heard -> the words that spoke for each, worked out anew and kept nowhere."""

from collections.abc import Sequence

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections
from supervisionbot.flows.ports import Coder, Speech, Vault
from supervisionbot.records.post import Said
from supervisionbot.records.words import NoWordsKept
from supervisionbot.rules import coding
from supervisionbot.views import prompt as view
from supervisionbot.views.blocks import notice

MOST_WORDS = 5


def why_these(db: Database, speech: Speech, coder: Coder, vault: Vault, worker: str, prompt_id: str) -> Said | None:
    """For each theme that stands, the words behind it, for the worker alone; None if it is not the worker's."""
    prompt = prompts.prompt(db, prompt_id)
    if prompt is None or prompt.worker != worker:
        return None
    opened = [vault.open(sealed) for sealed in reflections.sealed_words_of(db, prompt_id)]
    texts = [text for text in opened if text]
    if not texts:
        return notice(speech.words, NoWordsKept(vault.keeps_text))
    codebook = speech.library.codebook
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt_id), codebook)
    spoken = [(code.theme, _words_for(coder, texts, code.theme)) for code in thread.codes]
    return view.why_these(speech.words, codebook, spoken)


def _words_for(coder: Coder, texts: Sequence[str], theme: str) -> tuple[str, ...]:
    """The words of the texts that spoke for the theme, each once however it is capitalised, no marks of names."""
    told = [text[span.start : span.end] for text in texts for span in coder.evidence(text, theme)]
    found = [word for word in told if not word.startswith("[")]
    once = {word.casefold(): word for word in reversed(found)}
    return tuple(dict.fromkeys(once[word.casefold()] for word in found))[:MOST_WORDS]
