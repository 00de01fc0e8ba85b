"""How many messages may be sent now, so that none comes in a flood: Slack takes several hundred a minute in all."""

from datetime import datetime


class Pace:
    """A minute's messages at once, then as many as the time that passed allows; 0 a minute for no limit."""

    def __init__(self, per_minute: int = 0) -> None:
        self._per_minute = per_minute
        self._left = float(per_minute)
        self._at: datetime | None = None
        self._rests_until: datetime | None = None

    def most(self, now: datetime) -> int | None:
        """How many may be sent now; None for any number."""
        if self._rests_until and now < self._rests_until:
            return 0
        if not self._per_minute:
            return None
        passed = (now - self._at).total_seconds() if self._at else 0.0
        self._at = now
        self._left = min(self._per_minute, self._left + passed * self._per_minute / 60)
        return int(self._left)

    def rest(self, until: datetime) -> None:
        """Send nothing until then."""
        self._rests_until = until

    def sent(self, count: int) -> None:
        """Count what was sent."""
        self._left -= count
