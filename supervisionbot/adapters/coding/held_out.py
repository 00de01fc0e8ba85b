"""A lesson in -> what each view says of every example when it never saw that example's writer."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from supervisionbot.adapters.coding.lesson import Lesson
from supervisionbot.adapters.coding.ridge import Ridge
from supervisionbot.adapters.coding.views import CONTEXT_WEIGHT, ODDS_DAMPING, votes

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
# Chosen by cross-validation over writers (docs/coding.md).
ODDS_PRIOR = 0.3
# A sequence that more of the replies have tells hardly which are alike, and is what takes the time.
MOST_COMMON = 0.06


def ridge_views(lesson: Lesson, ridge: Ridge) -> dict[str, Any]:
    """The linear view of replies and sentences, by the names that `Views` has for them."""
    replies = np.empty(lesson.targets.shape)
    sentences = np.empty((len(lesson.owner), lesson.targets.shape[1]))
    for own, own_sentences in lesson.held_out():
        dual, missed = ridge.without(own)
        replies[own] = lesson.targets[own] - missed
        constant = CONTEXT_WEIGHT**2 * dual.sum(axis=0)
        sentences[own_sentences] = lesson.sentences[own_sentences] @ (lesson.rows.T @ dual) + constant
    return {"ridge": replies, "ridge_sentences": sentences}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many replies have each sequence and target together, each sequence, each target; how many in all."""

    both: Floats
    sequences: Floats
    targets: Floats
    replies: int

    def without(self, other: "Counts") -> "Counts":
        """The counts over all examples but those of `other`."""
        return Counts(
            self.both - other.both,
            self.sequences - other.sequences,
            self.targets - other.targets,
            self.replies - other.replies,
        )


def _present(lesson: Lesson, rows: Any) -> Any:
    kept = rows[:, lesson.vocabulary.block("p", "s")]
    return csr_matrix((np.ones_like(kept.data), kept.indices, kept.indptr), kept.shape)


def counts(lesson: Lesson, own: Indices | None = None) -> Counts:
    """Count over all examples, or over `own` alone."""
    rows, targets = (lesson.rows, lesson.targets) if own is None else (lesson.rows[own], lesson.targets[own])
    present = _present(lesson, rows)
    sequences = np.asarray(present.sum(axis=0), dtype=np.float32).ravel()
    return Counts(present.T @ targets, sequences, targets.sum(axis=0), len(targets))


def log_odds(counts: Counts) -> Floats:
    """Log odds of a sequence in a target's replies against all other replies, with a small prior."""
    without = np.maximum(counts.sequences[:, None] - counts.both, 0)
    with_it = np.log((counts.both + ODDS_PRIOR) / (counts.targets + 2 * ODDS_PRIOR))
    return np.asarray(with_it - np.log((without + ODDS_PRIOR) / (counts.replies - counts.targets + 2 * ODDS_PRIOR)))


def odds_views(lesson: Lesson) -> dict[str, Any]:
    """The view by odds of replies and sentences, by the names that `Views` has for them."""
    every = counts(lesson)
    replies, sentences = _present(lesson, lesson.rows), _present(lesson, lesson.sentences)
    odds = np.empty(lesson.targets.shape)
    odds_sentences = np.empty((len(lesson.owner), lesson.targets.shape[1]))
    for own, own_sentences in lesson.held_out():
        odds_of = log_odds(every.without(counts(lesson, own)))
        odds[own] = _damped(replies[own], odds_of)
        odds_sentences[own_sentences] = _damped(sentences[own_sentences], odds_of)
    return {"odds": odds, "odds_sentences": odds_sentences}


def _damped(present: Any, odds_of: Floats) -> Floats:
    many = np.diff(present.indptr).astype(np.float32)
    return np.asarray((present @ odds_of) / np.sqrt(many + ODDS_DAMPING)[:, None])


def telling(lesson: Lesson) -> Any:
    """The replies by sequences, without the weights of the sequences that are common."""
    rows = lesson.rows.tocsc(copy=True)
    counts = np.diff(rows.indptr)
    rows.data[np.repeat(counts > MOST_COMMON * rows.shape[0], counts)] = 0
    rows.eliminate_zeros()
    return rows


def nearest(lesson: Lesson) -> tuple[NDArray[np.float64], ...]:
    """What the 5 and the 20 likest examples of other writers were coded as."""
    rows = telling(lesson)
    likeness = (rows @ rows.T).toarray()
    for own, _ in lesson.held_out():
        likeness[np.ix_(own, own)] = 0  # a writer's own other replies are no strangers
    return tuple(votes(likeness, lesson.targets))
