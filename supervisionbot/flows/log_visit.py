"""A worker logs a visit -> a prompt due, and a word on when the question comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.flows.ports import NewId, Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.bank import Library
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.private import Prompt, PromptState, Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import VisitLogged, VisitLoggedBefore
from supervisionbot.rules import asking
from supervisionbot.views import actions
from supervisionbot.views.blocks import notice


def log_visit(db: Database, speech: Speech, visit: Visit, team: Team, new_id: NewId) -> Said:
    """Keep the visit with its prompt, and say so; the same visit twice is kept once. `visit.logged_at` is now."""
    zone = speech.messenger.person(visit.worker).timezone or team.timezone
    prompt = keep_visit(db, speech.library, visit, team, zone, new_id)
    return _said(db, speech, visit, prompt, zone, visit.logged_at)


def log_visit_by_form(db: Database, speech: Speech, visit: Visit, team: Team, new_id: NewId) -> None:
    """The same, said in a direct message: a form cannot be answered."""
    zone = speech.messenger.person(visit.worker).timezone or team.timezone
    if keep_visit(db, speech.library, visit, team, zone, new_id, tell=True) is None:
        before = prompts.same_visit(db, visit)
        outbox.put(db, Outgoing("visit_logged_before", before, visit.worker, worker=visit.worker), visit.logged_at)


def keep_visit(
    db: Database, library: Library, visit: Visit, team: Team, zone: str, new_id: NewId, *, tell: bool = False
) -> Prompt | None:
    """Keep a visit with the prompt that follows it, and give the prompt; None if it was logged before.

    With `tell` the worker is told in a direct message.

    Visits in a row share a prompt. A heavy visit is asked about next morning, unless the team is asked at once.
    """
    kind = library.kind(visit.kind)
    with db.atomic():
        if prompts.same_visit(db, visit):
            return None
        sharing = prompts.joinable_prompt(db, visit.worker, team.name, visit.at - asking.TOGETHER_WITHIN)
        first = sharing or replace(Prompt(new_id(), visit.worker, team.name, visit.logged_at), visit=visit.id)
        prompt = _prompt_after(db, first, visit, team, zone, is_heavy=bool(kind and kind.heavy))
        prompts.save_visit(db, replace(visit, prompt=prompt.id))
        prompts.save_prompt(db, prompt)
        if tell:
            outbox.put(db, Outgoing("visit_logged", visit.id, visit.worker, worker=visit.worker), visit.logged_at)
    return prompt


def note_for_later(
    db: Database, speech: Speech, worker: str, team: Team, kind: str, *, new_id: NewId, now: datetime
) -> Said:
    """Put a visit down without more ado; its question comes in the last half hour of the working day."""
    visit = Visit(new_id(), worker, team.name, kind, now, now)
    zone = speech.messenger.person(worker).timezone or team.timezone
    taken = prompts.prompt_times(db, worker, since=now - timedelta(days=2))
    prompt = Prompt(new_id(), worker, team.name, asking.this_evening(now, team, zone, taken), visit.id, kind)
    with db.atomic():
        prompts.save_visit(db, replace(visit, prompt=prompt.id))
        prompts.save_prompt(db, prompt)
    here, title = ZoneInfo(zone), speech.library.kind(kind)
    at, ask_at = now.astimezone(here), prompt.due_at.astimezone(here)
    said = VisitLogged(title.title if title else kind, at, ask_at, at)
    return notice(speech.words, said, actions.HARD_ONE, value=prompt.id)


def ask_now(db: Database, worker: str, team: Team, theme: str, *, new_id: NewId, now: datetime) -> None:
    """Leave a prompt due at once, which the worker asked for; with a theme, about that."""
    prompts.save_prompt(db, Prompt(new_id(), worker, team.name, now, wanted_theme=theme))


def _said(db: Database, speech: Speech, visit: Visit, prompt: Prompt | None, zone: str, now: datetime) -> Said:
    """That the visit is in the book, and when its question comes; without a prompt, that it was there before."""
    here, kind = ZoneInfo(zone), speech.library.kind(visit.kind)
    title, at = kind.title if kind else visit.kind, visit.at.astimezone(here)
    if prompt is None:
        return notice(speech.words, VisitLoggedBefore(title, at, now.astimezone(here)))
    ask_at = max(prompt.due_at, now + timedelta(seconds=1)).astimezone(here)
    paused_until = prompts.paused_until(db, visit.worker, now)
    is_together = len(prompts.visits_of(db, prompt.id)) > 1
    said = VisitLogged(title, at, ask_at, now.astimezone(here), paused_until, is_together)
    return notice(speech.words, said, *(() if prompt.is_heavy else (actions.HARD_ONE,)), value=prompt.id)


def _prompt_after(db: Database, prompt: Prompt, visit: Visit, team: Team, zone: str, *, is_heavy: bool) -> Prompt:
    """The prompt, due after this visit as well. Of several kinds of visit, a question fit for any is asked."""
    taken = prompts.prompt_times(db, visit.worker, since=visit.logged_at - timedelta(days=2), but=prompt.id)
    heavy = prompt.is_heavy or is_heavy
    if heavy and team.delay:
        due_at = asking.next_morning(visit.logged_at, team, zone, taken)
    else:
        due_at = asking.due_time(max(visit.at + team.delay, visit.logged_at), team, zone, taken)
    is_first = prompt.visit == visit.id
    kind = visit.kind if is_first or prompt.kind == visit.kind else ""
    return replace(prompt, kind=kind, due_at=max(due_at, prompt.due_at), is_heavy=heavy)


def _logged(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    visit = prompts.visit(db, message.about)
    prompt = prompts.prompt(db, visit.prompt) if visit else None
    # Once the question is on its way it needs no word ahead.
    if visit is None or prompt is None or prompt.state is not PromptState.DUE:
        return None
    return _said(db, speech, visit, prompt, _zone(db, speech, visit), now)


def _logged_before(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    visit = prompts.visit(db, message.about)
    return _said(db, speech, visit, None, _zone(db, speech, visit), now) if visit else None


def _zone(db: Database, speech: Speech, visit: Visit) -> str:
    team = team_store.team_named(db, visit.team)
    return speech.messenger.person(visit.worker).timezone or (team.timezone if team else "UTC")


POSTS: PostKinds = {"visit_logged": PostKind(_logged), "visit_logged_before": PostKind(_logged_before)}
