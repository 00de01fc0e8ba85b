"""Slack's Web API as flows use it: posts that are never sent twice by themselves, reads that may be repeated."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import URLError
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from supervisionbot.adapters import slack_moods
from supervisionbot.adapters.slack_rest import Rest
from supervisionbot.errors import DeliveryUnknown, MessageGone, NotDelivered, SlackIsBusy, SlackRefusesBot
from supervisionbot.records.audience import Audience
from supervisionbot.records.post import Attachment, Block, Posted, Said, Standing, View
from supervisionbot.records.team import Person

DELIVERY = "supervisionbot_delivery"
_KNOWN_FOR = timedelta(hours=6)
_UNKNOWN_FOR = timedelta(minutes=10)
_CLOCK_SKEW = timedelta(minutes=1)
_MANY = 20
"""So many strangers are worth reading the list of everybody."""


class SlackMessenger:
    """Speaks to one workspace. `posts` must be a client without retry handlers: Slack has no key against doubles."""

    def __init__(self, posts: WebClient, reads: WebClient, now: Callable[[], datetime]) -> None:
        self._posts, self._reads, self._now = posts, reads, now
        self._people: dict[str, tuple[datetime, Person, frozenset[str] | None]] = {}
        self._leave_alone: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._rest = Rest(reads, self._say, now)

    def post(self, channel: str, said: Said, *, thread: str = "", delivery: str = "") -> Posted:
        """Post to a channel or to a user's direct messages."""
        try:
            return self._post(channel, said.text, said.blocks, thread, delivery)
        except NotDelivered as error:
            # A workspace that does not take charts yet refuses the whole message.
            if said.plain_blocks is None or "invalid_blocks" not in error.reason:
                raise
            return self._post(channel, said.text, said.plain_blocks, thread, delivery)

    def update(self, place: Posted, said: Said) -> None:
        """Change a message of the bot."""
        text = said.text[:3900]  # chat.update takes 4,000 characters
        self._say(self._posts.chat_update, channel=place.channel, ts=place.ts, text=text, blocks=list(said.blocks))

    def delete(self, place: Posted) -> None:
        """Delete a message of the bot; one that is gone already is no trouble."""
        try:
            self._say(self._posts.chat_delete, channel=place.channel, ts=place.ts)
        except MessageGone:
            return

    def find(self, channel: str, delivery: str, since: datetime, *, thread: str = "") -> Posted | None:
        """Where the message with that delivery mark stands, among those since then."""
        channel = self._direct(channel)
        call = self._reads.conversations_replies if thread else self._reads.conversations_history
        asked: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": 200}
        asked |= {"oldest": f"{(since - _CLOCK_SKEW).timestamp():.6f}"} | ({"ts": thread} if thread else {})
        for message in self._messages(call, asked):
            payload = message.get("metadata", {}).get("event_payload") or {}
            if payload.get("delivery_id") == delivery:
                return Posted(channel, message["ts"])
        return None

    def standing(self, channel: str, since: datetime, thread: str = "") -> list[Standing]:
        """What people wrote in a thread, all of it, or outside of threads since then."""
        call = self._reads.conversations_replies if thread else self._reads.conversations_history
        asked: dict[str, Any] = {"channel": channel, "limit": 200}
        asked |= {"ts": thread} if thread else {"oldest": f"{(since - _CLOCK_SKEW).timestamp():.6f}"}
        return [
            Standing(message["ts"], message["user"], message.get("edited", {}).get("ts", ""))
            for message in self._messages(call, asked)
            if "user" in message and not message.get("bot_id") and message.get("subtype") != "tombstone"
        ]

    def _messages(self, call: Callable[..., Any], asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """All messages that a call gives, page by page."""
        while True:
            page = self._say(call, **asked)
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked["cursor"] = cursor

    def send_files(self, user: str, said: Said, files: Sequence[Attachment]) -> None:
        """Send files to a user's direct messages, with a word."""
        uploads = [{"filename": one.name, "title": one.name, "content": one.content} for one in files]
        channel = self._direct(user)
        self._say(self._posts.files_upload_v2, channel=channel, file_uploads=uploads, initial_comment=said.text)

    def _direct(self, channel: str) -> str:
        """The id of a user's direct messages; any other channel is itself."""
        if not channel.startswith(("U", "W")):
            return channel
        return str(self._say(self._reads.conversations_open, users=channel)["channel"]["id"])

    def words_at(self, channel: str, ts: str, thread: str) -> str | None:
        """What a message says now; None if it is gone."""
        only = {"channel": channel, "latest": ts, "oldest": ts, "inclusive": True, "limit": 1 if not thread else 2}
        if thread:
            page = self._say(self._reads.conversations_replies, ts=thread, **only)
        else:
            page = self._say(self._reads.conversations_history, **only)
        found = [one for one in page["messages"] if one["ts"] == ts and one.get("subtype") != "tombstone"]
        return str(found[0].get("text", "")) if found else None

    def open_form(self, trigger: str, form: View) -> None:
        """Open a form; the trigger lives three seconds."""
        self._say(self._posts.views_open, trigger_id=trigger, view=form)

    def publish_home(self, user: str, home: View, hash_before: str = "") -> None:
        """Put up a user's App Home; one that was put up meanwhile (another hash) stays."""
        try:
            self._say(self._posts.views_publish, user_id=user, view=home, hash=hash_before or None)
        except NotDelivered as error:
            if error.reason != "hash_conflict":
                raise

    def quiet_until(self, user: str) -> datetime | None:
        """When the user's do-not-disturb ends that holds now; None if none does, or the scope was not granted."""
        return self._rest.until(user)

    def get_to_know(self, users: Collection[str]) -> None:
        """Ask Slack about many at once: who they are and when they rest, so that it need not be asked about each."""
        self._rest.ask_for(users)
        with self._lock:
            strangers = {user for user in users if user not in self._people}
        asked: dict[str, Any] = {"limit": 200}
        while len(strangers) >= _MANY:
            try:
                page = self._say(self._reads.users_list, **asked)
            except (NotDelivered, DeliveryUnknown):
                return
            for found in page["members"]:
                self._keep(found["id"], _person(found["id"], found), _names(found))
                strangers.discard(found["id"])
            asked["cursor"] = (page.get("response_metadata") or {}).get("next_cursor")
            if not asked["cursor"]:
                return

    def audience(self, channel: str) -> Audience:
        """Who can read a channel just now, the bot itself left out. Raises NotDelivered where Slack does not say."""
        found = self._say(self._reads.conversations_info, channel=channel)["channel"]
        own = self._say(self._reads.auth_test)["user_id"]
        members, asked = [], {"channel": channel, "limit": 200}
        while True:
            page = self._say(self._reads.conversations_members, **asked)
            members += [user for user in page["members"] if user != own]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
            asked["cursor"] = cursor
        is_shared = any(found.get(name) for name in ("is_ext_shared", "is_pending_ext_shared", "is_org_shared"))
        people = tuple(self._sure_of(user) for user in members)
        return Audience(channel, people, bool(found.get("is_private") or found.get("is_im")), is_shared)

    def _sure_of(self, user: str) -> Person:
        """What Slack says of a user now; NotDelivered where it could not be asked."""
        person, names = self._known(user)
        if names is None:
            raise NotDelivered("Slack could not be asked who is in a channel.")
        return person

    def person(self, user: str) -> Person:
        """What Slack knows of a user; where it cannot be asked, only the id."""
        return self._known(user)[0]

    def names(self, users: Collection[str]) -> frozenset[str]:
        """The names of these users, as Slack shows them. Raises NotDelivered where Slack could not be asked."""
        known = [self._known(user) for user in users]
        if any(names is None for _, names in known):
            raise NotDelivered("Slack could not be asked for names.")
        return frozenset(name for _, names in known for name in names or ())

    def me(self) -> dict[str, Any]:
        """Who the bot is in which workspace, as `auth.test` says, with the granted scopes under `scopes`."""
        answer = self._say(self._reads.auth_test)
        scopes = getattr(answer, "headers", {}).get("x-oauth-scopes", "")
        return {**_data(answer), "scopes": scopes}

    def _known(self, user: str) -> tuple[Person, frozenset[str] | None]:
        """A user and their names; None for the names where Slack could not be asked just now."""
        with self._lock:
            kept = self._people.get(user)
        if kept and kept[0] > self._now():
            return kept[1], kept[2]
        person, names = self._asked(user)
        if names is not None:
            self._keep(user, person, names)
        return person, names

    def _keep(self, user: str, person: Person, names: frozenset[str]) -> None:
        with self._lock:
            self._people[user] = (self._now() + (_KNOWN_FOR if names else _UNKNOWN_FOR), person, names)

    def _asked(self, user: str) -> tuple[Person, frozenset[str] | None]:
        try:
            found = _data(self._say(self._reads.users_info, user=user)).get("user", {})
        except (SlackIsBusy, SlackRefusesBot, DeliveryUnknown):
            return Person(user, "", ""), None
        except NotDelivered as error:
            # Without Slack's own word for why, Slack could not be reached at all.
            return Person(user, "", ""), frozenset() if error.reason else None
        return _person(user, found), _names(found)

    def _post(self, channel: str, text: str, blocks: tuple[Block, ...], thread: str, delivery: str) -> Posted:
        mark = {"event_type": DELIVERY, "event_payload": {"delivery_id": delivery}} if delivery else None
        answer = self._say(
            self._posts.chat_postMessage,
            channel=channel,
            text=text,
            blocks=list(blocks) or None,
            thread_ts=thread or None,
            metadata=mark,
            unfurl_links=False,
            unfurl_media=False,
        )
        return Posted(answer["channel"], answer["ts"])

    def _say(self, method: Callable[..., Any], **asked: Any) -> Any:
        """Call Slack, and put its errors into ours. No error carries what was said.

        A method that Slack asked to leave alone is left alone for as long as it asked: it counts by method.
        """
        name = getattr(method, "__name__", "")
        still = (self._leave_alone.get(name, self._now()) - self._now()).total_seconds()
        if still > 0:
            raise SlackIsBusy(f"Slack asked to leave {name} alone.", still)
        try:
            return method(**asked)
        except SlackApiError as error:
            ours = _ours(error)
            if isinstance(ours, SlackIsBusy):
                self._leave_alone[name] = self._now() + timedelta(seconds=ours.retry_after)
            raise ours from None
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, (ConnectionRefusedError, gaierror)):
                raise NotDelivered("Slack could not be reached.") from None
            raise DeliveryUnknown(f"The connection to Slack broke: {type(reason).__name__}.") from None


