"""People press and choose; the app hears which button, where."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import CannotDo, Refusal
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .blocks import actions, button, options, plain

Json = dict[str, Any]


def test_a_button_goes_by_its_label_on_the_newest_message(app: App, client: WebClient, ana: Person) -> None:
    pressed: list[str] = []

    @app.action("keep")
    def keep(ack: Ack, body: Json) -> None:
        ack()
        pressed.append(body["message"]["text"])

    for text in ("older", "newer"):
        blocks = [actions(button("Keep", "keep", value=text))]
        client.chat_postMessage(channel=ana.id, text=text, blocks=blocks)
    ana.presses("Keep")
    ana.presses("keep", on=ana.dm[0])

    assert pressed == ["newer", "older"]
    assert ana.reads(ana.dm[0]) == "[Keep]"


def test_a_press_can_change_the_message(app: App, client: WebClient, ana: Person) -> None:
    @app.action("keep")
    def kept(ack: Ack, respond: Any) -> None:
        ack()
        respond(text="Kept", replace_original=True)

    client.chat_postMessage(channel=ana.id, text="?", blocks=[actions(button("Keep", "keep"))])
    ana.presses("Keep")

    assert ana.reads().startswith("Supervision Bot: Kept")


def test_a_press_in_an_ephemeral_can_take_it_away(app: App, ana: Person) -> None:
    app.command("/reflect")(lambda ack: ack(text="?", blocks=[actions(button("Hide", "hide"))]))
    app.action("hide")(lambda ack, respond: (ack(), respond(delete_original=True)))
    ana.runs("/reflect")
    ana.presses("Hide")

    assert ana.dm == []


def test_a_button_that_is_not_there_cannot_be_pressed(ana: Person) -> None:
    with pytest.raises(CannotDo, match="Keep"):
        ana.presses("Keep")


def test_an_unanswered_press_shows_and_counts(app: App, client: WebClient, slack: Workspace, ana: Person) -> None:
    client.chat_postMessage(channel=ana.id, text="?", blocks=[actions(button("Keep", "keep"))])
    ana.presses("Keep")

    assert "the app did not respond" in ana.reads()
    assert slack.refusals == [Refusal("block_actions", "not_acknowledged")]


def keeps_action(chosen: list[Json]) -> Callable[..., None]:
    def listener(ack: Ack, action: Json) -> None:
        ack()
        chosen.append(action)

    return listener


def test_menus_report_what_was_chosen(app: App, client: WebClient, ana: Person, ben: Person) -> None:
    chosen: list[Json] = []
    for action_id in ("kind", "who", "day"):
        app.action(action_id)(keeps_action(chosen))
    menus: list[Json] = [
        {
            "type": "static_select",
            "action_id": "kind",
            "placeholder": plain("Kind"),
            "options": options("First", "Last"),
        },
        {"type": "users_select", "action_id": "who"},
        {"type": "datepicker", "action_id": "day"},
    ]
    client.chat_postMessage(channel=ana.id, text="?", blocks=[actions(*menus)])
    ana.chooses("Kind", "Last")
    ana.chooses("who", ben)
    ana.chooses("day", "2026-03-09")

    assert chosen[0]["selected_option"]["value"] == "last"
    assert chosen[1]["selected_user"] == ben.id
    assert chosen[2]["selected_date"] == "2026-03-09"
