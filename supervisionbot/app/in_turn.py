"""Redactor and coder of this machine -> the same, reading one reply at a time.

Reading takes the processor and nothing else, so twenty replies read at once are through no sooner than one after the
other. But whatever needs the processor for a moment, such as acknowledging a message, would wait behind all twenty.
"""

from threading import Lock

from supervisionbot.flows.ports import Coder, Redactor
from supervisionbot.records.codebook import Coding, Span


class InTurn:
    """A redactor and a coder in one, for many threads."""

    def __init__(self, redactor: Redactor, coder: Coder) -> None:
        self._redactor, self._coder, self._turn = redactor, coder, Lock()

    def find(self, text: str) -> tuple[Span, ...]:
        """Where detail stands in the text."""
        with self._turn:
            return self._redactor.find(text)

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        """The codes of the reply, and all themes ranked."""
        with self._turn:
            return self._coder.code(text, question, asked_theme)

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        """Where the words stand that spoke for a theme, strongest first."""
        with self._turn:
            return self._coder.evidence(text, theme)
