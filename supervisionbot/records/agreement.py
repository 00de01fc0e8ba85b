"""How a coder's suggestions agree with what people settled: counts of a theme, without a text or a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from supervisionbot.records.codebook import Stance


@dataclass(frozen=True, slots=True)
class Suggested:
    """A theme as it was suggested, and how sure the coder was of theme and stance together."""

    stance: Stance
    sureness: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply or thread as a coder heard it and as somebody settled it, by theme. A theme in neither is in neither.

    `by` tells whose it is, to count people once; None as a settled stance: turned down.
    """

    by: str
    suggested: Mapping[str, Suggested]
    settled: Mapping[str, Stance | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a theme was suggested and settled, both, one alone or neither.

    `claims`: from which sureness, how often it was suggested so surely, and how often theme and stance were right.
    `people`: how many different ones had anything to do with the theme.
    """

    theme: str
    both: float
    only_suggested: float
    only_settled: float
    neither: float
    claims: tuple[tuple[float, int, int], ...] = ()
    people: int = 0

    @property
    def size(self) -> float:
        """How many there were in all."""
        return self.both + self.only_suggested + self.only_settled + self.neither


@dataclass(frozen=True, slots=True)
class Tried:
    """How well a theme is told from the others by a coder that had not seen what it was tried on.

    `mixed_up`: other themes that were heard in its place or for which it was heard, and how often, most first.
    """

    tally: Tally
    examples: int
    mixed_up: tuple[tuple[str, int], ...] = ()
