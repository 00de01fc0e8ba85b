"""files.*: the upload in three steps, and looking at a file."""

from dataclasses import replace

from supervisionbot.playground import events
from supervisionbot.playground.arguments import Arguments, destination
from supervisionbot.playground.methods.chat import thread_of
from supervisionbot.playground.methods.method import Method
from supervisionbot.playground.nouns import File, Json, Message, SlackError
from supervisionbot.playground.workspace import Workspace


def upload_url(slack: Workspace, arguments: Arguments) -> Json:
    """Hand out an address that takes the bytes."""
    name, length = arguments.required("filename"), arguments.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments", "[ERROR] must be more than 0 [json-pointer:/length]")
    file = File(slack.marks.id("F"), name, name, slack.bot.id, length=length)
    slack.files[file.id] = file
    return {"upload_url": f"{slack.url}/upload/{file.id}", "file_id": file.id}


def complete_upload(slack: Workspace, arguments: Arguments) -> Json:
    """Finish an upload, and share the files where the call says; without a channel they stay with the app."""
    listed = arguments.structure("files", "invalid_arguments") or []
    files = [_finished(slack, entry) for entry in listed]
    if not files:
        raise SlackError("invalid_arguments", "[ERROR] missing required field: files")
    places = arguments.text("channel_id") or arguments.text("channels")
    for place in filter(None, places.split(",")):
        _share(slack, arguments, place, tuple(files))
    return {"files": [events.file_body(file) for file in files]}


def _finished(slack: Workspace, entry: Json) -> File:
    file = slack.files.get(str(entry.get("id")))
    if file is None or not file.content:
        raise SlackError("file_not_found")
    slack.files[file.id] = replace(file, complete=True, title=entry.get("title") or file.name)
    return slack.files[file.id]


def _share(slack: Workspace, arguments: Arguments, place: str, files: tuple[File, ...]) -> None:
    if place in slack.accounts:
        raise SlackError("channel_not_found")  # files take channel ids only
    channel = destination(slack, place)
    thread = thread_of(slack, channel.id, arguments.optional("thread_ts"))
    text, bot = arguments.text("initial_comment"), slack.bot
    message = Message(channel.id, slack.marks.ts(), bot.id, text, thread_ts=thread, bot_id=bot.bot_id, files=files)
    slack.post(message, own=True)


def info(slack: Workspace, arguments: Arguments) -> Json:
    """Describe a file."""
    file = slack.files.get(arguments.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    address = f"{slack.url}/files/{file.id}"
    return {"file": events.file_body(file) | {"url_private": address, "url_private_download": address}}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, ("files:write",), changes=True),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",), changes=True),
    "files.info": Method(info, ("files:read",)),
}
