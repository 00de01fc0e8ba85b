"""Clocks and counters -> the ids, timestamps and secrets that Slack hands out."""

import itertools
from collections.abc import Callable
from datetime import datetime

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID_SPACE = 36**8
STRIDE = 1_000_000_007  # shares no factor with 36, so ids differ although they look shuffled


class Marks:
    """Hands out marks that never repeat within one workspace; the same story gives the same marks."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last_ts = 0
        self._count = itertools.count(1)

    def ts(self) -> str:
        """A message timestamp: seconds and six decimals, later than every earlier one."""
        self._last_ts = max(int(self._now().timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def id(self, letter: str) -> str:
        """An id as Slack writes them, such as U0..., C0..., Ev0...."""
        number = next(self._count) * STRIDE % ID_SPACE
        return letter + "0" + in_base_36(number).rjust(8, "0")

    def uuid(self) -> str:
        """An id in the shape of a UUID."""
        tail = f"{next(self._count):012x}"
        return f"00000000-0000-4000-8000-{tail}"


def in_base_36(number: int) -> str:
    """Write a number with digits and capitals."""
    digits = []
    while number:
        number, digit = divmod(number, 36)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))
