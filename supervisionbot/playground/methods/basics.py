"""auth.test, api.test, apps.connections.open and the completion of workflow steps."""

from supervisionbot.playground.arguments import Arguments
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.nouns import Json, SlackError
from supervisionbot.playground.workspace import Workspace


def api_test(_slack: Workspace, arguments: Arguments) -> Json:
    """Answer with what was asked."""
    if arguments.text("error"):
        raise SlackError(arguments.text("error"))
    return {"args": arguments.values}


def auth_test(slack: Workspace, _arguments: Arguments) -> Json:
    """Say who the token belongs to."""
    return {
        "url": f"https://{slack.team_name}.slack.com/",
        "team": slack.team_name,
        "user": slack.bot.name.lower().replace(" ", "_"),
        "team_id": slack.team_id,
        "user_id": slack.bot.id,
        "bot_id": slack.bot.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(slack: Workspace, _arguments: Arguments) -> Json:
    """Hand out a Socket Mode address that works once."""
    if slack.delivery.line is None:
        raise SlackError("internal_error")
    return {"url": slack.delivery.line.address()}


def complete_step(slack: Workspace, arguments: Arguments) -> Json:
    """End a workflow step well or badly."""
    execution = arguments.required("function_execution_id")
    if slack.steps.get(execution, "gone") is not None:
        raise SlackError("execution_not_in_running_state")
    outputs = arguments.structure("outputs", "parameter_validation_failed")
    slack.steps[execution] = {"outputs": outputs} if outputs is not None else {"error": arguments.text("error")}
    return {}


METHODS = {
    "api.test": Method(api_test, caller="anyone"),
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(open_connection, caller="app"),
    "functions.completeSuccess": Method(complete_step, changes=True),
    "functions.completeError": Method(complete_step, changes=True),
}
