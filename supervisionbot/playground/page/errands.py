"""What takes a while -> a thread of its own, its progress, and one sentence if it came to nothing."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from supervisionbot.playground.nouns import CannotDo
from supervisionbot.playground.page.desk import Desk

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Errand:
    """What is going on, and how much of it is done (0 to 1)."""

    what: str
    share: float


class Errands:
    """One errand at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread: threading.Thread | None = None
        self.current: Errand | None = None
        self.failure = ""

    def start(self, what: str, run: Callable[[Progress], None]) -> None:
        """Run an errand in a thread. Raises CannotDo while another one is under way."""
        with self._desk.changing():
            if self.current is not None:
                raise CannotDo("time is passing already; wait until it has")
            self.current, self.failure = Errand(what, 0.0), ""
            self._thread = threading.Thread(target=self._run, args=(what, run), name="errand", daemon=True)
            self._thread.start()

    def join(self) -> None:
        """Wait until the errand under way is over."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, what: str, run: Callable[[Progress], None]) -> None:
        def progress(share: float) -> None:
            with self._desk.changing():
                self.current = Errand(what, share)

        failure = "the bot stumbled over something"
        try:
            run(progress)
            failure = ""
        except (CannotDo, TimeoutError) as error:
            failure = str(error)
        finally:
            with self._desk.changing():
                self.current, self.failure = None, failure
