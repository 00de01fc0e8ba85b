"""Prompts that are due -> questions in workers' direct messages, each a thread of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import DeliveryUnknown, NotDelivered, Refused, SlackIsBusy
from supervisionbot.flows.ports import Speech
from supervisionbot.records.bank import Question
from supervisionbot.records.post import Posted
from supervisionbot.records.private import Asked, Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.records.words import NoQuestionLeft
from supervisionbot.rules import asking
from supervisionbot.views import prompt as view
from supervisionbot.views.blocks import notice

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


def find_cut_off(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Look up prompts whose sending was cut off: posted ones are open threads, the others are due again."""
    for prompt in prompts.prompts_in(db, PromptState.SENDING):
        if prompt.sending_at and now - prompt.sending_at >= CUT_OFF_AFTER:
            try:
                place = speech.messenger.find(prompt.worker, prompt.id, prompt.sending_at)
            except (NotDelivered, DeliveryUnknown) as error:
                trouble(prompt.id, error)
            else:
                _settle_cut_off(db, prompt, place, prompt.sending_at)


def _settle_cut_off(db: Database, prompt: Prompt, place: Posted | None, sent_at: datetime) -> None:
    if place:
        _note_asked(db, prompt, place, sent_at)
    else:
        _step(db, prompt, PromptState.DUE)


def let_lapse(db: Database, now: datetime) -> None:
    """Let questions lapse in silence that nobody answered for a week; a late reply is still welcome."""
    for prompt in prompts.prompts_in(db, PromptState.ASKED):
        if asking.has_lapsed(prompt, now):
            _step(db, prompt, PromptState.LAPSED)


def _ask_one(db: Database, speech: Speech, prompt: Prompt, now: datetime) -> bool:
    team = team_store.team_named(db, prompt.team)
    person = speech.messenger.person(prompt.worker)
    if team is None or prompt.worker not in team.workers or person.is_gone or asking.is_stale(prompt, now):
        _step(db, prompt, PromptState.LAPSED)
        return False
    zone = person.timezone or team.timezone
    if _must_wait(db, prompt, team, zone, now):
        return False
    question = _question(db, speech, prompt)
    if question is None:
        _tell_no_question_left(db, speech, prompt)
        return False
    return _post(db, speech, replace(prompt, question=question.id, theme=question.theme), question, now=now, zone=zone)


def _must_wait(db: Database, prompt: Prompt, team: Team, zone: str, now: datetime) -> bool:
    """Whether the worker paused, or it is outside their working time; what they asked for comes at once."""
    if not prompt.visit:
        return False
    if prompts.paused_until(db, prompt.worker, now):
        # Still due: it comes when they are back, unless it is stale by then.
        return True
    taken = prompts.prompt_times(db, prompt.worker, since=now - timedelta(days=2), but=prompt.id)
    later = asking.due_time(now, team, zone, taken)
    if later <= now + _SOON:
        return False
    prompts.change_prompt(db, replace(prompt, due_at=later), was=PromptState.DUE)
    return True


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


def _tell_no_question_left(db: Database, speech: Speech, prompt: Prompt) -> None:
    """A worker who asked for a question hears why none comes; after a visit there is simply none."""
    if _step(db, prompt, PromptState.LAPSED) and not prompt.visit:
        speech.messenger.post(prompt.worker, notice(speech.words, NoQuestionLeft()))


def _post(db: Database, speech: Speech, prompt: Prompt, question: Question, *, now: datetime, zone: str) -> bool:
    kind = speech.library.kind(prompt.kind)
    said = view.question(speech.words, question, kind.title if kind else "", prompts.visit(db, prompt.visit), now, zone)
    sending = replace(_stepped(prompt, PromptState.SENDING), sending_at=now)
    if not prompts.change_prompt(db, sending, was=PromptState.DUE):
        return False
    try:
        place = speech.messenger.post(prompt.worker, said, delivery=prompt.id)
    except NotDelivered as error:
        wait = timedelta(seconds=error.retry_after if isinstance(error, SlackIsBusy) else 0)
        prompts.change_prompt(db, replace(prompt, due_at=max(prompt.due_at, now + wait)), was=PromptState.SENDING)
        raise
    _note_asked(db, sending, place, now)
    return True


def _note_asked(db: Database, prompt: Prompt, place: Posted, at: datetime) -> None:
    asked = replace(_stepped(prompt, PromptState.ASKED), channel=place.channel, thread=place.ts, asked_at=at)
    with db.atomic():
        if prompts.change_prompt(db, asked, was=prompt.state):
            prompts.note_asked(db, Asked(prompt.worker, prompt.question, prompt.theme, at))


def _step(db: Database, prompt: Prompt, to: PromptState) -> bool:
    return prompts.change_prompt(db, _stepped(prompt, to), was=prompt.state)


def _stepped(prompt: Prompt, to: PromptState) -> Prompt:
    return replace(prompt, state=asking.step(prompt.state, to))
