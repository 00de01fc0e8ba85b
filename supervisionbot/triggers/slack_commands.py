"""`/reflect ...` -> flows. One function a word; what it returns is shown to that person alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App

from supervisionbot.adapters import team_store
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import Refused
from supervisionbot.flows import post_digests, set_up_team, show_own, start_together
from supervisionbot.flows.export_record import export_record
from supervisionbot.flows.log_visit import ask_now, log_visit, note_for_later
from supervisionbot.records.bank import VisitKind
from supervisionbot.records.post import Said
from supervisionbot.records.private import Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import (
    CommandNotKnown,
    DigestsSoFar,
    Help,
    KindNotKnown,
    NoDigestYet,
    NoTeamYet,
    PausedNow,
    PauseNotUnderstood,
    PrivacyNotice,
    QuestionOnItsWay,
    RecordOnItsWay,
    ResumedNow,
    TeamNotYours,
    ThemeNotKnown,
    TimeNotUnderstood,
    TogetherElsewhere,
    TogetherLengths,
    VisitAhead,
    VisitTooOld,
)
from supervisionbot.rules import pausing, together, visits
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions, forms, own
from supervisionbot.views import together as together_view
from supervisionbot.views.blocks import notice

COMMAND = "/reflect"
_MOST_CONTACTS = 3
# How alike a theme and a mistyped one are: gardening is not yet learning.
_NEAR_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Called:
    """Who called with which words, and where; `trigger` opens a form while it is fresh."""

    user: str
    text: str = field(repr=False)
    trigger: str = ""
    channel: str = ""

    @property
    def typed(self) -> str:
        """The command as it was typed, to be sent again."""
        return f"{COMMAND} {self.text}".strip()

    @property
    def word(self) -> str:
        """The first word: what is wanted."""
        return self.text.partition(" ")[0].lower()

    @property
    def rest(self) -> str:
        """What follows the first word."""
        return self.text.partition(" ")[2].strip()


Answer = Callable[[Wiring, Called], Said | None]


def listen(app: App, wiring: Wiring) -> None:
    """Register `/reflect`."""

    @app.command(COMMAND)
    def on_reflect(ack: Ack, command: dict[str, Any]) -> None:
        text = (command.get("text") or "").strip()
        called = Called(command["user_id"], text, command["trigger_id"], command["channel_id"])
        said = answer(wiring, called)
        if said is None:
            ack()
        else:
            ack(text=said.text, blocks=list(said.blocks), response_type="ephemeral")
        if called.word == "export":
            export_record(wiring.db, wiring.speech, wiring.understanding.vault, called.user, wiring.files, wiring.now())


def answer(wiring: Wiring, called: Called) -> Said | None:
    """What the command's word does; None where a form opens instead."""
    if called.word in ANSWERS:
        return ANSWERS[called.word](wiring, called)
    words = wiring.speech.words
    help_ = helped(wiring, called)
    text = words.say(CommandNotKnown(called.text[:100]))
    return Said(f"{text}\n{help_.text}", (*notice(words, CommandNotKnown(called.text[:100])).blocks, *help_.blocks))


def helped(wiring: Wiring, called: Called) -> Said:
    """`/reflect` and `/reflect help`."""
    buttons = (actions.OPEN_VISIT_FORM, actions.ASK_NOW, actions.SHOW_MINE, actions.SHOW_PRIVACY)
    return notice(wiring.speech.words, Help(), *buttons)


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


def now(wiring: Wiring, called: Called) -> Said:
    """`/reflect now [theme]`: a question straight away."""
    team = team_of(wiring, called.user)
    if team is None:
        return no_team(wiring, called)
    theme = _theme_named(wiring, called.rest)
    if theme is None:
        titles = tuple(one.title for one in wiring.speech.library.codebook.themes)
        return notice(wiring.speech.words, ThemeNotKnown(called.rest, titles))
    ask_now(wiring.db, called.user, team, theme, new_id=wiring.new_id, now=wiring.now())
    return notice(wiring.speech.words, QuestionOnItsWay())


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


def _theme_named(wiring: Wiring, name: str) -> str | None:
    """The id of the theme that the words come closest to; nothing for no words, None for no theme."""
    if not name:
        return ""
    wanted, themes = name.lower().replace("_", " "), wiring.speech.library.codebook.themes
    names = {alias.lower().replace("_", " "): one.id for one in themes for alias in (one.id, one.title)}
    # A word of a title goes before a name that is only spelt alike: listening is not learning.
    within = [one for one in names if f" {wanted}" in f" {one}"]
    close = [wanted] if wanted in names else within or get_close_matches(wanted, names, 1, _NEAR_ENOUGH)
    return names[close[0]] if close else None


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


def settings(wiring: Wiring, called: Called) -> None:
    """`/reflect settings`: opens the form."""
    db, user, at = wiring.db, called.user, wiring.now()
    zone = ZoneInfo(zone_of(wiring, user, team_of(wiring, user)))
    until = prompts.paused_until(db, user, at)
    local = until.astimezone(zone) if until and until.year < forms.FOR_EVER else until
    is_new = prompts.is_newly_qualified(db, user)
    form = forms.settings_form(wiring.speech.words, local, is_newly_qualified=is_new)
    wiring.speech.messenger.open_form(called.trigger, form)


