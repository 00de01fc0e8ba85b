"""The words of the practice: themes, families, stances; what a coder hears, where a detail stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """How a reply speaks of a theme."""

    STRENGTH = "strength"
    STRAIN = "strain"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Family:
    """A group of themes."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of relationship practice. `in_practice` and `asks` hold a sentence for each stance."""

    id: str
    title: str
    family: str
    include: str
    exclude: str
    source: str
    in_practice: Mapping[Stance, str]
    asks: Mapping[Stance, str]


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
