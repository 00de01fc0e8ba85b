"""How many messages may be sent now, so that none comes in a flood: Slack takes several hundred a minute in all."""

from collections import deque
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)


class Pace:
    """So many messages in any minute and no more; 0 a minute for no limit."""

    def __init__(self, per_minute: int = 0) -> None:
        self._per_minute = per_minute
        self._sent: deque[tuple[datetime, int]] = deque()
        self._rests_until: datetime | None = None

    def most(self, now: datetime) -> int | None:
        """How many may be sent now; None for any number."""
        if self._rests_until and now < self._rests_until:
            return 0
        if not self._per_minute:
            return None
        while self._sent and self._sent[0][0] <= now - _MINUTE:
            self._sent.popleft()
        return max(0, self._per_minute - sum(count for _, count in self._sent))

    def rest(self, until: datetime) -> None:
        """Send nothing until then."""
        self._rests_until = until

    def sent(self, count: int, now: datetime) -> None:
        """Count what was sent up to now."""
        if count:
            self._sent.append((now, count))
