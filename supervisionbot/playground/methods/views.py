"""views.*: open, push, change and publish modals and Home tabs."""

from supervisionbot.playground import events
from supervisionbot.playground.arguments import Arguments
from supervisionbot.playground.block_kit import view_error
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.nouns import Json, SlackError, View
from supervisionbot.playground.workspace import Workspace


def view_of(arguments: Arguments, kind: str) -> Json:
    """The view of a call, as Slack would take it."""
    view = arguments.structure("view", "invalid_arguments")
    error = view_error(view, kind)
    if error:
        raise error
    body: Json = view
    return body


def person_of(slack: Workspace, arguments: Arguments) -> str:
    """Whose trigger id the call carries."""
    pointer = arguments.text("trigger_id") or arguments.text("interactivity_pointer")
    if not pointer:
        raise SlackError("invalid_arguments", "[ERROR] missing required field: trigger_id")
    return slack.tickets.redeem(pointer)


def answer(slack: Workspace, view: View) -> Json:
    """The answer of all these methods."""
    return {"view": events.view_body(slack, view)}


def open_view(slack: Workspace, arguments: Arguments) -> Json:
    """Open a modal for whoever gave the trigger."""
    body = view_of(arguments, "modal")
    return answer(slack, slack.surfaces.open(person_of(slack, arguments), body))


def push(slack: Workspace, arguments: Arguments) -> Json:
    """Lay a modal over the open one."""
    body = view_of(arguments, "modal")
    return answer(slack, slack.surfaces.push(person_of(slack, arguments), body))


def update(slack: Workspace, arguments: Arguments) -> Json:
    """Change an open modal or a Home tab in place."""
    view = slack.surfaces.find(arguments.optional("view_id"), arguments.optional("external_id"))
    body = view_of(arguments, view.kind)
    return answer(slack, slack.surfaces.update(view, body, arguments.optional("hash")))


def publish(slack: Workspace, arguments: Arguments) -> Json:
    """Put up a person's Home tab."""
    account = slack.accounts.get(arguments.required("user_id"))
    if account is None:
        raise SlackError("invalid_arguments", "[ERROR] unknown user [json-pointer:/user_id]")
    if slack.home_tab_disabled:
        raise SlackError("not_enabled")
    body = view_of(arguments, "home")
    return answer(slack, slack.surfaces.publish(account.id, body, arguments.optional("hash")))


METHODS = {
    "views.open": Method(open_view, changes=True),
    "views.push": Method(push, changes=True),
    "views.update": Method(update, changes=True),
    "views.publish": Method(publish, changes=True),
}
