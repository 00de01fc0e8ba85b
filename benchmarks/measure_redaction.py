"""Marked replies in, how well redaction does out: `python -m benchmarks.measure_redaction DEV.jsonl`.

Recall is the share of marked places of which every letter and figure is covered; precision the share of
covered places that touch a marked one. The table goes to standard output, and between two comments into
docs/redaction.md. It learns five times (once from all examples, four times without a quarter of the writers).
"""

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from benchmarks import beside_presidio
from benchmarks.marked_replies import Find, Reply, Share, exchanged, f2, is_name, lowered, precision, read, recall
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
PASSES = 3  # over the replies, when it is measured how fast they are read


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replies", type=Path, help="marked replies that nothing was learnt from")
    replies = parser.parse_args().replies
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        works = track((_learning, _reading), "redactor: learning, reading")
        learning, reading = [_apart(work, cache, replies) for work in works]
        find = _remembered(found_by(open_redactor(EXAMPLES, cache)))
        table = [*_quality(read(replies), find), "", *_cost(learning, reading)]
        table += ["", *_beside_presidio(read(replies), find, reading)]
    table += ["", *_held_out()]
    print("\n".join(table))
    _write(table)


def found_by(redactor: CrfRedactor) -> Find:
    """All that the bot would cover, without any names known beforehand."""
    return lambda text: cover(text, formed_details(text) + redactor.find(text)).spans


def _quality(replies: Sequence[Reply], find: Find) -> Iterator[str]:
    found, right = recall(replies, find), precision(replies, find)
    yield "| what | recall (95 % interval) |"
    yield "|---|---|"
    yield f"| all | {found} |"
    for kind in sorted({span.kind for reply in replies for span in reply.spans}):
        yield f"| {kind} | {recall(replies, find, _is(kind))} |"
    yield from _cases(replies, find)
    yield ""
    yield f"Precision: {right}. F2: {f2(found, right):.3f}."
    yield ""
    yield from _origins(replies, find)


def _cases(replies: Sequence[Reply], find: Find) -> Iterator[str]:
    yield f"| names and places that stand in small letters | {recall(replies, find, _is_small_name)} |"
    all_small = recall([lowered(reply) for reply in replies], find, lambda _, span: is_name(span))
    yield f"| all names and places, put into small letters | {all_small} |"
    for title, change in (("", str), (", in small letters", str.lower)):
        words = list(map(change, NAMES_THAT_ARE_WORDS))
        found = _exchanged_recall(replies, words, find)
        yield f"| names exchanged for names that are words{title} | {found} |"


def _origins(replies: Sequence[Reply], find: Find) -> Iterator[str]:
    rows = []
    for origin, names in track(NAMES_BY_ORIGIN.items(), "names by origin"):
        small = _exchanged_recall(replies, [name.lower() for name in names], find)
        rows.append((origin, _exchanged_recall(replies, names, find), small))
    mean = sum(small.part / small.whole for _, _, small in rows) / len(rows)
    yield "| names of this origin in the same replies | recall (95 % interval) | in small letters | against the mean |"
    yield "|---|---|---|---|"
    for origin, capital, small in rows:
        share = small.part / small.whole
        yield f"| {origin} | {capital} | {share:.3f} | {share - mean:+.3f} |"
    yield ""
    yield f"Mean of the origins in small letters: {mean:.3f}."


def _exchanged_recall(replies: Sequence[Reply], names: Sequence[str], find: Find) -> Share:
    changed = [exchanged(reply, names, number) for number, reply in enumerate(replies)]
    return recall([reply for reply in changed if reply.spans], find)


def _is(kind: str) -> Callable[[Reply, Span], bool]:
    return lambda _, span: span.kind == kind


def _is_small_name(reply: Reply, span: Span) -> bool:
    return is_name(span) and reply.text[span.start : span.end].islower()


