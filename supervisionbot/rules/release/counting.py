"""Voices of a unit -> those that count on this occasion. A voice counts in one unit alone, that of the team it is for.

Hence no worker is heard twice: who works in two teams of a pool is one voice of the pool, and who works in teams with
digests of their own speaks in each of what belongs there. Voices of those who left do not count (they took them
along), nor do those of supervisors who visit, too: whoever reads a digest could subtract their own voice (P5).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from supervisionbot.errors import NotReleasable
from supervisionbot.records.private import Voice
from supervisionbot.records.team import Unit

WAIT = timedelta(weeks=12)
"""P7: how long a voice may wait for others. Small teams need time rather than a lower floor."""


def voices_that_count(unit: Unit, voices: Iterable[Voice], cut: datetime) -> list[Voice]:
    """The unit's voices that stood at the cut and are not too old; NotReleasable for anything but voices (P4)."""
    counted = []
    for voice in voices:
        if not isinstance(voice, Voice):
            raise NotReleasable
        if voice.team in unit.teams and voice.worker in unit.workers and _is_in_time(unit, voice, cut):
            counted.append(voice)
    return counted


def _is_in_time(unit: Unit, voice: Voice, cut: datetime) -> bool:
    # A pool does not look back (P6): else it could be set up after seeing who stayed silent on their own.
    is_of_pool = unit.pooled_since is None or voice.at >= unit.pooled_since
    return is_of_pool and cut - WAIT <= voice.at and voice.given_at <= cut
