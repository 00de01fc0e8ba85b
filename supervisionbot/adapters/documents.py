"""Text with Markdown's headings, lists and quotes -> files that people can open."""

import io
import re
from html import unescape

from docx import Document
from docx.text.paragraph import Paragraph

_STYLES = (("### ", "Heading 3"), ("## ", "Heading 2"), ("# ", "Title"), ("- ", "List Bullet"), ("> ", "Intense Quote"))
_MARKED = re.compile(r"\*\*(.+?)\*\*|_(.+?)_(?=\W|$)")


def as_markdown(text: str) -> bytes:
    """The text as a Markdown file."""
    return (unescape(text) + "\n").encode()


def as_docx(text: str) -> bytes:
    """The text as a Word document: each line a paragraph in the style that its mark asks for."""
    document = Document()
    for line in unescape(text).splitlines():
        if line.strip():
            mark, style = next(((mark, style) for mark, style in _STYLES if line.startswith(mark)), ("", "Normal"))
            _write(document.add_paragraph(style=style), line.removeprefix(mark))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _write(paragraph: Paragraph, text: str) -> None:
    end = 0
    for marked in _MARKED.finditer(text):
        paragraph.add_run(text[end : marked.start()])
        run = paragraph.add_run(marked[1] or marked[2])
        run.bold, run.italic = bool(marked[1]), bool(marked[2])
        end = marked.end()
    paragraph.add_run(text[end:])
