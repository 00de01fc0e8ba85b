"""The worker's word on what was heard: right, changed, left out, counted again -> codes and voices that stand."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, prompts, reflections
from supervisionbot.adapters.private_store.voices import replace_voices
from supervisionbot.flows.ports import Speech
from supervisionbot.records.post import View
from supervisionbot.records.private import Consent, Settled
from supervisionbot.rules import coding
from supervisionbot.views import forms

Decision = Callable[[coding.Thread], tuple[Consent, tuple[Settled, ...]]]


def confirm(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime) -> None:
    """*That's right*: the codes shown are the worker's own."""
    _settle(db, speech, worker, prompt_id, now, lambda one: (Consent.CONFIRMED, coding.as_shown(one)))


def change(
    db: Database,
    speech: Speech,
    worker: str,
    prompt_id: str,
    now: datetime,
    chosen: tuple[Iterable[str], Iterable[str]],
) -> None:
    """The form: `chosen` are the themes that went well and those that were hard. Left-out threads stay out."""
    known = {theme.id for theme in speech.library.codebook.themes}
    well, hard = (known.intersection(themes) for themes in chosen)

    def decide(one: coding.Thread) -> tuple[Consent, tuple[Settled, ...]]:
        consent = Consent.LEFT_OUT if one.prompt.consent is Consent.LEFT_OUT else Consent.CONFIRMED
        return consent, coding.settled_by_form(well, hard, one.codes, one.heard)

    _settle(db, speech, worker, prompt_id, now, decide)


def leave_out(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime) -> None:
    """*Leave out*: the thread stays with the worker and gives the team no voice."""
    _settle(db, speech, worker, prompt_id, now, lambda one: (Consent.LEFT_OUT, one.settled))


def count_again(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime) -> None:
    """Take *Leave out* back."""
    _settle(db, speech, worker, prompt_id, now, lambda one: (Consent.OPEN, one.settled))


def themes_form(db: Database, speech: Speech, worker: str, prompt_id: str) -> View | None:
    """The form for changing the themes of a thread; None if it is not the worker's."""
    prompt = prompts.prompt(db, prompt_id)
    if prompt is None or prompt.worker != worker:
        return None
    codebook = speech.library.codebook
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt_id), codebook)
    return forms.themes_form(speech.words, codebook, prompt_id, thread.codes)


def _settle(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime, decide: Decision) -> None:
    prompt = prompts.prompt(db, prompt_id)
    # Nobody settles for another, whatever value a button was made to carry.
    if prompt is None or prompt.worker != worker:
        return
    codebook = speech.library.codebook
    with db.atomic():
        before = coding.thread(prompt, *reflections.parts_of_thread(db, prompt_id), codebook)
        consent, settled = decide(before)
        prompt = replace(prompt, consent=consent)
        reflections.save_settled(db, prompt_id, settled)
        prompts.save_prompt(db, prompt)
        thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt_id), codebook)
        visit = prompts.visit(db, prompt.visit)
        given = coding.team_voices(thread, agreement.sure_from(db), case=visit.case if visit else "", now=now)
        replace_voices(db, prompt_id, given)
        outbox.put(db, prompt.themes_message, now)
