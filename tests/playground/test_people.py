"""People act, the real Bolt app answers in their thread, and they read what comes of it."""

from typing import Any

import pytest
from blocks import actions, bar_chart, button, field, home, modal, options, plain, section, text_field
from slack_bolt import Ack, App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import CannotDo, Channel, Refusal
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

Json = dict[str, Any]


@pytest.fixture
def events(app: App) -> list[Json]:
    """All events that reach the app, own posts aside."""
    heard: list[Json] = []
    for kind in ("message", "app_home_opened", "member_joined_channel", "member_left_channel", "user_change"):
        app.event(kind)(lambda event: heard.append(event))
    return heard


# Commands


def test_a_command_is_answered_to_its_writer_alone(app: App, ana: Person, ben: Person, team: Channel) -> None:
    app.command("/reflect")(lambda ack, command: ack(f"You said {command['text']}"))
    ana.runs("/reflect visit first visit", team)

    assert ana.reads(team) == "Supervision Bot (only you can see this): You said visit first visit"
    assert ben.reads(team) == ""


def test_a_command_can_be_answered_to_all(app: App, ana: Person, ben: Person, team: Channel) -> None:
    app.command("/reflect")(lambda ack: ack(text="Let us begin", response_type="in_channel"))
    ana.runs("/reflect together", team)

    assert ben.reads(team) == "Supervision Bot: Let us begin"


def test_a_command_can_be_answered_later(app: App, ana: Person) -> None:
    @app.command("/reflect")
    def later(ack: Ack, respond: Any) -> None:
        ack()
        respond("Here it is")

    ana.runs("/reflect mine")

    assert ana.reads() == "Supervision Bot (only you can see this): Here it is"


def test_an_answer_that_slack_would_not_take_is_noted(app: App, slack: Workspace, ana: Person) -> None:
    app.command("/reflect")(lambda ack: ack(text="x", blocks=[{"type": "section"}]))
    ana.runs("/reflect")

    assert [refusal.error for refusal in slack.refusals] == ["invalid_blocks"]


# Messages


def test_a_reply_reaches_the_app_as_slack_sends_it(events: list[Json], slack: Workspace, ana: Person) -> None:
    root = ana.writes("first")
    reply = ana.writes("It went well, <3", thread=root)
    event = events[-1]

    assert (event["channel_type"], event["thread_ts"], event["ts"]) == ("im", root.ts, reply.ts)
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == "It went well, <3"
    assert event["user"] == ana.id
    assert "bot_id" not in event


def test_an_edit_tells_before_and_after(events: list[Json], ana: Person) -> None:
    message = ana.writes("before")
    ana.edits(message, "after")
    event = events[-1]

    assert event["subtype"] == "message_changed"
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("before", "after")
    assert event["message"]["edited"]["user"] == ana.id
    assert ana.reads() == "Ana Lopez: after (edited)"


def test_a_deleted_reply_is_told_with_its_time(events: list[Json], ana: Person) -> None:
    root = ana.writes("root")
    reply = ana.writes("reply", thread=root)
    ana.deletes(reply)

    assert (events[-1]["subtype"], events[-1]["deleted_ts"]) == ("message_deleted", reply.ts)
    assert events[-1]["previous_message"]["thread_ts"] == root.ts
    assert ana.thread(root) == []


def test_a_deleted_root_leaves_a_tombstone(events: list[Json], ana: Person) -> None:
    root = ana.writes("root")
    ana.writes("reply", thread=root)
    ana.deletes(root)

    assert (events[-1]["subtype"], events[-1]["message"]["subtype"]) == ("message_changed", "tombstone")
    assert "This message was deleted." in ana.reads()


def test_a_shared_file_comes_with_its_name(events: list[Json], ana: Person) -> None:
    ana.shares_file("notes.pdf", thread=ana.writes("root"))

    assert events[-1]["subtype"] == "file_share"
    assert events[-1]["files"][0]["name"] == "notes.pdf"


def test_only_ones_own_messages_can_be_edited(ana: Person, ben: Person, team: Channel) -> None:
    message = ana.writes("mine", channel=team)

    with pytest.raises(CannotDo):
        ben.edits(message, "no, mine")


def test_own_posts_do_not_reach_the_listeners(events: list[Json], client: WebClient, ana: Person) -> None:
    client.chat_postMessage(channel=ana.id, text="from the bot")
    ana.writes("from her")

    assert [event["text"] for event in events] == ["from her"]