def _remembered(find: Find) -> Find:
    known: dict[str, Sequence[Span]] = {}
    return lambda text: known[text] if text in known else known.setdefault(text, find(text))


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one core to the first answer, replies a second after it, and the most memory in use."""

    seconds: float
    a_second: float
    megabytes: float


def _cost(learning: Cost, reading: Cost) -> Iterator[str]:
    yield "| what it costs | |"
    yield "|---|---|"
    yield f"| learning, once | {learning.seconds:.0f} s of one core, {learning.megabytes:.0f} MB |"
    yield f"| loading from the cache | {reading.seconds:.2f} s, {reading.megabytes:.0f} MB |"
    yield f"| replies a second on one core, rules and model | {reading.a_second:.0f} |"


def _beside_presidio(replies: Sequence[Reply], find: Find, own: Cost) -> Iterator[str]:
    try:
        other = beside_presidio.measure([reply.text for reply in replies])
    except beside_presidio.NotToBeHad as reason:
        yield f"{reason}. So there is no comparison with it."
        return
    speed = len(replies) / other.reading
    yield "| the same replies in the same run | recall | precision | F2 | replies a second, one core | memory |"
    yield "|---|---|---|---|---|---|"
    yield _row("Supervision Bot", replies, find, own.a_second, own.megabytes)
    yield _row("Presidio 2.2 with spaCy's small model", replies, other.found.__getitem__, speed, other.megabytes)
    yield ""
    yield f"Presidio takes {own.a_second / speed:.1f} times as long."


def _row(name: str, replies: Sequence[Reply], find: Find, speed: float, megabytes: float) -> str:
    found, right = recall(replies, find), precision(replies, find)
    shares = f"{found.part / found.whole:.2f} | {right.part / right.whole:.2f} | {f2(found, right):.2f}"
    return f"| {name} | {shares} | {speed:.0f} | {megabytes:.0f} MB |"


def _apart(work: Callable[..., Cost], *given: Path) -> Cost:
    """Done in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def _learning(cache: Path, _: Path) -> Cost:
    before = time.process_time()
    open_redactor(EXAMPLES, cache)
    return Cost(time.process_time() - before, 0, _peak())


def _reading(cache: Path, path: Path) -> Cost:
    replies = read(path)
    before = time.process_time()
    find = found_by(open_redactor(EXAMPLES, cache))
    find("first")
    loaded = time.process_time()
    for reply in replies * PASSES:
        find(reply.text)
    return Cost(loaded - before, PASSES * len(replies) / (time.process_time() - loaded), _peak())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _held_out() -> Iterator[str]:
    """Each quarter of the writers of the examples, redacted by what was learnt from the others."""
    lines = [line for line in EXAMPLES.read_text("utf-8").split("\n") if line.strip()]
    totals = [Share(0, 0)] * 3
    for fold in track(range(HELD_OUT_FOLDS), "redactor: writers held out"):
        totals = [sofar + more for sofar, more in zip(totals, _fold(lines, fold), strict=True)]
    yield f"Writers of the examples held out, a quarter at a time: recall {totals[0]}; precision {totals[1]};"
    yield f"recall of names and places in small letters {totals[2]}."


def _fold(lines: Sequence[str], fold: int) -> list[Share]:
    held = set(sorted({_writer(line) for line in lines})[fold::HELD_OUT_FOLDS])
    with tempfile.TemporaryDirectory() as folder:
        others, rest = Path(folder) / "others.jsonl", Path(folder) / "rest.jsonl"
        others.write_text("\n".join(line for line in lines if _writer(line) not in held), "utf-8")
        rest.write_text("\n".join(line for line in lines if _writer(line) in held), "utf-8")
        find = _remembered(found_by(open_redactor(others, Path(folder))))
        replies = read(rest)
    return [recall(replies, find), precision(replies, find), recall(replies, find, _is_small_name)]


def _writer(line: str) -> str:
    return str(json.loads(line)["id"]).rpartition("-")[0]


def _write(table: Sequence[str]) -> None:
    text = DOCS.read_text("utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOCS.write_text("\n".join([before.rstrip() + "\n", BEGIN, "", *table, "", END]) + after, "utf-8")


if __name__ == "__main__":
    main()
