"""Coded replies to measure with in -> the tables of `docs/coding.md` out, printed and written.

Run as `python -m benchmarks.measure_coding DEV.jsonl`. It learns five times (once from all examples, four
times without a quarter of the writers), so it takes some minutes. All figures but times and memory are the
same in every run.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.progress import track

from benchmarks.judged import FIGURES, THEMES, Array, Judged, Truths, ac1, counted, f1, interval, judged, kappa
from supervisionbot.adapters.coding import LocalCoder, open_coder
from supervisionbot.adapters.coding.examples import Example, read_examples
from supervisionbot.records.codebook import Coding

HOME = Path(__file__).parent.parent
EXAMPLES, PAPER = HOME / "prompts" / "examples.jsonl", HOME / "docs" / "coding.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
EDGES = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0001)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown."""
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]


def overall(dev: Judged, held_out: Judged) -> list[str]:
    """All figures, on the measuring replies and on writers held out."""
    rows = [[name, interval(dev, figure), interval(held_out, figure), goal] for name, (figure, goal) in FIGURES.items()]
    return table(["figure", "dev (95 % interval)", "writers held out (95 % interval)", "goal"], rows)


def by_theme(dev: Judged) -> list[str]:
    """Agreement on each theme."""
    rows = []
    for place, theme in enumerate(THEMES):
        one = dev.take(slice(None), [place])
        figures = [f"{measure(one):.2f}" for measure in (kappa, ac1, f1)]
        rows.append([theme, f"{one.true.mean():.0%}", interval(one, kappa), *figures[1:]])
    return table(["theme", "prevalence", "kappa (95 % interval)", "AC1", "F1"], rows)


def reliability(dev: Judged, held_out: Judged) -> list[str]:
    """The probability of each theme beside what was true."""
    rows = []
    for low, high in pairwise(EDGES):
        row = [f"{low:.2f} to {min(high, 1):.2f}"]
        for one in (held_out, dev):
            row += claims(one.sure, one.true, (one.sure >= low) & (one.sure < high))
        rows.append(row)
    return table(["claimed", "held out: themes", "mean claim", "true", "dev: themes", "mean claim", "true"], rows)


def sureness(dev: Judged, held_out: Judged) -> list[str]:
    """The probability of theme and stance together, of the codes that were heard, beside what was true of both."""
    rows = []
    for low, high in pairwise((0.0, *EDGES[4:])):
        row = [f"{low:.2f} to {min(high, 1):.2f}"]
        for one in (held_out, dev):
            inside = one.heard & (one.sure_of_both >= low) & (one.sure_of_both < high)
            row += claims(one.sure_of_both, one.right_stance, inside)
        rows.append(row)
    row = ["**those that count**"]
    for one in (held_out, dev):
        row += claims(one.sure_of_both, one.right_stance, counted(one))
    head = ["claimed", "held out: codes", "mean claim", "right in both", "dev: codes", "mean claim", "right in both"]
    return table(head, [*rows, row])


def claims(claimed: Array, true: Truths, inside: Truths) -> list[str]:
    """How many decisions there are, what was claimed of them on average, and how many were true."""
    if not inside.any():
        return ["0", "", ""]
    return [str(inside.sum()), f"{claimed[inside].mean():.3f}", f"{true[inside].mean():.3f}"]


