"""A redactor and a coder that go by single words, so that a test can say beforehand what they will find and hear."""

import re
from dataclasses import dataclass

from supervisionbot.records.codebook import Coding, Heard, Span, Stance

NAMES = ("Okonkwo", "Tilly")
HEARD = {
    "listened": ("empathy", Stance.STRENGTH),
    "interrupted": ("empathy", Stance.STRAIN),
    "honest": ("honesty", Stance.STRENGTH),
    "rushed": ("time", Stance.STRAIN),
}
"""Words that the coder hears a theme in. After "perhaps" it is not sure of any."""


@dataclass(frozen=True, slots=True)
class PlainRedactor:
    """Finds two names."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Where they stand."""
        return tuple(Span(*found.span(), "NAME") for name in NAMES for found in re.finditer(name, text))


@dataclass(slots=True)
class FailingRedactor:
    """Fails as long as it is told to, then works."""

    is_failing: bool = True

    def find(self, text: str) -> tuple[Span, ...]:
        """Where the names stand; ValueError while it fails."""
        if self.is_failing:
            raise ValueError(text)
        return PlainRedactor().find(text)


@dataclass(frozen=True, slots=True)
class PlainCoder:
    """Hears the themes of the words above."""

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        """The themes whose words stand in the text."""
        sureness = 0.4 if "perhaps" in text.lower() else 0.95
        found = tuple(Heard(*HEARD[word], sureness) for word in HEARD if word in text.lower())
        return Coding(found, found)

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        """Where the theme's words stand."""
        telling = [word for word in HEARD if HEARD[word][0] == theme]
        return tuple(Span(*found.span(), theme) for word in telling for found in re.finditer(word, text.lower()))
