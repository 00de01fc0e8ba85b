"""What the visitor did and has seen -> unread marks, ticks of the guide, workers to be left alone. Nothing on disk."""

from collections.abc import Mapping

from supervisionbot.playground.nouns import Channel, Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.pulse import Pulse


class Desk(Pulse):
    """The visitor's side of the playground. The same for all tabs of all browsers: it is one person's toy."""

    def __init__(self) -> None:
        super().__init__()
        self.did: set[str] = set()
        self.acted: set[str] = set()
        self._read: dict[tuple[str, str], str] = {}
        self._errors: dict[str, Mapping[str, str]] = {}

    def note(self, step: str) -> None:
        """Tick a step of the guide."""
        if step not in self.did:
            with self.changing():
                self.did.add(step)

    def acts_as(self, person: Person) -> None:
        """The visitor does something as this person, who is theirs from now on."""
        with self.lock:
            self.acted.add(person.id)

    def has_read(self, person: Person, place: str, ts: str) -> None:
        """A person has seen a channel, or a thread (`channel thread`), up to a timestamp."""
        with self.lock:
            old = self._read.get((person.id, place), "")
            if ts <= old:
                return
        with self.changing():
            self._read[person.id, place] = ts

    def unread(self, person: Person, channel: Channel) -> int:
        """How many messages of others in a channel and its threads a person has not seen."""
        read = self._read.get((person.id, channel.id), "")
        return sum(
            message.user != person.id and message.ts > max(read, self.read_in(person, message))
            for message in person.sees(channel)
        )

    def read_in(self, person: Person, message: Message) -> str:
        """Up to when a person has seen the thread of a message."""
        return self._read.get((person.id, f"{message.channel} {message.root}"), "")

    def errors_of(self, view_id: str) -> Mapping[str, str]:
        """What was wrong with a form when it was last sent, by block_id."""
        return self._errors.get(view_id, {})

    def keeps_errors(self, view_id: str, errors: Mapping[str, str]) -> None:
        """Show these errors in a form; none take the old ones away."""
        with self.changing():
            self._errors.pop(view_id, None)
            if errors:
                self._errors[view_id] = errors
