"""App Home, the private form and cards for supervision -> flows."""

import json
from dataclasses import asdict
from typing import Any

from slack_bolt import Ack, App, Respond

from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import DeliveryUnknown, NotDelivered, Refused, SupervisionBotError
from supervisionbot.flows import forget, post_digests, respond, take_to_supervision
from supervisionbot.flows.collect_reply import signpost_form
from supervisionbot.flows.export_record import export_record
from supervisionbot.flows.show_home import home_of
from supervisionbot.records.home import Search, SupervisorHome
from supervisionbot.records.private import Reply
from supervisionbot.rules import pausing
from supervisionbot.triggers import posts
from supervisionbot.triggers.reflect import own
from supervisionbot.triggers.reflect.called import Called, team_of, zone_of
from supervisionbot.triggers.slack_events import Turns, take_in
from supervisionbot.triggers.slack_payloads import fields_of
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions, forms
from supervisionbot.views.home import searched

Json = dict[str, Any]


def listen(app: App, wiring: Wiring, turns: Turns) -> None:
    """Register the tab, its controls and the private form."""
    _listen_to_home(app, wiring)
    _listen_to_settings(app, wiring)
    _listen_to_answers(app, wiring, turns)
    _listen_to_cards(app, wiring)
    _listen_to_settings_form(app, wiring)


def show(wiring: Wiring, user: str, search: Search, hash_before: str = "") -> None:
    """Put up the tab as it is now; what is looked for goes along in it."""
    db, speech = wiring.db, wiring.speech
    supervisor = SupervisorHome(
        tuple(post_digests.questions_seen_by(db, speech, user)),
        tuple(respond.responses_seen_by(db, speech, user)),
        tuple(post_digests.digests_seen_by(db, speech, user)),
    )
    home = home_of(
        wiring.db,
        wiring.speech,
        wiring.understanding.vault,
        user,
        supervisor=supervisor,
        keep_text=wiring.keep_text,
        search=search,
        now=wiring.now(),
    )
    # What somebody looks for may be telling; it stays in their own view, themes and months only.
    kept = {**asdict(search), "words": ""}
    wiring.speech.messenger.publish_home(user, {**home, "private_metadata": json.dumps(kept)}, hash_before)


def _listen_to_home(app: App, wiring: Wiring) -> None:
    @app.event("app_home_opened")
    def on_home_opened(event: Json) -> None:
        if event.get("tab") == "home":
            show(wiring, event["user"], Search(), event.get("view", {}).get("hash", ""))

    def on_search(ack: Ack, body: Json, action: Json) -> None:
        ack()
        value = action.get("selected_option", action)["value"]
        search = searched(_search_in(body), action["action_id"], value)
        show(wiring, body["user"]["id"], search, body.get("view", {}).get("hash", ""))

    for name in (actions.HOME_THEME, actions.HOME_MONTH, actions.HOME_SEARCH):
        app.action(name)(on_search)


def _search_in(body: Json) -> Search:
    try:
        kept = json.loads(body.get("view", {}).get("private_metadata", ""))
        return Search(*(str(kept[name]) for name in ("theme", "month", "words")))
    except (ValueError, TypeError, KeyError):
        return Search()


def _listen_to_settings(app: App, wiring: Wiring) -> None:
    def on_setting(ack: Ack, body: Json, action: Json) -> None:
        user = body["user"]["id"]
        if action["action_id"] == actions.HOME_PAUSE:
            prompts.pause(wiring.db, user, None)
        elif action["action_id"] == actions.HOME_RESUME:
            prompts.resume(wiring.db, user)
        elif action["action_id"] == actions.HOME_FORGET:
            forget.forget_worker(wiring.db, user)
        ack()
        show(wiring, user, Search())

    for name in (actions.HOME_PAUSE, actions.HOME_RESUME, actions.HOME_FORGET):
        app.action(name)(on_setting)

    @app.action(actions.HOME_SETTINGS)
    def on_settings(ack: Ack, body: Json) -> None:
        ack()
        own.settings(wiring, Called(body["user"]["id"], "settings", body["trigger_id"]))

    @app.action(actions.HOME_EXPORT)
    def on_export(ack: Ack, body: Json) -> None:
        ack()
        vault = wiring.understanding.vault
        export_record(wiring.db, wiring.speech, vault, body["user"]["id"], wiring.files, wiring.now())


