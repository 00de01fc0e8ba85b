"""Marked texts and lists in, two models that tell identifying words out.

One learns from the examples as they are written, the other from them and their variants; the redactor takes
the mean of both. Either alone finds less at the same precision (docs/redaction.md).
"""

import ctypes
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pycrfsuite

from supervisionbot.adapters.redaction.examples import Example
from supervisionbot.adapters.redaction.features import Features
from supervisionbot.adapters.redaction.lists import Lists, fold
from supervisionbot.adapters.redaction.spans import NOTHING
from supervisionbot.adapters.redaction.tokens import Tokens, tokens_of
from supervisionbot.adapters.redaction.variants import variants
from supervisionbot.records.codebook import Span

Progress = Callable[[float], None]
_LEAST_EXAMPLES = 3  # that use a word without marking it, before it counts as an ordinary word
# What has a form is found by rules; here such kinds are one, so that their few examples teach together.
_LEARNT_AS = {"PHONE": "ID", "EMAIL": "ID", "URL": "ID", "POSTCODE": "ID"}


@dataclass(frozen=True, slots=True)
class _Way:
    """How a model is learnt: CRFsuite's method, its settings, and its share of the whole time."""

    algorithm: str
    settings: Mapping[str, float]
    share: float

    @property
    def rounds(self) -> float:
        return self.settings["max_iterations"]


AS_WRITTEN = _Way("lbfgs", {"c1": 0.2, "c2": 0.05, "max_iterations": 40, "feature.minfreq": 2}, 0.5)
# Stochastic descent is through after a fifth of the time on the greater number of texts, and finds as much.
VARIED = _Way("l2sgd", {"c2": 1.0, "max_iterations": 12, "feature.minfreq": 2}, 0.5)


def ordinary_words(examples: Iterable[Example]) -> frozenset[str]:
    """The words that at least three examples write small and leave unmarked."""
    counts: Counter[str] = Counter()
    for example in examples:
        tokens = tokens_of(example.text)
        labels = labels_of(tokens, example.spans)
        counts.update(
            {fold(word) for word, label in zip(tokens.words, labels, strict=True) if label == NOTHING and _small(word)}
        )
    return frozenset(word for word, count in counts.items() if count >= _LEAST_EXAMPLES)


def labels_of(tokens: Tokens, spans: Sequence[Span]) -> list[str]:
    """The kind of the span that each token touches, or NOTHING."""
    labels = [NOTHING] * len(tokens)
    for span in spans:
        for index in range(len(tokens)):
            if tokens.starts[index] < span.end and span.start < tokens.ends[index]:
                labels[index] = _LEARNT_AS.get(span.kind, span.kind)
    return labels


def learn(examples: Sequence[Example], lists: Lists, ordinary: frozenset[str], progress: Progress) -> tuple[bytes, ...]:
    """Learn both models; `progress` is told the share done, 0 to 1. The same examples give the same."""
    features = Features(lists, ordinary)
    written = _train(AS_WRITTEN, examples, features, lambda share: progress(share * AS_WRITTEN.share))
    more = chain(examples, variants(examples, lists))
    varied = _train(VARIED, more, features, lambda share: progress(AS_WRITTEN.share + share * VARIED.share))
    return written, varied


def _train(way: _Way, examples: Iterable[Example], features: Features, progress: Progress) -> bytes:
    trainer = _Trainer(algorithm=way.algorithm, verbose=True)
    trainer.tell = lambda number: progress(min(1.0, number / way.rounds))
    for example in examples:
        tokens = tokens_of(example.text)
        trainer.append(features.of(tokens), labels_of(tokens, example.spans))
    trainer.set_params(dict(way.settings))
    _start_chance_anew()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        progress(1.0)
        return path.read_bytes()


def _start_chance_anew() -> None:
    """Stochastic descent shuffles by the C library's chance, which goes on from one learning to the next."""
    if sys.platform != "win32":  # there each thread has a chance of its own, out of reach
        ctypes.CDLL(None).srand(1)


def _small(word: str) -> bool:
    return word[0].isalpha() and word.islower()


class _Trainer(pycrfsuite.Trainer):  # type: ignore[misc]  # the package has no types
    """Reports each round of learning instead of printing it."""

    tell: Progress

    def message(self, message: str) -> None:
        """Take a line of CRFsuite's own report: each round begins with its number."""
        words = message.split()
        if message.startswith("***** ") and len(words) > 2 and words[2].lstrip("#").isdigit():
            self.tell(float(words[2].lstrip("#")))
