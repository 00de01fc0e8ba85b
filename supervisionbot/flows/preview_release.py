"""The day before a digest -> a preview to every worker of the unit, and a way to leave one's part out unseen."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.private import Occasion
from supervisionbot.records.team import Unit
from supervisionbot.records.words import PreviewOver, PreviewPartBack
from supervisionbot.rules import release, teams
from supervisionbot.rules.previewing import AHEAD, LEAST_NOTICE
from supervisionbot.views import actions, own
from supervisionbot.views.blocks import notice


def preview_release(db: Database, speech: Speech, now: datetime) -> None:
    """Open the occasion of each unit whose digest is due within a day, and show every worker what will be told.

    Voices count up to this moment. If the bot slept through the day before, the digest is put off by a day, so that
    nothing is ever told that the team has not seen.
    """
    # Where a unit has two, the one that closes first.
    waiting = {one.unit: (one, closes_at) for one, closes_at in reversed(voices.open_occasions(db))}
    for unit in teams.units_of(team_store.teams(db)):
        found = waiting.get(unit.name) or _occasion_opened(db, speech, unit, now)
        if found and now < found[1]:
            _show(db, unit, found[0].id, now)


def leave_part_out(db: Database, speech: Speech, worker: str, unit_name: str, *, back: bool = False) -> Said:
    """Take the worker's voices out of the coming digest, or put them back; the message that says so."""
    unit = next((one for one in teams.units_of(team_store.teams(db)) if one.name == unit_name), None)
    if unit is None or not voices.open_occasions(db, unit_name):
        return notice(speech.words, PreviewOver())
    voices.withdraw(db, worker, unit.teams, back=back)
    if not back:
        return own.preview_left_out(speech.words, unit_name)
    return notice(speech.words, PreviewPartBack(unit_name), actions.LEAVE_MY_PART_OUT, value=unit_name)


def _occasion_opened(db: Database, speech: Speech, unit: Unit, now: datetime) -> tuple[Occasion, datetime] | None:
    """The occasion of a unit whose preview is due now, and when it closes; None if it is not, or another was faster."""
    missed = teams.last_closing(unit, now)
    coming = teams.next_closing(unit, now)
    if missed and not voices.occasion_since(db, unit.teams, missed - AHEAD):
        closes_at, planned = now + AHEAD, missed
    elif coming - now <= AHEAD:
        closes_at, planned = coming if coming - now >= LEAST_NOTICE else now + AHEAD, coming
    else:
        return None
    occasion = Occasion.of(unit, f"{unit.name}@{planned:%Y-%m-%d}", now)
    occasion, preview = _preview(db, speech, unit, occasion, closes_at)
    return (occasion, closes_at) if voices.save_occasion(db, occasion, closes_at, preview) else None


def _preview(
    db: Database, speech: Speech, unit: Unit, occasion: Occasion, closes_at: datetime
) -> tuple[Occasion, Said | None]:
    """The occasion with the lines that may be told, and the preview as everybody gets it; None if there is no line.

    It is made once: made anew for a late one, it could show that somebody left their part out meanwhile.
    """
    codebook, zone = speech.library.codebook, ZoneInfo(unit.timezone)
    themes = release.release(
        unit,
        voices.waiting_voices(db, unit.teams, occasion.cut - release.WAIT),
        codebook,
        occasion=occasion,
        asked=prompts.asked_since(db, occasion.cut - release.ASKED_WITHIN, unit.workers),
        earlier=voices.closed_occasions(db, unit.teams, occasion.cut - release.LOOK_BACK, occasion.cut),
        next_cut=teams.next_closing(unit, closes_at) - AHEAD,
    ).themes
    occasion = replace(occasion, shown=frozenset(theme.line for theme in themes))
    if not themes:
        return occasion, None
    closes_here, here = closes_at.astimezone(zone), occasion.cut.astimezone(zone)
    return occasion, own.preview(speech.words, codebook, unit.name, themes, closes_at=closes_here, now=here)


def _show(db: Database, unit: Unit, occasion_id: str, now: datetime) -> None:
    for worker in sorted(unit.workers - voices.previewed(db, occasion_id)):
        with db.atomic():
            if voices.note_preview(db, occasion_id, worker):
                outbox.put(db, Outgoing("preview", occasion_id, worker, worker=worker), now)


def _words_of_preview(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """The preview, until the digest is made; where nothing will be told there is none."""
    return voices.preview_of(db, message.about)


def _not_shown(db: Database, message: Outgoing, now: datetime) -> None:
    """It was given up after many tries: while the digest waits, it is tried anew."""
    if voices.preview_of(db, message.about):
        voices.forget_preview(db, message.about, message.worker)


POSTS: PostKinds = {"preview": PostKind(_words_of_preview, lapsed=_not_shown)}
