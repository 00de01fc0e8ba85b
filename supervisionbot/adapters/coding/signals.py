"""What the views say of a reply, its sentences and its question in -> the numbers that themes and stances rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supervisionbot.adapters.coding.examples import Example
from supervisionbot.records.codebook import Stance

Array = NDArray[np.float64]
STANCES = (Stance.STRENGTH, Stance.STRAIN, Stance.MIXED)
NEAREST = (5, 20)
LEAST_SENTENCE_SCORE = 0.1


@dataclass(frozen=True, slots=True)
class Views:
    """Scores for the columns of `targets_of`. One row a reply, but one row a sentence where the name says so.

    `ridge`: linear weights. `odds`: summed log odds of the sequences. `nearest`: what the 5 and the 20
    likest examples were coded as. `owner`: the reply of each sentence. `asked`: 1 for the theme asked about.
    `question`: a column a stance, by the words of the question.
    """

    ridge: Array
    ridge_sentences: Array
    odds: Array
    odds_sentences: Array
    nearest: tuple[Array, ...]
    owner: NDArray[np.int64]
    asked: Array
    question: Array


def targets_of(examples: Sequence[Example], themes: Sequence[str]) -> Array:
    """What is learnt: each theme, each as strength, each as strain, each stance of any theme, no theme."""
    rows = [[[e.codes.get(theme) == stance for theme in themes] for stance in STANCES] for e in examples]
    heard = np.array(rows, dtype=np.float64)
    said = heard.sum(axis=1)
    return np.column_stack([said, heard[:, 0], heard[:, 1], stances_of(examples), said.sum(axis=1) == 0])


def stances_of(examples: Sequence[Example]) -> Array:
    """Shape (examples, stances): 1 for each stance that any theme of the example has."""
    return np.array([[stance in e.codes.values() for stance in STANCES] for e in examples], dtype=np.float64)


def theme_signals(views: Views) -> Array:
    """Shape (replies, themes, numbers): what speaks for each theme."""
    count = views.asked.shape[1]
    said, asked = views.ridge[:, :count], views.asked
    strength, strain = _by_theme(views.ridge, count)
    everywhere = np.ones_like(said)
    context = [
        said.sum(axis=1, keepdims=True) * everywhere,
        views.ridge[:, -1:] * everywhere,
        (said[:, None, :] > said[:, :, None]).sum(axis=2),
        asked,
        (1 - asked) * (asked * said).sum(axis=1, keepdims=True),
        strength,
        strain,
    ]
    scores = [said, views.odds[:, :count], *(votes[:, :count] for votes in views.nearest)]
    scores += _best_sentences(views.ridge_sentences[:, :count], views.owner, len(said))
    scores += _best_sentences(views.odds_sentences[:, :count], views.owner, len(said))
    spoken = [column for score in scores for column in (score, _lead(score), score * asked)]
    own = np.broadcast_to(np.eye(count), (len(said), count, count))
    shared = np.stack(context + spoken, axis=2)
    return np.concatenate([shared, own, own * said[:, :, None], own * asked[:, :, None]], axis=2)


def stance_signals(views: Views) -> Array:
    """Shape (replies, themes, numbers): what speaks for how each theme is spoken of."""
    count = views.asked.shape[1]
    said = np.maximum(views.ridge[:, :count], 0.2)
    strength, strain = _by_theme(views.ridge, count)
    odds = [column - views.odds[:, :count] for column in _by_theme(views.odds, count)]
    columns = [strength / said, strain / said, strength, strain, *odds, *_by_theme(views.nearest[-1], count)]
    overall = [scores[:, 3 * count : 3 * count + 3] for scores in (views.ridge, views.odds, *views.nearest)]
    overall.append(views.question)
    wide = np.repeat(np.concatenate(overall, axis=1)[:, None, :], count, axis=1)
    own = np.broadcast_to(np.eye(count), (len(said), count, count))
    return np.concatenate([np.stack(columns, axis=2), wide, own], axis=2)


def silence_signals(views: Views) -> Array:
    """Shape (replies, numbers): what speaks for a reply that speaks of no theme at all."""
    count = views.asked.shape[1]
    themes = views.ridge[:, :count]
    columns = [scores[:, -1] for scores in (views.ridge, views.odds, *views.nearest)]
    columns += [themes.max(axis=1), themes.sum(axis=1), views.odds[:, :count].max(axis=1)]
    return np.column_stack([*columns, np.log1p(np.bincount(views.owner, minlength=len(themes)))])


def _by_theme(scores: Array, count: int) -> tuple[Array, Array]:
    return scores[:, count : 2 * count], scores[:, 2 * count : 3 * count]


def _lead(scores: Array) -> Array:
    """How far each score stands over the best of the others in its row."""
    if scores.shape[1] < 2:
        return scores
    top_two = np.sort(scores, axis=1)[:, -2:]
    best, second = top_two[:, 1:], top_two[:, :1]
    return np.asarray(scores - np.where(scores == best, second, best))


def _best_sentences(scores: Array, owner: NDArray[np.int64], replies: int) -> list[Array]:
    """The best sentence's score, its widest lead over the other themes, and all that is over a little."""
    firsts = np.searchsorted(owner, np.arange(replies))
    over = np.maximum(scores - LEAST_SENTENCE_SCORE, 0)
    return [
        np.maximum.reduceat(scores, firsts, axis=0),
        np.maximum.reduceat(_lead(scores), firsts, axis=0),
        np.add.reduceat(over, firsts, axis=0),
    ]
