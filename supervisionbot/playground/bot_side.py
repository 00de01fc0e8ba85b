"""What the playground may ask of the bot it plays with; the app gives it. The playground knows nothing else of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table as it lies in the database: `side` is private or released, `about` says in a line what it is for."""

    name: str
    side: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class BotSide:
    """The bot, as far as the playground needs it.

    `look` does everything that is due at the clock's time, and returns when it is done; `is_idle` says whether no
    listener is at work; `next_prompt`, `next_digest` and `next_end` (of a team's reflection together) say when the next
    one is due, None if none is.
    """

    look: Callable[[], None]
    is_idle: Callable[[], bool]
    next_prompt: Callable[[], datetime | None]
    next_digest: Callable[[], datetime | None]
    next_end: Callable[[], datetime | None]
    what_is_kept: Callable[[], Sequence[KeptTable]]
