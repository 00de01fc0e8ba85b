"""Examples in -> how well each theme is told from the others, tried on examples that were not learnt from."""

from collections import Counter
from collections.abc import Callable, Sequence

from supervisionbot.adapters.coding.coder import LocalCoder
from supervisionbot.adapters.coding.examples import Example
from supervisionbot.adapters.coding.learn import learn
from supervisionbot.adapters.coding.own_themes import counts_of, evened, sole_writers
from supervisionbot.records.agreement import Tally, Tried

FOLDS = 4
AT_ONCE = 300
Heard = tuple[Example, frozenset[str]]


def try_out(examples: Sequence[Example], themes: Sequence[str], progress: Callable[[float], None]) -> list[Tried]:
    """Learn four times from three quarters and code the last; `progress` hears the share done, 0 to 1.

    A writer is held out whole, as far as others speak of the same themes: nobody's style gives a theme away.
    """
    heard: list[Heard] = []
    folds = _folds(examples)
    for fold in range(FOLDS):
        learnt = [one for one, place in zip(examples, folds, strict=True) if place != fold]
        others = [one for one, place in zip(examples, folds, strict=True) if place == fold]
        model = learn(evened(learnt), themes, lambda share, done=fold: progress((done + 0.9 * share) / FOLDS))  # type: ignore[misc]
        heard += _coded(LocalCoder(model), others)
        progress((fold + 1) / FOLDS)
    counts = counts_of(examples)
    return [Tried(_tally(heard, theme), counts[theme], _mixed_up(heard, theme)) for theme in themes]


def _folds(examples: Sequence[Example]) -> list[int]:
    """The fold of each example."""
    sole = sole_writers(examples)
    writers = {writer: number for number, writer in enumerate(sorted({one.writer for one in examples} - sole))}
    return [writers.get(one.writer, place) % FOLDS for place, one in enumerate(examples)]


def _coded(coder: LocalCoder, examples: Sequence[Example]) -> list[Heard]:
    asked = [(one.text, one.question, one.asked_theme) for one in examples]
    lots = [asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE)]
    heard = [frozenset(code.theme for code in coding.codes) for lot in lots for coding in coder.code_many(lot)]
    return list(zip(examples, heard, strict=True))


def _tally(heard: Sequence[Heard], theme: str) -> Tally:
    pairs = Counter((theme in themes, theme in example.codes) for example, themes in heard)
    return Tally(theme, pairs[True, True], pairs[True, False], pairs[False, True], pairs[False, False])


def _mixed_up(heard: Sequence[Heard], theme: str) -> tuple[tuple[str, int], ...]:
    """The themes wrongly heard where this one was missed, and those missed where this one was wrongly heard."""
    others: Counter[str] = Counter()
    for example, themes in heard:
        true = example.codes.keys()
        if theme in true - themes:
            others.update(themes - true)
        elif theme in themes - true:
            others.update(true - themes)
    return tuple(others.most_common())
