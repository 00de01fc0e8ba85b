"""No reply that measures the coder, nor a near copy of one, stands among the examples that it learns from.

`tests/data/measuring.json` holds a set of numbers for each measuring reply: hashes of every five words in a
row, which can be compared but not read.
"""

import hashlib
import json
import re
from itertools import islice
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "prompts" / "examples.jsonl"
MEASURING = Path(__file__).parent / "data" / "measuring.json"
RUN = 5
# Two people may well write the same handful of plain words: below this many shingles, only the same reply counts.
ENOUGH = 8


def shingles(text: str) -> frozenset[str]:
    """Hashes of every five words in a row (of all words, if there are fewer), 64 bits each."""
    words = re.findall(r"\w+", text.lower())
    runs = zip(*(islice(words, start, None) for start in range(RUN)), strict=False)
    pieces = [" ".join(run) for run in runs] or [" ".join(words)]
    return frozenset(hashlib.blake2b(piece.encode(), digest_size=8).hexdigest() for piece in pieces)


def near_copies(texts: dict[str, str], measuring: list[frozenset[str]]) -> list[str]:
    """The ids of the texts that hold more than half of a measuring reply's shingles (all, if it is short)."""
    where: dict[str, list[int]] = {}
    for number, measured in enumerate(measuring):
        for shingle in measured:
            where.setdefault(shingle, []).append(number)
    copies = []
    for name, text in texts.items():
        shared = [number for shingle in shingles(text) for number in where.get(shingle, ())]
        if any(is_copied(shared.count(number), len(measuring[number])) for number in set(shared)):
            copies.append(name)
    return copies


def is_copied(shared: int, of: int) -> bool:
    """Whether so many shared shingles of a reply make a near copy."""
    return 2 * shared > of if of >= ENOUGH else shared == of


def test_no_example_is_a_near_copy_of_a_measuring_reply() -> None:
    measuring = [frozenset(one) for one in json.loads(MEASURING.read_text(encoding="utf-8"))]
    records = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]

    assert near_copies({record["id"]: record["text"] for record in records}, measuring) == []


def test_a_near_copy_would_be_found() -> None:
    reply = "We sat on the step and she told me, slowly, what the last worker had promised her in May."
    changed = "Hm. " + reply.replace("slowly", "at last").replace("May", "June")

    assert near_copies({"t-1": changed, "t-2": "Something else was said here."}, [shingles(reply)]) == ["t-1"]