def test_an_event_nobody_listens_to_is_repeated_with_the_same_id(app: App, ana: Person) -> None:
    heard: list[tuple[str, str]] = []

    @app.middleware
    def note(body: Json, request: Any, next: Any) -> None:  # noqa: A002  Bolt's own name for it
        heard.append((body["event_id"], request.headers["x-slack-retry-num"][0]))
        next()

    ana.writes("anybody there?")

    assert [number for _, number in heard] == ["0", "1", "2", "3"]
    assert len({event_id for event_id, _ in heard}) == 1


def test_events_can_come_twice_or_in_another_order(events: list[Json], slack: Workspace, ana: Person) -> None:
    slack.sends_events_twice()
    ana.writes("one")
    slack.holds_events()
    ana.writes("two")
    ana.writes("three")
    slack.releases_events(reversed)

    assert [event["text"] for event in events] == ["one", "one", "three", "two"]


def test_unsubscribed_events_stay_away(events: list[Json], slack: Workspace, ana: Person, team: Channel) -> None:
    slack.bot_events = frozenset({"message.im"})
    ana.writes("in the channel", channel=team)
    ana.writes("to the bot")

    assert [event["text"] for event in events] == ["to the bot"]


# Coming, going, looking


def test_members_come_and_go(events: list[Json], slack: Workspace, team: Channel) -> None:
    cho = slack.add_person("Cho")
    cho.joins(team)
    cho.leaves(team)

    assert [event["type"] for event in events] == ["member_joined_channel", "member_left_channel"]
    assert events[0]["channel_type"] == "G"


def test_the_home_tab_shows_what_the_app_puts_up(app: App, ana: Person) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(section("Welcome")))

    assert ana.reads(ana.opens_home()) == "Welcome"


def test_the_messages_tab_can_be_told_from_the_home_tab(events: list[Json], ana: Person) -> None:
    ana.opens_messages_tab()

    assert events[0]["tab"] == "messages"


def test_a_changed_profile_is_told(events: list[Json], ana: Person) -> None:
    ana.moves_to("America/New_York")
    ana.deactivated()

    assert [event["user"].get("tz") for event in events] == ["America/New_York", None]


# Pressing and choosing


def test_a_button_goes_by_its_label_on_the_newest_message(app: App, client: WebClient, ana: Person) -> None:
    pressed: list[str] = []
    app.action("keep")(lambda ack, body: (ack(), pressed.append(body["message"]["text"])))
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


def test_menus_report_what_was_chosen(app: App, client: WebClient, ana: Person, ben: Person) -> None:
    chosen: list[Json] = []
    for action_id in ("kind", "who", "day"):
        app.action(action_id)(lambda ack, action: (ack(), chosen.append(action)))
    menus = [
        {"type": "static_select", "action_id": "kind", "placeholder": plain("Kind"), "options": options("First", "Last")},
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


# Forms


def test_a_form_is_corrected_and_then_taken(app: App, slack: Workspace, ana: Person) -> None:
    @app.view("form")
    def sent(ack: Ack, view: Json) -> None:
        note = view["state"]["values"]["note"]["it"]["value"]
        ack(response_action="errors", errors={"note": "Too short"}) if note == "x" else ack()

    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, text_field("Note", "note"))))
    ana.uses_shortcut("log")

    assert ana.submits() == {"note": "Please complete this required field."}
    assert ana.submits(Note="x") == {"note": "Too short"}
    assert ana.submits({"note": "long enough"}) == {}
    assert ana.form is None
    assert slack.refusals == []


def open_form(client: WebClient, body: Json, *blocks: Json, **more: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks, **more))


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
    ({"type": "checkboxes", "options": options("A", "B")}, ["A", "B"], {"selected_options": options("A", "B")}),
    ({"type": "multi_static_select", "options": options("A", "B")}, ["B"], {"selected_options": options("B")}),
    ({"type": "users_select"}, "Ben", {"selected_user": "Ben"}),
    ({"type": "multi_users_select"}, ["Ben"], {"selected_users": ["Ben"]}),
    ({"type": "conversations_select"}, "supervisors", {"selected_conversation": "supervisors"}),
]