def _ours(error: SlackApiError) -> NotDelivered | DeliveryUnknown:
    response = error.response
    status = getattr(response, "status_code", 0)
    name = str(_data(response).get("error", status)) if isinstance(_data(response), dict) else str(status)
    if status == 429 or name == "ratelimited":
        return SlackIsBusy("Slack asked to wait.", float(response.headers.get("retry-after", 1)))
    if name in slack_moods.MAYBE_DONE or status >= 500:
        return DeliveryUnknown(f"Slack answered {name}; the message may have been posted.")
    is_refused, is_gone = name in slack_moods.REFUSES_BOT, name in slack_moods.GONE
    kind = SlackRefusesBot if is_refused else MessageGone if is_gone else NotDelivered
    return kind(slack_moods.in_words(name), name)


def _data(response: Any) -> dict[str, Any]:
    found = getattr(response, "data", response)
    return found if isinstance(found, dict) else {}


def _person(user: str, found: dict[str, Any]) -> Person:
    profile = found.get("profile") or {}
    name = profile.get("real_name") or found.get("real_name") or found.get("name") or ""
    is_admin = bool(found.get("is_admin") or found.get("is_owner"))
    is_guest = bool(found.get("is_restricted") or found.get("is_ultra_restricted") or found.get("is_stranger"))
    is_gone, is_app = bool(found.get("deleted")), bool(found.get("is_bot"))
    return Person(user, name, _zone(found.get("tz") or ""), is_admin, is_gone, is_guest, is_app)


def _zone(name: str) -> str:
    """The time zone if this machine knows it, else none: the team's counts then."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _names(found: dict[str, Any]) -> frozenset[str]:
    profile = found.get("profile") or {}
    names = (profile.get("real_name"), profile.get("display_name"), found.get("real_name"))
    return frozenset(name for name in names if name)
