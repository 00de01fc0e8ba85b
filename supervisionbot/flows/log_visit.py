"""A worker logs a visit -> a prompt due, and a word on when the question comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.flows.ports import NewId, Speech
from supervisionbot.records.post import Said
from supervisionbot.records.private import Prompt, Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import VisitLogged, VisitLoggedBefore
from supervisionbot.rules import asking
from supervisionbot.views.blocks import notice


def log_visit(db: Database, speech: Speech, visit: Visit, team: Team, new_id: NewId) -> Said:
    """Keep the visit with its prompt; the same visit twice is kept once. `visit.logged_at` is now."""
    now = visit.logged_at
    zone = speech.messenger.person(visit.worker).timezone or team.timezone
    at, here = visit.at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    kind = speech.library.kind(visit.kind)
    title = kind.title if kind else visit.kind
    prompt = keep_visit(db, visit, team, zone, new_id)
    if prompt is None:
        return notice(speech.words, VisitLoggedBefore(title, at, here))
    ask_at = max(prompt.due_at, now + timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    paused_until = prompts.paused_until(db, visit.worker, now)
    return notice(speech.words, VisitLogged(title, at, ask_at, here, paused_until))


def keep_visit(db: Database, visit: Visit, team: Team, zone: str, new_id: NewId) -> Prompt | None:
    """Keep a visit with the prompt that follows it, and give the prompt; None if it was logged before."""
    with db.atomic():
        if prompts.same_visit(db, visit):
            return None
        prompt = _prompt_after(db, visit, team, zone, new_id)
        prompts.save_visit(db, visit)
        prompts.save_prompt(db, prompt)
    return prompt


def ask_now(db: Database, worker: str, team: Team, theme: str, *, new_id: NewId, now: datetime) -> None:
    """Leave a prompt due at once, which the worker asked for; with a theme, about that."""
    prompts.save_prompt(db, Prompt(new_id(), worker, team.name, now, wanted_theme=theme))


def _prompt_after(db: Database, visit: Visit, team: Team, zone: str, new_id: NewId) -> Prompt:
    earliest = max(visit.at + team.delay, visit.logged_at)
    taken = prompts.prompt_times(db, visit.worker, since=visit.logged_at - timedelta(days=2))
    due_at = asking.due_time(earliest, team, zone, taken)
    return replace(Prompt(new_id(), visit.worker, team.name, due_at), visit=visit.id, kind=visit.kind)
