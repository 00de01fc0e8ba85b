"""Who was asked when -> who could have spoken. Whoever knows the rota, leave and sickness knows as much."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.records.private import Asked
from supervisionbot.records.team import SPARE_WORKERS, Unit

TIME_TO_ANSWER = timedelta(hours=1)
"""Who was asked just before the cut had no time to answer."""
BEFORE_REPLYING = timedelta(days=1)
"""A reply comes up to a day after its question."""


@dataclass(frozen=True, slots=True)
class Rota:
    """Who of a unit was asked when, `in_time` to answer before the cut."""

    unit: Unit
    asked: tuple[Asked, ...]
    in_time: datetime

    def could_speak(self, since: datetime, until: datetime) -> frozenset[str]:
        """The unit's workers who were asked for one of its teams between two moments, both included, in time.

        Newcomers count no sooner: one who made no visit yet has said nothing. Those who left can only have taken
        voices away, and hide nobody. Late answers only add to these workers, and forgetting takes askings away too.
        """
        until = min(until, self.in_time)
        there = {one.worker for one in self.asked if since <= one.at <= until and one.team in self.unit.teams}
        return self.unit.workers & there

    def had_enough(self, since: datetime, until: datetime) -> bool:
        """Whether two more could speak for these moments than the floor needs. Else the floor would say who did."""
        return len(self.could_speak(since - BEFORE_REPLYING, until)) >= self.unit.floor + SPARE_WORKERS
