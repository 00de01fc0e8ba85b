"""Two teams with something of everything in the database, and payloads that anybody could send."""

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.app import wiring
from supervisionbot.playground import payloads
from supervisionbot.playground.nouns import Channel, Envelope, Reply
from supervisionbot.playground.people import Person
from supervisionbot.playground.server import serve
from supervisionbot.playground.workspace import Workspace
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Stance
from supervisionbot.records.post import Outgoing
from supervisionbot.records.released import Band, Post, Release, ReleasedTheme
from supervisionbot.settings import Settings
from tests.circle import Circle
from tests.conftest import KEY, PROMPTS, TOKEN, AtOnce, Clock, Office, prompt_of, straight_to
from tests.plain_models import PlainCoder, PlainRedactor

WORDS = "I listened to the copper kettle."
"""What Ana says, everywhere: nobody else may ever read `kettle`."""
Rows = dict[str, list[str]]


@dataclass
class Scene:
    """What there is, by the names that the tables of the tests use; `recorded` is all that Slack sent."""

    office: Office
    people: dict[str, Person]
    ids: dict[str, str]
    recorded: list[Envelope] = field(default_factory=list)

    def rows(self) -> Rows:
        """Every row of every table, as text; but for how much was deleted since the file was last written anew."""
        tables = self.office.rows("select name from sqlite_master where type = 'table' and name <> 'traces'")
        return {one["name"]: [str(row) for row in self.office.rows(f"select * from {one['name']}")] for one in tables}

    def screen(self, who: Person) -> str:
        """All that somebody can see: messages with what hides in them, their tab, an open form."""
        seen = [f"{one.text} {one.blocks}" for channel in who.channels for one in who.sees(channel)]
        return "\n".join([*seen, str(who.home and who.home.body), str(who.form and who.form.body)])

    def sends(self, payload: dict[str, Any], kind: str = "interactive") -> tuple[Reply | None, list[Any]]:
        """Deliver a payload. Out: the acknowledgement, and what was logged."""
        with capture_logs() as logged:
            link: Any = self.office.slack.link
            return link(Envelope(kind, payload, "e1")), logged

    def presses(self, who: Person, name: str, value: str, *, menu: str = "") -> dict[str, Any]:
        """A press of a button in their direct messages, or of a menu, as Slack would send it."""
        chosen = {"selected_option": {"value": f"{name} {value}"}} if menu else {"value": value}
        action = {"action_id": menu or name, "block_id": "b", "type": "button", **chosen}
        return self._interaction(who, "block_actions") | {"actions": [action]}

    def submits(self, who: Person, name: str, about: str, fields: dict[str, Any]) -> dict[str, Any]:
        """A form as Slack would send it."""
        values = {block: {"field": state} for block, state in fields.items()}
        view = {"id": f"V{name}", "type": "modal", "callback_id": name, "private_metadata": about, "hash": "h"}
        payload = self._interaction(who, "view_submission")
        return payload | {"view": view | {"state": {"values": values}, "blocks": []}}

    def uses(self, who: Person, name: str) -> dict[str, Any]:
        """A shortcut."""
        return payloads.shortcut(self.office.slack, who.id, name, None)

    def _interaction(self, who: Person, kind: str) -> dict[str, Any]:
        slack, channel = self.office.slack, self.office.slack.dm_with(who.id)
        url = payloads.response_url(slack, slack.tickets.return_for(who.id, channel.id))
        where = {"channel": {"id": channel.id, "name": "directmessage"}, "response_url": url}
        return {"type": kind, **payloads.who_and_where(slack, who.id), **where}

    def tidy(self) -> None:
        """Close every form that is open."""
        for who in self.people.values():
            while who.form:
                who.cancels()


def text(value: str) -> dict[str, Any]:
    """A field with text."""
    return {"type": "plain_text_input", "value": value}


def chosen(value: str) -> dict[str, Any]:
    """A menu with a choice."""
    return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value}}


def several(*values: str) -> dict[str, Any]:
    """A menu with several choices."""
    options = [{"text": {"type": "plain_text", "text": "x"}, "value": value} for value in values]
    return {"type": "multi_static_select", "selected_options": options}


def users(*ids: str) -> dict[str, Any]:
    """People who were chosen."""
    return {"type": "multi_users_select", "selected_users": list(ids)}


@contextmanager
def a_scene(folder: Path, library: Library) -> Iterator[Scene]:
    """Play it: Ana has an open question, an answered one, a card and an answer in a session; Sam answered a digest."""
    clock = Clock()
    slack = Workspace(clock.now, elapsed=clock.elapsed)
    with serve(slack) as stand_in:
        settings = Settings(
            slack_api_url=stand_in.api_url,
            database_url=f"sqlite:///{folder / 'bot.db'}",
            text_key=KEY,
            prompts_dir=PROMPTS,
            _env_file=None,
        )
        db = wiring.open_database(settings)
        ids = (f"id{number:06}" for number in count(1))
        messenger = wiring.open_messenger(TOKEN, settings, clock.now)
        models = PlainRedactor(), PlainCoder()
        parts = wiring.wire(settings, db, messenger, models, library, now=clock.now, new_id=lambda: next(ids))
        bot = wiring.build(TOKEN, settings, parts, AtOnce())
        scene = Scene(Office(slack, bot, clock, settings), {}, {})
        slack.link = _recording(straight_to(bot.bolt), scene.recorded)
        _play(scene)
        slack.link = straight_to(bot.bolt)
        yield scene
        db.close()


