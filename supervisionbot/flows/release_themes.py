"""The digest day -> a release through the door, spent voices, posts to send, a line in the ledger."""

from dataclasses import replace
from datetime import datetime, timedelta

from supervisionbot.adapters import outbox, released_store, slack_moods, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import NewId
from supervisionbot.records.codebook import Codebook
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.private import Occasion, RuleOutcome
from supervisionbot.records.released import Post, Release
from supervisionbot.records.team import Team, Unit
from supervisionbot.rules import ledger, previewing, release, teams


def release_themes(db: Database, codebook: Codebook, new_id: NewId, now: datetime) -> int:
    """Close every occasion whose day has come and whose preview was seen, put the others off; how many there were."""
    due = [(one, closes_at) for one, closes_at in voices.open_occasions(db) if closes_at <= now]
    units = {unit.name: unit for unit in teams.units_of(team_store.teams(db))}
    for occasion, closes_at in due:
        unit = units.get(occasion.unit)
        if unit and unit.teams == occasion.teams:
            later = _closing_time(db, occasion, closes_at, now)
            if later > now:
                voices.put_off(db, occasion.id, later)
                continue
            _close(db, codebook, unit, occasion, new_id=new_id, now=now, by=ledger.SCHEDULE)
        else:
            # Teams joined or parted since the preview: what it showed is nobody's digest any more.
            voices.close_occasion(db, occasion.id, is_open=False)
    return len(due)


def _closing_time(db: Database, occasion: Occasion, closes_at: datetime, now: datetime) -> datetime:
    """When the occasion closes, as its preview was seen; one with nothing to show closes in its time.

    Somebody whom Slack lets nobody write to holds up no digest.
    """
    if voices.preview_of(db, occasion.id) is None:
        return closes_at
    previews = outbox.progress(db, "preview", occasion.id)
    sent_at = [
        at
        for worker, at, trouble in previews
        if worker in occasion.workers and not slack_moods.is_about_recipient(trouble)
    ]
    return previewing.closing_time(closes_at, now, sent_at)


def close_period_now(db: Database, codebook: Codebook, team_name: str, new_id: NewId, now: datetime) -> Release:
    """Close the period of a team's unit at once, without a preview, by the operator; the ledger says so."""
    unit = unit_of_team(db, team_name)
    for occasion, _ in voices.open_occasions(db, unit.name):
        voices.close_occasion(db, occasion.id, is_open=False)
    occasion = Occasion.of(unit, f"{unit.name}@{now:%Y-%m-%dT%H:%M:%S.%f}", now)
    voices.save_occasion(db, occasion, now)
    made = _close(db, codebook, unit, occasion, new_id=new_id, now=now, by=ledger.OPERATOR)
    if made is None:
        raise Refused("Another process is closing this period just now.")
    return made


def rules_now(db: Database, codebook: Codebook, team_name: str, now: datetime) -> tuple[RuleOutcome, ...]:
    """How the rules come out for a team's unit now, for operators; nothing is changed."""
    unit = unit_of_team(db, team_name)
    return _outcome(db, codebook, unit, Occasion.of(unit, "", now), now).rules


def preview_shown(db: Database, team_name: str) -> Said | None:
    """The preview as the whole team has seen it; None before that day, and if there is nothing to tell.

    Nothing is computed: a fresh look on request would show whose reply, or whose leaving out, made the difference.
    """
    unit = unit_of_team(db, team_name)
    for occasion, _ in voices.open_occasions(db, unit.name):
        return voices.preview_of(db, occasion.id)
    return None


def unit_of_team(db: Database, team_name: str) -> Unit:
    """The unit whose digest the team shares; Refused if there is no such team."""
    team = team_store.team_named(db, team_name)
    if team is None:
        raise Refused(f"There is no team called '{team_name}'. See: python bot.py team list")
    return next(unit for unit in teams.units_of(team_store.teams(db)) if team.name in unit.teams)


def _outcome(db: Database, codebook: Codebook, unit: Unit, occasion: Occasion, now: datetime) -> release.ReleaseOutcome:
    """What may leave. The roster is that of the preview: a line gone since would name who left or joined."""
    unit = replace(unit, workers=occasion.workers)
    return release.release(
        unit,
        voices.waiting_voices(db, unit.teams, occasion.cut - release.WAIT),
        codebook,
        occasion=occasion,
        asked=prompts.asked_since(db, occasion.cut - release.ASKED_WITHIN, unit.workers),
        earlier=voices.closed_occasions(db, unit.teams, occasion.cut - release.LOOK_BACK, occasion.cut),
        next_cut=teams.next_closing(unit, now) - timedelta(days=1),
    )


def _close(
    db: Database, codebook: Codebook, unit: Unit, occasion: Occasion, *, new_id: NewId, now: datetime, by: str
) -> Release | None:
    """Take what may leave through the door; None if another process did."""
    outcome = _outcome(db, codebook, unit, occasion, now)
    made = Release(occasion.id, unit.name, _since(db, unit, occasion), occasion.cut, outcome.themes)
    entry = ledger.of_release(
        unit,
        made,
        outcome.rules,
        codebook,
        size=occasion.size,
        closed_by=by,
        due=teams.last_closing(unit, now) if by == ledger.SCHEDULE else None,
    )
    shared = team_store.teams_named(db, unit.teams)
    with db.atomic():
        if not voices.close_occasion(db, occasion.id, is_open=outcome.is_open):
            return None
        voices.spend(db, outcome.spent, occasion.id)
        voices.delete_withdrawn(db, unit.teams)
        posts = [post for team in shared for post in _posts(team, made.id, new_id)]
        released_store.save_release(db, made, posts)
        for post in posts:
            outbox.put(db, Outgoing("digest", post.id, post.channel), now)
        released_store.add_to_ledger(db, entry, now)
    return made


def _since(db: Database, unit: Unit, occasion: Occasion) -> datetime:
    """The period starts where the last one ended; the first one two rhythms before, whatever was said since."""
    last = released_store.last_told_until(db, unit.name)
    return last or occasion.cut - timedelta(weeks=unit.rhythm.weeks)


def _posts(team: Team, release_id: str, new_id: NewId) -> list[Post]:
    channels = [team.digest_channel] if team.digest_channel else list(team.supervisors)
    return [Post(new_id(), release_id, team.name, channel) for channel in channels]
