"""Who could read a channel."""

from dataclasses import dataclass

from supervisionbot.records.team import Person


@dataclass(frozen=True, slots=True)
class Audience:
    """A channel and who is in it. `is_shared`: with another organisation; `is_private`: only members can read it."""

    channel: str
    members: tuple[Person, ...]
    is_private: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Others:
    """Who could read a channel besides those it is for; user ids."""

    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    is_public: bool = False
    is_shared: bool = False

    @property
    def is_anybody(self) -> bool:
        """Whether there are any."""
        return bool(self.people or self.guests or self.apps or self.is_public or self.is_shared)
