"""What people read, and what workflow steps come to."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from supervisionbot.playground.nouns import Channel
from supervisionbot.playground.people import Person
from supervisionbot.playground.workspace import Workspace

from .blocks import bar_chart

Json = dict[str, Any]


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
