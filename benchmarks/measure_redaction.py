"""Marked replies in, how well redaction does out: `python -m benchmarks.measure_redaction DEV.jsonl`.

Recall is the share of marked places of which every letter and figure is covered; precision the share of
covered places that touch a marked one. The table goes to standard output, and between two
comments into docs/redaction.md.
"""

import argparse
import json
import math
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.names_by_origin import NAMES_BY_ORIGIN, NAMES_THAT_ARE_WORDS
from supervisionbot.adapters.redactor import CrfRedactor, open_redactor
from supervisionbot.records.codebook import Span
from supervisionbot.rules.formed_details import formed_details
from supervisionbot.rules.redaction import cover

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "prompts" / "examples.jsonl"
DOCS = ROOT / "docs" / "redaction.md"
BEGIN, END = "<!-- measured by benchmarks/measure_redaction.py -->", "<!-- end of what was measured -->"
HELD_OUT_FOLDS = 4


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

    def _interval(self) -> tuple[float, float]:
        """95 of 100 such intervals hold the true share (Wilson's score interval)."""
        z, n, share = 1.96, self.whole, self.part / self.whole
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


Find = Callable[[str], Sequence[Span]]


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replies", type=Path, help="marked replies that nothing was learnt from")
    parser.add_argument(
        "--held-out", action="store_true", help="also learn without each quarter of the writers (minutes)"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        learning = _apart(_learning, cache)
        reading = _apart(_reading, cache, given.replies)
        table = [*_quality(given.replies, open_redactor(EXAMPLES, cache)), "", *_cost(learning, reading)]
    if given.held_out:
        table += ["", *_held_out()]
    print("\n".join(table))
    _write(table)


def read(path: Path) -> list[Reply]:
    """The replies of a file."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Reply(one["id"], one["text"], tuple(Span(*span) for span in one["spans"])) for one in records]


def found_by(redactor: CrfRedactor) -> Find:
    """All that the bot would cover, without any names known beforehand."""
    return lambda text: cover(text, formed_details(text) + redactor.find(text)).spans


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


def _quality(path: Path, redactor: CrfRedactor) -> Iterator[str]:
    replies = read(path)
    find = _remembered(found_by(redactor))
    found, right = recall(replies, find), precision(replies, find)
    yield "| what | recall (95 % interval) |"
    yield "|---|---|"
    yield f"| all | {found} |"
    for kind in sorted({span.kind for reply in replies for span in reply.spans}):
        yield f"| {kind} | {recall(replies, find, _is(kind))} |"
    yield from _cases(replies, find)
    yield ""
    yield f"Precision: {right}. F2: {_f2(found, right):.3f}."
    yield ""
    yield from _origins(replies, find)


def _cases(replies: Sequence[Reply], find: Find) -> Iterator[str]:
    small = recall(replies, find, lambda reply, span: reply.text[span.start : span.end].islower() and _is_name(span))
    yield f"| names and places that stand in small letters | {small} |"
    lowered = [_lowered(reply) for reply in replies]
    all_small = recall(lowered, find, lambda _, span: _is_name(span))
    yield f"| all names and places, put into small letters | {all_small} |"
    for title, change in (("", str), (", in small letters", str.lower)):
        words = list(map(change, NAMES_THAT_ARE_WORDS))
        found = _exchanged_recall(replies, words, find)
        yield f"| names exchanged for names that are words{title} | {found} |"


def _origins(replies: Sequence[Reply], find: Find) -> Iterator[str]:
    yield "| names of this origin in the same replies | recall (95 % interval) | in small letters |"
    yield "|---|---|---|"
    for origin, names in NAMES_BY_ORIGIN.items():
        small = _exchanged_recall(replies, [name.lower() for name in names], find)
        yield f"| {origin} | {_exchanged_recall(replies, names, find)} | {small.part / small.whole:.3f} |"


def _exchanged_recall(replies: Sequence[Reply], names: Sequence[str], find: Find) -> Share:
    changed = [_exchanged(reply, names, number) for number, reply in enumerate(replies)]
    return recall([reply for reply in changed if reply.spans], find)


def _exchanged(reply: Reply, names: Sequence[str], number: int) -> Reply:
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


def _lowered(reply: Reply) -> Reply:
    text = reply.text
    for span in reply.spans:
        small = text[span.start : span.end].lower()
        if _is_name(span) and len(small) == span.end - span.start:
            text = text[: span.start] + small + text[span.end :]
    return replace(reply, text=text)


def _is(kind: str) -> Callable[[Reply, Span], bool]:
    return lambda _, span: span.kind == kind


def _is_small_name(reply: Reply, span: Span) -> bool:
    return _is_name(span) and reply.text[span.start : span.end].islower()


def _is_name(span: Span) -> bool:
    return span.kind in ("NAME", "PLACE")


def _f2(found: Share, right: Share) -> float:
    r, p = found.part / found.whole, right.part / right.whole
    return 5 * p * r / (4 * p + r)


def _remembered(find: Find) -> Find:
    known: dict[str, Sequence[Span]] = {}
    return lambda text: known[text] if text in known else known.setdefault(text, find(text))


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds to the first answer, replies a second after it, and the most memory in use."""

    seconds: float
    a_second: float
    megabytes: float


def _cost(learning: Cost, reading: Cost) -> Iterator[str]:
    yield "| what it costs | |"
    yield "|---|---|"
    yield f"| learning, once | {learning.seconds:.0f} s, {learning.megabytes:.0f} MB |"
    yield f"| loading from the cache | {reading.seconds:.2f} s, {reading.megabytes:.0f} MB |"
    yield f"| replies a second on one core, rules and model | {reading.a_second:.0f} |"


def _apart(work: Callable[..., Cost], *given: Path) -> Cost:
    """Done in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _learning(cache: Path) -> Cost:
    before = time.perf_counter()
    open_redactor(EXAMPLES, cache)
    return Cost(time.perf_counter() - before, 0, _peak())


def _reading(cache: Path, path: Path) -> Cost:
    replies = read(path)
    before = time.perf_counter()
    find = found_by(open_redactor(EXAMPLES, cache))
    find("first")
    loaded = time.perf_counter()
    for reply in replies * 3:
        find(reply.text)
    return Cost(loaded - before, 3 * len(replies) / (time.perf_counter() - loaded), _peak())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _held_out() -> Iterator[str]:
    """Each quarter of the writers of the examples, redacted by what was learnt from the others."""
    lines = EXAMPLES.read_text("utf-8").splitlines()
    totals = [Share(0, 0)] * 3
    for fold in range(HELD_OUT_FOLDS):
        totals = [_sum(*pair) for pair in zip(totals, _fold(lines, fold), strict=True)]
    yield f"Writers of the examples held out, four at a time: recall {totals[0]}; precision {totals[1]};"
    yield f"recall of names and places in small letters {totals[2]}."


def _fold(lines: Sequence[str], fold: int) -> list[Share]:
    with tempfile.TemporaryDirectory() as folder:
        others, rest = Path(folder) / "others.jsonl", Path(folder) / "rest.jsonl"
        others.write_text("\n".join(line for line in lines if _writer(line) % HELD_OUT_FOLDS != fold), "utf-8")
        rest.write_text("\n".join(line for line in lines if _writer(line) % HELD_OUT_FOLDS == fold), "utf-8")
        find = _remembered(found_by(open_redactor(others, Path(folder))))
        replies = read(rest)
    small = recall(replies, find, lambda reply, span: reply.text[span.start : span.end].islower() and _is_name(span))
    return [recall(replies, find), precision(replies, find), small]


def _writer(line: str) -> int:
    return int(json.loads(line)["id"].split("-")[0].removeprefix("t"))


def _sum(left: Share, right: Share) -> Share:
    return Share(left.part + right.part, left.whole + right.whole)


def _write(table: Sequence[str]) -> None:
    text = DOCS.read_text("utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOCS.write_text("\n".join([before.rstrip() + "\n", BEGIN, "", *table, "", END]) + after, "utf-8")


if __name__ == "__main__":
    main()
