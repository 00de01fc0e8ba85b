"""Templates -> HTML. Jinja2 escapes every value; only what `markup` built passes as it is."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, nodes

from supervisionbot.playground.page import charts, markup, moments
from supervisionbot.playground.reading import plain

TEMPLATES = Path(__file__).parent / "templates"
AVATARS = 8


class Drawer:
    """Draws templates by name."""

    def __init__(self) -> None:
        # Not StrictUndefined: most fields of blocks are optional, and apps leave out what they do not need.
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters |= {
            "mrkdwn": markup.mrkdwn,
            "markdown": markup.markdown,
            "plain": plain,
            "clock": moments.clock,
            "initials": initials,
            "avatar": avatar,
        }
        self._templates.globals |= {
            "link": markup.link,
            "mention": markup.mention,
            "drawing_of": charts.drawing_of,
            "table_of": charts.table_of,
            "known_block": self._known("blocks"),
            "known_element": self._known("elements"),
        }

    def draw(self, name: str, **values: Any) -> str:
        """A template, filled."""
        return self._templates.get_template(f"{name}.html.j2").render(values)

    def _known(self, file: str) -> frozenset[str]:
        """The macros of a file: what it can draw, by type."""
        tree = self._templates.parse((TEMPLATES / f"{file}.html.j2").read_text(encoding="utf-8"))
        return frozenset(macro.name for macro in tree.find_all(nodes.Macro) if macro.name[0] != "_")


def initials(name: str) -> str:
    """The first letters of a name's first and last word."""
    words = name.split() or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar(name: str) -> int:
    """Which of the colours a name has."""
    return sum(name.encode()) % AVATARS
