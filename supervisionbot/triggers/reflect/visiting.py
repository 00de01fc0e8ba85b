"""`/reflect visit`, `later` and `now`: a visit is logged, or a question is wanted."""

from zoneinfo import ZoneInfo

from supervisionbot.adapters import team_store
from supervisionbot.flows.log_visit import ask_now, log_visit, note_for_later
from supervisionbot.records.bank import VisitKind
from supervisionbot.records.post import Said
from supervisionbot.records.private import Visit
from supervisionbot.records.words import (
    KindNotKnown,
    QuestionOnItsWay,
    ThemeNotKnown,
    TimeNotUnderstood,
    VisitAhead,
    VisitTooOld,
)
from supervisionbot.rules import visits
from supervisionbot.triggers.reflect.called import Called, no_team, team_of, theme_named, zone_of
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions, forms
from supervisionbot.views.blocks import notice


def visit(wiring: Wiring, called: Called) -> Said | None:
    """`/reflect visit [kind] [when]`: logs at once with words, else opens the form."""
    team = team_of(wiring, called.user)
    if team is None:
        return no_team(wiring, called)
    zone = zone_of(wiring, called.user, team)
    if not called.rest:
        open_visit_form(wiring, called)
        return None
    given = visits.visit_from(called.rest, wiring.speech.library.kinds, wiring.now(), zone)
    if not isinstance(given, visits.VisitGiven):
        return _unfit(wiring, called, given, zone)
    now = wiring.now()
    logged = Visit(wiring.new_id(), called.user, team.name, given.kind.id, given.at, now)
    return log_visit(wiring.db, wiring.speech, logged, team, wiring.new_id)


def open_visit_form(wiring: Wiring, called: Called) -> None:
    """Open the form for a visit."""
    zone = zone_of(wiring, called.user, team_of(wiring, called.user))
    own_teams = [team.name for team in team_store.teams_of_worker(wiring.db, called.user)]
    local_now = wiring.now().astimezone(ZoneInfo(zone))
    form = forms.visit_form(wiring.speech.words, wiring.speech.library.kinds, local_now, own_teams)
    wiring.speech.messenger.open_form(called.trigger, form)


def later(wiring: Wiring, called: Called) -> Said:
    """`/reflect later [kind]`: put a visit down; the question comes towards the evening."""
    team = team_of(wiring, called.user)
    if team is None:
        return no_team(wiring, called)
    kinds = wiring.speech.library.kinds
    kind = visits.kind_named(called.rest, kinds) if called.rest else kinds[0]
    if kind is None:
        return _unfit(wiring, called, visits.KindUnknown(called.rest, visits.nearest_kinds(called.rest, kinds)), "UTC")
    return note_for_later(wiring.db, wiring.speech, called.user, team, kind.id, new_id=wiring.new_id, now=wiring.now())


def now(wiring: Wiring, called: Called) -> Said:
    """`/reflect now [theme]`: a question straight away."""
    team = team_of(wiring, called.user)
    if team is None:
        return no_team(wiring, called)
    theme = theme_named(wiring, called.rest)
    if theme is None:
        titles = tuple(one.title for one in wiring.speech.library.codebook.themes)
        return notice(wiring.speech.words, ThemeNotKnown(called.rest, titles))
    ask_now(wiring.db, called.user, team, theme, new_id=wiring.new_id, now=wiring.now())
    return notice(wiring.speech.words, QuestionOnItsWay())


def _unfit(wiring: Wiring, called: Called, given: visits.Unfit, zone: str) -> Said:
    words, now, here = wiring.speech.words, wiring.now(), ZoneInfo(zone)
    match given:
        case visits.KindUnknown(text, nearest):
            titles = tuple(kind.title for kind in wiring.speech.library.kinds)
            message = KindNotKnown(text, tuple(_title(wiring, kind) for kind in nearest), titles, called.typed)
            return notice(words, message, actions.OPEN_VISIT_FORM)
        case visits.TimeUnclear(text):
            return notice(words, TimeNotUnderstood(text, called.typed), actions.OPEN_VISIT_FORM)
        case visits.TimeAhead(at):
            message_ahead = VisitAhead(at.astimezone(here), now.astimezone(here), called.typed)
            return notice(words, message_ahead, actions.OPEN_VISIT_FORM)
        case visits.TimeTooOld(at):
            message_old = VisitTooOld(at.astimezone(here), now.astimezone(here), called.typed)
            return notice(words, message_old, actions.OPEN_VISIT_FORM)


def _title(wiring: Wiring, kind_id: str) -> str:
    kind: VisitKind | None = wiring.speech.library.kind(kind_id)
    return kind.title if kind else kind_id
