"""The words of the practice: themes, families, stances; what a coder hears, where a detail stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CONDITIONS = "conditions"
"""The family of what the organisation has to act on; digests tell it apart from the relationship."""


class Stance(StrEnum):
    """How a reply speaks of a theme."""

    STRENGTH = "strength"
    STRAIN = "strain"
    MIXED = "mixed"


ByStance = Mapping[Stance, str]
ManyByStance = Mapping[Stance, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Family:
    """A group of themes, with words that fit all of them: told where single themes had to wait too long."""

    id: str
    title: str
    in_practice: ByStance = field(default_factory=dict)
    asks: ManyByStance = field(default_factory=dict)
    one_to_one: ManyByStance = field(default_factory=dict)
    in_short: ByStance = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of relationship practice.

    For each stance: `in_practice` is what it means, `in_short` the same in a few words, `asks` are questions for
    group supervision and `one_to_one` those for two.
    `is_well_learnt`: whether there are examples enough for the coder's sureness of it to hold.
    """

    id: str
    title: str
    family: str
    include: str
    exclude: str
    source: str
    in_practice: ByStance
    asks: ManyByStance
    one_to_one: ManyByStance = field(default_factory=dict)
    in_short: ByStance = field(default_factory=dict)
    is_well_learnt: bool = True


@dataclass(frozen=True, slots=True)
class Codebook:
    """All families and themes, in the order in which people read them."""

    families: tuple[Family, ...]
    themes: tuple[Theme, ...]

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id; KeyError if the codebook has none."""
        return {theme.id: theme for theme in self.themes}[theme_id]

    def family(self, family_id: str) -> Family:
        """The family of that id; KeyError if the codebook has none."""
        return {family.id: family for family in self.families}[family_id]

    @property
    def conditions(self) -> frozenset[str]:
        """The subjects under conditions for practice: the family itself, and its themes."""
        return frozenset({CONDITIONS, *(theme.id for theme in self.themes if theme.family == CONDITIONS)})

    def has(self, theme_id: str) -> bool:
        """Whether the codebook knows the theme."""
        return any(theme.id == theme_id for theme in self.themes)


@dataclass(frozen=True, slots=True)
class Heard:
    """One theme as the coder heard it, with calibrated probabilities from 0 to 1.

    `probability` is that of the theme, `stance_probability` that of the stance if the theme is right.
    """

    theme: str
    stance: Stance
    probability: float
    stance_probability: float = 1.0

    @property
    def sureness(self) -> float:
        """The probability that theme and stance are both right."""
        return self.probability * self.stance_probability


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder says of one reply: the codes it stands by, and all themes ranked, best first."""

    codes: tuple[Heard, ...]
    ranked: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where identifying detail stands in a text: [start, end) in characters, and its kind.

    Kinds: NAME, PLACE, DATE, AGE, PHONE, EMAIL, ID, POSTCODE, URL, OTHER.
    """

    start: int
    end: int
    kind: str
