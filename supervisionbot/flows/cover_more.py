"""A worker names further words to cover -> they are gone from all that is kept of the thread; its codes stay."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections, traces
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.post import Said, View
from supervisionbot.records.private import RedactedReply
from supervisionbot.records.words import NoWordsKept
from supervisionbot.rules import covering, redaction
from supervisionbot.views import forms
from supervisionbot.views.blocks import notice


def cover_form(db: Database, speech: Speech, vault: Vault, worker: str, prompt_id: str) -> View | Said | None:
    """The form with all that is kept of the thread; a word where nothing is, None if it is not the worker's."""
    prompt = prompts.prompt(db, prompt_id)
    if prompt is None or prompt.worker != worker:
        return None
    texts = [reply.text for reply in _kept(db, vault, prompt_id)]
    if not texts:
        return notice(speech.words, NoWordsKept(vault.keeps_text))
    return forms.cover_form(speech.words, prompt_id, texts, covering.words_in(texts))


def cover_more(db: Database, vault: Vault, worker: str, prompt_id: str, chosen: Iterable[str], now: datetime) -> None:
    """Cover the words wherever they stand in the thread, for good, and remember them by fingerprints alone."""
    prompt = prompts.prompt(db, prompt_id)
    meant = {covering.plain(word) for word in chosen}
    if prompt is None or prompt.worker != worker or not meant:
        return
    with db.atomic():
        for reply in _kept(db, vault, prompt_id):
            _cover(db, vault, reply, meant)
        marks = [vault.fingerprints(word, prompt_id)[:1] for word in sorted(meant)]
        reflections.save_covered_words(db, prompt_id, [mark for newest in marks for mark in newest])
        outbox.put(db, prompt.themes_message, now)
    traces.wipe_at_once(db)


def _kept(db: Database, vault: Vault, prompt_id: str) -> list[RedactedReply]:
    """The replies of a thread with their words, as far as these are kept and can be opened."""
    opened = [(reply, vault.open(sealed)) for reply, sealed in reflections.sealed_replies_of(db, prompt_id)]
    return [replace(reply, text=text) for reply, text in opened if text]


def _cover(db: Database, vault: Vault, reply: RedactedReply, meant: set[str]) -> None:
    places = covering.places_of(reply.text, meant.__contains__)
    if places:
        covered = covering.with_covered(reply, redaction.cover(reply.text, places).text, places)
        reflections.change_words(db, covered, vault.seal(covered.text))
