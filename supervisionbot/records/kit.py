"""Papers that prove what the bot does, for data protection officers and representatives: one template each.

A template is in prompts/kit, named like its record, and may use its fields and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of the database: whose data stands in it, what, why, until when, and in which columns."""

    table: str
    who: str
    what: str
    why: str
    until: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger: one release. `rules` and `told` are put in words, `chain` is its mark."""

    number: int
    at: datetime
    unit: str
    closed_by: str
    rules: tuple[str, ...]
    told: tuple[str, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Setup:
    """How the bot is set up here, as far as papers speak of it. `sends_text`: to which machine redacted words go."""

    made_at: datetime
    database: str
    keeps_text: bool
    keep_days: int
    sends_text: str
    teams: tuple[str, ...]
    workers: int
    supervisors: int
    floor: int
    least_workers: int
    visits: int
    weeks: int
    open_teams: tuple[str, ...]
    """Teams whose digests are posted although others can read them."""


@dataclass(frozen=True, slots=True)
class Kit:
    """All that the papers are made from."""

    setup: Setup
    kept: tuple[KeptTable, ...]
    lines: tuple[LedgerLine, ...]
    broken: int | None
    """The first line of the ledger that does not fit its chain."""
