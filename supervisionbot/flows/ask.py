"""Prompts that are due -> questions in workers' direct messages, each a thread of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import DeliveryUnknown, NotDelivered, Refused
from supervisionbot.flows.ports import Speech
from supervisionbot.records.bank import Question
from supervisionbot.records.post import Posted
from supervisionbot.records.private import Asked, Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.rules import asking
from supervisionbot.views import prompt as view

# A post takes seconds; what has been under way for this long was cut off.
CUT_OFF_AFTER = timedelta(minutes=2)
_SOON = timedelta(minutes=1)


def ask(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> int:
    """Ask whoever is due; how many were asked. One worker's trouble holds up no other; `trouble` hears of it."""
    asked = 0
    for prompt in prompts.prompts_in(db, PromptState.DUE, due_by=now):
        try:
            asked += _ask_one(db, speech, prompt, now)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(prompt.id, error)
    return asked


def find_cut_off(db: Database, speech: Speech, now: datetime) -> None:
    """Look up prompts whose sending was cut off: posted ones are open threads, the others are due again."""
    for prompt in prompts.prompts_in(db, PromptState.SENDING):
        if prompt.sending_at and now - prompt.sending_at >= CUT_OFF_AFTER:
            place = speech.messenger.find(prompt.worker, prompt.id, prompt.sending_at)
            if place:
                _note_asked(db, prompt, place, prompt.sending_at)
            else:
                prompts.save_prompt(db, _stepped(prompt, PromptState.DUE))


def let_lapse(db: Database, now: datetime) -> None:
    """Let questions lapse in silence that nobody answered for a week; a late reply is still welcome."""
    for prompt in prompts.prompts_in(db, PromptState.ASKED):
        if asking.has_lapsed(prompt, now):
            prompts.save_prompt(db, _stepped(prompt, PromptState.LAPSED))


def _ask_one(db: Database, speech: Speech, prompt: Prompt, now: datetime) -> bool:
    team = team_store.team_named(db, prompt.team)
    if team is None or prompt.worker not in team.workers or asking.is_stale(prompt, now):
        prompts.save_prompt(db, _stepped(prompt, PromptState.LAPSED))
        return False
    person = speech.messenger.person(prompt.worker)
    later = _better_time(db, prompt, team, person.timezone or team.timezone, now)
    if later > now + _SOON:
        prompts.save_prompt(db, replace(prompt, due_at=later))
        return False
    question = _question(db, speech, prompt)
    if question is None:
        prompts.save_prompt(db, _stepped(prompt, PromptState.LAPSED))
        return False
    return _post(db, speech, replace(prompt, question=question.id, theme=question.theme), question, now)


def _better_time(db: Database, prompt: Prompt, team: Team, zone: str, now: datetime) -> datetime:
    """Now, unless the worker paused or it is outside their working time; what they asked for comes at once."""
    if not prompt.visit:
        return now
    paused = prompts.paused_until(db, prompt.worker, now)
    taken = prompts.prompt_times(db, prompt.worker, since=now - timedelta(days=2), but=prompt.id)
    latest = now + asking.STALE_AFTER + timedelta(days=1)
    return asking.due_time(min(paused or now, latest), team, zone, taken)


def _question(db: Database, speech: Speech, prompt: Prompt) -> Question | None:
    library, past = speech.library, prompts.asked_of(db, prompt.worker)
    kind = library.kind(prompt.kind)
    try:
        return asking.choose(
            library.questions,
            past,
            kind=prompt.kind,
            wanted_theme=prompt.wanted_theme,
            is_heavy=bool(kind and kind.heavy),
            turn=crc32(prompt.worker.encode()),
        ).question
    except Refused:
        return None


def _post(db: Database, speech: Speech, prompt: Prompt, question: Question, now: datetime) -> bool:
    zone = speech.messenger.person(prompt.worker).timezone or "UTC"
    kind = speech.library.kind(prompt.kind)
    said = view.question(speech.words, question, kind.title if kind else "", prompts.visit(db, prompt.visit), now, zone)
    prompts.save_prompt(db, prompt)
    if not prompts.claim(db, prompt, now):
        return False
    try:
        place = speech.messenger.post(prompt.worker, said, delivery=prompt.id)
    except NotDelivered:
        prompts.save_prompt(db, prompt)
        raise
    _note_asked(db, replace(prompt, state=PromptState.SENDING), place, now)
    return True


def _note_asked(db: Database, prompt: Prompt, place: Posted, at: datetime) -> None:
    asked = replace(_stepped(prompt, PromptState.ASKED), channel=place.channel, thread=place.ts, asked_at=at)
    with db.atomic():
        prompts.save_prompt(db, asked)
        prompts.note_asked(db, Asked(prompt.worker, prompt.question, prompt.theme, at))


def _stepped(prompt: Prompt, to: PromptState) -> Prompt:
    return replace(prompt, state=asking.step(prompt.state, to))
