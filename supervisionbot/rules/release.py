"""The one door: voices in, released themes out.

A line leaves only if all of these hold; what does not hold waits, and its waiting cannot be seen:

- P5 the floor: at least `floor` distinct workers, about at least three different visits (visits with the same
  case reference are one). Survey platforms hide groups under 3 to 10; five is the usual default.
- P6 never everyone: the unit has at least floor + 2 workers, so even a line that all agree on leaves doubt.
- P7 wait, then expire: voices wait for twelve weeks at most; what would expire may be told by family.
- P9 bands: shares of the unit in three words, never a number.
- P10 no comparison with an earlier occasion isolates fewer than `floor` workers.
- P11 nothing is told that the team has not seen in the preview.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.errors import NotReleasable
from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.private import Asked, Occasion, RuleOutcome, Voice
from supervisionbot.records.released import Band, ReleasedTheme
from supervisionbot.records.team import LEAST_FLOOR, Unit

WAIT = timedelta(weeks=12)
LOOK_BACK = timedelta(weeks=26)
"""How far back earlier occasions and askings are compared: twice as long as a voice can wait, and some more."""
LEAST_VISITS = 3
SPARE_WORKERS = 2
TIME_TO_ANSWER = timedelta(hours=1)
"""Who was asked just before the cut had no time to answer, as whoever knows the rota knows."""
HALF_FROM, MOST_FROM = 0.4, 0.6
_SIDES = (Stance.STRENGTH, Stance.STRAIN)


@dataclass(frozen=True, slots=True)
class ReleaseOutcome:
    """What may leave, which voices it spends, and how the rules came out."""

    is_open: bool
    themes: tuple[ReleasedTheme, ...]
    spent: tuple[Voice, ...]
    rules: tuple[RuleOutcome, ...]


def release(
    unit: Unit,
    voices: Iterable[Voice],
    codebook: Codebook,
    *,
    occasion: Occasion,
    asked: Sequence[Asked],
    earlier: Sequence[Occasion],
    next_cut: datetime,
    time_to_answer: timedelta = TIME_TO_ANSWER,
) -> ReleaseOutcome:
    """Decide what of a unit's unspent voices may be told on this occasion.

    Voices count up to the occasion's cut (the moment of the preview); `next_cut` is the next one. `asked` is who
    was asked when, `earlier` all earlier occasions of every unit; `time_to_answer` is what an asking needs before the
    cut to count. Raises NotReleasable for anything but voices.
    """
    cut = occasion.cut
    waiting = [voice for voice in _that_count(unit, voices, cut) if codebook.has(voice.theme)]
    rules = _unit_rules(unit, asked, earlier, cut - time_to_answer)
    if not all(rule.passed for rule in rules):
        return ReleaseOutcome(False, (), (), rules)
    may_be_told = _floor_test(unit, asked, cut)
    by_theme = [
        told
        for theme in codebook.themes
        for told in _lines(theme.id, [voice for voice in waiting if voice.theme == theme.id], may_be_told)
        if _was_shown(occasion, told, is_family=False)
    ]
    waiting = _without(waiting, by_theme)
    by_family = [
        told
        for family in codebook.families
        for told in _family_lines(family.id, _of_family(codebook, family.id, waiting), may_be_told, next_cut)
        if _was_shown(occasion, told, is_family=True)
    ]
    return _outcome(unit, codebook, by_theme, by_family, rules)


def band(voices: int, workers: int) -> Band:
    """How much of the unit spoke: most from three fifths, about half from two fifths, else some."""
    share = voices / workers
    if share >= MOST_FROM:
        return Band.MOST
    return Band.HALF if share >= HALF_FROM else Band.SOME


def could_differ(unit: Unit, asked: Iterable[Asked], earlier: Occasion, in_time: datetime) -> int:
    """How many workers could account for a difference between an earlier occasion and now.

    Those who were asked since, up to `in_time`. Newcomers count no sooner: whoever knows the rota knows that a
    newcomer who made no visit has said nothing yet. Late answers only add to these workers, and forgetting takes
    askings away as well.
    """
    since = {one.worker for one in asked if earlier.cut < one.at <= in_time}
    return len(since & unit.workers)


def _that_count(unit: Unit, voices: Iterable[Voice], cut: datetime) -> list[Voice]:
    counted = []
    for voice in voices:
        if not isinstance(voice, Voice):
            raise NotReleasable
        is_in_time = (
            cut - WAIT <= voice.at
            and voice.given_at <= cut
            and (unit.pooled_since is None or voice.at >= unit.pooled_since)
        )
        is_of_unit = voice.team in unit.teams and voice.worker in unit.workers
        if is_in_time and is_of_unit:
            counted.append(voice)
    return counted


def _unit_rules(
    unit: Unit, asked: Sequence[Asked], earlier: Sequence[Occasion], in_time: datetime
) -> tuple[RuleOutcome, ...]:
    # The same unit stays comparable even if everybody of that day was forgotten since.
    comparable = [one for one in earlier if one.is_open and (one.unit == unit.name or one.workers & unit.workers)]
    return (
        RuleOutcome("P5", f"The floor is {unit.floor}, at least {LEAST_FLOOR}.", unit.floor >= LEAST_FLOOR),
        RuleOutcome(
            "P6",
            f"At least {unit.floor + SPARE_WORKERS} workers share the digest.",
            len(unit.workers) >= unit.floor + SPARE_WORKERS,
        ),
        RuleOutcome(
            "P10",
            f"No comparison with an earlier digest points to fewer than {unit.floor} workers.",
            all(could_differ(unit, asked, one, in_time) >= unit.floor for one in comparable),
        ),
    )


_FloorTest = Callable[[Sequence[Voice]], bool]
_Told = tuple[str, Stance, tuple[Voice, ...]]


def _floor_test(unit: Unit, asked: Sequence[Asked], cut: datetime) -> _FloorTest:
    def may_be_told(voices: Sequence[Voice]) -> bool:
        if len({voice.worker for voice in voices}) < unit.floor:
            return False
        if len({_case_of(voice) for voice in voices if voice.visit}) < LEAST_VISITS:
            return False
        # When few were at work, the floor alone would say who spoke.
        first = min(voice.at for voice in voices) - timedelta(days=1)
        at_work = {one.worker for one in asked if first <= one.at <= cut} & unit.workers
        return len(at_work) >= unit.floor + SPARE_WORKERS

    return may_be_told


def _case_of(voice: Voice) -> str:
    """What tells visits apart: the case however it was typed (LCS-118, lcs 118), else the visit itself."""
    return "".join(sign for sign in voice.case.casefold() if sign.isalnum()) or voice.visit


def _was_shown(occasion: Occasion, told: _Told, *, is_family: bool) -> bool:
    """Whether the line stood in the preview. Withdrawals can turn one line into another: that one waits."""
    subject, stance, _ = told
    return occasion.shown is None or (subject, stance, is_family) in occasion.shown


def _lines(subject: str, voices: Sequence[Voice], may_be_told: _FloorTest) -> list[_Told]:
    """A line for each stance over the floor; where only both together reach it, one line for both ways."""
    lines = []
    for stance in _SIDES:
        side = tuple(voice for voice in voices if voice.stance is stance)
        if may_be_told(side):
            lines.append((subject, stance, side))
    if not lines and may_be_told(voices) and {voice.stance for voice in voices} == set(_SIDES):
        lines.append((subject, Stance.MIXED, tuple(voices)))
    return lines


def _family_lines(family: str, voices: Sequence[Voice], may_be_told: _FloorTest, next_cut: datetime) -> list[_Told]:
    would_expire = any(voice.at < next_cut - WAIT for voice in voices)
    return _lines(family, voices, may_be_told) if would_expire else []


def _of_family(codebook: Codebook, family: str, voices: Sequence[Voice]) -> list[Voice]:
    return [voice for voice in voices if codebook.theme(voice.theme).family == family]


def _without(voices: Sequence[Voice], told: Iterable[_Told]) -> list[Voice]:
    spent = {voice for _, _, side in told for voice in side}
    return [voice for voice in voices if voice not in spent]


def _outcome(
    unit: Unit,
    codebook: Codebook,
    by_theme: Sequence[_Told],
    by_family: Sequence[_Told],
    rules: tuple[RuleOutcome, ...],
) -> ReleaseOutcome:
    size = len(unit.workers)

    def line(told: _Told, *, is_family: bool) -> ReleasedTheme:
        subject, stance, side = told
        return ReleasedTheme(subject, stance, band(len({voice.worker for voice in side}), size), is_family)

    lines = [line(told, is_family=False) for told in by_theme] + [line(told, is_family=True) for told in by_family]
    order = [theme.id for theme in codebook.themes] + [family.id for family in codebook.families]
    bands, stances = list(Band), list(Stance)
    lines.sort(key=lambda one: (bands.index(one.band), order.index(one.subject), stances.index(one.stance)))
    spent = tuple(voice for _, _, side in [*by_theme, *by_family] for voice in side)
    return ReleaseOutcome(True, tuple(lines), spent, rules)
