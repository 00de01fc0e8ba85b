"""A digest -> what supervisors' channels get: text for screen readers, blocks, and Slack's own bar chart."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import Block, Said
from supervisionbot.records.released import Band, Digest, DigestLine
from supervisionbot.records.words import (
    DigestEnd,
    DigestHeading,
    DigestLineShown,
    DigestSilent,
    DigestText,
    LineTold,
    TogetherEnd,
    TogetherLine,
    TogetherSilent,
    TogetherTold,
    Words,
)
from supervisionbot.views.blocks import header, section, small

CONDITIONS = "conditions"
_CHART_LEVEL = {Band.SOME: 1, Band.HALF: 2, Band.MOST: 3}
_MOST_BARS = 20
Part = tuple[str, tuple[LineTold, ...]]


def digest(words: Words, codebook: Codebook, made: Digest, zone: str) -> Said:
    """The digest as a message. Without a line it is the same whatever was said: see promise P8."""
    since, until = (moment.astimezone(ZoneInfo(zone)) for moment in (made.release.since, made.release.until))
    lines = [line for line in made.lines if _is_known(codebook, line)]
    parts = [_part(words, codebook, lines, of_conditions=is_last) for is_last in (False, True)]
    text = words.say(DigestText(made.release.unit, since, until, parts[0][1], parts[1][1]))
    blocks = [header(words.say(DigestHeading(made.release.unit, since, until)))]
    for heading, told_lines in parts:
        if told_lines:
            blocks += [section(f"*{heading}*"), *(section(words.say(DigestLineShown(line))) for line in told_lines)]
    if not lines:
        blocks.append(section(words.say(DigestSilent())))
    end = small(words.say(DigestEnd()))
    return Said(text, (*blocks, *_chart(words, lines), end), (*blocks, end))


def together(words: Words, codebook: Codebook, made: Digest, question: str) -> Said:
    """What came up when a team reflected together, for its own channel; without a line always the same."""
    lines = tuple(told(codebook, line) for line in made.lines if _is_known(codebook, line))
    shown = [section(words.say(TogetherLine(line))) for line in lines] or [section(words.say(TogetherSilent()))]
    blocks = (header(words.label("together_heading")), *shown, small(words.say(TogetherEnd())))
    return Said(words.say(TogetherTold(question, lines)), blocks)


def _is_known(codebook: Codebook, line: DigestLine) -> bool:
    """Whether the codebook still has the line's theme: an old digest may tell of one that was dropped since."""
    subjects = codebook.families if line.theme.is_family else codebook.themes
    return any(one.id == line.theme.subject for one in subjects)


def told(codebook: Codebook, line: DigestLine) -> LineTold:
    """A line as people read it. A family is told by its title, with the question of its first theme."""
    theme = line.theme
    if theme.is_family:
        title = codebook.family(theme.subject).title
        first = next(one for one in codebook.themes if one.family == theme.subject)
    else:
        first = codebook.theme(theme.subject)
        title = first.title
    practice, ask = first.in_practice[theme.stance], first.asks[theme.stance]
    return LineTold(title, theme.stance, theme.band, practice, ask, line.change, line.before, theme.is_family)


def _part(words: Words, codebook: Codebook, lines: Sequence[DigestLine], *, of_conditions: bool) -> Part:
    """The heading of a part of the digest and its lines: the organisation's conditions apart from the rest."""

    def family(line: DigestLine) -> str:
        return line.theme.subject if line.theme.is_family else codebook.theme(line.theme.subject).family

    fitting = [line for line in lines if (family(line) == CONDITIONS) is of_conditions]
    heading = words.label("conditions" if of_conditions else "relationship")
    return heading, tuple(told(codebook, line) for line in fitting)


def _chart(words: Words, lines: Sequence[DigestLine]) -> list[Block]:
    """Slack's native bar chart, as a plain dictionary since its models do not know it yet."""
    subjects = list(dict.fromkeys(line.theme.subject for line in lines))[:_MOST_BARS]
    if not subjects:
        return []
    levels = {(line.theme.subject, line.theme.stance): _CHART_LEVEL[line.theme.band] for line in lines}
    stances = [stance for stance in Stance if any(said is stance for _, said in levels)]
    labels = {subject: subject.replace("_", " ").capitalize()[:20] for subject in subjects}
    series = [
        {
            "name": words.label(str(stance)).capitalize(),
            "data": [{"label": labels[one], "value": levels.get((one, stance), 0)} for one in subjects],
        }
        for stance in stances
    ]
    axes = {"categories": list(labels.values()), "y_label": words.label("chart_levels")}
    chart = {"type": "bar", "series": series, "axis_config": axes}
    return [{"type": "data_visualization", "title": words.label("chart_title"), "chart": chart}]
