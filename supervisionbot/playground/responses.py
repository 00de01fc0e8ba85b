"""Posts to response URLs. In: the URL's secret and a JSON body -> out: a new, changed or deleted message."""

from dataclasses import replace

from supervisionbot.playground import events
from supervisionbot.playground.answering import show_answer
from supervisionbot.playground.block_kit import message_error
from supervisionbot.playground.controls import with_ids
from supervisionbot.playground.nouns import Json, Message, SlackError
from supervisionbot.playground.tickets import Return
from supervisionbot.playground.workspace import Workspace

METHOD = "response_url"


def take(slack: Workspace, secret: str, body: Json) -> None:
    """Do what the app answers to an interaction. Raises SlackError; it is noted, too."""
    try:
        with slack.changing():
            _do(slack, slack.tickets.use_return(secret), body)
    except SlackError as error:
        slack.note_refusal(METHOD, error.error, "; ".join(error.messages))
        raise


def _do(slack: Workspace, ticket: Return, body: Json) -> None:
    if body.get("delete_original"):
        _delete(slack, ticket)
        return
    error = message_error(body, takes_charts=slack.takes_charts)
    if error:
        raise error
    if body.get("replace_original") and ticket.message:
        _replace(slack, ticket, body)
    else:
        show_answer(slack, METHOD, body, person=ticket.person, channel=ticket.channel, thread_ts=ticket.thread_ts)


def _delete(slack: Workspace, ticket: Return) -> None:
    if ticket.is_aside and ticket.message:
        slack.conversations.drop_aside(ticket.channel, ticket.person, ticket.message)
        return
    slack.conversations.delete(_original(slack, ticket))


def _replace(slack: Workspace, ticket: Return, body: Json) -> None:
    blocks = tuple(with_ids(body.get("blocks") or (), slack.marks))
    text = str(body.get("text") or "")
    if ticket.is_aside:
        asides = slack.conversations.asides(ticket.channel, ticket.person)
        for place, aside in enumerate(asides):
            if aside.ts == ticket.message:
                asides[place] = replace(aside, text=text, blocks=blocks)
        return
    before = _original(slack, ticket)
    after = slack.conversations.change(before, text=text, blocks=blocks, edited=slack.marks.ts())
    slack.tell(events.message_changed(slack, before, after), own=True)


def _original(slack: Workspace, ticket: Return) -> Message:
    found = slack.conversations.find(ticket.channel, ticket.message or "")
    if found is None:
        raise SlackError("message_not_found")
    return found
