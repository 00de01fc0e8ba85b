"""Workflow steps. In: a step of the app and its inputs -> out: the event that runs it."""

from typing import TYPE_CHECKING

from supervisionbot.playground.nouns import Json

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace


def run(slack: "Workspace", callback_id: str, inputs: Json) -> str:
    """Tell the app to run a step. Out: the id of the execution."""
    with slack.changing():
        execution = slack.marks.id("Fx")
        slack.steps[execution] = None
        event = {
            "type": "function_executed",
            "function": {"id": slack.marks.id("Fn"), "callback_id": callback_id, "type": "app"},
            "inputs": inputs,
            "function_execution_id": execution,
            "workflow_execution_id": slack.marks.id("Wx"),
            "event_ts": slack.marks.ts(),
            "bot_access_token": f"xwfp-{execution}",
        }
    slack.tell(event)
    return execution
