"""A glance at the workspace -> the regions of the page as HTML. In: who looks at what -> out: fragments."""

import hashlib
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from supervisionbot.playground.bot_side import KeptTable
from supervisionbot.playground.cast import Cast
from supervisionbot.playground.nouns import Message, View
from supervisionbot.playground.page import guide, moments, spots
from supervisionbot.playground.page.commands import PROPOSALS
from supervisionbot.playground.page.drawing import Drawer
from supervisionbot.playground.page.glances import HOME, Glance, Stage
from supervisionbot.playground.page.markup import Reader
from supervisionbot.playground.page.reading_matter import lines_of, roots_of
from supervisionbot.playground.people import Person

SEALED = "encrypted: "
TIES = frozenset(
    {"id", "prompt", "reply", "visit", "release", "event", "channel", "ts", "thread", "occasion", "answer"}
)


class Showing:
    """Draws the page."""

    def __init__(self, stage: Stage, drawer: Drawer) -> None:
        self._stage, self._drawer = stage, drawer

    def page(self, glance: Glance) -> str:
        """The whole page, with its regions filled."""
        regions = self.regions(glance)
        marks = {name: mark_of(html) for name, html in regions.items()}
        filled = {name: Markup(html) for name, html in regions.items()}  # noqa: S704  drawn by templates
        return self._drawer.draw("page", glance=glance, regions=filled, marks=marks, proposals=PROPOSALS)

    def regions(self, glance: Glance) -> dict[str, str]:
        """Each region as HTML; what is looked at counts as read."""
        with self._stage.slack.lock:
            everything = self._seen(glance)
            self._reads(glance, everything)
            told = {
                "main": self._main(glance, everything),
                "thread": self._thread(glance, everything),
                "form": self._form(glance),
                "nav": self._nav(glance),
            }
        told["clock"] = self._clock()
        told["guide"] = self._guide()
        told["kept"] = self._kept(glance.you) if glance.sees_kept else ""
        return told

    # Who and where

    def _nav(self, glance: Glance) -> str:
        cast, acted = self._stage.cast, self._stage.desk.acted
        leaders = {cast.north.supervisor.id, cast.south.supervisor.id}
        people = [one for one in self._stage.slack.people.values() if one.id in acted | leaders]
        unread = {person.id: self._unread_of(person) for person in people}
        channels = [(one, self._stage.desk.unread(glance.you, one)) for one in glance.you.channels]
        return self._drawer.draw(
            "nav", glance=glance, groups=_groups(cast), unread=unread, channels=channels, home=HOME
        )

    def _unread_of(self, person: Person) -> int:
        return sum(self._stage.desk.unread(person, channel) for channel in person.channels)

    def _seen(self, glance: Glance) -> list[Message]:
        if glance.place == HOME:
            return []
        return glance.you.sees(self._stage.slack.conversations.channel(glance.place))

    def _reads(self, glance: Glance, everything: list[Message]) -> None:
        desk, thread = self._stage.desk, [one for one in everything if one.root == glance.thread]
        if roots_of(everything):
            desk.has_read(glance.you, glance.place, roots_of(everything)[-1].ts)
        if thread:
            desk.has_read(glance.you, f"{glance.place} {glance.thread}", thread[-1].ts)

    # What is said

    def _main(self, glance: Glance, everything: list[Message]) -> str:
        spot = self._spot(glance)
        if glance.place == HOME:
            home = glance.you.home
            shown = spots.spot_of_view(home, spot, {}) if home else None
            return self._drawer.draw("home", glance=glance, view=home, spot=shown)
        lines = lines_of(glance.you, roots_of(everything), everything, pane="m", spot=spot)
        desk = self._stage.desk
        lines = [
            replace(one, new_replies=_newer(everything, one.message, desk.read_in(glance.you, one.message)))
            if one.replies
            else one
            for one in lines
        ]
        channel = self._stage.slack.conversations.channel(glance.place)
        return self._drawer.draw("main", glance=glance, lines=lines, channel=channel)

    def _thread(self, glance: Glance, everything: list[Message]) -> str:
        thread = [one for one in everything if one.root == glance.thread]
        if not glance.thread or not thread:
            return ""
        lines = lines_of(glance.you, thread, everything, pane="t", spot=self._spot(glance))
        channel = self._stage.slack.conversations.channel(glance.place)
        return self._drawer.draw("thread", glance=glance, lines=lines, channel=channel)

    def _form(self, glance: Glance) -> str:
        view = self._stage.slack.surfaces.top(glance.you.id)
        if view is None:
            return ""
        errors = self._stage.desk.errors_of(view.id)
        spot = spots.spot_of_view(view, self._spot(glance), errors)
        return self._drawer.draw("form", view=view, spot=spot, stacked=self._is_stacked(view))

    def _is_stacked(self, view: View) -> bool:
        return len(self._stage.slack.surfaces.stack(view.person)) > 1

    def _spot(self, glance: Glance) -> spots.Spot:
        slack, zone = self._stage.slack, glance.you.account.tz
        reader = Reader(slack.name_of, lambda seconds, pattern: moments.slack_date(seconds, pattern, zone))
        people = tuple(_choice(one.id, one.name) for one in slack.people.values())
        places = tuple(_choice(one.id, f"#{one.name}") for one in glance.you.channels if one.kind != "im")
        return spots.Spot("", "", reader, zone, people, places)

    # Time, guide, proof

    def _clock(self) -> str:
        stage, bot = self._stage, self._stage.bot()
        times: dict[str, Any] = {"prompt": None, "digest": None}
        if bot is not None:
            times = {"prompt": bot.next_prompt(), "digest": bot.next_digest()}
        told = {name: moments.short(moment) if moment else "" for name, moment in times.items()}
        now = moments.short(stage.clock.now())
        return self._drawer.draw("clock", now=now, told=told, stage=stage, is_awake=bot is not None)

    def _guide(self) -> str:
        north = self._stage.cast.north
        steps = guide.steps(
            north.workers[0].name, (north.supervisor.name, north.supervisor.id), north.digest_channel.name
        )
        return self._drawer.draw("guide", steps=guide.shown(steps, self._stage.desk.did), north=north)

    def _kept(self, you: Person) -> str:
        bot = self._stage.bot()
        tables = bot.what_is_kept() if bot else ()
        return self._drawer.draw("kept", tables=tables, you=you, telling_first=telling_first)


def telling_first(table: KeptTable) -> list[int]:
    """The order in which a table's columns are shown: sealed words first, what only ties rows together last."""

    def rank(place: int) -> tuple[bool, bool]:
        is_sealed = any(row[place].startswith(SEALED) for row in table.rows)
        return table.columns[place] in TIES, not is_sealed

    return sorted(range(len(table.columns)), key=rank)


def mark_of(html: str) -> str:
    """A short mark that differs when the HTML does."""
    return hashlib.blake2b(html.encode(), digest_size=6).hexdigest()


def _newer(everything: list[Message], root: Message, read: str) -> int:
    return sum(one.is_reply and one.root == root.ts and one.ts > read for one in everything)


def _groups(cast: Cast) -> list[tuple[str, list[tuple[Person, str]]]]:
    workers = [(f"{team.name} team", [(worker, "") for worker in team.workers]) for team in (cast.north, cast.south)]
    leaders = [(team.supervisor, team.name) for team in (cast.north, cast.south)]
    return [*workers, ("Supervisors", leaders), ("Admin", [(cast.admin, "")])]


def _choice(value: str, text: str) -> spots.Choice:
    return spots.Choice(value, {"type": "plain_text", "text": text})
