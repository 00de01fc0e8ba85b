"""What a worker asks about: own reflections, forgetting, the preview of a digest."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.records.codebook import Codebook
from supervisionbot.records.post import Said
from supervisionbot.records.private import Consent, Reflection
from supervisionbot.records.released import ReleasedTheme
from supervisionbot.records.words import (
    ForgetMe,
    LineTold,
    NoReflectionsYet,
    OwnReflection,
    OwnReflections,
    Preview,
    PreviewLeftOut,
    Words,
)
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, notice, section
from supervisionbot.views.prompt import theme_lines


def reflections(words: Words, codebook: Codebook, own: Sequence[Reflection], *, zone: str, keeps_text: bool) -> Said:
    """A worker's own reflections, newest first."""
    if not own:
        return notice(words, NoReflectionsYet(), actions.OPEN_VISIT_FORM)
    texts = [words.say(OwnReflections(len(own), keeps_text))]
    texts += [words.say(own_reflection(codebook, one, zone)) for one in own]
    return Said("\n\n".join(texts), tuple(section(text) for text in texts))


def own_reflection(codebook: Codebook, one: Reflection, zone: str) -> OwnReflection:
    """One reflection as the worker reads it."""
    lines = theme_lines(codebook, one.codes)
    is_left_out = one.consent is Consent.LEFT_OUT
    return OwnReflection(one.at.astimezone(ZoneInfo(zone)), one.kind, one.question, lines, is_left_out, one.texts)


def forget_me(words: Words) -> Said:
    """Ask before everything is deleted."""
    text = words.say(ForgetMe())
    row = buttons(words, [actions.FORGET_EVERYTHING, actions.FORGET_NOTHING], danger=actions.FORGET_EVERYTHING)
    return Said(text, (section(text), row))


def preview(
    words: Words, codebook: Codebook, unit: str, themes: Sequence[ReleasedTheme], *, closes_at: datetime, now: datetime
) -> Said:
    """What supervisors will read, for each worker alike; `closes_at` and `now` in the unit's time zone."""
    text = words.say(Preview(unit, tuple(_line(codebook, theme) for theme in themes), closes_at, now))
    return Said(text, (section(text), buttons(words, [actions.LEAVE_MY_PART_OUT], unit)))


def preview_left_out(words: Words, unit: str) -> Said:
    """The worker's part is out, and can be put back."""
    return notice(words, PreviewLeftOut(unit), actions.PUT_MY_PART_BACK, value=unit)


def _line(codebook: Codebook, theme: ReleasedTheme) -> LineTold:
    title = codebook.family(theme.subject).title if theme.is_family else codebook.theme(theme.subject).title
    return LineTold(title, theme.stance, theme.band, "", "", is_family=theme.is_family)
