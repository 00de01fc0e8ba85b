"""How often sending failed -> how long to wait before the next try."""

from datetime import timedelta

LONGEST_WAIT = timedelta(hours=1)
_FIRST_WAIT = timedelta(seconds=5)


def wait(tries: int) -> timedelta:
    """Twice as long after each try, from five seconds to an hour."""
    doublings = min(max(tries - 1, 0), 20)
    return min(_FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
