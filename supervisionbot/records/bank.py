"""What practice leads write: questions, kinds of visit, and the library of it all."""

from collections.abc import Mapping
from dataclasses import dataclass

from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.signposts import Signposts


@dataclass(frozen=True, slots=True)
class Question:
    """One entry of the question bank. No `kinds` means: fit for every kind of visit."""

    id: str
    theme: str
    text: str
    follow_up: Mapping[Stance, str]
    kinds: frozenset[str] = frozenset()
    gentle: bool = False
    newly_qualified: bool = False
    model: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class VisitKind:
    """A kind of visit: `id` as people type it, other words for it, and whether such visits weigh heavy."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """All that practice leads wrote, read and checked."""

    codebook: Codebook
    questions: tuple[Question, ...]
    kinds: tuple[VisitKind, ...]
    signposts: Signposts

    def question(self, question_id: str) -> Question | None:
        """The question of that id; None if the bank has dropped it since."""
        return next((one for one in self.questions if one.id == question_id), None)

    def kind(self, kind_id: str) -> VisitKind | None:
        """The kind of visit of that id; None if the list has dropped it since."""
        return next((one for one in self.kinds if one.id == kind_id), None)
