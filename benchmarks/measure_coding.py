"""Coded replies to measure with in -> the tables of `docs/coding.md` out, printed and written.

Run as `python -m benchmarks.measure_coding DEV.jsonl`. It learns five times (once from all examples, four
times without a quarter of the writers), so it takes some minutes. All figures but times and memory are the
same in every run.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding import LocalCoder, open_coder
from supervisionbot.adapters.coding.examples import Example, read_examples
from supervisionbot.records.codebook import Coding

HOME = Path(__file__).parent.parent
EXAMPLES, PAPER = HOME / "prompts" / "examples.jsonl", HOME / "docs" / "coding.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
THEMES = ["empathy", "culture", "communication", "mistrust", "engagement", "consistency", "honesty", "role"]
THEMES += ["boundaries", "power", "practical_help", "agencies", "balance", "time", "learning"]
SURE = 0.85
RESAMPLES, SEED = 1000, 20260301
EDGES = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0001)
Array = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """One row a reply, one column a theme: what is true, what was heard, how sure, in what rank and stance."""

    true: Truths
    heard: Truths
    sure: Array
    rank: Array
    right_stance: Truths

    def take(self, rows: NDArray[np.int64] | slice, columns: Sequence[int] | slice = slice(None)) -> "Judged":
        """The judgements of some replies, or of some themes."""
        at = (slice(None), columns)
        return Judged(
            self.true[rows][at],
            self.heard[rows][at],
            self.sure[rows][at],
            self.rank[rows][at],
            self.right_stance[rows][at],
        )


def judged(examples: Sequence[Example], codings: Sequence[Coding]) -> Judged:
    """What the coder said of the examples beside what is true of them."""
    shape = (len(examples), len(THEMES))
    true, heard, right = (np.zeros(shape, dtype=bool) for _ in range(3))
    sure, rank = np.zeros(shape), np.zeros(shape)
    for row, (example, coding) in enumerate(zip(examples, codings, strict=True)):
        true[row] = [theme in example.codes for theme in THEMES]
        for place, code in enumerate(coding.ranked):
            column = THEMES.index(code.theme)
            sure[row, column], rank[row, column] = code.probability, place
            heard[row, column] = place < len(coding.codes)
            right[row, column] = example.codes.get(code.theme) == code.stance
    return Judged(true, heard, sure, rank, right)


def kappa(one: Judged) -> float:
    """Cohen's kappa over the decisions (reply, theme)."""
    said, was, agreed = one.heard.mean(), one.true.mean(), (one.heard == one.true).mean()
    by_chance = said * was + (1 - said) * (1 - was)
    return float((agreed - by_chance) / (1 - by_chance))


def ac1(one: Judged) -> float:
    """Gwet's AC1 over the decisions (Gwet, Br J Math Stat Psychol 2008)."""
    share, agreed = (one.heard.mean() + one.true.mean()) / 2, (one.heard == one.true).mean()
    by_chance = 2 * share * (1 - share)
    return float((agreed - by_chance) / (1 - by_chance))


def f1(one: Judged) -> float:
    """F1 over the decisions."""
    return float(2 * (one.heard & one.true).sum() / max(1, one.heard.sum() + one.true.sum()))


def first_three(one: Judged) -> float:
    """The share of the true themes that stand among the first three."""
    return float((one.true & (one.rank < 3)).sum() / max(1, one.true.sum()))


def stance(one: Judged) -> float:
    """The share of rightly heard themes whose stance is right."""
    found = one.true & one.heard
    return float((found & one.right_stance).sum() / max(1, found.sum()))


def no_theme(one: Judged) -> float:
    """F1 of telling replies that speak of no theme."""
    said, was = ~one.heard.any(axis=1), ~one.true.any(axis=1)
    return float(2 * (said & was).sum() / max(1, said.sum() + was.sum()))


