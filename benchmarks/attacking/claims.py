"""A year with its posts -> pairs of claims, a true one and a false one, and what each supervisor knows of them.

*Total*: any two claims "this worker said this in this period" about one unit's year. *Singling out*: two workers who
could both be behind one line; which of them was? What may be known without any post, and so what guessing already is,
differs by supervisor.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.attacking.posts import KINDS, SHOWN, SILENT
from benchmarks.attacking.scene import Scene
from benchmarks.attacking.service import SAYINGS, Chances, Numbers, usual_chances

TOTAL_PAIRS, UNKNOWN_PAIRS, PAIRS_A_LINE, MOST_LINES = 150, 50, 2, 150
Pairs = tuple[Chances, Chances]
"""For pairs of a true and a false claim: the difference of what is known without posts, and with them."""


def total_pairs(scene: Scene, known: int, *, watches: bool) -> Pairs:
    """Claims about anybody (`known` 0), or about workers of whom all but so many others' words are known."""
    said = scene.periods.said
    could = ((scene.periods.asked > 0) & scene.periods.member)[:, :, None] & np.ones(SAYINGS, bool)
    if not known:
        return _pairs_of(scene, np.argwhere(said & could), np.argwhere(~said & could), TOTAL_PAIRS, None, watches)
    parts = []
    for _ in range(3):
        one, other = scene.chance.choice(len(said), 2, replace=False)
        unknown = np.array([one] if known == 1 else [one, other])
        mask = np.zeros(len(said), bool)
        mask[unknown[0]] = True
        true = np.argwhere(said & could & mask[:, None, None])
        false = np.argwhere(~said & could & mask[:, None, None])
        parts.append(_pairs_of(scene, true, false, UNKNOWN_PAIRS, unknown, watches))
    parts = [part for part in parts if len(part[0])] or parts[:1]
    return np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts])


def _pairs_of(scene: Scene, true: Numbers, false: Numbers, most: int, unknown: Numbers | None, watches: bool) -> Pairs:
    if not len(true) or not len(false):
        return np.zeros((0, 0)), np.zeros((0, 0))
    chosen = [some[scene.chance.integers(len(some), size=most)] for some in (true, false)]
    base = [_known_before(scene, claims, unknown, watches) for claims in chosen]
    more = [_known_from_posts(scene, claims, unknown, watches) for claims in chosen]
    plain = base[0] - base[1]
    return plain, np.hstack([plain, more[0] - more[1]])


def _known_before(scene: Scene, claims: Numbers, unknown: Numbers | None, watches: bool) -> Chances:
    """Who was asked how often, and how often it is said at all; what the others said, for one who knows that."""
    worker, closing, saying = claims.T
    asked = np.log1p(scene.periods.asked[worker, closing])
    usual = np.log(usual_chances()[saying])
    found = [asked, usual, asked * usual, asked**2, usual**2]
    if unknown is not None:
        others = np.delete(scene.periods.said, unknown, axis=0).mean(axis=0)
        share, habit = others[closing, saying], others.mean(axis=0)[saying]
        found += [share, np.sqrt(share), habit, share * asked]
    if watches:
        found += _taken_out(scene, worker, closing)
    return np.stack(found, axis=1)


def _taken_out(scene: Scene, worker: Numbers, closing: Numbers) -> list[Chances]:
    """Whether the worker was off the roster at the digest before, or at the next."""
    out, last = ~scene.periods.member, scene.periods.member.shape[1] - 1
    beside = (np.maximum(closing - 1, 0), np.minimum(closing + 1, last))
    return [out[worker, one].astype(float) for one in beside]


def _known_from_posts(scene: Scene, claims: Numbers, unknown: Numbers | None, watches: bool) -> Chances:
    worker, closing, saying = claims.T
    posts, could = scene.posts, np.maximum(1, scene.periods.could)[:, None]
    share = posts.level / could
    last = len(share) - 1
    now = share[closing, saying]
    before, after = share[np.maximum(closing - 1, 0), saying], share[np.minimum(closing + 1, last), saying]
    asked = np.log1p(scene.periods.asked[worker, closing])
    kind = posts.kind[closing, saying]
    kinds = np.eye(KINDS)[kind]
    found = [now, np.sqrt(now), np.log(now + 0.02), now * asked, before, after, share.mean(axis=0)[saying]]
    for leaning in scene.leanings:
        lean = leaning[worker, saying]
        found += [lean, lean * asked, lean * now, lean * (kind != SILENT)]
    if unknown is not None:
        found += _left_over(scene, closing, saying, unknown)
    if watches:
        was_out, will_be = _taken_out(scene, worker, closing)
        found += [was_out * now, was_out * (now - before), will_be * now, will_be * (now - after)]
    return np.hstack([np.stack([np.asarray(one, float) for one in found], axis=1), kinds, kinds * asked[:, None]])


