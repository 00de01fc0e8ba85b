"""Slack's Web API. In: the name of a method, arguments, a token -> out: the answer, status and headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from supervisionbot.playground.arguments import Arguments, require
from supervisionbot.playground.faults import Fault
from supervisionbot.playground.methods import basics, chat, conversations, files, users, views
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.nouns import Json, SlackError
from supervisionbot.playground.workspace import Workspace

METHODS: dict[str, Method] = {
    **basics.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **users.METHODS,
    **files.METHODS,
}
STEP_PREFIX = "xwfp-"  # how the tokens of workflow steps begin


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a JSON body, or a connection dropped without one; `delay` is in seconds."""

    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drops: bool = False
    delay: float = 0.0


def answer(slack: Workspace, name: str, values: Json, token: str) -> Answer:
    """Do a call, or what a fault in waiting makes of it."""
    arguments = Arguments(values)
    with slack.lock:
        fault = slack.faults.next_for(name, arguments.named(slack)) if slack.faults else None
        if fault is None:
            return Answer(run(slack, name, arguments, token))
        if fault.takes_it_first or not (fault.error or fault.drops_connection or fault.status >= 400):
            body = run(slack, name, arguments, token)
            return failed(fault, body)
        return failed(fault, {})


def failed(fault: Fault, body: Json) -> Answer:
    """The answer of a call that a fault met; `body` is what it would be, if the call did its work."""
    if fault.drops_connection:
        return Answer({}, drops=True, delay=fault.delay)
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    status = 429 if fault.error == "ratelimited" else fault.status
    if fault.error is None and status < 400:
        return Answer(body, delay=fault.delay)
    return Answer({"ok": False, "error": fault.error or "internal_error"}, status, headers, delay=fault.delay)


def run(slack: Workspace, name: str, arguments: Arguments, token: str) -> Json:
    """Do a call; what Slack would not take is noted."""
    try:
        return {"ok": True, **work(slack, method_called(slack, name, token), arguments)}
    except SlackError as error:
        slack.note_refusal(name, error.error, "; ".join(error.messages))
        return error_body(error)


def method_called(slack: Workspace, name: str, token: str) -> Method:
    """The method that a call names, if there is one and the app may call it."""
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method")
    check_token(slack, method, token)
    require(slack, *method.scopes)
    return method


def work(slack: Workspace, method: Method, arguments: Arguments) -> Json:
    """Run a method; those who wait are told if it changes anything."""
    if not method.changes:
        return method.work(slack, arguments)
    with slack.changing():
        return method.work(slack, arguments)


def check_token(slack: Workspace, method: Method, token: str) -> None:
    """Raises what Slack answers to a missing, unknown, revoked or unfit token."""
    if method.caller == "anyone":
        return
    if not token:
        raise SlackError("not_authed")
    kinds = {slack.bot_token: "bot", slack.app_token: "app"}
    kind = "bot" if token.startswith(STEP_PREFIX) else kinds.get(token)
    if kind is None:
        raise SlackError("invalid_auth")
    if slack.revoked:
        raise SlackError(slack.revoked)
    if kind != method.caller:
        raise SlackError("not_allowed_token_type")


def error_body(error: SlackError) -> Json:
    """A refusal as Slack writes it."""
    body: Json = {"ok": False, "error": error.error, **error.more}
    if error.messages:
        body["response_metadata"] = {"messages": list(error.messages)}
    return body
