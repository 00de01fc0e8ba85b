"""What the visitor types -> messages and commands of a person."""

# ruff: noqa: ARG001 - deeds are called alike, whether they need all of it or not

from base64 import b64decode

from supervisionbot.playground.nouns import CannotDo, Json
from supervisionbot.playground.page.glances import HOME, Glance, Stage, message_at
from supervisionbot.playground.routine import questions

MOST_IN_FILE = 100_000
NOT_IN_THREADS = "commands do not work in threads; write it below the conversation"


def say(stage: Stage, glance: Glance, given: Json) -> None:
    """Write a message, reply in a thread, or run a command."""
    text, is_reply = str(given.get("text", "")).strip(), bool(given.get("in_thread"))
    if not text:
        return
    if glance.place == HOME:
        raise CannotDo("nothing can be written on the Home tab; open Messages first")
    channel = stage.slack.conversations.channel(glance.place)
    if text.startswith("/"):
        if is_reply:
            raise CannotDo(NOT_IN_THREADS)
        glance.you.runs(text, channel)
        if text.startswith("/reflect visit "):
            stage.desk.note("visit")
    elif is_reply:
        glance.you.writes(text, thread=message_at(glance, glance.thread))
        stage.desk.note("answer")
    else:
        glance.you.writes(text, channel=channel)
        if channel.person == glance.you.id and questions(glance.you):
            # The bot finds the open question for what is written outside its thread.
            stage.desk.note("answer")


def share(stage: Stage, glance: Glance, given: Json) -> None:
    """Send the bot a file."""
    channel = stage.slack.dm_with(glance.you.id)
    if glance.place != channel.id:
        raise CannotDo("files can be sent in the direct message with the bot alone")
    if int(given.get("size") or 0) > MOST_IN_FILE:
        raise CannotDo("the playground takes files of up to 100 kB")
    content = b64decode(str(given.get("content", "")), validate=True)
    thread = message_at(glance, glance.thread) if glance.thread else None
    glance.you.shares_file(str(given.get("name", "file"))[:100], thread=thread, content=content)


def edit(stage: Stage, glance: Glance, given: Json) -> None:
    """Change one's own message."""
    text = str(given.get("text", "")).strip()
    if not text:
        raise CannotDo("a message needs some words; delete it instead")
    glance.you.edits(message_at(glance, str(given.get("at"))), text)


def delete(stage: Stage, glance: Glance, given: Json) -> None:
    """Delete one's own message."""
    glance.you.deletes(message_at(glance, str(given.get("at"))))


def dismiss(stage: Stage, glance: Glance, given: Json) -> None:
    """Take away what only this person sees."""
    with stage.slack.changing():
        stage.slack.conversations.drop_aside(glance.place, glance.you.id, str(given.get("at")))
