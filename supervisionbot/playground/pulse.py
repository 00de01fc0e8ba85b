"""One lock, and a sign of life. In: changes -> out: a version that rises, and all who wait for it woken."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Pulse:
    """What guards the state of a workspace, and tells of its changes."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.version = 0
        self._changed = threading.Condition(self.lock)
        self._listeners: list[Callable[[int], None]] = []

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock while something changes, then tell all who wait or listen."""
        with self.lock:
            yield
            self.version += 1
            self._changed.notify_all()
            for listener in self._listeners:
                listener(self.version)

    def stir(self) -> None:
        """Let all who wait look again, though nothing changed in here: something outside did."""
        with self.lock:
            self._changed.notify_all()

    def on_change(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener` with the version after each change. Out: what stops it.

        It is called inside the lock, so it must be quick and must not wait.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def wait_until(self, predicate: Callable[[], Any], timeout: float = 5.0) -> Any:
        """Wait until a question about the workspace has a true answer. Out: the answer.

        In: `timeout` in seconds. Raises TimeoutError.
        """
        with self._changed:
            answer = self._changed.wait_for(predicate, timeout)
        if not answer:
            raise TimeoutError("what was waited for did not happen")
        return answer
