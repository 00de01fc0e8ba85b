"""When a large file may be written anew: replies wait meanwhile, so at night."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NIGHT = range(1, 5)
"""The hours of the day in which nobody is asked anything, and hardly anybody writes."""
LONGEST_WAIT = timedelta(hours=23)
"""Where it is never night for all teams at once: what was deleted is gone within a day all the same."""


def may_wipe(left_since: datetime, now: datetime, zones: Iterable[str]) -> bool:
    """Whether it is night in all these time zones, or traces were left for too long."""
    is_night = all(now.astimezone(ZoneInfo(zone)).hour in NIGHT for zone in zones)
    return is_night or now - left_since >= LONGEST_WAIT
