"""The other workers -> two weeks of theirs: visits, replies, themes confirmed or corrected, up to a digest's eve.

The first week is quiet: no theme is spoken of by enough of them. In the second most of them say the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, cycle
from zoneinfo import ZoneInfo

from supervisionbot.playground.bot_side import BotSide
from supervisionbot.playground.clock import Clock
from supervisionbot.playground.nouns import CannotDo, Message
from supervisionbot.playground.passing_time import Progress, pass_until
from supervisionbot.playground.people import Person
from supervisionbot.playground.routine import WITHIN, Routine, Written, replies_saying, with_button

VISITS = ("first visit", "review", "statutory visit", "home visit", "phone contact", "joint visit")
QUIET_DAYS, LEAST_DAYS, MOST_DAYS = 4, 8, 18
ROUNDS_QUIET, ROUNDS_BUSY = 2, 6
MOST_ALIKE_IN_QUIET = 2
SHARED = (("empathy", "strength"), ("time", "strain"))
MORNING, EVENING = time(9, 10), time(17, 30)
ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Round:
    """Who will say what."""

    worker: Person
    reply: Written


class TwoWeeks:
    """Lives the weeks of `workers`; those whom `left_alone` names at the time do nothing."""

    def __init__(
        self,
        routine: Routine,
        clock: Clock,
        bot: BotSide,
        *,
        workers: Sequence[Person],
        replies: Sequence[Written],
        left_alone: Callable[[], Collection[str]],
    ) -> None:
        self._routine, self._clock, self._bot = routine, clock, bot
        self._workers, self._replies, self._left_alone = workers, replies, left_alone
        self._visits = cycle(VISITS)

    def live(self, progress: Progress) -> None:
        """Live day after day until at least eight working days have gone and a digest is due next morning.

        Raises CannotDo when nobody is left to live, TimeoutError when the bot does not answer.
        """
        if not self._at_hand():
            raise CannotDo("you have acted as everybody, so nobody is left to live two weeks")
        quiet, busy = self._quiet_rounds(), self._busy_rounds()
        for day in range(1, MOST_DAYS + 1):
            self._forward_to_next(MORNING)
            rounds, most = (quiet, ROUNDS_QUIET) if day <= QUIET_DAYS else (busy, ROUNDS_BUSY)
            self._day([one for _, one in zip(range(most), rounds, strict=False)])
            self._forward_to_next(EVENING)
            progress(min(day / LEAST_DAYS, 0.99))
            if day >= LEAST_DAYS and self._is_eve():
                return

    def _at_hand(self) -> list[Person]:
        alone = self._left_alone()
        return [worker for worker in self._workers if worker.id not in alone]

    def _quiet_rounds(self) -> Iterator[Round]:
        return (Round(*pair) for pair in zip(cycle(self._at_hand()), unlike(self._replies), strict=False))

    def _busy_rounds(self) -> Iterator[Round]:
        shared = [
            Round(worker, reply)
            for theme, stance in SHARED
            for worker, reply in zip(self._at_hand(), cycle(replies_saying(self._replies, theme, stance)), strict=False)
        ]
        return chain(shared, self._quiet_rounds())

    def _day(self, rounds: Sequence[Round]) -> None:
        for one in rounds:
            if one.worker.id not in self._left_alone():
                self._live_through(one)

    def _live_through(self, one: Round) -> None:
        """A visit, its question, the reply, and the themes agreed to or put right."""
        self._routine.logs_visit(one.worker, next(self._visits))
        question = self._routine.gets_question(one.worker)
        self._routine.answers(one.worker, question, one.reply.text)
        self._settle(one, question)

    def _settle(self, one: Round, question: Message) -> None:
        """Agree if the bot heard what a careful reader would; else put it right by the form."""
        worker, slack = one.worker, one.worker.slack
        worker.presses("change", on=with_button(worker, question, "change"))
        slack.wait_until(lambda: worker.form, WITHIN)
        if heard_in(worker) == dict(one.reply.codes):
            worker.cancels()
            self._routine.confirms(worker, question)
        else:
            worker.cancels()
            self._routine.settles_as(worker, question, one.reply.codes)

    def _forward_to_next(self, hour: time) -> None:
        pass_until(next_working(self._clock.now(), hour), self._clock, self._bot)

    def _is_eve(self) -> bool:
        digest = self._bot.next_digest()
        return digest is None or digest - self._clock.now() <= timedelta(days=1)


def unlike(replies: Sequence[Written]) -> Iterator[Written]:
    """Replies of which no more than a few say the same."""
    told: Counter[tuple[str, str]] = Counter(dict.fromkeys(SHARED, MOST_ALIKE_IN_QUIET - 1))
    for reply in replies:
        if reply.codes and all(told[code] < MOST_ALIKE_IN_QUIET for code in reply.codes.items()):
            told.update(reply.codes.items())
            yield reply


def heard_in(worker: Person) -> dict[str, str]:
    """The themes and stances that stand in the open form for themes."""
    chosen = {
        block["block_id"]: {option["value"] for option in block["element"].get("initial_options", ())}
        for block in (worker.form.blocks if worker.form else ())
        if block["type"] == "input"
    }
    well, hard = chosen.get("themes_well", set()), chosen.get("themes_hard", set())
    return (
        dict.fromkeys(well - hard, "strength")
        | dict.fromkeys(hard - well, "strain")
        | dict.fromkeys(well & hard, "mixed")
    )


def next_working(now: datetime, hour: time) -> datetime:
    """The next time that it is this hour on a working day, later than now."""
    here = now.astimezone(ZONE)
    moment = datetime.combine(here.date(), hour, ZONE)
    while moment <= here or moment.weekday() > 4:
        moment = datetime.combine(moment.date() + timedelta(days=1), hour, ZONE)
    return moment.astimezone(now.tzinfo)
