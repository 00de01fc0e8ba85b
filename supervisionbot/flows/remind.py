"""Questions that stay open -> brought to mind once, then let go in silence."""

from dataclasses import replace
from datetime import datetime, timedelta

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.private import Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.records.words import Reminder
from supervisionbot.rules import asking
from supervisionbot.views.blocks import notice

LOOK_AGAIN_AFTER = timedelta(hours=1)
"""Whoever is away may come back at any time, and a team may be set up again."""
AT_ONCE = 1000
"""So many are written down together."""


def remind(db: Database, speech: Speech, now: datetime) -> None:
    """Bring an open question to mind on the next working day, once, in its thread."""
    due = prompts.prompts_to_remind(db, now, AT_ONCE)
    teams = {team.name: team for team in team_store.teams_named(db, {prompt.team for prompt in due})}
    # Slack may be asked here, so nothing is written yet: others could not write meanwhile.
    times = [_time_of(db, speech, prompt, teams.get(prompt.team), now) for prompt in due]
    with db.atomic():
        for prompt, at in zip(due, times, strict=True):
            changed = replace(prompt, remind_at=at, is_reminded=at <= now)
            if prompts.change_prompt(db, changed, was=PromptState.ASKED) and changed.is_reminded:
                outbox.put(db, Outgoing("reminder", prompt.id, prompt.channel, prompt.thread, prompt.worker), now)


def let_lapse(db: Database, now: datetime) -> None:
    """Let questions lapse in silence that nobody answered for a week; a late reply is still welcome."""
    for prompt in prompts.prompts_asked_before(db, now - asking.LAPSES_AFTER):
        lapsed = replace(prompt, state=asking.step(prompt.state, PromptState.LAPSED))
        prompts.change_prompt(db, lapsed, was=PromptState.ASKED)


def _time_of(db: Database, speech: Speech, prompt: Prompt, team: Team | None, now: datetime) -> datetime:
    """When to remind of a prompt, or when to look again."""
    if team is None or prompt.asked_at is None or prompts.paused_until(db, prompt.worker, now):
        return now + LOOK_AGAIN_AFTER
    zone = speech.messenger.person(prompt.worker).timezone or team.timezone
    try:
        return asking.reminder_time(prompt.asked_at, now, team, zone)
    except Refused:
        # A team without any working day: its trouble holds up no other.
        return now + LOOK_AGAIN_AFTER


def _reminder(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    prompt = prompts.prompt(db, message.about)
    return notice(speech.words, Reminder()) if prompt and prompt.state is PromptState.ASKED else None


POSTS: PostKinds = {"reminder": PostKind(_reminder)}