def _recording(link: Callable[[Envelope], Reply | None], kept: list[Envelope]) -> Callable[[Envelope], Reply | None]:
    def record(envelope: Envelope) -> Reply | None:
        kept.append(replace(envelope, payload=copy.deepcopy(envelope.payload)))
        return link(envelope)

    return record


def _play(scene: Scene) -> None:
    office = scene.office
    ana, sam = office.new("Ana Okafor"), office.new("Sam Field")
    names = ("Ben Ade", "Cho Lin", "Dev Rao", "Eve Hart", "Fay Orr", "Gus Pell", "Hal Ito")
    others = [office.new(name) for name in names]
    north = office.team("North", [ana, *others], [sam])
    circle = Circle(office, north, sam)
    sue, zoe, abe = office.new("Sue Marsh"), office.new("Zoe Quill"), office.new("Abe Stone", is_admin=True)
    office.team("South", [office.new("Ian Moor")], [sue])
    scene.people |= {"ana": ana, "ben": others[0], "sam": sam, "sue": sue, "zoe": zoe, "abe": abe}
    _says_something(scene, ana, circle)
    _closes_the_loop(scene, north, sam)


def _says_something(scene: Scene, ana: Person, circle: Circle) -> None:
    office = scene.office
    reply = ana.writes(WORDS, thread=prompt_of(ana))
    ana.edits(reply, f"{WORDS} Again.")
    ana.deletes(ana.writes("Not this.", thread=prompt_of(ana)))
    ana.opens_home()
    ana.presses("take_to_supervision", on=ana.home)
    ana.submits({"card_words": "A word on the copper pot."})
    _is_asked_twice(scene, ana)
    scene.ids["channel"] = circle.channel.id
    circle.starts("/reflect together 45")
    circle.answers(ana, WORDS)
    ana.runs("/reflect settings")
    ana.submits({"settings_leave": ""})
    office.bot.look()
    [scene.ids["answered"]] = [one["id"] for one in _prompts(scene, ana, "answered") if not one["session"]]
    [scene.ids["session"]] = [one["id"] for one in office.rows("select id from sessions")]
    [scene.ids["card"]] = [one["id"] for one in office.rows("select id from cards")]


def _is_asked_twice(scene: Scene, ana: Person) -> None:
    """Two open questions, and a message that may answer either."""
    office = scene.office
    for name in ("asked", "other"):
        ana.runs("/reflect now")
        office.bot.look()
        scene.ids[name] = _prompts(scene, ana, "asked")[-1]["id"]
        office.clock.time += timedelta(hours=3)
    said = ana.writes(WORDS)
    scene.ids["message"] = f"{scene.ids['asked']} {said.channel}:{said.ts}"


def _prompts(scene: Scene, who: Person, state: str) -> list[dict[str, Any]]:
    return scene.office.rows("select * from prompts where worker = ? and state = ? order by due_at", who.id, state)


def _closes_the_loop(scene: Scene, north: Channel, sam: Person) -> None:
    office, db, now = scene.office, scene.office.bot.wiring.db, scene.office.clock.time
    made = Release("r1", "North", now - timedelta(weeks=2), now, (ReleasedTheme("time", Stance.STRAIN, Band.HALF),))
    with db.atomic():
        released_store.save_release(db, made, [Post("post1", made.id, "North", north.id)])
        outbox.put(db, Outgoing("digest", "post1", north.id), now)
    office.bot.look()
    sam.presses("respond_to_team")
    sam.submits({"response_will_do": "We will look at it."})
    sam.runs("/reflect team")
    sam.submits()
    [scene.ids["response"]] = [one["id"] for one in office.rows("select id from responses")]
    scene.ids |= {"post": "post1", "unit": "North", "nothing": "", "to_response": f"response {scene.ids['response']}"}


_LIVE = re.compile(r"<(?:!|@U0EVIL|#C0EVIL|https?:|mailto:)")


def live_marks(scene: Scene) -> list[str]:
    """What Slack would make a ping or a link of, in all that the bot shows anybody. It writes none of these itself."""
    return [mark for who in scene.people.values() for text in _marked_up(who) for mark in _LIVE.findall(text)]


def _marked_up(who: Person) -> Iterator[str]:
    """Every text of the bot's that Slack reads as markup."""
    for message in (one for channel in who.channels for one in who.sees(channel)):
        if message.bot_id or message.only_for:
            yield message.text
            yield from _mrkdwn(list(message.blocks))
    yield from _mrkdwn([view.body for view in (who.home, who.form) if view])


def _mrkdwn(value: Any) -> Iterator[str]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if isinstance(value, dict) and value.get("type") == "mrkdwn":
        yield value["text"]
    for each in inner:
        yield from _mrkdwn(each)


def renamed(scene: Scene, who: str, name: str) -> None:
    """Somebody gives themselves another name in Slack."""
    slack = scene.office.slack
    slack.accounts[scene.people[who].id] = replace(scene.people[who].account, name=name)


def teams(scene: Scene) -> list[Any]:
    """The teams as they are set up."""
    return list(team_store.teams(scene.office.bot.wiring.db))
