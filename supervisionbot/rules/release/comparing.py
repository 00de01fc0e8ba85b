"""P10, a rule of its own: a digest beside every earlier one -> how few workers a difference could point to.

Survey platforms hide small groups, then publish week after week: one person on leave, and two posts differ by one
voice. Here two digests are compared wherever a voice could have counted in both, that is, wherever they share a team:
week and week, team and pool, before and after joiners and leavers. Teams that share only a worker need no comparison,
since each voice belongs to one team. Theme and family need none either: no voice is in both.

One pair at a time is enough. Put several digests together (a union of teams and pools, or of weeks), and all who
could account for a difference in any of them could account for one in the whole: never fewer than in each pair.
"""

from collections.abc import Iterable
from datetime import timedelta

from supervisionbot.records.private import Occasion
from supervisionbot.records.team import Unit
from supervisionbot.rules.release.counting import WAIT
from supervisionbot.rules.release.rota import Rota

LOOK_BACK = 2 * WAIT + timedelta(weeks=2)
"""How far back occasions and askings are compared. Against older ones more workers could differ, not fewer."""
_LATER = timedelta(microseconds=1)
"""What was asked at the very moment of the earlier cut could be told then."""


def least_that_could_differ(rota: Rota, earlier: Iterable[Occasion]) -> int | None:
    """The fewest workers that a comparison with an earlier occasion points to; None if there is none to compare."""
    comparable = (one for one in earlier if one.is_open and _share_voices(rota.unit, one))
    return min((could_differ(rota, one) for one in comparable), default=None)


def could_differ(rota: Rota, earlier: Occasion) -> int:
    """How many workers could account for a difference between an earlier occasion and now: those asked since."""
    return len(rota.could_speak(earlier.cut + _LATER, rota.in_time))


def _share_voices(unit: Unit, earlier: Occasion) -> bool:
    """Whether a voice could have counted in both: known by the teams, since workers may have been forgotten."""
    return bool(earlier.teams & unit.teams)
