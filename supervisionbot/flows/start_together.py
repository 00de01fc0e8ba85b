"""Somebody's wish that the team reflect together -> a session due, then its question in the team's channel."""

from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import sessions
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import NewId, Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Posted, Said
from supervisionbot.records.private import Session, SessionState
from supervisionbot.records.team import DEFAULT_FLOOR, Team
from supervisionbot.records.words import (
    NoQuestionLeft,
    TogetherAsked,
    TogetherCalled,
    TogetherClosed,
    TogetherNotNow,
    TogetherNotPosted,
    TogetherStaysOpen,
)
from supervisionbot.rules import asking, teams, together
from supervisionbot.rules.release import SPARE_WORKERS
from supervisionbot.views import together as view
from supervisionbot.views.blocks import notice

PREVIEW_AHEAD = timedelta(days=1)
WITHIN = timedelta(minutes=1)
"""What could not be posted by then is given up: a question that comes late would find another team in the room."""


def call(
    db: Database,
    speech: Speech,
    user: str,
    team: Team,
    theme: str,
    length: timedelta,
    *,
    new_id: NewId,
    now: datetime,
) -> Said:
    """Leave a session due in the team's channel; the word to whoever called it, also where it cannot be."""
    why_not = refusal(db, speech, team, now)
    if why_not:
        return why_not
    past = sessions.sessions_of(db, team.name)
    bank = together.fit_for_a_team(speech.library.questions)
    turn = crc32(team.name.encode())
    try:
        choice = asking.choose(bank, together.asked_before(past), wanted_theme=theme, turn=turn)
    except Refused:
        return notice(speech.words, NoQuestionLeft())
    question = choice.question
    made = Session(new_id(), team.name, team.channel, user, question.id, question.theme, length, now)
    with db.atomic():
        sessions.save_session(db, made)
        outbox.put(db, Outgoing("together", made.id, made.channel), now)
    return notice(speech.words, TogetherCalled(team.channel, length))


def refusal(db: Database, speech: Speech, team: Team, now: datetime) -> Said | None:
    """What to say where the team cannot reflect together now; None where it can."""
    [alone] = teams.units_of([replace(team, pool="", pool_since=None)])
    [digest_unit] = [unit for unit in teams.units_of(team_store.teams(db)) if team.name in unit.teams]
    preview_at = teams.next_closing(digest_unit, now + PREVIEW_AHEAD) - PREVIEW_AHEAD
    least = alone.floor + SPARE_WORKERS
    why = together.why_not(alone, least, sessions.sessions_of(db, team.name), preview_at, now)
    if why is None:
        return None
    here = ZoneInfo(team.timezone)
    return notice(speech.words, TogetherNotNow(str(why), least, preview_at.astimezone(here), now.astimezone(here)))


def close_early(db: Database, speech: Speech, user: str, session_id: str, now: datetime) -> Said | None:
    """Let a session end at the next look; what to say where it stays open."""
    session = sessions.session(db, session_id)
    if session is None or session.state is not SessionState.OPEN:
        return None
    may_close_from = together.may_close_from(session)
    if user != session.starter or now < may_close_from:
        here = ZoneInfo(_zone(db, session.team))
        stays = TogetherStaysOpen(session.starter, user == session.starter, may_close_from.astimezone(here))
        return notice(speech.words, stays)
    ends_now = replace(session, closes_at=min(now, session.closes_at or now))
    sessions.change_session(db, ends_now, was=SessionState.OPEN)
    return None


def _question(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """The question for the team as it stands now; None where it could not be posted in time."""
    session = sessions.session(db, message.about)
    if session is None:
        return None
    question = speech.library.question(session.question)
    text = question.text if question else ""
    if session.state is SessionState.CLOSED:
        return notice(speech.words, TogetherClosed(text))
    if session.state is SessionState.DUE and now - session.called_at > WITHIN:
        return None
    team, here = team_store.team_named(db, session.team), ZoneInfo(_zone(db, session.team))
    closes_at = (session.closes_at or now + session.length).astimezone(here)
    floor = team.floor if team else DEFAULT_FLOOR
    return view.asked(
        speech.words, session.id, TogetherAsked(session.starter, text, closes_at, now.astimezone(here), floor)
    )


def _opened(db: Database, message: Outgoing, place: Posted) -> None:
    """The session is open from the moment at which its question was sent."""
    session = sessions.session(db, message.about)
    at = message.sending_at
    if session and at:
        opened = replace(session, state=SessionState.OPEN, opened_at=at, closes_at=at + session.length)
        sessions.change_session(db, opened, was=SessionState.DUE)


def _not_posted(db: Database, message: Outgoing, now: datetime) -> None:
    """The bot is not in the channel, say: nothing began, and the starter hears why."""
    session = sessions.session(db, message.about)
    if session and session.state is SessionState.DUE:
        sessions.delete_session(db, session.id)
        outbox.put(db, Outgoing("together_not_posted", session.channel, session.starter, worker=session.starter), now)


def _why_not_posted(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    return notice(speech.words, TogetherNotPosted(message.about)) if message.to else None


def _zone(db: Database, team_name: str) -> str:
    team = team_store.team_named(db, team_name)
    return team.timezone if team else "UTC"


POSTS: PostKinds = {
    "together": PostKind(_question, _opened, _not_posted),
    "together_not_posted": PostKind(_why_not_posted),
}
