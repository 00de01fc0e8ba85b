"""A worker's reflections -> the pieces of learning that the yearly record could tell of."""

from collections.abc import Iterable, Sequence

from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.export import CpdPiece
from supervisionbot.records.private import Code, Reflection

MOST_PIECES = 2
"""The regulator asks for at least two different pieces a year."""


def cpd_pieces(reflections: Sequence[Reflection], codebook: Codebook) -> tuple[CpdPiece, ...]:
    """The themes that the worker came back to most, each as a piece; the codebook's order breaks ties."""
    by_theme = [(theme.title, _of_theme(reflections, theme.id)) for theme in codebook.themes]
    most_first = sorted((one for one in by_theme if one[1]), key=lambda one: -len(one[1]))
    return tuple(_piece(title, found) for title, found in most_first[:MOST_PIECES])


def _of_theme(reflections: Iterable[Reflection], theme: str) -> list[tuple[Reflection, Code]]:
    return [(one, code) for one in reflections for code in one.codes if code.theme == theme]


def _piece(title: str, found: Sequence[tuple[Reflection, Code]]) -> CpdPiece:
    times = [one.at for one, _ in found]
    stances = [code.stance for _, code in found]
    return CpdPiece(
        title,
        len(found),
        min(times),
        max(times),
        went_well=sum(stance is not Stance.STRAIN for stance in stances),
        was_hard=sum(stance is not Stance.STRENGTH for stance in stances),
        kinds=tuple(dict.fromkeys(one.kind for one, _ in found if one.kind)),
    )
