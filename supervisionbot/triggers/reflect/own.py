"""What a worker may see and settle for themselves: pauses, settings, their record, digests, who reads what."""

from zoneinfo import ZoneInfo

from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import Refused
from supervisionbot.flows import post_digests, show_own
from supervisionbot.records.post import Said
from supervisionbot.records.team import DEFAULT_FLOOR
from supervisionbot.records.words import (
    DigestsSoFar,
    NoDigestYet,
    PausedNow,
    PauseNotUnderstood,
    PrivacyNotice,
    RecordOnItsWay,
    ResumedNow,
)
from supervisionbot.rules import pausing
from supervisionbot.triggers.reflect.called import Called, team_of, zone_of
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import forms, own
from supervisionbot.views.blocks import notice


def pause(wiring: Wiring, called: Called) -> Said:
    """`/reflect pause [until ...]`."""
    words, at = wiring.speech.words, wiring.now()
    zone = zone_of(wiring, called.user, team_of(wiring, called.user))
    try:
        until = pausing.pause_end(called.rest, at, zone)
    except Refused:
        return notice(words, PauseNotUnderstood(called.rest))
    prompts.pause(wiring.db, called.user, until)
    here = ZoneInfo(zone)
    return notice(words, PausedNow(until.astimezone(here) if until else None, at.astimezone(here)))


def resume(wiring: Wiring, called: Called) -> Said:
    """`/reflect resume`."""
    return notice(wiring.speech.words, ResumedNow(prompts.resume(wiring.db, called.user)))


def settings(wiring: Wiring, called: Called) -> None:
    """`/reflect settings`: opens the form."""
    db, user, at = wiring.db, called.user, wiring.now()
    zone = ZoneInfo(zone_of(wiring, user, team_of(wiring, user)))
    until = prompts.paused_until(db, user, at)
    local = until.astimezone(zone) if until and until.year < forms.FOR_EVER else until
    is_new = prompts.is_newly_qualified(db, user)
    form = forms.settings_form(wiring.speech.words, local, is_newly_qualified=is_new)
    wiring.speech.messenger.open_form(called.trigger, form)


def mine(wiring: Wiring, called: Called) -> Said:
    """`/reflect mine`: own reflections."""
    return show_own.own_reflections(wiring.db, wiring.speech, wiring.understanding.vault, called.user)


def export(wiring: Wiring, called: Called) -> Said:
    """`/reflect export`: own record as files. Making them takes longer than Slack waits, so the word comes first."""
    return notice(wiring.speech.words, RecordOnItsWay())


def forget(wiring: Wiring, called: Called) -> Said:
    """`/reflect forget`: asks first."""
    return own.forget_me(wiring.speech.words)


def themes(wiring: Wiring, called: Called) -> Said:
    """`/reflect themes`: digests that were already posted."""
    told = post_digests.digests_seen_by(wiring.db, wiring.speech, called.user)
    if not told:
        return notice(wiring.speech.words, NoDigestYet())
    heading = notice(wiring.speech.words, DigestsSoFar())
    blocks = [block for said in told for block in said.blocks]
    return Said("\n\n".join([heading.text, *(said.text for said in told)]), (*heading.blocks, *blocks)[:50])


def privacy(wiring: Wiring, called: Called) -> Said:
    """`/reflect privacy`: who reads what."""
    team = team_of(wiring, called.user)
    floor = team.floor if team else DEFAULT_FLOOR
    return notice(
        wiring.speech.words,
        PrivacyNotice(
            floor, wiring.keep_text.days, wiring.understanding.vault.keeps_text, wiring.heard_by, wiring.learns
        ),
    )
