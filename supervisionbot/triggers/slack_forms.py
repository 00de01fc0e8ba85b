"""Forms that were filled in -> flows, or what is wrong with which field."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App

from supervisionbot.adapters import team_store
from supervisionbot.errors import RefusedSetting
from supervisionbot.flows import set_up_team, settle_codes
from supervisionbot.flows.log_visit import log_visit_by_form
from supervisionbot.records.private import Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import TeamNotYours, Words
from supervisionbot.rules import teams, visits
from supervisionbot.triggers import posts
from supervisionbot.triggers.reflect.called import zone_of
from supervisionbot.triggers.slack_events import Turns
from supervisionbot.triggers.slack_payloads import Fields, fields_of
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions
from supervisionbot.views.refusals import refusal

Json = dict[str, Any]
_FIELDS = {"refused_floor_low": "team_floor", "refused_zone": "team_timezone"}
"""Where a sentence stands that is not about the team's name."""


def listen(app: App, wiring: Wiring, turns: Turns) -> None:
    """Register the forms for visits, themes and teams."""
    _listen_to_worker_forms(app, wiring, turns)
    _listen_to_team_form(app, wiring)


def _listen_to_worker_forms(app: App, wiring: Wiring, turns: Turns) -> None:
    @app.view(actions.VISIT_FORM)
    def on_visit_form(ack: Ack, body: Json, view: Json) -> None:
        made = visit_from_form(wiring, body["user"]["id"], fields_of(view))
        if not isinstance(made, Visit):
            ack(response_action="errors", errors=made)
            return
        team = team_store.team_named(wiring.db, made.team)
        if team:
            log_visit_by_form(wiring.db, wiring.speech, made, team, wiring.new_id)
        ack()
        posts.send(wiring, made.worker)

    @app.view(actions.THEMES_FORM)
    def on_themes_form(ack: Ack, body: Json, view: Json) -> None:
        user, fields, prompt_id = body["user"]["id"], fields_of(view), view["private_metadata"]
        chosen = (fields.many("themes_well"), fields.many("themes_hard"))
        with turns.of(user):
            settle_codes.change(wiring.db, wiring.speech, user, prompt_id, wiring.now(), chosen)
        ack()
        posts.send(wiring, user)


def _listen_to_team_form(app: App, wiring: Wiring) -> None:
    @app.view(actions.TEAM_FORM)
    def on_team_form(ack: Ack, body: Json, view: Json) -> None:
        user = body["user"]["id"]
        made = team_from_form(wiring, user, fields_of(view))
        if not isinstance(made, Team):
            ack(response_action="errors", errors=made)
            return
        is_admin = wiring.speech.messenger.person(user).is_admin
        known_as = view["private_metadata"]
        for name in {known_as, made.name}:
            known = team_store.team_named(wiring.db, name)
            team_name = known.name if known else ""
            if not set_up_team.may_set_up(wiring.db, user, is_admin=is_admin, team_name=team_name):
                ack(response_action="errors", errors={"team_name": wiring.speech.words.say(TeamNotYours())})
                return
        try:
            saved = set_up_team.set_up_team(wiring.db, made, wiring.now(), known_as)
        except RefusedSetting as error:
            ack(response_action="errors", errors={"team_name": refusal(wiring.speech.words, error)})
            return
        set_up_team.tell_saved(wiring.db, user, view["id"], saved.name, wiring.now())
        ack()
        set_up_team.look_at_channel(wiring.db, wiring.speech.messenger, saved.name, wiring.now())
        posts.send_all(wiring)


def visit_from_form(wiring: Wiring, user: str, fields: Fields) -> Visit | dict[str, str]:
    """The visit that a form describes, or what is wrong with which field."""
    words, now = wiring.speech.words, wiring.now()
    own_teams = {team.name: team for team in team_store.teams_of_worker(wiring.db, user)}
    team = own_teams.get(fields.text("visit_team") or next(iter(own_teams), ""))
    kind = wiring.speech.library.kind(fields.needed("visit_kind"))
    reference = fields.text("visit_reference").strip()
    if kind is None or team is None:
        return {"visit_kind": words.label("kind_is_gone")}
    if reference and visits.looks_like_a_name(reference):
        return {"visit_reference": words.label("reference_is_a_name")}
    zone = ZoneInfo(zone_of(wiring, user, team))
    day, clock = date.fromisoformat(fields.needed("visit_date")), time.fromisoformat(fields.needed("visit_time"))
    at = datetime.combine(day, clock, zone)
    given = visits.timely(kind, at, now)
    if isinstance(given, visits.TimeAhead):
        field = "visit_date" if at.date() > now.astimezone(zone).date() else "visit_time"
        return {field: words.label("time_is_ahead")}
    if isinstance(given, visits.TimeTooOld):
        return {"visit_date": words.label("time_is_too_old")}
    return Visit(wiring.new_id(), user, team.name, kind.id, at, now, reference)


def team_from_form(wiring: Wiring, user: str, fields: Fields) -> Team | dict[str, str]:
    """The team that a form describes, or what is wrong with which field."""
    words, errors = wiring.speech.words, dict[str, str]()

    def read(field: str, reader: Callable[[str], Any]) -> Any:
        try:
            return reader(fields.text(field))
        except RefusedSetting as error:
            errors[field] = refusal(words, error)
            return None

    floor, delay = read("team_floor", teams.floor_from), read("team_delay", teams.delay_from)
    rhythm = read("team_rhythm", teams.rhythm_from)
    hours, days, country = (fields.text(f"team_{name}") for name in ("hours", "days", "country"))
    read("team_hours", lambda text: teams.working_time_from(text, "mon", "GB"))
    read("team_days", lambda text: teams.working_time_from("09:00-17:00", text, "GB"))
    read("team_country", lambda text: teams.working_time_from("09:00-17:00", "mon", text))
    if errors:
        return errors
    made = Team(
        name=fields.text("team_name").strip(),
        workers=tuple(fields.many("team_workers")),
        supervisors=tuple(fields.many("team_supervisors")),
        since=wiring.now().date(),
        digest_channel=fields.text("team_channel"),
        channel=fields.text("team_own_channel"),
        floor=floor,
        delay=delay,
        rhythm=rhythm,
        timezone=fields.text("team_timezone").strip(),
        working=teams.working_time_from(hours, days, country),
        pool=fields.text("team_pool").strip(),
        danger_contact=fields.text("team_danger").strip(),
        support_contact=fields.text("team_support").strip(),
        is_strict=bool(fields.many("team_strict")),
        admin=user,
    )
    return _checked(words, made)


def _checked(words: Words, made: Team) -> Team | dict[str, str]:
    try:
        return teams.checked_team(made)
    except RefusedSetting as error:
        return {_FIELDS.get(error.label, "team_name"): refusal(words, error)}
