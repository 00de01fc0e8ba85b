"""The lines of a digest as people read them, from the codebook as it is now."""

from supervisionbot.records.codebook import Codebook, Family, Theme
from supervisionbot.records.released import Digest, DigestLine
from supervisionbot.records.words import LineTold


def known_lines(codebook: Codebook, made: Digest) -> list[DigestLine]:
    """Those whose subject the codebook still has."""
    return [line for line in made.lines if is_known(codebook, line.theme.subject, is_family=line.theme.is_family)]


def told(codebook: Codebook, line: DigestLine, *, has_past: bool = False, is_pooled: bool = False) -> LineTold:
    """A line as people read it. Its questions take turns: one for the group, one for two, the next for the group."""
    theme, subject = line.theme, subject_of(codebook, line)
    asks, one_to_one = subject.asks[theme.stance], subject.one_to_one[theme.stance]
    questions = [(asks[0], False), *((one, True) for one in one_to_one), *((one, False) for one in asks[1:])]
    question, is_for_two = questions[(line.times - 1) % len(questions)]
    return LineTold(
        subject.title,
        theme.stance,
        theme.band,
        subject.in_practice[theme.stance],
        question,
        line.change,
        line.before,
        theme.is_family,
        line.is_last_time,
        line.times,
        line.was,
        has_past,
        is_pooled,
        is_for_two,
    )


def subject_of(codebook: Codebook, line: DigestLine) -> Theme | Family:
    """The theme or family that a line is about."""
    theme = line.theme
    return codebook.family(theme.subject) if theme.is_family else codebook.theme(theme.subject)


def is_known(codebook: Codebook, subject: str, *, is_family: bool) -> bool:
    """Whether the codebook still has it: an old digest may tell of a theme that was dropped since."""
    return any(one.id == subject for one in (codebook.families if is_family else codebook.themes))
