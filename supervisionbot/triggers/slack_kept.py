"""The menu under what was heard -> why these themes, and the form for covering more of what is kept."""

from typing import Any

from slack_bolt import Ack, App, Respond

from supervisionbot.flows import cover_more, show_evidence
from supervisionbot.records.post import Said, View
from supervisionbot.triggers import posts
from supervisionbot.triggers.slack_actions import chosen
from supervisionbot.triggers.slack_events import Turns
from supervisionbot.triggers.slack_payloads import fields_of
from supervisionbot.triggers.telling import tell
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views import actions

Json = dict[str, Any]


def listen(app: App, wiring: Wiring, turns: Turns) -> None:
    """Register the menu and the form."""

    @app.action(actions.ABOUT_THEMES)
    def on_about_themes(ack: Ack, body: Json, action: Json, respond: Respond) -> None:
        ack()
        name, prompt_id = chosen(action)
        shown = _shown(wiring, body["user"]["id"], name, prompt_id)
        if isinstance(shown, Said):
            tell(wiring, body, respond, shown)
        elif shown:
            wiring.speech.messenger.open_form(body["trigger_id"], shown)

    @app.view(actions.COVER_FORM)
    def on_cover_form(ack: Ack, body: Json, view: Json) -> None:
        user, words, vault = body["user"]["id"], fields_of(view).many("cover_words"), wiring.understanding.vault
        with turns.of(user):
            cover_more.cover_more(wiring.db, vault, user, view["private_metadata"], words, wiring.now())
        # Only now: a form that closes says that it is done.
        ack()
        posts.send(wiring, user)


def _shown(wiring: Wiring, user: str, name: str, prompt_id: str) -> Said | View | None:
    """What the worker wants to see of a thread."""
    db, speech, understanding = wiring.db, wiring.speech, wiring.understanding
    if name == actions.WHY_THESE_THEMES:
        return show_evidence.why_these(db, speech, understanding.coder, understanding.vault, user, prompt_id)
    if name == actions.COVER_MORE:
        return cover_more.cover_form(db, speech, understanding.vault, user, prompt_id)
    return None
