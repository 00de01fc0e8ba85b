"""A worker's own record, to be taken along: reflections by date and a draft for the regulator's yearly form."""

from dataclasses import dataclass, field
from datetime import datetime

from supervisionbot.records.words import Message, ThemeSaid


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One own reflection as the record shows it; `at` is local to the worker."""

    at: datetime
    kind: str
    question: str
    themes: tuple[ThemeSaid, ...]
    texts: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class CpdPiece:
    """One piece of learning for the yearly record, about one theme.

    The six fields are those of Social Work England's form: type of activity, short description and why it is
    relevant, date, what was learnt, impact on practice and people, what was learnt from a peer. What only the worker
    can write is asked for in the template.
    """

    theme: str
    count: int
    first: datetime
    last: datetime
    went_well: int
    was_hard: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRecord(Message):
    """The whole record. Newest reflections come last, as one writes a diary."""

    name: str
    made_at: datetime
    entries: tuple[RecordEntry, ...] = field(repr=False)
    pieces: tuple[CpdPiece, ...]
    keeps_text: bool
