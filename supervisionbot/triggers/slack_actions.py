"""Buttons, menus and shortcuts -> flows. Every one checks in its flow that the person may do it.

What a press changes is kept before it is acknowledged: Slack does not repeat it, and shows the person if it failed.
"""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from supervisionbot.errors import Malformed
from supervisionbot.flows import forget, not_now, preview_release, settle_codes
from supervisionbot.records.post import Said
from supervisionbot.records.private import Reply
from supervisionbot.records.words import Forgotten, NothingForgotten
from supervisionbot.rules import asking
from supervisionbot.triggers import posts, slack_commands
from supervisionbot.triggers.reflect import visiting
from supervisionbot.triggers.reflect.called import Called
from supervisionbot.triggers.slack_events import Turns, choose_question
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions
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
        user = body["user"]["id"]
        with turns.of(user):
            settles[action["action_id"]](wiring.db, wiring.speech, user, action["value"], wiring.now())
        ack()
        posts.send(wiring, user)

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
        prompt_id, message = _chosen_message(body, action["value"])
        ack()
        choose_question(wiring, turns, message, prompt_id)
        posts.send(wiring, message.worker)
        respond(delete_original=True)


def _chosen_message(body: Json, value: str) -> tuple[str, Reply]:
    """Which of the person's own messages a button names, and the prompt that it answers."""
    prompt_id, _, place = value.partition(" ")
    channel, *rest = place.split(":")
    # Their own direct messages with the bot, where the button stands: no place where others write.
    if len(rest) not in (1, 2) or not channel.startswith("D") or channel != body.get("channel", {}).get("id"):
        raise Malformed("block_actions: this_question")
    return prompt_id, Reply(channel, rest[0], body["user"]["id"], "".join(rest[1:]))


def _listen_to_questions(app: App, wiring: Wiring, turns: Turns) -> None:
    def on_question(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        user, name, prompt_id = body["user"]["id"], *chosen(action)
        with turns.of(user):
            said = _turned(wiring, user, name, prompt_id)
        ack()
        posts.send(wiring, user)
        if said:
            tell(wiring, body, respond, said)

    for name in (actions.ANOTHER_QUESTION, actions.SKIP_QUESTION, actions.LATER, actions.MORE_ABOUT, actions.HARD_ONE):
        app.action(name)(on_question)


def chosen(action: Json) -> tuple[str, str]:
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
        not_now.skip(db, user, prompt_id, now)
    elif name in list(asking.PutOff):
        not_now.put_off(db, speech, user, prompt_id, asking.PutOff(name), now)
    return None


def _listen_to_help(app: App, wiring: Wiring) -> None:
    @app.action(actions.OPEN_VISIT_FORM)
    def on_open_visit_form(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        said = visiting.visit(wiring, Called(body["user"]["id"], "visit", body["trigger_id"]))
        if said:
            tell(wiring, body, respond, said)

    def on_shown(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        word = {actions.ASK_NOW: "now", actions.SHOW_MINE: "mine", actions.SHOW_PRIVACY: "privacy"}
        said = slack_commands.answer(wiring, Called(body["user"]["id"], word[action["action_id"]]))
        if said:
            tell(wiring, body, respond, said)

    for name in (actions.ASK_NOW, actions.SHOW_MINE, actions.SHOW_PRIVACY):
        app.action(name)(on_shown)


def _listen_to_shortcuts(app: App, wiring: Wiring) -> None:
    @app.shortcut(actions.LOG_A_VISIT)
    def on_log_a_visit(ack: Ack, body: Json) -> None:
        ack()
        said = visiting.visit(wiring, Called(body["user"]["id"], "visit", body["trigger_id"]))
        if said:
            wiring.speech.messenger.post(body["user"]["id"], said)

    @app.shortcut(actions.REFLECT_ON_THIS)
    def on_reflect_on_this(ack: Ack, body: Json, respond: Respond) -> None:
        # The message may hold other people's words: it is not read, only the wish to reflect.
        said = visiting.now(wiring, Called(body["user"]["id"], "now"))
        ack()
        tell(wiring, body, respond, said)


def _listen_to_forgetting(app: App, wiring: Wiring, turns: Turns) -> None:
    @app.action(actions.FORGET_EVERYTHING)
    def on_forget(ack: Ack, body: Json, respond: Respond) -> None:
        user = body["user"]["id"]
        with turns.of(user):
            forget.forget_worker(wiring.db, user)
        ack()
        tell(wiring, body, respond, notice(wiring.speech.words, Forgotten()), in_place=True)

    @app.action(actions.FORGET_NOTHING)
    def on_keep(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        tell(wiring, body, respond, notice(wiring.speech.words, NothingForgotten()), in_place=True)


def _listen_to_previews(app: App, wiring: Wiring) -> None:
    def on_part(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        is_back = action["action_id"] == actions.PUT_MY_PART_BACK
        user, unit = body["user"]["id"], action["value"]
        said = preview_release.leave_part_out(wiring.db, wiring.speech, user, unit, back=is_back)
        ack()
        tell(wiring, body, respond, said, in_place=True)

    app.action(actions.LEAVE_MY_PART_OUT)(on_part)
    app.action(actions.PUT_MY_PART_BACK)(on_part)
