"""A search and a worker's own reflections -> those that fit, newest first."""

from collections.abc import Sequence

from supervisionbot.records.home import Search
from supervisionbot.records.private import Reflection


def fitting(reflections: Sequence[Reflection], search: Search) -> list[Reflection]:
    """The reflections that fit theme, month and words of the search; words may stand in question or answer."""
    return [one for one in reflections if _fits(one, search)]


def months_of(reflections: Sequence[Reflection]) -> tuple[str, ...]:
    """The months in which there are reflections, as 2026-03, in the order of the reflections."""
    return tuple(dict.fromkeys(f"{one.at:%Y-%m}" for one in reflections))


def _fits(one: Reflection, search: Search) -> bool:
    wanted = search.words.casefold().split()
    written = " ".join((one.question, one.kind, *one.texts)).casefold()
    return (
        (not search.theme or any(code.theme == search.theme for code in one.codes))
        and (not search.month or f"{one.at:%Y-%m}" == search.month)
        and all(word in written for word in wanted)
    )
