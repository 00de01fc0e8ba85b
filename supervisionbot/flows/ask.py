"""Prompts that are due -> questions in workers' direct messages, each a thread of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import DeliveryUnknown, NotDelivered, SlackIsBusy
from supervisionbot.flows import wording
from supervisionbot.flows.ports import Speech
from supervisionbot.records.post import Posted
from supervisionbot.records.private import Asked, Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.records.words import NoQuestionLeft, Reminder
from supervisionbot.rules import asking
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


def remind(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Bring an open question to mind on the next working day, once, in its thread."""
    for prompt in prompts.prompts_in(db, PromptState.ASKED):
        team = team_store.team_named(db, prompt.team)
        zone = speech.messenger.person(prompt.worker).timezone or (team.timezone if team else "")
        is_away = prompts.paused_until(db, prompt.worker, now) is not None
        if team is None or is_away or not asking.is_due_a_reminder(prompt, now, team, zone):
            continue
        # Noted before it is said: a second reminder would be worse than none.
        if prompts.change_prompt(db, replace(prompt, is_reminded=True), was=PromptState.ASKED):
            try:
                speech.messenger.post(prompt.channel, notice(speech.words, Reminder()), thread=prompt.thread)
            except (NotDelivered, DeliveryUnknown) as error:
                trouble(prompt.id, error)


def _ask_one(db: Database, speech: Speech, prompt: Prompt, now: datetime) -> bool:
    team = team_store.team_named(db, prompt.team)
    person = speech.messenger.person(prompt.worker)
    if team is None or prompt.worker not in team.workers or person.is_gone or asking.is_stale(prompt, now):
        _step(db, prompt, PromptState.LAPSED)
        return False
    zone = person.timezone or team.timezone
    if _must_wait(db, speech, prompt, team, zone, now):
        return False
    if speech.library.question(prompt.question) is None:
        choice = wording.choose(db, speech.library, prompt)
        if choice is None:
            _tell_no_question_left(db, speech, prompt)
            return False
        prompt = wording.with_question(speech, prompt, choice)
    return _post(db, speech, prompt, now, zone)


def _must_wait(db: Database, speech: Speech, prompt: Prompt, team: Team, zone: str, now: datetime) -> bool:
    """Whether the worker paused, must not be disturbed, or does not work now; what they asked for comes at once."""
    was_put_off = bool(prompt.thread) and now - prompt.due_at < asking.APART
    if not prompt.visit or was_put_off:
        # What the worker asked for, or put off until this very time, comes now.
        return False
    if prompts.paused_until(db, prompt.worker, now):
        # Still due: it comes when they are back, unless it is stale by then.
        return True
    # What is still to be asked today gives way by itself when its time comes.
    others = prompts.prompt_times(db, prompt.worker, since=now - timedelta(days=7), but=prompt.id)
    later = asking.due_time(now, team, zone, [one for one in others if one <= now])
    if later <= now + _SOON:
        later = speech.messenger.quiet_until(prompt.worker) or now
    if later <= now + _SOON:
        return False
    prompts.change_prompt(db, replace(prompt, due_at=later), was=PromptState.DUE)
    return True


def _tell_no_question_left(db: Database, speech: Speech, prompt: Prompt) -> None:
    """A worker who asked for a question hears why none comes; after a visit there is simply none."""
    if _step(db, prompt, PromptState.LAPSED) and not prompt.visit:
        speech.messenger.post(prompt.worker, notice(speech.words, NoQuestionLeft()))


def _post(db: Database, speech: Speech, prompt: Prompt, now: datetime, zone: str) -> bool:
    said = wording.said(db, speech, prompt, now, zone)
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
            prompts.note_asked(db, Asked(prompt.worker, prompt.question, prompt.theme, at, prompt.team))


def _step(db: Database, prompt: Prompt, to: PromptState) -> bool:
    return prompts.change_prompt(db, _stepped(prompt, to), was=prompt.state)


def _stepped(prompt: Prompt, to: PromptState) -> Prompt:
    return replace(prompt, state=asking.step(prompt.state, to))
