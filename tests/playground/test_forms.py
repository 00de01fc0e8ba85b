"""People fill in forms; the app says what is wrong, or takes them."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import Channel, Refusal
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .blocks import field, modal, options, section, text_field

Json = dict[str, Any]


def offers(app: App, *blocks: Json, **more: Any) -> None:
    """Let the shortcut `log` open a form."""

    @app.shortcut("log")
    def open_form(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks, **more))


def keeps(heard: list[Any], read: Callable[[Json], Any]) -> Callable[..., None]:
    """A listener that keeps a part of what it hears."""

    def listener(ack: Ack, body: Json) -> None:
        ack()
        heard.append(read(body))

    return listener


def test_a_form_is_corrected_and_then_taken(app: App, slack: Workspace, ana: Person) -> None:
    @app.view("form")
    def sent(ack: Ack, view: Json) -> None:
        note = view["state"]["values"]["note"]["it"]["value"]
        ack(response_action="errors", errors={"note": "Too short"}) if note == "x" else ack()

    offers(app, text_field("Note", "note"))
    ana.uses_shortcut("log")

    assert ana.submits() == {"note": "Please complete this required field."}
    assert ana.submits(Note="x") == {"note": "Too short"}
    assert ana.submits({"note": "long enough"}) == {}
    assert ana.form is None
    assert slack.refusals == []


EVERY_FIELD: list[tuple[Json, Any, Json]] = [
    ({"type": "plain_text_input"}, "hi", {"value": "hi"}),
    ({"type": "number_input", "is_decimal_allowed": False}, 3, {"value": "3"}),
    ({"type": "email_text_input"}, "a@b.org", {"value": "a@b.org"}),
    ({"type": "url_text_input"}, "https://b.org", {"value": "https://b.org"}),
    ({"type": "datepicker", "initial_date": "2026-03-01"}, "2026-03-02", {"selected_date": "2026-03-02"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_800_000_000, {"selected_date_time": 1_800_000_000}),
    ({"type": "static_select", "options": options("A", "B")}, "B", {"selected_option": options("B")[0]}),
    ({"type": "radio_buttons", "options": options("A", "B")}, "a", {"selected_option": options("A")[0]}),
    (
        {"type": "checkboxes", "options": options("A", "B")},
        ["A", "B"],
        {"selected_options": options("A", "B")},
    ),
    (
        {"type": "multi_static_select", "options": options("A", "B")},
        ["B"],
        {"selected_options": options("B")},
    ),
    ({"type": "users_select"}, "Ben", {"selected_user": "Ben"}),
    ({"type": "multi_users_select"}, ["Ben"], {"selected_users": ["Ben"]}),
    ({"type": "conversations_select"}, "supervisors", {"selected_conversation": "supervisors"}),
]


@pytest.mark.parametrize(("element", "wanted", "told"), EVERY_FIELD, ids=[each[0]["type"] for each in EVERY_FIELD])
def test_every_kind_of_field_can_be_filled_in(
    app: App, ana: Person, ben: Person, team: Channel, element: Json, wanted: Any, told: Json
) -> None:
    sent: list[Json] = []
    app.view("form")(keeps(sent, lambda body: body["view"]["state"]["values"]["block"]["it"]))
    offers(app, field("Field", "block", element))
    ana.uses_shortcut("log")
    errors = ana.submits(Field=wanted)
    ids = {"Ben": ben.id, "supervisors": team.id}
    expected = {key: ids.get(value, value) if isinstance(value, str) else value for key, value in told.items()}
    expected = {key: [ben.id] if value == ["Ben"] else value for key, value in expected.items()}

    assert errors == {}
    assert sent == [{"type": element["type"], **expected}]


def test_what_the_client_would_not_send_is_not_sent(app: App, ana: Person) -> None:
    blocks = [
        text_field("Short", "short", max_length=3),
        field("Number", "number", {"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}),
        field("Mail", "mail", {"type": "email_text_input"}, optional=True),
    ]
    offers(app, *blocks)
    ana.uses_shortcut("log")

    assert sorted(ana.submits(Short="long", Number=7, Mail="nowhere")) == ["mail", "number", "short"]


def test_an_answer_can_lay_a_form_over_another(app: App, ana: Person) -> None:
    over = modal(section("Are you sure?"), callback_id="sure")
    app.view("form")(lambda ack: ack(response_action="push", view=over))
    app.view("sure")(lambda ack: ack(response_action="clear"))
    offers(app, section("First"))
    ana.uses_shortcut("log")
    ana.submits()
    above = ana.reads(ana.form)
    ana.submits()

    assert above == "Log a visit\nAre you sure?\n[Send]"
    assert ana.form is None


def test_a_changed_form_keeps_what_was_filled_in(app: App, ana: Person) -> None:
    note, more = text_field("Note", "note"), text_field("More", "more")
    kind = {"type": "static_select", "options": options("First", "Last")}
    chooser = field("Kind", "kind", {**kind, "action_id": "kind"}, dispatch_action=True)

    @app.action("kind")
    def chosen(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal(chooser, note, more))

    offers(app, chooser, note)
    ana.uses_shortcut("log")
    ana.fills(Note="typed before")
    ana.chooses("Kind", "Last")

    assert ana.form is not None
    assert ana.form.state["note"]["it"]["value"] == "typed before"
    assert "more" in ana.form.state


@pytest.mark.parametrize(("asked", "told"), [(True, [False]), (False, [])])
def test_a_closed_form_is_told_only_if_asked_for(app: App, ana: Person, asked: bool, told: list[bool]) -> None:
    closed: list[bool] = []
    app.view_closed("form")(keeps(closed, lambda body: body["is_cleared"]))
    view = {"notify_on_close": asked}
    offers(app, section("x"), **view)
    ana.uses_shortcut("log")
    ana.cancels()

    assert closed == told
    assert ana.form is None


def test_errors_for_unknown_fields_are_the_apps_fault(app: App, slack: Workspace, ana: Person) -> None:
    app.view("form")(lambda ack: ack(response_action="errors", errors={"elsewhere": "no"}))
    offers(app, section("x"))
    ana.uses_shortcut("log")
    ana.submits()

    assert [refusal.error for refusal in slack.refusals] == ["invalid_errors"]


def test_a_form_without_an_answer_stays(app: App, slack: Workspace, ana: Person) -> None:
    offers(app, section("x"))
    ana.uses_shortcut("log")

    assert list(ana.submits()) == [""]
    assert ana.form is not None
    assert slack.refusals == [Refusal("view_submission", "not_acknowledged", "form")]


def test_a_shortcut_on_a_message_brings_the_message(app: App, ana: Person) -> None:
    brought: list[str] = []
    app.message_shortcut("log")(keeps(brought, lambda body: body["message"]["text"]))
    ana.uses_shortcut("log", ana.writes("this one"))

    assert brought == ["this one"]
