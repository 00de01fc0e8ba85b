"""What the bot knows of danger and of not coping: cues, their points, and how many points it takes."""

from dataclasses import dataclass
from enum import StrEnum


class Signpost(StrEnum):
    """Which people a worker is told of: for somebody in danger, or for the worker's own sake."""

    SAFEGUARDING = "safeguarding"
    WELLBEING = "wellbeing"


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that mean the same, and the points that a reply gets for any of them, once; less than 0 if they calm.

    A phrase is words with blanks between. In a word, `a/b` is a or b, `a_b` two words, a last `*` any ending, a last
    `?` maybe; `...` alone is a gap of at most six words in the same sentence.
    """

    name: str
    kind: Signpost
    points: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signposts:
    """All cues, and the points from which a reply is a sign of its kind."""

    cues: tuple[Cue, ...]
    safeguarding_from: int
    wellbeing_from: int