def quarters(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """The examples of three quarters of the writers, and of the others; four times."""
    writers = sorted({example.writer for example in examples}, key=lambda writer: (len(writer), writer))
    for first in range(4):
        others = set(writers[first::4])
        yield [e for e in examples if e.writer not in others], [e for e in examples if e.writer in others]


def code(coder: LocalCoder, examples: Sequence[Example]) -> list[Coding]:
    """The coder's answers, a few hundred at a time."""
    items = [(example.text, example.question, example.asked_theme) for example in examples]
    return [coding for start in range(0, len(items), 300) for coding in coder.code_many(items[start : start + 300])]


def judged_held_out(examples: Sequence[Example], folder: Path) -> Judged:
    """Every example judged by a coder that saw nothing of its writer, not even the vocabulary."""
    read = [line for line in EXAMPLES.read_text(encoding="utf-8").split("\n") if line.strip()]
    lines = {json.loads(line)["id"]: line for line in read}
    parts = []
    for number, (learnt, others) in enumerate(track([*quarters(examples)], "coder: writers held out")):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(lines[example.id] for example in learnt), encoding="utf-8")
        parts.append(judged(others, code(open_coder(path, folder, THEMES), others)))
    names = [field.name for field in fields(Judged)]
    return Judged(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def costs(folder: Path, examples: Sequence[Example]) -> list[str]:
    """Times and memory: of learning, of starting from the cache, of coding together and one by one."""
    start, worked = time.perf_counter(), time.process_time()
    open_coder(EXAMPLES, folder, THEMES)
    learning, worked = time.perf_counter() - start, time.process_time() - worked
    start = time.perf_counter()
    coder = open_coder(EXAMPLES, folder, THEMES)
    loading = time.perf_counter() - start
    start = time.process_time()
    code(coder, examples)
    together = len(examples) / (time.process_time() - start)
    start = time.process_time()
    for example in examples:
        coder.code(example.text, example.question, example.asked_theme)
    alone = 1000 * (time.process_time() - start) / len(examples)
    size = sum(path.stat().st_size for path in folder.glob("*.npz")) / 1e6
    rows = [
        ["learning, once", f"{learning:.0f} s ({worked:.0f} s of processor time)"],
        ["most memory while learning", f"{own_memory():.0f} MB"],
    ]
    rows += [["start from the cache", f"{loading:.2f} s"], ["cache", f"{size:.0f} MB"]]
    rows += [["Python with the coder alone, cached", f"{memory_of_a_cached_coder(folder):.0f} MB"]]
    rows += [["replies a second of one core, together", f"{together:.0f}"], ["one reply alone", f"{alone:.1f} ms"]]
    return table(["cost", "measured"], rows)


def own_memory() -> float:
    """Most memory that this process held so far, in MB, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1000


def memory_of_a_cached_coder(folder: Path) -> float:
    """Memory of a new process that does nothing but load the coder and code a reply, in MB."""
    script = (
        "import sys; from pathlib import Path; from benchmarks.measure_coding import *; "
        "open_coder(EXAMPLES, Path(sys.argv[1]), THEMES).code('We talked.'); print(own_memory())"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=HOME, check=True, capture_output=True)
    return float(done.stdout)


def write_paper(tables: str) -> None:
    """Put the tables between the two marks of the paper."""
    paper = PAPER.read_text(encoding="utf-8")
    before, after = paper.split(BEGIN)[0], paper.split(END)[1]
    PAPER.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replies", type=Path, help="coded replies that nothing was learnt from")
    dev = read_examples(parser.parse_args().replies, THEMES)
    examples = read_examples(EXAMPLES, THEMES)
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as others:
        spent = costs(Path(kept), dev)
        on_dev = judged(dev, code(open_coder(EXAMPLES, Path(kept), THEMES), dev))
        held_out = judged_held_out(examples, Path(others))
    parts = [
        f"Measured on {len(dev)} replies of two writers and on all {len(examples)} examples, each coded by a coder "
        "that had learnt from three quarters of the writers and nothing of this one.",
        "\n".join(overall(on_dev, held_out)),
        "### By theme, on dev\n\n" + "\n".join(by_theme(on_dev)),
        "### Claimed and true: themes\n\n" + "\n".join(reliability(on_dev, held_out)),
        "### Claimed and true: theme and stance together\n\n" + "\n".join(sureness(on_dev, held_out)),
        "### Costs\n\nOn two shared cores.\n\n" + "\n".join(spent),
    ]
    print("\n\n".join(parts))
    write_paper("\n\n".join(parts))


if __name__ == "__main__":
    main()
