"""How many signs the signposting rule catches, and how often it is wrong. See docs/signposting.md.

    python -m benchmarks.measure_signposting DEV.jsonl    the rule as it stands, on marked replies
    python -m benchmarks.measure_signposting --held-out   each writer in turn, words learnt from the others
    python -m benchmarks.measure_signposting --learn      learn the words anew and write their file

No reply is printed.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from pathlib import Path
from time import perf_counter

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # it has no types

from supervisionbot.adapters.signpost_file import WORDS_FILE, load_signposts
from supervisionbot.records.signposts import Lean, Signpost, Signposts
from supervisionbot.rules.signposting import LENGTH_OF_A_SHORT_REPLY, plain_words, signpost

PROMPTS = Path(__file__).parent.parent / "prompts"
FEWEST_WRITERS = 3
"""A word that fewer writers used says something of them, or is a name."""

POINTS_A_UNIT = 10
FEWEST_POINTS = 10
"""Words that lean less are left out: half of all words, and nothing measurable is lost."""

MOST_POINTS = 60
"""So that no word decides by itself: a few that lean far do so by chance."""

HEAD = """\
# How single words lean, learnt from examples.jsonl by: python -m benchmarks.measure_signposting --learn
# A word's points are divided by the square root of 20 + the number of different words in the reply.
# Words may be moved or taken out by hand; learning anew writes this file anew.
# Phrases stand in signposts.toml.
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A reply, who wrote it, and what its writer marked it as."""

    writer: str
    text: str
    kind: Signpost | None


def read(path: Path) -> list[Marked]:
    """The replies of a file of JSON lines; ids begin with the writer."""
    records = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Marked(one["id"].split("-")[0], one["text"], Signpost(one["signpost"]) if one["signpost"] else None)
        for one in records
    ]


def learn(replies: Sequence[Marked]) -> dict[str, Lean]:
    """How each word leans: one logistic regression for the points, one among the signs for the kind."""
    words = [set(plain_words(one.text).split()) - {"|"} for one in replies]
    known = _vocabulary(replies, words)
    table = _table(words, known)
    is_sign = np.array([one.kind is not None for one in replies])
    is_wellbeing = np.array([one.kind is Signpost.WELLBEING for one in replies])
    points = _weights(table, is_sign, strength=3.0)
    kinds = _weights(table[is_sign], is_wellbeing[is_sign], strength=1.0)
    rounded = np.round(points * list(known.values()) * POINTS_A_UNIT).clip(max=MOST_POINTS).astype(int)
    return {
        word: Lean(Signpost.WELLBEING if kind > 0 else Signpost.SAFEGUARDING, int(point))
        for word, point, kind in zip(known, rounded, kinds, strict=True)
        if abs(point) >= FEWEST_POINTS
    }


def _vocabulary(replies: Sequence[Marked], words: Iterable[set[str]]) -> dict[str, float]:
    """Words of enough writers, each with its rarity."""
    used: dict[str, list[str]] = defaultdict(list)
    for reply, found in zip(replies, words, strict=True):
        for word in found:
            used[word].append(reply.writer)
    common = {word: by for word, by in used.items() if len(set(by)) >= FEWEST_WRITERS and not word.isdigit()}
    return {word: log(len(replies) / len(common[word])) for word in sorted(common)}


def _table(words: Sequence[set[str]], known: Mapping[str, float]) -> csr_matrix:
    places = {word: place for place, word in enumerate(known)}
    cells = [
        (row, places[word], known[word] / sqrt(LENGTH_OF_A_SHORT_REPLY + len(found)))
        for row, found in enumerate(words)
        for word in sorted(found & places.keys())
    ]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(words), len(known)))


def _weights(table: csr_matrix, truth: np.ndarray, strength: float) -> np.ndarray:
    model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=0)
    return np.asarray(model.fit(table, truth).coef_[0])


def write(leans: Mapping[str, Lean], path: Path) -> None:
    """The words by kind and points, most telling first."""
    groups: dict[Lean, list[str]] = defaultdict(list)
    for word, lean in leans.items():
        groups[lean].append(word)
    in_order = sorted(groups, key=lambda lean: (lean.kind, -lean.points))
    path.write_text(HEAD + "".join(_entry(lean, groups[lean]) for lean in in_order), "utf-8")


def _entry(lean: Lean, words: Iterable[str]) -> str:
    listed = ", ".join(f'"{word}"' for word in words)
    return f'\n[[lean]]\nkind = "{lean.kind.value}"\npoints = {lean.points}\nwords = [{listed}]\n'


def held_out(replies: Sequence[Marked], phrases: Signposts) -> list[Signpost | None]:
    """What the rule says of each reply, with words learnt from the other writers alone."""
    said: dict[int, Signpost | None] = {}
    for writer in sorted({one.writer for one in replies}):
        others = replace(phrases, leans=learn([one for one in replies if one.writer != writer]))
        said |= {at: signpost(one.text, others) for at, one in enumerate(replies) if one.writer == writer}
    return [said[at] for at in range(len(replies))]


def report(replies: Sequence[Marked], said: Sequence[Signpost | None]) -> None:
    """Print recall, also by kind, right kinds and false alarms."""
    pairs = [(one.kind, got) for one, got in zip(replies, said, strict=True)]
    signs = [(kind, got) for kind, got in pairs if kind]
    for name, some in [("all signs", signs), *((k.value, [p for p in signs if p[0] is k]) for k in Signpost)]:
        print(share(f"caught of {name}", sum(got is not None for _, got in some), len(some)))
    caught = [(kind, got) for kind, got in signs if got]
    print(share("right kind of those caught", sum(kind is got for kind, got in caught), len(caught)))
    others = [got for kind, got in pairs if not kind]
    print(share("false alarms", sum(got is not None for got in others), len(others)))


def share(name: str, count: int, of: int) -> str:
    """A share with its 95 % interval (Wilson's score interval)."""
    rate, z = count / max(of, 1), 1.96
    middle = rate + z * z / (2 * max(of, 1))
    spread = z * sqrt(rate * (1 - rate) / max(of, 1) + z * z / (4 * max(of, 1) ** 2))
    low, high = ((middle + side * spread) / (1 + z * z / max(of, 1)) for side in (-1, 1))
    return f"{name:<28} {count:>4} of {of:>5}  {rate:>6.1%}  ({max(low, 0):.1%} to {min(high, 1):.1%})"


def timed(replies: Sequence[Marked], phrases: Signposts) -> list[Signpost | None]:
    """What the rule says of each reply; prints how fast."""
    signpost("", phrases)
    start = perf_counter()
    said = [signpost(one.text, phrases) for one in replies]
    print(f"{len(replies) / (perf_counter() - start):.0f} replies a second")
    return said


def main() -> None:
    """Learn or measure, as asked."""
    parser = argparse.ArgumentParser(description="Measure the signposting rule.")
    parser.add_argument("file", type=Path, nargs="?", help="marked replies, as JSON lines")
    parser.add_argument("--held-out", action="store_true", help="each writer of the examples in turn")
    parser.add_argument("--learn", action="store_true", help=f"write prompts/{WORDS_FILE} anew")
    asked = parser.parse_args()
    examples = read(PROMPTS / "examples.jsonl")
    if asked.learn:
        write(learn(examples), PROMPTS / WORDS_FILE)
    phrases = load_signposts(PROMPTS)
    if asked.held_out:
        report(examples, held_out(examples, phrases))
    if asked.file:
        replies = read(asked.file)
        report(replies, timed(replies, phrases))


if __name__ == "__main__":
    main()
