"""Slack's mrkdwn -> HTML that holds nothing but what is built here. Whatever people typed stays text.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<reference>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<em>[^\s_](?:[^\n]*?[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<s>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
)
BULLETS = ("• ", "◦ ", "▪ ")
QUOTES = ("&gt;", ">")
WRAPS = {
    "text": Markup("<p>{}</p>"),
    "quote": Markup("<blockquote>{}</blockquote>"),
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "s": Markup("<s>{}</s>"),
}
Html = Markup


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: what ids are called, and how a moment (Unix seconds, Slack's format) is told to them."""

    name_of: Callable[[str], str]
    date: Callable[[int, str], str]


def mrkdwn(text: str, reader: Reader) -> Html:
    """A mrkdwn text as HTML: paragraphs, lists, quotes, code."""
    parts = FENCE.split(text)  # odd ones stood between fences
    made = [
        Markup("<pre>{}</pre>").format(as_typed(part)) if place % 2 else _lines(part, reader)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(made)


def markdown(text: str) -> Html:
    """A text in standard markdown as HTML; pictures and HTML in it stay text."""
    writer = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    return Markup(writer.render(text))  # noqa: S704  the writer escapes all that it did not build


def link(address: str, label: Html) -> Html:
    """A link to the web or an address for mail; any other kind of address is shown, not linked."""
    if not SAFE_LINK.match(address):
        return label
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, label)


def as_typed(text: str) -> str:
    """The three signs that Slack escapes, as they were typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(text: str, reader: Reader) -> Html:
    made = [_group(kind, list(lines), reader) for kind, lines in groupby(text.strip("\n").split("\n"), _kind)]
    return Markup("").join(made)


def _kind(line: str) -> str:
    if line.startswith(QUOTES):
        return "quote"
    return "list" if line.startswith(BULLETS) else "empty" if not line.strip() else "text"


def _group(kind: str, lines: Sequence[str], reader: Reader) -> Html:
    if kind == "empty":
        return Markup("")
    if kind == "list":
        items = [Markup("<li>{}</li>").format(_inline(line[2:], reader)) for line in lines]
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
    if kind == "quote":
        lines = [line.removeprefix("&gt;").removeprefix(">").strip() for line in lines]
    return WRAPS[kind].format(Markup("<br>").join([_inline(line, reader) for line in lines]))


def _inline(text: str, reader: Reader) -> Html:
    return Markup("").join(_pieces(text, reader))


def _pieces(text: str, reader: Reader) -> Iterator[Html]:
    end = 0
    for match in INLINE.finditer(text):
        yield escape(as_typed(text[end : match.start()]))
        yield _piece(str(match.lastgroup), match[str(match.lastgroup)], reader)
        end = match.end()
    yield escape(as_typed(text[end:]))


def _piece(kind: str, inner: str, reader: Reader) -> Html:
    if kind == "code":
        return Markup("<code>{}</code>").format(as_typed(inner))
    if kind == "reference":
        return _reference(inner, reader)
    return WRAPS[kind].format(_inline(inner, reader))


def _reference(inner: str, reader: Reader) -> Html:
    target, _, label = inner.partition("|")
    sign, named = target[:1], target[1:]
    if sign == "@":
        return mention("@" + reader.name_of(named))
    if sign == "#":
        return mention("#" + (as_typed(label) or reader.name_of(named)))
    if target.startswith("!date^"):
        return escape(_date(target, label, reader))
    if sign == "!":
        return mention(as_typed(label) or "@" + named)
    if SAFE_LINK.match(target):
        return link(as_typed(target), escape(as_typed(label or target)))
    return escape(f"<{as_typed(inner)}>")


def _date(target: str, fallback: str, reader: Reader) -> str:
    parts = target.split("^")
    is_whole = len(parts) >= 3 and parts[1].isdigit()
    return reader.date(int(parts[1]), as_typed(parts[2])) if is_whole else as_typed(fallback)


def mention(name: str) -> Html:
    """Somebody or a channel, named."""
    return Markup('<span class="mention">{}</span>').format(name)
