"""A clock that people can stop and turn forward -> the time everybody in the playground lives by."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta


class Clock:
    """Starts at `start`, standing still; `elapsed` counts real seconds and moves it while it runs."""

    def __init__(self, start: datetime, elapsed: Callable[[], float]) -> None:
        self._at, self._elapsed = start, elapsed
        self._since: float | None = None
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The time in the playground."""
        with self._lock:
            return self._at if self._since is None else self._at + timedelta(seconds=self._elapsed() - self._since)

    @property
    def is_running(self) -> bool:
        """Whether time passes by itself."""
        return self._since is not None

    def run(self) -> None:
        """Let time pass at its usual pace."""
        with self._lock:
            if self._since is None:
                self._since = self._elapsed()

    def pause(self) -> None:
        """Stop the clock."""
        now = self.now()
        with self._lock:
            self._at, self._since = now, None

    def forward(self, span: timedelta) -> None:
        """Turn the clock forward."""
        with self._lock:
            self._at += span

    def forward_to(self, moment: datetime) -> None:
        """Turn the clock forward to a moment; one that has passed changes nothing."""
        self.forward(max(moment - self.now(), timedelta(0)))
