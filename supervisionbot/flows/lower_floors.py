"""A lower floor was asked for -> the whole team is told, a full period passes, then the floor falls."""

from datetime import datetime, timedelta

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import voices
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Posted, Said
from supervisionbot.records.team import Lowering, Unit
from supervisionbot.records.words import FloorFalls
from supervisionbot.rules import ledger, teams
from supervisionbot.views.blocks import notice

AHEAD = timedelta(days=1)


def tell_lowerings(db: Database, now: datetime) -> None:
    """Let each team whose floor is to fall be told, in its own channel, else each worker."""
    for lowering in team_store.lowerings(db):
        team = team_store.team_named(db, lowering.team)
        if team is not None and lowering.told_of is None:
            with db.atomic():
                team_store.tell_of(db, lowering, now)
                for to in (team.channel,) if team.channel else team.workers:
                    about = f"{team.name}@{now.isoformat()}"
                    outbox.put(db, Outgoing("floor_falls", about, to, worker="" if team.channel else to), now)


def lower_floors(db: Database, now: datetime) -> None:
    """Let the floors fall whose time has come; a digest that is previewed already keeps the floor of its preview."""
    for lowering in team_store.lowerings(db):
        previewed = {team for occasion, _ in voices.open_occasions(db) for team in occasion.teams}
        if lowering.holds_from and lowering.holds_from <= now and lowering.team not in previewed:
            team_store.lower(db, lowering)


def _unit_of(db: Database, team: str) -> Unit:
    return next(unit for unit in teams.units_of(team_store.teams(db)) if team in unit.teams)


def _after_a_full_period(unit: Unit, now: datetime) -> datetime:
    """The end of the first period that begins after now. Periods end with the preview, a day before the digest."""
    begins = teams.next_closing(unit, now + AHEAD)
    return teams.next_closing(unit, begins) - AHEAD


def _lowering_in(db: Database, message: Outgoing) -> Lowering | None:
    """The lowering that a message is about; None if something else was asked for since."""
    team, _, told_of = message.about.rpartition("@")
    at = datetime.fromisoformat(told_of)
    return next((one for one in team_store.lowerings(db) if (one.team, one.told_of) == (team, at)), None)


def _words(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    lowering = _lowering_in(db, message)
    if lowering is None:
        return None
    holds_from = lowering.holds_from or _after_a_full_period(_unit_of(db, lowering.team), now)
    return notice(speech.words, FloorFalls(lowering.team, lowering.before, lowering.floor, holds_from))


def _settle(db: Database, message: Outgoing, _: Posted) -> None:
    """Somebody was told: from then on a full period passes. What is said until its end keeps the floor of now."""
    lowering, told_at = _lowering_in(db, message), message.sending_at
    if lowering is None or lowering.holds_from is not None or told_at is None:
        return
    unit = _unit_of(db, lowering.team)
    holds_from = _after_a_full_period(unit, told_at)
    team_store.lower_from(db, lowering, holds_from)
    released_store.add_to_ledger(db, ledger.of_lowering(lowering, holds_from, unit.rhythm.weeks), told_at)


POSTS: PostKinds = {"floor_falls": PostKind(_words, sent=_settle)}
