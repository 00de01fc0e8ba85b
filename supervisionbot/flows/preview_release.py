"""The day before a digest -> a preview to every worker of the unit, and a way to leave one's part out unseen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.errors import DeliveryUnknown, NotDelivered
from supervisionbot.flows.ports import Speech
from supervisionbot.records.post import Said
from supervisionbot.records.private import Occasion
from supervisionbot.records.team import Unit
from supervisionbot.records.words import PreviewOver, PreviewPartBack
from supervisionbot.rules import release, teams
from supervisionbot.views import actions, own
from supervisionbot.views.blocks import notice

AHEAD = timedelta(days=1)


def preview_release(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Open the occasion of each unit whose digest is due within a day, and show every worker what will be told.

    Voices count up to this moment. If the bot slept through the day before, the digest is put off by a day, so that
    nothing is ever told that the team has not seen.
    """
    for unit in teams.units_of(team_store.teams(db)):
        found = _occasion_ahead(db, unit, now)
        if found:
            _show(db, speech, unit, found, now, trouble)


def leave_part_out(db: Database, speech: Speech, worker: str, unit_name: str, *, back: bool = False) -> Said:
    """Take the worker's voices out of the coming digest, or put them back; the message that says so."""
    unit = next((one for one in teams.units_of(team_store.teams(db)) if one.name == unit_name), None)
    waiting = [one for one in voices.open_occasions(db) if one[0].unit == unit_name]
    if unit is None or not waiting:
        return notice(speech.words, PreviewOver())
    voices.withdraw(db, worker, unit.teams, back=back)
    if not back:
        return own.preview_left_out(speech.words, unit_name)
    return notice(speech.words, PreviewPartBack(unit_name), actions.LEAVE_MY_PART_OUT, value=unit_name)


def _occasion_ahead(db: Database, unit: Unit, now: datetime) -> tuple[Occasion, datetime] | None:
    for open_one, closes_at in voices.open_occasions(db):
        if open_one.unit == unit.name:
            return open_one, closes_at
    missed = teams.last_closing(unit, now)
    coming = teams.next_closing(unit, now)
    if missed and not voices.occasion_since(db, unit.name, missed - AHEAD):
        closes_at, planned = now + AHEAD, missed
    elif coming - now <= AHEAD:
        closes_at, planned = coming, coming
    else:
        return None
    occasion = Occasion(f"{unit.name}@{planned:%Y-%m-%d}", unit.name, now, unit.workers)
    return (occasion, closes_at) if voices.save_occasion(db, occasion, closes_at) else None


def _show(
    db: Database,
    speech: Speech,
    unit: Unit,
    found: tuple[Occasion, datetime],
    now: datetime,
    trouble: Callable[[str, Exception], None],
) -> None:
    occasion, closes_at = found
    waiting = sorted(unit.workers - voices.previewed(db, occasion.id))
    if not waiting or now >= closes_at:
        return
    said = _preview(db, speech, unit, found, now)
    for worker in waiting:
        # Noted before it is sent: a second preview would be worse than a missing one.
        voices.note_preview(db, occasion.id, worker)
        try:
            if said is not None:
                speech.messenger.post(worker, said)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(occasion.id, error)


def _preview(db: Database, speech: Speech, unit: Unit, found: tuple[Occasion, datetime], now: datetime) -> Said | None:
    """The preview as everybody gets it; None if nothing will be told."""
    occasion, closes_at = found
    codebook, zone = speech.library.codebook, ZoneInfo(unit.timezone)
    outcome = release.release(
        unit,
        voices.waiting_voices(db, unit.teams),
        codebook,
        asked=prompts.asked_since(db, occasion.cut - release.LOOK_BACK, unit.workers),
        earlier=voices.closed_occasions(db, occasion.cut - release.LOOK_BACK),
        cut=occasion.cut,
        next_cut=teams.next_closing(unit, closes_at) - AHEAD,
    )
    if not outcome.themes:
        return None
    closes_here, here = closes_at.astimezone(zone), now.astimezone(zone)
    return own.preview(speech.words, codebook, unit.name, outcome.themes, closes_at=closes_here, now=here)
