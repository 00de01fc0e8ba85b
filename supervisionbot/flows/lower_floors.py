"""A lower floor was asked for -> the whole team is told, a full period passes, then the floor falls."""

from collections.abc import Callable
from datetime import datetime, timedelta

from supervisionbot.adapters import released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import voices
from supervisionbot.errors import DeliveryUnknown, NotDelivered
from supervisionbot.flows.ports import Speech
from supervisionbot.records.team import Lowering, Team, Unit
from supervisionbot.records.words import FloorFalls
from supervisionbot.rules import ledger, teams
from supervisionbot.views.blocks import notice

AHEAD = timedelta(days=1)


def tell_lowerings(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Tell each team whose floor is to fall, and settle from when: what is said until then keeps the floor of then."""
    for lowering in team_store.lowerings(db):
        team = team_store.team_named(db, lowering.team)
        if team is None or lowering.holds_from is not None:
            continue
        unit = _unit_of(db, team.name)
        holds_from = _after_a_full_period(unit, now)
        if _tell(speech, team, lowering, holds_from, trouble):
            with db.atomic():
                if team_store.lower_from(db, lowering, holds_from):
                    entry = ledger.of_lowering(lowering, holds_from, unit.rhythm.weeks)
                    released_store.add_to_ledger(db, entry, now)


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


def _tell(
    speech: Speech, team: Team, lowering: Lowering, holds_from: datetime, trouble: Callable[[str, Exception], None]
) -> bool:
    """Tell the team in its channel, else each worker; whether somebody took the message."""
    said = notice(speech.words, FloorFalls(team.name, lowering.before, lowering.floor, holds_from))
    is_told = False
    for place in [team.channel] if team.channel else team.workers:
        try:
            speech.messenger.post(place, said)
            is_told = True
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(team.name, error)
    return is_told
