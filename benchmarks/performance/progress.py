"""A long run says where it is, on standard error."""

import sys
import time

_BEGUN = time.monotonic()
_SECONDS = 2
_last = _BEGUN


def say(what: str) -> None:
    """Say what comes now, with the minutes and seconds since the start."""
    global _last  # noqa: PLW0603 - one process, one standard error
    _last = time.monotonic()
    minutes, seconds = divmod(int(_last - _BEGUN), 60)
    print(f"{minutes:3}:{seconds:02}  {what}", file=sys.stderr, flush=True)


def say_on(what: str) -> None:
    """Say which of many small steps comes now, unless something was said just before."""
    if time.monotonic() - _last > _SECONDS:
        say(what)
