"""What the bot knows of danger and of not coping: cues and words, and how many points it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Signpost(StrEnum):
    """Whom a worker is told of: those for somebody in danger, or those for the worker's own sake."""

    SAFEGUARDING = "safeguarding"
    WELLBEING = "wellbeing"


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that mean the same, and the points for any of them, given once; less than 0 if they calm.

    A phrase is words with blanks between. In a word, `a/b` is a or b, `a_b` two words, a last `*` any ending,
    a last `?` maybe; `...` alone is a gap of at most six words in the same sentence.
    """

    name: str
    kind: Signpost
    points: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lean:
    """How far a single word leans to replies that were signs, and of which kind; less than 0 if to others."""

    kind: Signpost
    points: int


@dataclass(frozen=True, slots=True)
class Signposts:
    """All cues, how words lean (in small letters, without apostrophes), and the points that make a sign."""

    cues: tuple[Cue, ...]
    leans: Mapping[str, Lean]
    points_of_a_sign: int
