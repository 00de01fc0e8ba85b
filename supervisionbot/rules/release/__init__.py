"""The one door (P4): voices in, released themes out.

A line leaves only if all of these hold; what does not hold waits, and its waiting cannot be seen. Each idea has a
file of its own, with its reason and source:

- `counting`: whose voices count (P5 no supervisors, P6 pools set up beforehand, P7 twelve weeks at most);
- `lines`: when they are enough (P5 the floor, P6 never everyone) and what they make (P7 both ways, families);
- `bands`: how much is said of how many (P9);
- `comparing`: what two digests side by side would show (P10);
- `rota`: who could have spoken, as others know as well.

P11 stands here: nothing is told that the team has not seen in the preview.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.records.codebook import Codebook
from supervisionbot.records.private import Asked, Margin, Occasion, RuleOutcome, Voice
from supervisionbot.records.released import Band, ReleasedTheme
from supervisionbot.records.team import LEAST_FLOOR, SPARE_WORKERS, Unit
from supervisionbot.rules.release.bands import NUMBERS_IN_A_GROUP, band
from supervisionbot.rules.release.comparing import LOOK_BACK, fewest_that_could_speak
from supervisionbot.rules.release.counting import WAIT, voices_that_count
from supervisionbot.rules.release.lines import Told, family_lines_of, lines_of, without
from supervisionbot.rules.release.rota import BEFORE_REPLYING, TIME_TO_ANSWER, Rota

ASKED_WITHIN = WAIT + BEFORE_REPLYING
"""How far back before the cut it matters who was asked: what was asked before could make no voice that counts."""

__all__ = ["ASKED_WITHIN", "LOOK_BACK", "SPARE_WORKERS", "TIME_TO_ANSWER", "WAIT", "ReleaseOutcome", "band", "release"]


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
    waiting = _known(codebook, voices_that_count(unit, voices, occasion.cut))
    rota = Rota(unit, tuple(asked), occasion.cut - time_to_answer)
    # Who was forgotten since the preview is on the rota that others know.
    could_speak = fewest_that_could_speak(rota, earlier, occasion.cut) + occasion.size - len(unit.workers)
    rules = _unit_rules(unit, occasion, could_speak)
    if not all(rule.passed for rule in rules):
        return ReleaseOutcome(False, (), (), rules)
    by_theme = [
        told
        for theme in codebook.themes
        for told in lines_of(theme.id, [voice for voice in waiting if voice.theme == theme.id], unit.floor)
        if _was_shown(occasion, told, is_family=False)
    ]
    # What a theme told is not told again by its family: family minus theme would show the part that was held.
    waiting = without(waiting, by_theme)
    by_family = [
        told
        for family in codebook.families
        for told in family_lines_of(family.id, _of_family(codebook, family.id, waiting), rota, occasion.cut, next_cut)
        if _was_shown(occasion, told, is_family=True)
    ]
    spent = tuple(voice for _, _, side in [*by_theme, *by_family] for voice in side)
    return ReleaseOutcome(True, _released(unit, occasion, by_theme, by_family, could_speak), spent, rules)


def _unit_rules(unit: Unit, occasion: Occasion, could_speak: int) -> tuple[RuleOutcome, ...]:
    least_workers = unit.floor + SPARE_WORKERS
    return (
        RuleOutcome("P5", f"The floor is {unit.floor}, at least {LEAST_FLOOR}.", unit.floor >= LEAST_FLOOR),
        RuleOutcome(
            "P6",
            f"At least {least_workers} workers share the digest.",
            occasion.size >= least_workers,
            _margin(occasion.size - least_workers),
        ),
        RuleOutcome(
            "P10",
            f"No comparison with an earlier digest points to fewer than {least_workers} workers.",
            could_speak >= least_workers,
            _margin(could_speak - least_workers),
        ),
    )


def _margin(spare: int) -> Margin:
    """In two words, since the exact one would be a figure of how many took part. A word stands for three at least."""
    return Margin.NARROW if spare < NUMBERS_IN_A_GROUP else Margin.WIDE


def _known(codebook: Codebook, voices: Iterable[Voice]) -> list[Voice]:
    themes = {theme.id for theme in codebook.themes}
    return [voice for voice in voices if voice.theme in themes]


def _of_family(codebook: Codebook, family: str, voices: Iterable[Voice]) -> list[Voice]:
    themes = {theme.id for theme in codebook.themes if theme.family == family}
    return [voice for voice in voices if voice.theme in themes]


def _was_shown(occasion: Occasion, told: Told, *, is_family: bool) -> bool:
    """Whether the line stood in the preview. Withdrawals can turn one line into another: that one waits."""
    subject, stance, _ = told
    return occasion.shown is None or (subject, stance, is_family) in occasion.shown


def _released(
    unit: Unit, occasion: Occasion, by_theme: Iterable[Told], by_family: Iterable[Told], could_speak: int
) -> tuple[ReleasedTheme, ...]:
    """The lines by band, then by codebook: an order by how many would be a count (P9)."""

    def line(told: Told, *, is_family: bool) -> ReleasedTheme:
        subject, stance, side = told
        workers = min(len({voice.worker for voice in side}), could_speak - SPARE_WORKERS)
        return ReleasedTheme(subject, stance, band(workers, occasion.size, unit.floor), is_family)

    lines = [line(told, is_family=False) for told in by_theme] + [line(told, is_family=True) for told in by_family]
    # They come in the order of the codebook, themes before families, and sorting keeps that within a band.
    return tuple(sorted(lines, key=lambda one: list(Band).index(one.band)))
