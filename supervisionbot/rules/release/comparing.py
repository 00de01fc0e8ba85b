"""P10, a rule of its own: a digest beside every earlier one -> how few workers a difference could point to.

Survey platforms hide small groups, then publish week after week: one person on leave, and two posts differ by one
voice. Here two digests are compared wherever a voice could have counted in both, that is, wherever they share a team:
week and week, team and pool, before and after joiners and leavers. Teams that share only a worker need no comparison,
since each voice belongs to one team. Theme and family need none either: no voice is in both.

Two more than the floor must have been asked since, whatever they said. If that hung on how long ago the voices of a
line were given, the line itself would tell that somebody spoke long ago, and the rota who that could be.

One pair at a time is enough. Put several digests together (a union of teams and pools, or of weeks), and all who
could account for a difference in any of them could account for one in the whole: never fewer than in each pair.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from supervisionbot.records.private import Occasion
from supervisionbot.records.team import Unit
from supervisionbot.rules.release.counting import WAIT
from supervisionbot.rules.release.rota import Rota

LOOK_BACK = 2 * WAIT + timedelta(weeks=2)
"""How far back occasions and askings are compared. Against older ones more workers could differ, not fewer."""
_LATER = timedelta(microseconds=1)
"""What was asked at the very moment of the earlier cut could be told then."""


def fewest_that_could_speak(rota: Rota, earlier: Iterable[Occasion], cut: datetime) -> int:
    """The fewest workers that a comparison with an earlier occasion points to: those asked since the last of them.

    Where there is none to compare, those asked since voices count at all.
    """
    comparable = [one.cut + _LATER for one in earlier if one.is_open and _share_voices(rota.unit, one)]
    since = max([cut - WAIT, *comparable, *([rota.unit.pooled_since] if rota.unit.pooled_since else [])])
    return len(rota.could_speak(since, rota.in_time))


def _share_voices(unit: Unit, earlier: Occasion) -> bool:
    """Whether a voice could have counted in both: known by the teams, since workers may have been forgotten."""
    return bool(earlier.teams & unit.teams)
