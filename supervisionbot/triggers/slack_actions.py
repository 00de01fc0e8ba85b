"""Buttons and forms -> flows. Every one checks in its flow that the person may do it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond

from supervisionbot.adapters import team_store
from supervisionbot.errors import Refused
from supervisionbot.flows import forget, not_now, preview_release, set_up_team, settle_codes
from supervisionbot.flows.log_visit import log_visit
from supervisionbot.records.post import Said
from supervisionbot.records.private import Reply, Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import Forgotten, NothingForgotten, TeamNotYours
from supervisionbot.rules import asking, teams, visits
from supervisionbot.triggers import slack_commands
from supervisionbot.triggers.slack_commands import Called
from supervisionbot.triggers.slack_events import Turns, take_in
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions, forms
from supervisionbot.views.blocks import notice, section

Json = dict[str, Any]
Settle = Callable[..., None]


def listen(app: App, wiring: Wiring, turns: Turns) -> None:
    """Register the buttons and forms, and an acknowledgement for whatever else comes."""
    _listen_to_threads(app, wiring, turns)
    _listen_to_questions(app, wiring, turns)
    _listen_to_help(app, wiring)
    _listen_to_shortcuts(app, wiring)
    _listen_to_forgetting(app, wiring, turns)
    _listen_to_previews(app, wiring)
    _listen_to_forms(app, wiring, turns)
    _listen_to_team_form(app, wiring)

    def acknowledge(ack: Ack) -> None:
        ack()

    app.action(re.compile(".*"))(acknowledge)
    app.view(re.compile(".*"))(acknowledge)
    app.view_closed(re.compile(".*"))(acknowledge)
    app.shortcut(re.compile(".*"))(acknowledge)


def _listen_to_threads(app: App, wiring: Wiring, turns: Turns) -> None:
    settles: dict[str, Settle] = {
        actions.THATS_RIGHT: settle_codes.confirm,
        actions.LEAVE_OUT: settle_codes.leave_out,
        actions.COUNT_AGAIN: settle_codes.count_again,
    }

    def on_settle(ack: Ack, body: Json, action: Json) -> None:
        ack()
        user = body["user"]["id"]
        with turns.of(user):
            settles[action["action_id"]](wiring.db, wiring.speech, user, action["value"], wiring.now())

    for name in settles:
        app.action(name)(on_settle)

    @app.action(actions.CHANGE)
    def on_change(ack: Ack, body: Json, action: Json) -> None:
        ack()
        form = settle_codes.themes_form(wiring.db, wiring.speech, body["user"]["id"], action["value"])
        if form:
            wiring.speech.messenger.open_form(body["trigger_id"], form)

    @app.action(actions.THIS_QUESTION)
    def on_this_question(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        prompt_id, _, place = action["value"].partition(" ")
        channel, _, ts = place.partition(":")
        text = wiring.speech.messenger.words_at(channel, ts, "")
        user = body["user"]["id"]
        if text is not None and channel == body["channel"]["id"]:
            with turns.of(user):
                take_in(wiring, Reply(channel, ts, user, text=text), prompt_id)
        respond(delete_original=True)


def _listen_to_questions(app: App, wiring: Wiring, turns: Turns) -> None:
    def on_question(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        user, name, prompt_id = body["user"]["id"], *_chosen(action)
        with turns.of(user):
            said = _turned(wiring, user, name, prompt_id)
        if said:
            _tell(wiring, body, respond, said)

    for name in (actions.ANOTHER_QUESTION, actions.SKIP_QUESTION, actions.LATER, actions.MORE_ABOUT, actions.HARD_ONE):
        app.action(name)(on_question)


def _chosen(action: Json) -> tuple[str, str]:
    """What was chosen about which prompt: a button says it by its id, a menu in the value of its option."""
    option = action.get("selected_option")
    if not option:
        return action["action_id"], action["value"]
    name, _, prompt_id = option["value"].partition(" ")
    return name, prompt_id


def _turned(wiring: Wiring, user: str, name: str, prompt_id: str) -> Said | None:
    """Do what was chosen; what to say about it, if anything."""
    db, speech, now = wiring.db, wiring.speech, wiring.now()
    if name == actions.ANOTHER_QUESTION:
        return not_now.another_question(db, speech, user, prompt_id, now)
    if name == actions.HARD_ONE:
        return not_now.was_hard(db, speech, user, prompt_id, now)
    if name == actions.WHY_THIS_QUESTION:
        why = not_now.why(db, user, prompt_id)
        return Said(why, (section(why),)) if why else None
    if name == actions.SKIP_QUESTION:
        not_now.skip(db, speech, user, prompt_id)
    elif name in list(asking.PutOff):
        not_now.put_off(db, speech, user, prompt_id, asking.PutOff(name), now)
    return None


def _listen_to_help(app: App, wiring: Wiring) -> None:
    @app.action(actions.OPEN_VISIT_FORM)
    def on_open_visit_form(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        said = slack_commands.visit(wiring, Called(body["user"]["id"], "visit", body["trigger_id"]))
        if said:
            _tell(wiring, body, respond, said)

    def on_shown(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        word = {actions.ASK_NOW: "now", actions.SHOW_MINE: "mine", actions.SHOW_PRIVACY: "privacy"}
        said = slack_commands.answer(wiring, Called(body["user"]["id"], word[action["action_id"]]))
        if said:
            _tell(wiring, body, respond, said)

    for name in (actions.ASK_NOW, actions.SHOW_MINE, actions.SHOW_PRIVACY):
        app.action(name)(on_shown)


def _listen_to_shortcuts(app: App, wiring: Wiring) -> None:
    @app.shortcut(actions.LOG_A_VISIT)
    def on_log_a_visit(ack: Ack, body: Json) -> None:
        ack()
        said = slack_commands.visit(wiring, Called(body["user"]["id"], "visit", body["trigger_id"]))
        if said:
            wiring.speech.messenger.post(body["user"]["id"], said)

    @app.shortcut(actions.REFLECT_ON_THIS)
    def on_reflect_on_this(ack: Ack, body: Json, respond: Respond) -> None:
        # The message may hold other people's words: it is not read, only the wish to reflect.
        ack()
        _tell(wiring, body, respond, slack_commands.now(wiring, Called(body["user"]["id"], "now")))


def _listen_to_forgetting(app: App, wiring: Wiring, turns: Turns) -> None:
    @app.action(actions.FORGET_EVERYTHING)
    def on_forget(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        user = body["user"]["id"]
        with turns.of(user):
            forget.forget_worker(wiring.db, user)
        _replace(respond, notice(wiring.speech.words, Forgotten()))

    @app.action(actions.FORGET_NOTHING)
    def on_keep(ack: Ack, respond: Respond) -> None:
        ack()
        _replace(respond, notice(wiring.speech.words, NothingForgotten()))


def _listen_to_previews(app: App, wiring: Wiring) -> None:
    def on_part(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        is_back = action["action_id"] == actions.PUT_MY_PART_BACK
        user, unit = body["user"]["id"], action["value"]
        _replace(respond, preview_release.leave_part_out(wiring.db, wiring.speech, user, unit, back=is_back))

    app.action(actions.LEAVE_MY_PART_OUT)(on_part)
    app.action(actions.PUT_MY_PART_BACK)(on_part)


def _listen_to_forms(app: App, wiring: Wiring, turns: Turns) -> None:
    @app.view(actions.VISIT_FORM)
    def on_visit_form(ack: Ack, body: Json, view: Json) -> None:
        made = visit_from_form(wiring, body["user"]["id"], _values(view))
        if not isinstance(made, Visit):
            ack(response_action="errors", errors=made)
            return
        ack()
        team = team_store.team_named(wiring.db, made.team)
        if team:
            said = log_visit(wiring.db, wiring.speech, made, team, wiring.new_id)
            wiring.speech.messenger.post(made.worker, said)

    @app.view(actions.THEMES_FORM)
    def on_themes_form(ack: Ack, body: Json, view: Json) -> None:
        ack()
        user, values, prompt_id = body["user"]["id"], _values(view), view["private_metadata"]
        chosen = (values.get("themes_well") or [], values.get("themes_hard") or [])
        with turns.of(user):
            settle_codes.change(wiring.db, wiring.speech, user, prompt_id, wiring.now(), chosen)


def _listen_to_team_form(app: App, wiring: Wiring) -> None:
    @app.view(actions.TEAM_FORM)
    def on_team_form(ack: Ack, body: Json, view: Json) -> None:
        user = body["user"]["id"]
        made = team_from_form(wiring, _values(view))
        if not isinstance(made, Team):
            ack(response_action="errors", errors=made)
            return
        is_admin = wiring.speech.messenger.person(user).is_admin
        exists = team_store.team_named(wiring.db, made.name) is not None
        if not set_up_team.may_set_up(wiring.db, user, is_admin=is_admin, team_name=made.name if exists else ""):
            ack(response_action="errors", errors={"team_name": wiring.speech.words.say(TeamNotYours())})
            return
        ack()
        saved = set_up_team.set_up_team(wiring.db, made, wiring.now())
        wiring.speech.messenger.post(user, notice(wiring.speech.words, saved))


def visit_from_form(wiring: Wiring, user: str, values: Json) -> Visit | dict[str, str]:
    """The visit that a form describes, or what is wrong with which field."""
    words, now = wiring.speech.words, wiring.now()
    own_teams = {team.name: team for team in team_store.teams_of_worker(wiring.db, user)}
    team = own_teams.get(values.get("visit_team") or next(iter(own_teams), ""))
    kind = wiring.speech.library.kind(values["visit_kind"])
    reference = (values.get("visit_reference") or "").strip()
    if kind is None or team is None:
        return {"visit_kind": words.label("kind_is_gone")}
    if reference and visits.looks_like_a_name(reference):
        return {"visit_reference": words.label("reference_is_a_name")}
    zone = ZoneInfo(slack_commands.zone_of(wiring, user, team))
    at = datetime.fromisoformat(f"{values['visit_date']}T{values['visit_time']}").replace(tzinfo=zone)
    given = visits.timely(kind, at, now)
    if isinstance(given, visits.TimeAhead):
        field = "visit_date" if at.date() > now.astimezone(zone).date() else "visit_time"
        return {field: words.label("time_is_ahead")}
    if isinstance(given, visits.TimeTooOld):
        return {"visit_date": words.label("time_is_too_old")}
    return Visit(wiring.new_id(), user, team.name, kind.id, at, now, reference)


def team_from_form(wiring: Wiring, values: Json) -> Team | dict[str, str]:
    """The team that a form describes, or what is wrong with which field."""
    errors: dict[str, str] = {}

    def read(field: str, reader: Callable[[str], Any]) -> Any:
        try:
            return reader(values.get(field) or "")
        except Refused as error:
            errors[field] = str(error)
            return None

    floor, delay = read("team_floor", teams.floor_from), read("team_delay", teams.delay_from)
    rhythm = read("team_rhythm", teams.rhythm_from)
    hours, days, country = (values.get(f"team_{name}") or "" for name in ("hours", "days", "country"))
    read("team_hours", lambda text: teams.working_time_from(text, "mon", "GB"))
    read("team_days", lambda text: teams.working_time_from("09:00-17:00", text, "GB"))
    read("team_country", lambda text: teams.working_time_from("09:00-17:00", "mon", text))
    if errors:
        return errors
    made = Team(
        name=values["team_name"].strip(),
        workers=tuple(values["team_workers"]),
        supervisors=tuple(values["team_supervisors"]),
        since=wiring.now().date(),
        digest_channel=values.get("team_channel") or "",
        floor=floor,
        delay=delay,
        rhythm=rhythm,
        timezone=values["team_timezone"].strip(),
        working=teams.working_time_from(hours, days, country),
        pool=(values.get("team_pool") or "").strip(),
        danger_contact=(values.get("team_danger") or "").strip(),
        support_contact=(values.get("team_support") or "").strip(),
    )
    try:
        return teams.checked_team(made)
    except Refused as error:
        field = "team_floor" if "floor" in str(error) else "team_timezone" if "zone" in str(error) else "team_name"
        return {field: str(error)}


def _values(view: Json) -> Json:
    """What was chosen or typed in each field of a form."""
    return {name: _value(state[forms.FIELD]) for name, state in view["state"]["values"].items() if forms.FIELD in state}


def _value(state: Json) -> Any:
    option, options = state.get("selected_option"), state.get("selected_options")
    if option or options:
        return option["value"] if option else [one["value"] for one in options or []]
    kinds = ("value", "selected_date", "selected_time", "selected_users", "selected_conversation")
    return next((state[kind] for kind in kinds if state.get(kind) is not None), None)


def _tell(wiring: Wiring, body: Json, respond: Respond, said: Said) -> None:
    """Answer for that person's eyes only; from App Home, where nothing can be whispered, in direct messages."""
    if not body.get("response_url"):
        wiring.speech.messenger.post(body["user"]["id"], said)
        return
    respond(text=said.text, blocks=list(said.blocks), response_type="ephemeral", replace_original=False)


def _replace(respond: Respond, said: Said) -> None:
    respond(text=said.text, blocks=list(said.blocks), replace_original=True)