def _listen_to_answers(app: App, wiring: Wiring, turns: Turns) -> None:
    def on_answer(ack: Ack, body: Json, action: Json) -> None:
        ack()
        prompt = prompts.prompt(wiring.db, action["value"])
        question = wiring.speech.library.question(prompt.question) if prompt else None
        if prompt and question and prompt.worker == body["user"]["id"]:
            form = forms.answer_form(wiring.speech.words, prompt.id, question.text)
            wiring.speech.messenger.open_form(body["trigger_id"], form)

    for name in (actions.ANSWER, actions.ANSWER_PRIVATELY):
        app.action(name)(on_answer)

    @app.view(actions.ANSWER_FORM)
    def on_answer_form(ack: Ack, body: Json, view: Json) -> None:
        user, text = body["user"]["id"], fields_of(view).needed("answer_words")
        # The words cannot be fetched again: they are stored before Slack is answered, or the form stays open.
        # Sent once more (the acknowledgement came late), it is the same reply.
        reply, prompt_id = Reply("form", view["id"], user, text=text, written_at=wiring.now()), view["private_metadata"]
        try:
            with turns.of(user):
                is_there = prompts.prompt(wiring.db, prompt_id) is not None
                if is_there:
                    # Slack waits for three seconds only.
                    take_in(wiring, reply, prompt_id, understanding=wiring.understanding.here)
        except SupervisionBotError as error:
            posts.trouble(reply.id, error)
            ack(response_action="errors", errors={"answer_words": wiring.speech.words.label("answer_not_stored")})
            return
        if not is_there:
            ack(response_action="errors", errors={"answer_words": wiring.speech.words.label("question_is_gone")})
            return
        ack()
        signpost_form(wiring.db, wiring.speech, reply, prompt_id)
        posts.send(wiring, user)


def _listen_to_settings_form(app: App, wiring: Wiring) -> None:
    @app.view(actions.SETTINGS_FORM)
    def on_settings_form(ack: Ack, body: Json, view: Json) -> None:
        user, at, fields = body["user"]["id"], wiring.now(), fields_of(view)
        words = fields.text("settings_leave").strip()
        zone = zone_of(wiring, user, team_of(wiring, user))
        try:
            until = pausing.pause_end(words, at, zone) if words else None
        except Refused:
            label = wiring.speech.words.label("settings_leave_unclear")
            ack(response_action="errors", errors={"settings_leave": label})
            return
        is_new = bool(fields.many("settings_new"))
        prompts.prefer(wiring.db, user, is_newly_qualified=is_new)
        if until:
            prompts.pause(wiring.db, user, until)
        else:
            prompts.resume(wiring.db, user)
        ack()


def _listen_to_cards(app: App, wiring: Wiring) -> None:
    @app.action(actions.TAKE_TO_SUPERVISION)
    def on_take(ack: Ack, body: Json, action: Json) -> None:
        ack()
        vault, user = wiring.understanding.vault, body["user"]["id"]
        form = take_to_supervision.card_form(wiring.db, wiring.speech, vault, user, action["value"])
        if form:
            wiring.speech.messenger.open_form(body["trigger_id"], form)

    @app.view(actions.CARD_FORM)
    def on_card_form(ack: Ack, body: Json, view: Json) -> None:
        user, fields = body["user"]["id"], fields_of(view)
        supervisor, words = fields.needed("card_supervisor"), fields.needed("card_words")
        try:
            take_to_supervision.send_card(
                wiring.db, wiring.speech, user, supervisor, words, form=view["id"], now=wiring.now()
            )
        except (NotDelivered, DeliveryUnknown, Refused):
            ack(response_action="errors", errors={"card_words": wiring.speech.words.label("card_not_sent")})
            return
        ack()
        posts.send(wiring, user)

    @app.action(actions.WITHDRAW_CARD)
    def on_withdraw(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        said = take_to_supervision.withdraw_card(wiring.db, wiring.speech, body["user"]["id"], action["value"])
        if said:
            tell(wiring, body, respond, said, in_place=True)