def _left_over(scene: Scene, closing: Numbers, saying: Numbers, unknown: Numbers) -> list[Chances]:
    """What a post says beyond the words that are known: so many more must have spoken, none can have, or neither."""
    needed, forbidden = np.zeros(scene.posts.level.shape), np.zeros(scene.posts.level.shape)
    for at, (lines, closings) in enumerate(scene.lines_of):
        np.maximum.at(needed[:, at], closings, scene.still_needed(lines, unknown))
    if not (scene.posts.kind > SHOWN).any():
        others = scene.periods.said.sum(axis=0) - scene.periods.said[unknown].sum(axis=0)
        forbidden = ((scene.posts.kind == SHOWN) & (scene.posts.level <= others)).astype(float)
    need, none = needed[closing, saying], forbidden[closing, saying]
    told = scene.posts.kind[closing, saying] != SILENT
    return [need, need > 0, need * (need < 3), none, told & (need <= 0)]


@dataclass(frozen=True)
class Singled:
    """Pairs of workers who could both be behind a line, of whom the first was: what each supervisor knows of them."""

    roster: Pairs
    others: Pairs
    watching: Pairs


def singling_pairs(scene: Scene) -> Singled:
    """Two workers for each line, twice; for whoever knows the rota, who knows all other words, who plays with it."""
    line, one, other = _rivals(scene)
    lines = scene.posts.lines
    first, closing = (np.array([getattr(lines[at], name) for at in line], int) for name in ("first", "closing"))
    until = np.pad(scene.periods.asked.cumsum(axis=1), ((0, 0), (1, 0)))

    def apart(of: Callable[[Numbers], Chances]) -> Chances:
        return of(one) - of(other)

    def total(worker: Numbers) -> Chances:
        return np.asarray(until[worker, closing + 1] - until[worker, first], float)

    def lately(worker: Numbers) -> Chances:
        return np.asarray(scene.periods.asked[worker, closing], float)

    def was_out(worker: Numbers) -> Chances:
        return np.asarray(~scene.periods.member[worker, np.maximum(closing - 1, 0)], float)

    base = [
        apart(lambda worker: np.log1p(total(worker))),
        apart(lambda worker: np.log1p(lately(worker))),
        apart(lambda worker: np.log1p(total(worker) - lately(worker))),
        apart(total),
    ]
    least, length = np.array([lines[at].least for at in line]), closing - first
    more = [base[1] * length, base[0] * least]
    for leaning in scene.leanings_by_line:
        lean = leaning[line, one] - leaning[line, other]
        more += [lean, lean * least, lean * length]
    turns = [_took_turns(scene, lines[at].sayings, *pair) for at, *pair in zip(line, one, other, strict=True)]
    out = [apart(was_out), apart(lambda worker: was_out(worker) * total(worker))]
    out_then = [apart(lambda worker: was_out(worker) * least), apart(lambda worker: was_out(worker) * length)]
    return Singled(
        (_beside(base), _beside(base, more)),
        (_beside(base), _beside(base, more, [np.array(turns)])),
        (_beside(base, out), _beside(base, out, more, out_then)),
    )


def _beside(*features: list[Chances]) -> Chances:
    return np.stack([one for some in features for one in some], axis=1)


def _rivals(scene: Scene) -> tuple[Numbers, Numbers, Numbers]:
    """For some of the lines: its number, a worker who spoke, and one who could have and did not."""
    found = []
    for at in scene.chance.permutation(len(scene.posts.lines))[:MOST_LINES]:
        line = scene.posts.lines[at]
        asked = scene.periods.asked[:, line.first : line.closing + 1].any(axis=1)
        could = asked & scene.periods.member[:, line.closing]
        spoke, silent = np.flatnonzero(could & line.speakers), np.flatnonzero(could & ~line.speakers)
        if len(spoke) and len(silent):
            found += [(at, scene.chance.choice(spoke), scene.chance.choice(silent)) for _ in range(PAIRS_A_LINE)]
    line, one, other = np.array(found, int).reshape(-1, 3).T
    return line, one, other


def _took_turns(scene: Scene, sayings: Sequence[int], one: int, other: int) -> float:
    """Over the year: whether one of the two must have spoken when the first was there more, or the second."""
    apart = scene.there[one] - scene.there[other]
    found = 0.0
    for saying in sayings:
        lines, closings = scene.lines_of[saying]
        needed = scene.still_needed(lines, np.array([one, other]))
        found += needed @ apart[closings] - needed.sum() * apart.mean()
    return float(found / (1 + (apart**2).sum()) / len(sayings))
