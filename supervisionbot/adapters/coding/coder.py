"""Examples in -> a coder, learnt or cached; a redacted reply in -> its codes, and the words behind them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.cache import load_model, save_model
from supervisionbot.adapters.coding.examples import read_examples
from supervisionbot.adapters.coding.features import COMMON, tokens_of
from supervisionbot.adapters.coding.model import Model
from supervisionbot.adapters.coding.own_themes import evened
from supervisionbot.adapters.coding.signals import STANCES
from supervisionbot.errors import WrongPrompts
from supervisionbot.records.codebook import Coding, Heard, Span

VERSION = "7"  # raised with every change of how the coder learns or reckons: an older cache is then rebuilt
MOST_KEPT = 3
"""Models on disk, 35 MB each: so many codebooks can be tried in turn without learning any of them twice."""
MOST_EVIDENCE = 5
MOST_SILENCE = 0.5  # above: more likely than not, the reply speaks of no theme


class LocalCoder:
    """Codes replies on this machine. It never changes once made, so threads may share it."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __repr__(self) -> str:
        return f"LocalCoder({len(self._model.themes)} themes)"

    def code(self, text: str, question: str = "", asked_theme: str = "") -> Coding:
        """Code one redacted reply to a question that asked about a theme (both may be unknown)."""
        return self.code_many([(text, question, asked_theme)])[0]

    def code_many(self, replies: Iterable[tuple[str, str, str]]) -> list[Coding]:
        """Code replies given as (text, question, asked theme), in their order; the last two may be "".

        The asked theme makes itself likelier; the words of the question bear on the stance alone (docs/coding.md).
        """
        asked = list(replies)
        if not asked:
            return []
        judged = self._model.judge(asked)
        return [self._coding(*one) for one in zip(judged.themes, judged.stances, judged.silence, strict=True)]

    def _coding(self, themes: NDArray[np.float64], stances: NDArray[np.float64], silence: float) -> Coding:
        ranked = tuple(
            Heard(
                self._model.themes[place],
                STANCES[int(stances[place].argmax())],
                float(themes[place]),
                float(stances[place].max() / stances[place].sum()),
            )
            for place in np.argsort(-themes, kind="stable")
        )
        return Coding(self._codes(ranked, silence), ranked)

    def _codes(self, ranked: tuple[Heard, ...], silence: float) -> tuple[Heard, ...]:
        """None if the reply likely speaks of no theme; else all over the threshold, and always the likeliest."""
        if silence > MOST_SILENCE:
            return ()
        return ranked[:1] + tuple(heard for heard in ranked[1:] if heard.probability >= self._model.threshold)

    def evidence(self, text: str, theme: str) -> tuple[Span, ...]:
        """The words that spoke for the theme: at most five, strongest first, spans whose kind is the theme.

        A word's share is exact for the linear view: the sum over its sequences of weight times value, each
        sequence shared out evenly to its words. Words such as "the" and "her" are left out, as they tell a
        reader nothing. Raises KeyError for a theme that the coder does not know.
        """
        if theme not in self._model.themes:
            raise KeyError(theme)
        tokens = tokens_of(text)
        shares = self._model.shares(tokens, theme)
        strongest = [tokens[place] for place in np.argsort(-shares, kind="stable") if shares[place] > 0]
        telling = [token for token in strongest if token.word not in COMMON]
        return tuple(Span(token.start, token.end, theme) for token in telling[:MOST_EVIDENCE])


def open_coder(
    examples: Path,
    cache: Path,
    themes: Sequence[str],
    progress: Callable[[float], None] | None = None,
) -> LocalCoder:
    """The coder that learnt from the examples: read from the folder `cache`, or learnt now and kept there.

    `themes`: ids of the codebook in its order. `progress` hears the share of the learning done, 0 to 1.
    Raises WrongPrompts with file, line and reason for examples that cannot be used.
    """
    key = _key(examples, themes)
    kept = cache / f"coder-{key[:16]}.npz"
    model = load_model(kept, key)
    if model is None:
        model = _learn(examples, themes, progress or _unheard)
        save_model(kept, key, model)
        _make_room(cache)
    return LocalCoder(model)


def _make_room(cache: Path) -> None:
    """Delete the models that were learnt longest ago."""
    kept = sorted(cache.glob("coder-*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _unheard(_share: float) -> None:
    """Nobody asked how far the learning is."""


def _learn(examples: Path, themes: Sequence[str], progress: Callable[[float], None]) -> Model:
    from supervisionbot.adapters.coding.learn import learn  # noqa: PLC0415  a cached coder starts without scipy

    return learn(evened(read_examples(examples, themes)), themes, progress)


def _key(examples: Path, themes: Sequence[str]) -> str:
    try:
        content = examples.read_bytes()
    except OSError as error:
        raise WrongPrompts(f"{examples}, line 1: cannot be read ({error.strerror}).") from None
    return hashlib.sha256(json.dumps([VERSION, *themes]).encode("utf-8") + b"\n" + content).hexdigest()
