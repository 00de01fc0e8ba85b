"""Marked replies and what was found in them in -> shares with intervals out; the same for every redactor."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from supervisionbot.records.codebook import Span

Find = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Reply:
    """A marked reply."""

    id: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        if not self.whole:
            return "none"
        low, high = self._interval()
        return f"{self.part / self.whole:.3f} ({low:.3f} to {high:.3f}), n = {self.whole}"

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)

    def _interval(self) -> tuple[float, float]:
        """95 of 100 such intervals hold the true share (Wilson's score interval)."""
        z, n, share = 1.96, self.whole, self.part / self.whole
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def read(path: Path) -> list[Reply]:
    """The replies of a file of JSON lines."""
    # Not `splitlines`: a text may hold a line separator of its own.
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [Reply(one["id"], one["text"], tuple(Span(*span) for span in one["spans"])) for one in records]


def is_covered(reply: Reply, span: Span, found: Sequence[Span]) -> bool:
    """Whether every letter and figure of a marked place is covered."""
    covered = {place for one in found for place in range(one.start, one.end)}
    return all(place in covered for place in range(span.start, span.end) if reply.text[place].isalnum())


def recall(replies: Sequence[Reply], find: Find, wanted: Callable[[Reply, Span], bool] = lambda *_: True) -> Share:
    """How many of the wanted marked places are covered."""
    hits = [
        is_covered(reply, span, find(reply.text)) for reply in replies for span in reply.spans if wanted(reply, span)
    ]
    return Share(sum(hits), len(hits))


def precision(replies: Sequence[Reply], find: Find) -> Share:
    """How many of the covered places touch a marked one."""
    hits = [
        any(one.start < span.end and span.start < one.end for span in reply.spans)
        for reply in replies
        for one in find(reply.text)
    ]
    return Share(sum(hits), len(hits))


def f2(found: Share, right: Share) -> float:
    """Recall and precision in one figure, recall counting for four times as much."""
    r, p = found.part / found.whole, right.part / right.whole
    return 5 * p * r / (4 * p + r)


def is_name(span: Span) -> bool:
    """Whether the span is a name or a place."""
    return span.kind in ("NAME", "PLACE")


def exchanged(reply: Reply, names: Sequence[str], number: int) -> Reply:
    """The reply with another name for each that is one word; only those are left marked."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in sorted(reply.spans, key=lambda span: span.start):
        if span.kind != "NAME" or not reply.text[span.start : span.end].isalpha() or span.start < at:
            continue
        name = names[(number + len(spans)) % len(names)]
        pieces += [reply.text[at : span.start], name]
        length += span.start - at + len(name)
        spans.append(Span(length - len(name), length, "NAME"))
        at = span.end
    return replace(reply, text="".join([*pieces, reply.text[at:]]), spans=tuple(spans))


def lowered(reply: Reply) -> Reply:
    """The reply with its names and places in small letters."""
    text = reply.text
    for span in reply.spans:
        small = text[span.start : span.end].lower()
        if is_name(span) and len(small) == span.end - span.start:
            text = text[: span.start] + small + text[span.end :]
    return replace(reply, text=text)
