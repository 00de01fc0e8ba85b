"""Two weeks in two teams, told as a transcript: visits, questions, replies, themes; silence first, then a digest."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.cast import Cast, PlayTeam
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.reading import words_of
from supervisionbot.playground.routine import Routine, Written, read_replies, replies_saying
from supervisionbot.playground.workspace import Workspace

VISITS = ("first visit", "review", "statutory visit", "home visit", "phone contact")
Say = Callable[[str], None]


class NotAsPromised(Exception):
    """Something that the story tells of did not happen."""


class Story:
    """Tells the main job from the first visit to the second digest. Ends with NotAsPromised if anything is missing."""

    def __init__(self, slack: Workspace, cast: Cast, clock: Clock, bot: BotSide, say: Say) -> None:
        self._slack, self._cast, self._clock, self._bot, self._say = slack, cast, clock, bot, say
        self._routine = Routine(slack, clock, bot)
        replies = read_replies()
        self._warm = cycle(replies_saying(replies, "empathy", "strength"))
        self._rushed = cycle(replies_saying(replies, "time", "strain"))
        self._visits = cycle(VISITS)

    def tell(self) -> None:
        """Two weeks, one after the other."""
        north, south = self._cast.north, self._cast.south
        self._say(
            f"Two teams: {north.name} with {len(north.workers)} workers, {south.name} with {len(south.workers)}. "
            "The floor is five."
        )
        self._week_one(north, south)
        first = self._friday("Week one ends")
        self._require(first[0] == first[1], "both teams read the same silence, though some workers spoke in each")
        self._week_two(north, south)
        second = self._friday("Week two ends")
        self._require(
            second[0] != first[0] and "Empathy and listening" in second[0], "the digest tells of North's theme"
        )
        silence = first[1].splitlines()[0]
        self._require(
            second[1].startswith(silence) and "Empathy" not in second[1],
            "South is too small for a digest of its own, and reads of no theme",
        )
        self._require("Ana" not in second[0] and "Okafor" not in second[0], "no name stands in the digest")

    def _week_one(self, north: PlayTeam, south: PlayTeam) -> None:
        ana = north.workers[0]
        self._first_conversation(ana)
        for pair in zip(north.workers[1:4], south.workers, strict=True):
            self._next_morning()
            for worker in pair:
                self._round(worker, next(self._warm))

    def _week_two(self, north: PlayTeam, south: PlayTeam) -> None:
        self._next_monday()
        for worker in north.workers:
            self._round(worker, next(self._warm))
        self._next_morning()
        for worker in north.workers[2:]:
            self._round(worker, next(self._rushed))
        for worker in south.workers:
            self._round(worker, next(self._warm))

    def _first_conversation(self, ana: Person) -> None:
        """The first conversation in full: every word that Ana and the bot exchange."""
        kept = len(ana.dm)
        self._at(f"{ana.name} types: /reflect visit first visit")
        self._routine.logs_visit(ana, "first visit")
        self._show(ana.dm[kept:])
        question = self._routine.gets_question(ana)
        self._at("The bot asks:")
        self._show([question])
        reply = Written(
            "Sat with Jodie on the kitchen floor in Rowan Street while she cried. "
            "I just listened, and she said nobody had.",
            {"empathy": "strength"},
        )
        self._at(f"{ana.name} replies in the thread: {reply.text}")
        themes = self._routine.answers(ana, question, reply.text)
        self._show([one for one in ana.thread(question) if one.user == self._slack.bot.id])
        self._require("covered" in words_of(themes, self._slack.name_of), "the bot says what it covered")
        self._require("Empathy and listening" in ana.reads(), "the theme was heard")
        self._at(f"{ana.name} presses: That's right")
        self._routine.confirms(ana, question)

    def _round(self, worker: Person, reply: Written) -> None:
        """A round in brief; what the bot misheard is put right by the form, as people do."""
        visit = next(self._visits)
        self._routine.logs_visit(worker, visit)
        question = self._routine.gets_question(worker)
        self._routine.answers(worker, question, reply.text)
        self._routine.settles_as(worker, question, reply.codes)
        self._at(f"{worker.name}: a {visit}, a question, a reply; themes settled: {', '.join(reply.codes)}")

    def _friday(self, title: str) -> tuple[str, str]:
        """Let time pass to the digest day; what stands in the two supervisors' channels, without their headings."""
        due = self._bot.next_digest()
        if due is None:
            raise NotAsPromised("no digest is due")
        before = {worker.id: len(worker.dm) for worker in self._cast.north.workers}
        self._forward_to(due - timedelta(hours=23))
        previews = [worker for worker in self._cast.north.workers if len(worker.dm) > before[worker.id]]
        self._say(f"\n=== {title}")
        if previews:
            self._at(f"The day before, all {len(previews)} workers of North read what will be told:")
            self._show(previews[0].dm[-1:])
        self._forward_to(due)
        for team in (self._cast.north, self._cast.south):
            self._at(f"In #{team.digest_channel.name}:")
            self._show(team.supervisor.sees(team.digest_channel)[-1:])
        teams = (self._cast.north, self._cast.south)
        return _body(teams[0]), _body(teams[1])

    def _forward_to(self, moment: datetime) -> None:
        self._clock.forward_to(moment + timedelta(minutes=1))
        self._bot.look()
        self._routine.settles()

    def _next_morning(self) -> None:
        self._clock.forward_to(_at_nine(self._clock.now() + timedelta(days=1)))

    def _next_monday(self) -> None:
        now = self._clock.now()
        self._clock.forward_to(_at_nine(now + timedelta(days=7 - now.weekday())))

    def _require(self, is_so: bool, promise: str) -> None:
        if not is_so:
            raise NotAsPromised(f"It did not happen that {promise}.")
        self._say(f"  (so it is: {promise})")

    def _at(self, what: str) -> None:
        now = self._clock.now()
        self._say(f"\n{now:%a} {now.day} {now:%B %H:%M}  {what}")

    def _show(self, messages: list[Message]) -> None:
        for message in messages:
            for line in words_of(message, self._slack.name_of).splitlines():
                self._say(f"    | {line}")


def _at_nine(day: datetime) -> datetime:
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def _body(team: PlayTeam) -> str:
    """The newest digest without its heading, which names team and dates."""
    message = team.supervisor.sees(team.digest_channel)[-1]
    return str(message.text).partition("\n")[2]