def sure_share(one: Judged) -> float:
    """The share of the true themes that are heard with at least .85."""
    return float((one.true & (one.sure >= SURE)).sum() / max(1, one.true.sum()))


def sure_precision(one: Judged) -> float:
    """How many of the codes of at least .85 are right in theme."""
    return float((one.true & (one.sure >= SURE)).sum() / max(1, (one.sure >= SURE).sum()))


def sure_and_stance(one: Judged) -> float:
    """How many of the codes of at least .85 are right in theme and stance."""
    return float((one.right_stance & (one.sure >= SURE)).sum() / max(1, (one.sure >= SURE).sum()))


FIGURES: dict[str, tuple[Callable[[Judged], float], str]] = {
    "Cohen's kappa": (kappa, "0.75"),
    "Gwet's AC1": (ac1, ""),
    "F1": (f1, ""),
    "true themes among the first three": (first_three, "0.93"),
    "stance right, of themes rightly heard": (stance, "0.82"),
    "F1 of telling replies of no theme": (no_theme, "0.80"),
    "true themes heard with at least .85": (sure_share, ""),
    "codes of at least .85 that are right": (sure_precision, "0.85"),
    "the same, right in stance too": (sure_and_stance, ""),
}


def interval(one: Judged, figure: Callable[[Judged], float]) -> str:
    """The figure with its 95 % interval over resampled replies."""
    chance = np.random.default_rng(SEED)
    count = len(one.true)
    drawn = [figure(one.take(chance.integers(0, count, count))) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return f"{figure(one):.3f} ({low:.2f} to {high:.2f})"


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
    """What was claimed beside what was true."""
    rows = []
    for low, high in pairwise(EDGES):
        row = [f"{low:.2f} to {min(high, 1):.2f}"]
        for one in (held_out, dev):
            inside = (one.sure >= low) & (one.sure < high)
            row += [str(inside.sum()), f"{one.sure[inside].mean():.3f}", f"{one.true[inside].mean():.3f}"]
        rows.append(row)
    head = ["claimed", "held out: codes", "mean claim", "true", "dev: codes", "mean claim", "true"]
    return table(head, rows)


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
    lines = {json.loads(line)["id"]: line for line in EXAMPLES.read_text(encoding="utf-8").splitlines()}
    parts = []
    for number, (learnt, others) in enumerate(quarters(examples)):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(lines[example.id] for example in learnt), encoding="utf-8")
        parts.append(judged(others, code(open_coder(path, folder, THEMES), others)))
    names = ("true", "heard", "sure", "rank", "right_stance")
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


def words_of(example: Example) -> tuple[str, ...]:
    """The words of a reply, whatever stands between them."""
    return tuple(re.findall(r"\w+", example.text.lower()))


def main() -> None:
    """Measure, print, write."""
    examples = read_examples(EXAMPLES, THEMES)
    learnt = {words_of(example) for example in examples}
    every = read_examples(Path(sys.argv[1]), THEMES)
    dev = [example for example in every if words_of(example) not in learnt]
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as others:
        spent = costs(Path(kept), dev)
        on_dev = judged(dev, code(open_coder(EXAMPLES, Path(kept), THEMES), dev))
        held_out = judged_held_out(examples, Path(others))
    left = len(every) - len(dev)
    parts = [
        f"Measured on {len(dev)} replies of two writers (left out, as an example has the same words: {left}) and on "
        f"all {len(examples)} examples, each coded by a coder that had learnt from three quarters of the writers "
        "and nothing of this one.",
        *("\n".join(lines) for lines in (overall(on_dev, held_out),)),
        "### By theme, on dev\n\n" + "\n".join(by_theme(on_dev)),
        "### Claimed and true\n\n" + "\n".join(reliability(on_dev, held_out)),
        "### Costs\n\nOn two shared cores.\n\n" + "\n".join(spent),
    ]
    print("\n\n".join(parts))
    write_paper("\n\n".join(parts))


if __name__ == "__main__":
    main()
