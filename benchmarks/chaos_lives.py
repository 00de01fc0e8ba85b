"""One bot after the other, for the chaos run: born of a process that has everything loaded, so that a birth is quick.

`python -m benchmarks.chaos_lives` reads lines: `start SECONDS` begins a life whose clock is that far ahead of this
machine's, and prints its process id; `reap` waits for its end, and prints how it ended. Settings come from the
environment, as they do for `bot.py run`.
"""

import os
import sys
from datetime import datetime, timedelta

from supervisionbot.app import running, wiring
from supervisionbot.settings import read_settings


def live(ahead: timedelta) -> None:
    """What `bot.py run` does, at another time."""

    def now() -> datetime:
        return wiring.system_clock() + ahead

    running.run(read_settings(for_slack=True), lambda _what, _share: None, now=now)


def main() -> None:
    """Start and reap, as told."""
    running.set_up_logging("INFO")
    born = 0
    for line in sys.stdin:
        word, _, ahead = line.strip().partition(" ")
        if word == "start":
            born = os.fork()
            if born == 0:
                sys.stdin.close()
                live(timedelta(seconds=float(ahead)))
                os._exit(0)
            print(born, flush=True)
        elif word == "reap":
            _, status = os.waitpid(born, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
