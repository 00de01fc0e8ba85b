"""Voices about one theme or family -> the lines that they are enough for.

Small-number suppression as in official statistics and staff surveys, but counted by distinct workers for each line
(most platforms count a team's answers; groups under 3 to 10 are hidden, five is the usual default). Secondary
suppression, so that nothing can be subtracted: there are no totals, and no voice is told in two lines.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from supervisionbot.records.codebook import Stance
from supervisionbot.records.private import Voice
from supervisionbot.rules.release.counting import WAIT
from supervisionbot.rules.release.rota import Rota

LEAST_VISITS = 3
"""P5: what five workers say of one family they all know would be that family's story."""
Told = tuple[str, Stance, tuple[Voice, ...]]
"""A line: its theme or family, its stance, and the voices that it spends."""


def lines_of(subject: str, voices: Sequence[Voice], floor: int) -> list[Told]:
    """A line for each stance over the floor; where only both together reach it, one line for both ways."""
    well = tuple(voice for voice in voices if voice.stance is Stance.STRENGTH)
    hard = tuple(voice for voice in voices if voice.stance is Stance.STRAIN)
    sides = ((Stance.STRENGTH, well), (Stance.STRAIN, hard))
    lines = [(subject, stance, side) for stance, side in sides if _are_enough(side, floor)]
    if not lines and well and hard and _are_enough(well + hard, floor):
        return [(subject, Stance.MIXED, well + hard)]
    return lines


def family_lines_of(family: str, voices: Sequence[Voice], rota: Rota, cut: datetime, next_cut: datetime) -> list[Told]:
    """P7: the lines of a family, if some of its waiting voices would expire untold at the next cut.

    Such a line shows that somebody spoke of the family just twelve weeks ago. If few were at work then, that would be
    one of them: then they expire.
    """
    oldest_then = next_cut - WAIT
    would_expire = any(voice.at < oldest_then for voice in voices)
    if would_expire and rota.had_enough(cut - WAIT, oldest_then):
        return lines_of(family, voices, rota.unit.floor)
    return []


def without(voices: Iterable[Voice], told: Iterable[Told]) -> list[Voice]:
    """The voices that are in none of the lines."""
    spent = {voice for _, _, side in told for voice in side}
    return [voice for voice in voices if voice not in spent]


def _are_enough(voices: Sequence[Voice], floor: int) -> bool:
    has_floor = len({voice.worker for voice in voices}) >= floor
    return has_floor and len({_case_of(voice) for voice in voices if voice.visit}) >= LEAST_VISITS


def _case_of(voice: Voice) -> str:
    """What tells visits apart: the case however it was typed (LCS-118, lcs 118), else the visit itself."""
    return "".join(sign for sign in voice.case.casefold() if sign.isalnum()) or voice.visit
