"""Buttons under a digest, and supervisors' answers to their team -> flows."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App, Respond

from supervisionbot.adapters import team_store
from supervisionbot.errors import Malformed
from supervisionbot.flows import respond
from supervisionbot.records.post import Said, View
from supervisionbot.records.response import Answer, Line
from supervisionbot.records.team import DEFAULT_FLOOR
from supervisionbot.records.words import HowAnonymous
from supervisionbot.rules.release import SPARE_WORKERS, WAIT
from supervisionbot.rules.release.lines import LEAST_VISITS
from supervisionbot.triggers import posts
from supervisionbot.triggers.slack_payloads import Fields, fields_of
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions
from supervisionbot.views.blocks import notice
from supervisionbot.views.response import line_of

Json = dict[str, Any]


def listen(app: App, wiring: Wiring) -> None:
    """Register what stands under digests, and the forms that it opens."""

    def on_button(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        made = _made(wiring, body["user"]["id"], action["action_id"], action["value"])
        if isinstance(made, Said):
            tell(wiring, body, respond, made)
        elif made:
            wiring.speech.messenger.open_form(body["trigger_id"], made)

    names = (actions.RESPOND_TO_TEAM, actions.CHANGE_RESPONSE, actions.TAKE_BACK_RESPONSE, actions.PROMISE_DONE)
    for name in (*names, actions.HOW_ANONYMOUS):
        app.action(name)(on_button)
    _listen_to_forms(app, wiring)


def _made(wiring: Wiring, user: str, name: str, about: str) -> View | Said | None:
    """What a button brings: a form, a word for that person alone, or a deed without a word."""
    db, speech = wiring.db, wiring.speech
    if name == actions.RESPOND_TO_TEAM:
        return respond.response_form(db, speech, user, f"{respond.POST} {about}")
    if name == actions.CHANGE_RESPONSE:
        return respond.response_form(db, speech, user, f"{respond.RESPONSE} {about}")
    if name == actions.PROMISE_DONE:
        return respond.done_form(db, speech, user, about)
    if name == actions.TAKE_BACK_RESPONSE:
        said = respond.take_back(db, speech, user, about, wiring.now())
        posts.send_all(wiring)
        return said
    return notice(speech.words, _how_anonymous(wiring, about))


def _how_anonymous(wiring: Wiring, team_name: str) -> HowAnonymous:
    team = team_store.team_named(wiring.db, team_name)
    floor = max(
        (one.floor for one in team_store.teams(wiring.db) if team and one.unit == team.unit), default=DEFAULT_FLOOR
    )
    return HowAnonymous(floor, LEAST_VISITS, WAIT.days // 7, floor + SPARE_WORKERS)


def _listen_to_forms(app: App, wiring: Wiring) -> None:
    @app.view(actions.RESPONSE_FORM)
    def on_response_form(ack: Ack, body: Json, view: Json) -> None:
        fields = fields_of(view)
        day = fields.text("response_by_when")
        by_when = date.fromisoformat(day) if day else None
        if by_when and by_when < wiring.now().date():
            ack(
                response_action="errors",
                errors={"response_by_when": wiring.speech.words.label("response_day_over")},
            )
            return
        answer = Answer(
            _lines_in(fields),
            fields.needed("response_will_do").strip(),
            by_when,
            fields.text("response_who").strip(),
        )
        user, about = body["user"]["id"], view["private_metadata"]
        respond.respond(wiring.db, user, about, answer, form=view["id"], now=wiring.now())
        ack()
        posts.send_all(wiring)

    @app.view(actions.DONE_FORM)
    def on_done_form(ack: Ack, body: Json, view: Json) -> None:
        outcome = fields_of(view).text("done_outcome").strip()
        respond.done(wiring.db, body["user"]["id"], view["private_metadata"], outcome, wiring.now())
        ack()
        posts.send_all(wiring)


def _lines_in(fields: Fields) -> tuple[Line, ...]:
    """The lines of the digest that the answer is about."""
    try:
        return tuple(line_of(value) for value in fields.many("response_heard"))
    except ValueError:
        raise Malformed("view_submission: response_heard") from None
