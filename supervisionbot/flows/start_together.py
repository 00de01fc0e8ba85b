"""Somebody's wish that the team reflect together -> a session due, then its question in the team's channel."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import sessions
from supervisionbot.errors import DeliveryUnknown, NotDelivered, Refused, SlackIsBusy
from supervisionbot.flows.ports import NewId, Speech
from supervisionbot.records.post import Posted, Said
from supervisionbot.records.private import Session, SessionState
from supervisionbot.records.team import Team
from supervisionbot.records.words import (
    NoQuestionLeft,
    TogetherAsked,
    TogetherCalled,
    TogetherNotNow,
    TogetherNotPosted,
    TogetherStaysOpen,
)
from supervisionbot.rules import asking, teams, together
from supervisionbot.rules.release import SPARE_WORKERS
from supervisionbot.views import together as view
from supervisionbot.views.blocks import notice

CUT_OFF_AFTER = timedelta(minutes=2)
PREVIEW_AHEAD = timedelta(days=1)
NO_TEXT = "…"


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
    if why_not or length is None:
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
    sessions.save_session(db, made)
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


def open_due(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Post the questions of sessions that are due, each once."""
    for session in sessions.sessions_in(db, SessionState.DUE):
        sending = replace(session, state=SessionState.SENDING, sending_at=now)
        if not sessions.change_session(db, sending, was=SessionState.DUE):
            continue
        said = _asked(db, speech, session, now)
        try:
            place = speech.messenger.post(session.channel, said, delivery=session.id)
        except SlackIsBusy as error:
            sessions.change_session(db, session, was=SessionState.SENDING)
            trouble(session.id, error)
        except NotDelivered as error:
            sessions.delete_session(db, session.id)
            speech.messenger.post(session.starter, notice(speech.words, TogetherNotPosted(session.channel)))
            trouble(session.id, error)
        except DeliveryUnknown as error:
            trouble(session.id, error)
        else:
            _open(db, sending, place, now)


def find_cut_off(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Look up sessions whose posting was cut off: those that stand in Slack are open, the others are due again."""
    for session in sessions.sessions_in(db, SessionState.SENDING):
        if session.sending_at is None or now - session.sending_at < CUT_OFF_AFTER:
            continue
        try:
            place = speech.messenger.find(session.channel, session.id, session.sending_at)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(session.id, error)
            continue
        if place:
            _open(db, session, place, session.sending_at)
        else:
            due = replace(session, state=SessionState.DUE, sending_at=None)
            sessions.change_session(db, due, was=SessionState.SENDING)


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


def _open(db: Database, session: Session, place: Posted, at: datetime) -> None:
    opened = replace(
        session,
        state=SessionState.OPEN,
        opened_at=at,
        closes_at=at + session.length,
        channel=place.channel,
        ts=place.ts,
    )
    sessions.change_session(db, opened, was=SessionState.SENDING)


def _asked(db: Database, speech: Speech, session: Session, now: datetime) -> Said:
    team = team_store.team_named(db, session.team)
    here = ZoneInfo(_zone(db, session.team))
    question = speech.library.question(session.question)
    message = TogetherAsked(
        session.starter,
        question.text if question else NO_TEXT,
        (now + session.length).astimezone(here),
        now.astimezone(here),
        team.floor if team else 0,
    )
    return view.asked(speech.words, session.id, message)


def _zone(db: Database, team_name: str) -> str:
    team = team_store.team_named(db, team_name)
    return team.timezone if team else "UTC"
