"""Marked texts and lists in, a model that tells identifying words out."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pycrfsuite

from supervisionbot.adapters.redaction.examples import Example
from supervisionbot.adapters.redaction.features import Features
from supervisionbot.adapters.redaction.lists import Lists, fold
from supervisionbot.adapters.redaction.spans import NOTHING
from supervisionbot.adapters.redaction.tokens import Tokens, tokens_of
from supervisionbot.adapters.redaction.variants import varied
from supervisionbot.records.codebook import Span

_LEAST_EXAMPLES = 3  # that use a word without marking it, before it counts as an ordinary word
# What has a form is found by rules; here such kinds are one, so that their few examples teach together.
_LEARNT_AS = {"PHONE": "ID", "EMAIL": "ID", "URL": "ID", "POSTCODE": "ID"}
SETTINGS = {"c1": 0.2, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 2}


def ordinary_words(examples: Iterable[Example]) -> frozenset[str]:
    """The words that at least three examples write small and leave unmarked."""
    counts: Counter[str] = Counter()
    for example in examples:
        tokens = tokens_of(example.text)
        labels = labels_of(tokens, example.spans)
        counts.update(
            {
                fold(word)
                for word, label in zip(tokens.words, labels, strict=True)
                if label == NOTHING and word.islower()
            }
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


def learn(
    examples: Sequence[Example], lists: Lists, ordinary: frozenset[str], progress: Callable[[float], None]
) -> bytes:
    """Learn a model from examples; `progress` is told the share done, 0 to 1. The same examples give the same model."""
    features = Features(lists, ordinary)
    trainer = _Trainer(algorithm="lbfgs", verbose=True)
    trainer.tell = progress
    for example in varied(examples, lists):
        tokens = tokens_of(example.text)
        trainer.append(features.of(tokens), labels_of(tokens, example.spans))
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        progress(1.0)
        return path.read_bytes()


class _Trainer(pycrfsuite.Trainer):  # type: ignore[misc]  # the package has no types
    """Reports each round of learning instead of printing it."""

    tell: Callable[[float], None]

    def on_iteration(self, log: object, info: dict[str, object]) -> None:
        number = info.get("num")
        if isinstance(number, int):
            self.tell(min(1.0, number / int(SETTINGS["max_iterations"])))

    def message(self, message: str) -> None:
        pass
