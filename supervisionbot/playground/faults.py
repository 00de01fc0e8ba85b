"""What goes wrong on demand. In: orders from a test -> out: the fault that meets the next fitting call."""

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """How a call fails. `places` are ids that its arguments must name; none means any call of the method.

    `takes_it_first` lets the call do its work before it fails: the app cannot know. `delay` is in seconds.
    """

    method: str
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    takes_it_first: bool = False
    drops_connection: bool = False
    delay: float = 0.0
    places: frozenset[str] = frozenset()
    times: int | None = 1

    def meets(self, method: str, named: Collection[str]) -> bool:
        """Whether it strikes a call of this method whose arguments name these ids."""
        return self.method in (method, "*") and (not self.places or not self.places.isdisjoint(named))


class Faults:
    """The faults in waiting, and whether Slack is down altogether. Not locked: the workspace does that."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.is_down = False

    def __bool__(self) -> bool:
        return bool(self._waiting) or self.is_down

    def add(self, fault: Fault) -> None:
        """Put a fault in wait; `times` None keeps it for ever."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Let everything work again."""
        self._waiting.clear()
        self.is_down = False

    def next_for(self, method: str, named: Collection[str]) -> Fault | None:
        """The fault that this call runs into, counted down; None when it goes well."""
        if self.is_down:
            return Fault(method, drops_connection=True)
        for place, fault in enumerate(self._waiting):
            if fault.meets(method, named):
                self._count_down(place, fault)
                return fault
        return None

    def _count_down(self, place: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self._waiting[place] = replace(fault, times=fault.times - 1)
        else:
            del self._waiting[place]