def resume(wiring: Wiring, called: Called) -> Said:
    """`/reflect resume`."""
    return notice(wiring.speech.words, ResumedNow(prompts.resume(wiring.db, called.user)))


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
    floor = team.floor if team else Team("", (), (), wiring.now().date()).floor
    return notice(
        wiring.speech.words,
        PrivacyNotice(
            floor, wiring.keep_text.days, wiring.understanding.vault.keeps_text, wiring.heard_by, wiring.learns
        ),
    )


def team(wiring: Wiring, called: Called) -> Said | None:
    """`/reflect team [name]`: the form, for supervisors and admins."""
    is_admin = wiring.speech.messenger.person(called.user).is_admin
    own_teams = team_store.teams_of_supervisor(wiring.db, called.user)
    named = team_store.team_named(wiring.db, called.rest) if called.rest else None
    shown = named or (own_teams[0] if own_teams and not called.rest else None)
    if not set_up_team.may_set_up(wiring.db, called.user, is_admin=is_admin, team_name=shown.name if shown else ""):
        return notice(wiring.speech.words, TeamNotYours())
    new = Team(called.rest, (), (called.user,), wiring.now().date())
    form = forms.team_form(wiring.speech.words, shown or new, shown.name if shown else "")
    wiring.speech.messenger.open_form(called.trigger, form)
    return None


def reflect_together(wiring: Wiring, called: Called) -> Said | None:
    """`/reflect together [theme] [minutes]`: starts at once with words, else opens the form."""
    words = wiring.speech.words
    found = team_here(wiring, called.user, called.channel)
    if not isinstance(found, Team):
        return found or no_team(wiring, called)
    if not called.rest:
        why_not = start_together.refusal(wiring.db, wiring.speech, found, wiring.now())
        if why_not is None:
            codebook = wiring.speech.library.codebook
            form = together_view.start_form(words, codebook, found.channel, together.LENGTHS, together.USUAL)
            wiring.speech.messenger.open_form(called.trigger, form)
        return why_not
    name, length = together.wish_from(called.rest)
    theme = _theme_named(wiring, name)
    if theme is None:
        titles = tuple(one.title for one in wiring.speech.library.codebook.themes)
        return notice(words, ThemeNotKnown(name, titles))
    if length is None:
        return notice(words, TogetherLengths(together.LENGTHS))
    return start_together.call(
        wiring.db, wiring.speech, called.user, found, theme, length, new_id=wiring.new_id, now=wiring.now()
    )


def team_here(wiring: Wiring, user: str, channel: str) -> Team | Said | None:
    """The user's team whose own channel this is; where that is, if elsewhere; None for who is in no team."""
    db = wiring.db
    own = {one.name: one for one in (*team_store.teams_of_worker(db, user), *team_store.teams_of_supervisor(db, user))}
    here = [one for one in own.values() if channel and one.channel == channel]
    if here or not own:
        return here[0] if here else None
    channels = tuple(dict.fromkeys(one.channel for one in own.values() if one.channel))
    return notice(wiring.speech.words, TogetherElsewhere(channels))


ANSWERS: Mapping[str, Answer] = {
    "": helped,
    "help": helped,
    "visit": visit,
    "now": now,
    "later": later,
    "pause": pause,
    "resume": resume,
    "settings": settings,
    "mine": mine,
    "export": export,
    "forget": forget,
    "themes": themes,
    "together": reflect_together,
    "privacy": privacy,
    "team": team,
}


def team_of(wiring: Wiring, user: str) -> Team | None:
    """The team for which the user works; the first by name if there are several."""
    found = team_store.teams_of_worker(wiring.db, user)
    return found[0] if found else None


def zone_of(wiring: Wiring, user: str, team: Team | None) -> str:
    """The user's own time zone, else the team's."""
    return wiring.speech.messenger.person(user).timezone or (team.timezone if team else "Europe/London")


def no_team(wiring: Wiring, called: Called) -> Said:
    """Whom to ask to be added to a team."""
    supervisors = [user for one in team_store.teams(wiring.db) for user in one.supervisors]
    contacts = tuple(dict.fromkeys(supervisors))[:_MOST_CONTACTS]
    return notice(wiring.speech.words, NoTeamYet(contacts, called.typed))


def open_visit_form(wiring: Wiring, called: Called) -> None:
    """Open the form for a visit."""
    zone = zone_of(wiring, called.user, team_of(wiring, called.user))
    own_teams = [team.name for team in team_store.teams_of_worker(wiring.db, called.user)]
    local_now = wiring.now().astimezone(ZoneInfo(zone))
    form = forms.visit_form(wiring.speech.words, wiring.speech.library.kinds, local_now, own_teams)
    wiring.speech.messenger.open_form(called.trigger, form)
