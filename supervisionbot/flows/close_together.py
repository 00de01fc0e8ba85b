"""A team's reflection is over -> what may be told of it through the door, a post for its channel, a ledger line."""

from dataclasses import replace
from datetime import datetime, timedelta

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, prompts, reflections, sessions, voices
from supervisionbot.flows.ports import NewId
from supervisionbot.records.bank import Library
from supervisionbot.records.post import Outgoing
from supervisionbot.records.private import Occasion, Session, SessionState, Voice
from supervisionbot.records.released import Post, Release
from supervisionbot.records.team import Team, Unit
from supervisionbot.rules import coding, ledger, release, teams, together


def close_due(db: Database, library: Library, new_id: NewId, now: datetime) -> None:
    """Close every session whose time is over."""
    for session in sessions.sessions_in(db, SessionState.OPEN):
        team = team_store.team_named(db, session.team)
        if team is None or session.closes_at is None or session.closes_at > now:
            continue
        _close(db, library, team, session, new_id, now)


def _close(db: Database, library: Library, team: Team, session: Session, new_id: NewId, now: datetime) -> None:
    """Take what may leave through the door, unless another process did; and say that it is over."""
    # The team reflects by itself, whoever it shares its digests with.
    [unit] = teams.units_of([replace(team, pool="", pool_since=None)])
    occasion = replace(Occasion.of(unit, session.id, now), is_together=True)
    outcome = _outcome(db, library, unit, session, occasion, now)
    made = Release(session.id, unit.name, session.opened_at or now, now, outcome.themes, together=session.question)
    entry = ledger.of_release(
        unit, made, outcome.rules, library.codebook, size=occasion.size, closed_by=ledger.TOGETHER
    )
    with db.atomic():
        if not sessions.change_session(db, replace(session, state=SessionState.CLOSED), was=SessionState.OPEN):
            return
        voices.save_closed_occasion(db, occasion, is_open=outcome.is_open)
        post = Post(new_id(), made.id, team.name, session.channel)
        released_store.save_release(db, made, [post])
        outbox.put(db, Outgoing("digest", post.id, post.channel), now)
        _say_that_it_is_over(db, session, now)
        released_store.add_to_ledger(db, entry, now)


def _say_that_it_is_over(db: Database, session: Session, now: datetime) -> None:
    """Change the question, and the threads of those who answered, where they stand."""
    outbox.put(db, Outgoing("together", session.id, session.channel), now)
    for one in (prompts.prompt(db, prompt_id) for prompt_id in sessions.prompts_of(db, session.id)):
        if one:
            outbox.put(db, Outgoing("together_own", one.id, one.worker, worker=one.worker), now)


def _outcome(
    db: Database, library: Library, unit: Unit, session: Session, occasion: Occasion, now: datetime
) -> release.ReleaseOutcome:
    opened_at = session.opened_at or now
    lately = prompts.asked_since(db, opened_at - together.AT_WORK_WITHIN, unit.workers)
    asked = together.asked_now(session, unit.workers, lately, prompts.paused_now(db, unit.workers, now))
    waiting = [one for one, _ in voices.open_occasions(db)]
    return release.release(
        unit,
        [voice for prompt_id in sessions.prompts_of(db, session.id) for voice in _voices(db, library, prompt_id, now)],
        library.codebook,
        occasion=occasion,
        asked=asked,
        earlier=[*voices.closed_occasions(db, unit.teams, now - release.LOOK_BACK, now), *waiting],
        next_cut=now,
        time_to_answer=timedelta(0),
    )


def _voices(db: Database, library: Library, prompt_id: str, now: datetime) -> tuple[Voice, ...]:
    """The voices of one answer, for this moment only: none of them is ever kept."""
    prompt = prompts.prompt(db, prompt_id)
    if prompt is None:
        return ()
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt_id), library.codebook)
    visit = prompts.visit(db, prompt.visit)
    return coding.voices_given(thread, agreement.sure_from(db), case=visit.case if visit else "", now=now)