@pytest.mark.parametrize("element, wanted, told", EVERY_FIELD, ids=[each[0]["type"] for each in EVERY_FIELD])
def test_every_kind_of_field_can_be_filled_in(
    app: App, ana: Person, ben: Person, team: Channel, element: Json, wanted: Any, told: Json
) -> None:
    sent: list[Json] = []
    app.view("form")(lambda ack, view: (ack(), sent.append(view["state"]["values"]["block"]["it"])))
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, field("Field", "block", element))))
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
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, *blocks)))
    ana.uses_shortcut("log")

    assert sorted(ana.submits(Short="long", Number=7, Mail="nowhere")) == ["mail", "number", "short"]


def test_an_answer_can_lay_a_form_over_another(app: App, ana: Person) -> None:
    over = modal(section("Are you sure?"), callback_id="sure")
    app.view("form")(lambda ack: ack(response_action="push", view=over))
    app.view("sure")(lambda ack: ack(response_action="clear"))
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, section("First"))))
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

    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, chooser, note)))
    ana.uses_shortcut("log")
    ana.fills(Note="typed before")
    ana.chooses("Kind", "Last")

    assert ana.form is not None
    assert ana.form.state["note"]["it"]["value"] == "typed before"
    assert "more" in ana.form.state


@pytest.mark.parametrize("asked, told", [(True, [False]), (False, [])])
def test_a_closed_form_is_told_only_if_asked_for(app: App, ana: Person, asked: bool, told: list[bool]) -> None:
    closed: list[bool] = []
    app.view_closed("form")(lambda ack, body: (ack(), closed.append(body["is_cleared"])))
    view = {"notify_on_close": asked}
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, section("x"), **view)))
    ana.uses_shortcut("log")
    ana.cancels()

    assert closed == told
    assert ana.form is None


def test_errors_for_unknown_fields_are_the_apps_fault(app: App, slack: Workspace, ana: Person) -> None:
    app.view("form")(lambda ack: ack(response_action="errors", errors={"elsewhere": "no"}))
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, section("x"))))
    ana.uses_shortcut("log")
    ana.submits()

    assert [refusal.error for refusal in slack.refusals] == ["invalid_errors"]


def test_a_form_without_an_answer_stays(app: App, slack: Workspace, ana: Person) -> None:
    app.shortcut("log")(lambda ack, body, client: (ack(), open_form(client, body, section("x"))))
    ana.uses_shortcut("log")

    assert list(ana.submits()) == [""]
    assert ana.form is not None
    assert slack.refusals == [Refusal("view_submission", "not_acknowledged", "form")]


def test_a_shortcut_on_a_message_brings_the_message(app: App, ana: Person) -> None:
    brought: list[str] = []
    app.message_shortcut("log")(lambda ack, body: (ack(), brought.append(body["message"]["text"])))
    ana.uses_shortcut("log", ana.writes("this one"))

    assert brought == ["this one"]


# Steps and reading


def test_a_workflow_step_is_run_and_completed(app: App, slack: Workspace) -> None:
    app.function("log_visit")(lambda inputs, complete: complete({"kind": inputs["kind"]}))
    execution = slack.runs_step("log_visit", {"kind": "first"})

    assert slack.steps[execution] == {"outputs": {"kind": "first"}}


def test_names_links_and_signs_read_as_people_see_them(
    client: WebClient, slack: Workspace, ana: Person, team: Channel
) -> None:
    text = f"<@{ana.id}> in <#{team.id}>: a &lt; b, <https://example.org|the page>, <!here>"
    client.chat_postMessage(channel=ana.id, text=text)

    assert ana.reads() == "Supervision Bot: @Ana Lopez in #supervisors: a < b, the page, @here"


def test_charts_and_tables_read_as_lines(client: WebClient, ana: Person) -> None:
    rows = [[{"type": "raw_text", "text": "Theme"}], [{"type": "raw_text", "text": "Trust"}]]
    table = {"type": "data_table", "caption": "All", "rows": rows}
    client.chat_postMessage(channel=ana.id, text="x", blocks=[bar_chart(), table])

    assert ana.reads().splitlines()[1:] == ["Team, Trust: 3", "Team, Time: 2", "All", "Theme", "Trust"]


def test_the_newest_message_is_the_last_one_seen(ana: Person, ben: Person, team: Channel) -> None:
    ana.writes("old")
    ben.writes("new", channel=team)

    assert ana.last is not None
    assert ana.last.text == "new"
