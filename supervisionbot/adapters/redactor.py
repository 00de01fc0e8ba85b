"""Examples in, a redactor that tells which words of a text could identify somebody out.

A linear-chain conditional random field, learnt once from the examples and kept in a cache; no text leaves the machine.
"""

import hashlib
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pycrfsuite

from supervisionbot.adapters.redaction import cache as cached
from supervisionbot.adapters.redaction import features as feature_rules
from supervisionbot.adapters.redaction.cache import Learnt
from supervisionbot.adapters.redaction.examples import read_examples
from supervisionbot.adapters.redaction.features import Features
from supervisionbot.adapters.redaction.learning import SETTINGS, learn, ordinary_words
from supervisionbot.adapters.redaction.lists import Lists, list_files, read_lists
from supervisionbot.adapters.redaction.spans import NOTHING, spans_of
from supervisionbot.adapters.redaction.tokens import tokens_of
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Span

LISTS = Path(__file__).parent / "redaction" / "lists"
LEAST_PROBABILITY = 0.025  # of being identifying; chosen by writers held out, see docs/redaction.md
_SURROGATE = re.compile("[\ud800-\udfff\0]")  # what the model's library cannot take


class CrfRedactor:
    """Finds words that could identify somebody. May be used by several threads at once."""

    def __init__(self, learnt: Learnt, lists: Lists) -> None:
        self._learnt = learnt
        self._features = Features(lists, learnt.ordinary)
        self._threads = threading.local()

    def find(self, text: str) -> tuple[Span, ...]:
        """The words of `text` that could identify somebody, as spans in order; next-door words of a kind are one."""
        tokens = tokens_of(_SURROGATE.sub("\ufffd", text))
        if not len(tokens):
            return ()
        tagger = self._tagger()
        tagger.set(self._features.of(tokens))
        return tuple(spans_of(tokens, _kinds(tagger, len(tokens))))

    def _tagger(self) -> pycrfsuite.Tagger:
        tagger = getattr(self._threads, "tagger", None)
        if tagger is None:
            tagger = pycrfsuite.Tagger()
            tagger.open_inmemory(self._learnt.model)
            self._threads.tagger = tagger
        return tagger


def open_redactor(examples: Path, cache: Path, progress: Callable[[float], None] | None = None) -> CrfRedactor:
    """Load the redactor from the folder `cache`, or learn it from the file `examples` and keep it there.

    `progress` is told the share of learning done, 0 to 1. WrongPrompts if the examples cannot be read or are damaged.
    """
    try:
        content = examples.read_bytes()
    except OSError as error:
        raise WrongPrompts(f"{examples}: the examples cannot be read ({error.strerror}).") from None
    fingerprint = _fingerprint(content)
    path = cache / "redactor.crf"
    lists = read_lists(LISTS)
    learnt = cached.load(path, fingerprint)
    if learnt is None:
        learnt = _learn(content, examples, lists, progress or (lambda _: None))
        cached.save(path, fingerprint, learnt)
    return CrfRedactor(learnt, lists)


def _learn(content: bytes, path: Path, lists: Lists, progress: Callable[[float], None]) -> Learnt:
    examples = read_examples(content, path)
    ordinary = ordinary_words(examples)
    return Learnt(learn(examples, lists, ordinary, progress), ordinary)


def _fingerprint(content: bytes) -> str:
    """Of all that a learnt model follows from: examples, lists, features and settings."""
    digest = hashlib.sha256(f"{feature_rules.VERSION} {sorted(SETTINGS.items())}".encode())
    for part in (content, *(file.read_bytes() for file in list_files(LISTS))):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _kinds(tagger: pycrfsuite.Tagger, length: int) -> list[str]:
    labels = [label for label in tagger.labels() if label != NOTHING]
    kinds = []
    for index in range(length):
        identifying = 1 - tagger.marginal(NOTHING, index) >= LEAST_PROBABILITY
        kinds.append(max(labels, key=lambda label: tagger.marginal(label, index)) if identifying else NOTHING)
    return kinds
