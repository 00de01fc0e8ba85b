"""A team's reflection together in Slack: its buttons and forms -> flows."""

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, Respond

from supervisionbot.errors import Malformed, SupervisionBotError
from supervisionbot.flows import answer_together, start_together
from supervisionbot.flows.collect_reply import signpost_form
from supervisionbot.records.post import Said
from supervisionbot.records.private import Reply
from supervisionbot.rules import together, visits
from supervisionbot.triggers import posts
from supervisionbot.triggers.reflect.team import team_here
from supervisionbot.triggers.slack_events import Turns, take_in
from supervisionbot.triggers.slack_payloads import Fields, fields_of
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions
from supervisionbot.views.together import ANY_THEME

Json = dict[str, Any]


def listen(app: App, wiring: Wiring, turns: Turns) -> None:
    """Register the buttons under the team's question, and both forms."""
    _listen_to_buttons(app, wiring)
    _listen_to_start(app, wiring)
    _listen_to_answers(app, wiring, turns)


def _listen_to_buttons(app: App, wiring: Wiring) -> None:
    @app.action(actions.ANSWER_TOGETHER)
    def on_answer(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        vault, user = wiring.understanding.vault, body["user"]["id"]
        made = answer_together.answer_form(wiring.db, wiring.speech, vault, user, action["value"], wiring.now())
        if isinstance(made, Said):
            tell(wiring, body, respond, made)
        else:
            wiring.speech.messenger.open_form(body["trigger_id"], made)

    @app.action(actions.CLOSE_TOGETHER)
    def on_close(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        said = start_together.close_early(wiring.db, wiring.speech, body["user"]["id"], action["value"], wiring.now())
        if said:
            tell(wiring, body, respond, said)


def _listen_to_start(app: App, wiring: Wiring) -> None:
    @app.view(actions.TOGETHER_FORM)
    def on_start_form(ack: Ack, body: Json, view: Json) -> None:
        user, fields = body["user"]["id"], fields_of(view)
        theme, length = fields.needed("together_theme").removeprefix(ANY_THEME), _length_in(fields)
        ack()
        team = team_here(wiring, user, view["private_metadata"])
        if team is None or isinstance(team, Said):
            return
        said = start_together.call(
            wiring.db, wiring.speech, user, team, theme, length, new_id=wiring.new_id, now=wiring.now()
        )
        wiring.speech.messenger.post(user, said)


def _length_in(fields: Fields) -> timedelta:
    """One of the lengths that there are."""
    wanted = fields.needed("together_length")
    found = next((one for one in together.LENGTHS if wanted == str(one // timedelta(minutes=1))), None)
    if found is None:
        raise Malformed("view_submission: together_length")
    return found


def _listen_to_answers(app: App, wiring: Wiring, turns: Turns) -> None:
    @app.view(actions.TOGETHER_ANSWER_FORM)
    def on_answer_form(ack: Ack, body: Json, view: Json) -> None:
        fields, words = fields_of(view), wiring.speech.words
        case = fields.text("together_reference").strip()
        if case and visits.looks_like_a_name(case):
            ack(response_action="errors", errors={"together_reference": words.label("reference_is_a_name")})
            return
        # The words cannot be fetched again: they are stored before Slack is answered, or the form stays open.
        try:
            taken = _take_in(wiring, turns, body["user"]["id"], view["private_metadata"], fields, case)
        except SupervisionBotError as error:
            posts.trouble(view["id"], error)
            ack(response_action="errors", errors={"answer_words": words.label("answer_not_stored")})
            return
        ack()
        if taken:
            reply, prompt_id = taken
            signpost_form(wiring.db, wiring.speech, reply, prompt_id)
            posts.send(wiring, reply.worker)


def _take_in(
    wiring: Wiring, turns: Turns, user: str, session_id: str, fields: Fields, case: str
) -> tuple[Reply, str] | None:
    """Take an answer in as any reply, in place of one sent before; the reply and the id of its prompt."""
    db, speech, now = wiring.db, wiring.speech, wiring.now()
    with turns.of(user):
        prompt = answer_together.prepare(
            db, speech, user, session_id, fields.text("together_visit"), case, new_id=wiring.new_id, now=now
        )
        if prompt is None:
            return None
        ts = f"{prompt.due_at.timestamp():.6f}"
        reply = Reply(f"together-{prompt.id}", ts, user, text=fields.needed("answer_words"), written_at=prompt.due_at)
        take_in(wiring, reply, prompt.id, understanding=wiring.understanding.here)
        return reply, prompt.id
