"""Examples in, a redactor that tells which words of a text could identify somebody out.

Two linear-chain conditional random fields, learnt once from the examples and kept in a cache. No text leaves
the machine.
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
from supervisionbot.adapters.redaction.learning import AS_WRITTEN, VARIED, learn, ordinary_words
from supervisionbot.adapters.redaction.lists import Lists, list_files, read_lists
from supervisionbot.adapters.redaction.spans import NOTHING, spans_of
from supervisionbot.adapters.redaction.tokens import tokens_of
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Span

LISTS = Path(__file__).parent / "redaction" / "lists"
# Of being identifying, from which a word is covered: as low as the aim for precision lets it be. A threshold for
# each kind did not carry over to other writers, but for names in small letters: any word may look like one
# (docs/redaction.md).
LEAST_PROBABILITY, LEAST_SMALL_NAME = 0.05, 0.12
# How much each model counts, the one that learnt replies as written first: the other knows names in small letters.
WEIGHTS, WEIGHTS_SMALL = (0.8, 0.2), (0.5, 0.5)
_UNTAKEN = re.compile("[\ud800-\udfff\0]")  # halves of characters, and what ends a text for CRFsuite
_SETTLED = re.compile(r"<[@#!]?\w[^<>]*>|\[[a-z]+(?: \d+)?\]|(?<=&)(?:amp|lt|gt);")  # Slack's marks, and our own


class CrfRedactor:
    """Finds words that could identify somebody. May be used by several threads at once."""

    def __init__(self, learnt: Learnt, lists: Lists) -> None:
        self._learnt = learnt
        self._features = Features(lists, learnt.ordinary)
        self._threads = threading.local()

    def __repr__(self) -> str:
        return f"CrfRedactor({len(self._learnt.models)} models)"

    def find(self, text: str) -> tuple[Span, ...]:
        """The words of `text` that could identify somebody, as spans in order."""
        tokens = tokens_of(_SETTLED.sub(_blank, _UNTAKEN.sub("\ufffd", text)))
        if not len(tokens):
            return ()
        sequence = pycrfsuite.ItemSequence(self._features.of(tokens))
        taggers = self._taggers()
        for tagger in taggers:
            tagger.set(sequence)
        kinds = [_kind(taggers, index, word) for index, word in enumerate(tokens.words)]
        return tuple(spans_of(tokens, kinds))

    def _taggers(self) -> list[pycrfsuite.Tagger]:
        """This thread's own, as a tagger holds the text it reads."""
        taggers: list[pycrfsuite.Tagger] | None = getattr(self._threads, "taggers", None)
        if taggers is None:
            taggers = self._threads.taggers = [_opened(model) for model in self._learnt.models]
        return taggers


def open_redactor(examples: Path, cache: Path, progress: Callable[[float], None] | None = None) -> CrfRedactor:
    """Load the redactor from the folder `cache`, or learn it from the file `examples` and keep it there.

    `progress` is told the share of learning done, 0 to 1. WrongPrompts if the examples cannot be read or are
    damaged; OSError if the cache cannot be written.
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
    """Of all that the learnt models follow from: examples, lists, features and ways of learning."""
    digest = hashlib.sha256(f"{feature_rules.VERSION} {AS_WRITTEN} {VARIED}".encode())
    for part in (content, *(file.read_bytes() for file in list_files(LISTS))):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _opened(model: bytes) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return tagger


def _kind(taggers: list[pycrfsuite.Tagger], index: int, word: str) -> str:
    """The likeliest kind of a token, if all kinds together are likely enough."""
    weights = WEIGHTS_SMALL if word.islower() else WEIGHTS
    harmless = sum(share * tagger.marginal(NOTHING, index) for share, tagger in zip(weights, taggers, strict=True))
    identifying = 1 - harmless
    if identifying < LEAST_PROBABILITY:
        return NOTHING
    kinds = [label for label in taggers[0].labels() if label != NOTHING]
    kind = max(kinds, key=lambda kind: sum(_marginal(tagger, kind, index) for tagger in taggers), default=NOTHING)
    is_small_name = kind in ("NAME", "PLACE") and word.islower()
    return NOTHING if is_small_name and identifying < LEAST_SMALL_NAME else kind


def _marginal(tagger: pycrfsuite.Tagger, kind: str, index: int) -> float:
    return float(tagger.marginal(kind, index)) if kind in tagger.labels() else 0.0
