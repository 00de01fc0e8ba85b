"""What the app answers to a command or an interaction -> messages and modals that the person then sees."""

from typing import TYPE_CHECKING

from supervisionbot.playground.block_kit import message_error, view_error
from supervisionbot.playground.controls import with_ids
from supervisionbot.playground.nouns import Json, Message, SlackError, View

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace


def show_answer(
    slack: "Workspace", method: str, answer: Json, *, person: str, channel: str, thread_ts: str | None = None
) -> None:
    """Show an answer to one person, or to all if it says in_channel. What Slack would refuse is noted."""
    error = message_error(answer, takes_charts=slack.takes_charts)
    if error:
        slack.note_refusal(method, error.error, "; ".join(error.messages))
        return
    with slack.changing():
        in_channel = answer.get("response_type") == "in_channel"
        message = Message(
            channel,
            slack.marks.ts(),
            slack.bot.id,
            str(answer.get("text") or ""),
            tuple(with_ids(answer.get("blocks") or (), slack.marks)),
            thread_ts=answer.get("thread_ts") or thread_ts,
            bot_id=slack.bot.bot_id,
            only_for=None if in_channel else person,
        )
        slack.post(message, own=True)


def answer_to_form(slack: "Workspace", view: View, answer: Json) -> dict[str, str]:
    """Do what the app answered to a form: show errors, change it, lay another over it, or close it.

    Out: the errors, by block_id.
    """
    kind = answer.get("response_action")
    if kind == "errors":
        return _errors_shown(slack, view, answer)
    with slack.changing():
        try:
            _change_modals(slack, view, kind, answer)
        except SlackError as error:
            slack.note_refusal("view_submission", error.error, "; ".join(error.messages))
            return {"": error.error}
    return {}


def _errors_shown(slack: "Workspace", view: View, answer: Json) -> dict[str, str]:
    errors: dict[str, str] = dict(answer.get("errors") or {})
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not inputs.issuperset(errors):
        slack.note_refusal("view_submission", "invalid_errors", "errors must name input blocks of the form")
    return errors


def _change_modals(slack: "Workspace", view: View, kind: str | None, answer: Json) -> None:
    if kind in ("update", "push"):
        error = view_error(answer.get("view"), "modal")
        if error:
            raise error
        if kind == "push":
            slack.surfaces.push(view.person, answer["view"])
        else:
            slack.surfaces.update(slack.surfaces.find(view.id), answer["view"])
    elif kind == "clear":
        slack.surfaces.clear(view.person)
    elif kind is None:
        slack.surfaces.close(view)
    else:
        raise SlackError("invalid_response_action")
