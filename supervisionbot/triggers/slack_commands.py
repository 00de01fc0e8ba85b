"""`/reflect ...` -> what its first word does; the answer is shown to that person alone."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from supervisionbot.flows.export_record import export_record
from supervisionbot.records.post import Said
from supervisionbot.records.words import CommandNotKnown, Help
from supervisionbot.triggers.reflect import own, team, visiting
from supervisionbot.triggers.reflect.called import COMMAND, Called
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions
from supervisionbot.views.blocks import notice

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


ANSWERS: Mapping[str, Answer] = {
    "": helped,
    "help": helped,
    "visit": visiting.visit,
    "now": visiting.now,
    "later": visiting.later,
    "pause": own.pause,
    "resume": own.resume,
    "settings": own.settings,
    "mine": own.mine,
    "export": own.export,
    "forget": own.forget,
    "themes": own.themes,
    "together": team.reflect_together,
    "privacy": own.privacy,
    "team": team.team,
}
