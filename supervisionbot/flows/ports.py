"""What flows need from outside, given to them as arguments. Nothing here names a worker's words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from supervisionbot.records.audience import Audience
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Coding, Span
from supervisionbot.records.post import Attachment, Posted, Said, Standing, View
from supervisionbot.records.team import Person
from supervisionbot.records.words import Words

NewId = Callable[[], str]
"""Chance: a fresh opaque id at each call."""


class Messenger(Protocol):
    """Slack, as far as flows use it. Raises NotDelivered, SlackIsBusy or DeliveryUnknown."""

    def post(self, channel: str, said: Said, *, thread: str = "", delivery: str = "") -> Posted:
        """Post to a channel, or to a user's direct messages; `delivery` goes along as an opaque mark."""

    def update(self, place: Posted, said: Said) -> None:
        """Change a message of the bot."""

    def delete(self, place: Posted) -> None:
        """Delete a message of the bot; one that is gone already is no trouble."""

    def find(self, channel: str, delivery: str, since: datetime, *, thread: str = "") -> Posted | None:
        """Where the message with that delivery mark stands; None if it was not posted since then."""

    def send_files(self, user: str, said: Said, files: Sequence[Attachment]) -> None:
        """Send files to a user's direct messages, with a word."""

    def words_at(self, channel: str, ts: str, thread: str) -> str | None:
        """What a worker's message says now; None if it is gone."""

    def standing(self, channel: str, since: datetime, thread: str = "") -> list[Standing]:
        """What people wrote in a thread, all of it, or outside of threads since then."""

    def open_form(self, trigger: str, form: View) -> None:
        """Open a form for whoever pressed the button behind the trigger."""

    def publish_home(self, user: str, home: View, hash_before: str = "") -> None:
        """Put up a user's App Home; one that was put up meanwhile (another hash) stays."""

    def get_to_know(self, users: Collection[str]) -> None:
        """Ask Slack about many at once, so that it need not be asked about each; where it does not answer, it may."""

    def quiet_until(self, user: str) -> datetime | None:
        """When the user's do-not-disturb ends that holds now; None if none does, or the bot may not know."""

    def audience(self, channel: str) -> Audience:
        """Who can read a channel just now, the bot itself left out."""

    def me(self) -> Mapping[str, Any]:
        """Who the bot is in which workspace, with the granted `scopes`."""

    def person(self, user: str) -> Person:
        """What Slack knows of a user; kept for a while."""


class Redactor(Protocol):
    """Finds identifying detail that has no fixed form, such as names and places."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Where detail stands in the text."""


class Coder(Protocol):
    """Hears themes in a redacted reply."""

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        """The codes of the reply and all themes ranked; raises NotCoded if there is no answer."""

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        """Where the words stand that spoke for a theme of the codebook, strongest first; none if it cannot tell."""


class Vault(Protocol):
    """Keeps redacted words encrypted, or not at all."""

    @property
    def keeps_text(self) -> bool:
        """Whether words are kept at all."""

    def seal(self, words: str) -> bytes | None:
        """The words encrypted; None if no text is kept."""

    def open(self, sealed: bytes) -> str | None:
        """The words again; None if they cannot be opened any more."""

    def fingerprints(self, word: str, about: str) -> tuple[bytes, ...]:
        """What tells a word again without holding it, the one to keep first; none if no text is kept."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that it takes to turn a worker's words into codes.

    `coder` may ask elsewhere and take its time; `coder_here` answers at once, on this machine.
    """

    redactor: Redactor
    coder: Coder
    vault: Vault
    names: "Names"
    coder_here: Coder

    @property
    def here(self) -> "Understanding":
        """The same, with nothing sent anywhere."""
        return replace(self, coder=self.coder_here)


@dataclass(frozen=True, slots=True)
class Speech:
    """All that it takes to say something in Slack."""

    messenger: Messenger
    words: Words
    library: Library


Names = Callable[[Collection[str]], frozenset[str]]
"""The names of these users, so that they are covered wherever a colleague writes them."""
