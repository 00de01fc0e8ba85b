"""What the coder heard and what the worker decided -> the codes that stand, and those that count for the team."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Codebook, Heard, Stance
from supervisionbot.records.private import Code, Consent, HeardReply, Prompt, RedactedReply, Reflection, Settled, Voice

SURE_ENOUGH = 0.85
"""An unconfirmed code counts only if at least 85 of 100 such codes are right, theme and stance."""
UNCALIBRATED = 0.5
"""As sure as a code can be of a theme that was learnt from too few examples for its probability to hold."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A prompt with its replies, what was heard in them, what the worker settled, and the codes that stand."""

    prompt: Prompt
    replies: tuple[RedactedReply, ...]
    heard: tuple[HeardReply, ...]
    settled: tuple[Settled, ...]
    codes: tuple[Code, ...]


def thread(
    prompt: Prompt,
    replies: Iterable[RedactedReply],
    heard: Iterable[HeardReply],
    settled: Iterable[Settled],
    codebook: Codebook,
) -> Thread:
    """Put together what is known of a thread, and which codes stand in it."""
    heard, settled = tuple(heard), tuple(settled)
    return Thread(prompt, tuple(replies), heard, settled, standing_codes(heard, settled, codebook))


def reflection(one: Thread, library: Library, texts: Iterable[str]) -> Reflection:
    """A thread as its worker looks back on it; `texts` are the redacted words that are still kept."""
    prompt = one.prompt
    question, kind = library.question(prompt.question), library.kind(prompt.kind)
    return Reflection(
        prompt.id,
        one.replies[0].at,
        kind.title if kind else prompt.kind,
        question.text if question else "",
        prompt.consent,
        one.codes,
        tuple(texts),
    )


def standing_codes(replies: Sequence[HeardReply], settled: Sequence[Settled], codebook: Codebook) -> tuple[Code, ...]:
    """The codes of a thread: the worker's word where there is one, else what the coder heard over all replies.

    Confirmed codes come first, then in the order of the codebook. A theme heard both ways in different replies is
    mixed.
    """
    decided = {one.theme: one.stance for one in settled}
    heard = _over_replies(replies)
    codes = []
    for theme in codebook.themes:
        if theme.id in decided:
            stance = decided[theme.id]
            if stance is not None:
                codes.append(Code(theme.id, stance, is_confirmed=True))
        elif theme.id in heard:
            most = 1.0 if theme.is_well_learnt else UNCALIBRATED
            codes.append(Code(theme.id, heard[theme.id].stance, min(heard[theme.id].sureness, most)))
    return tuple(sorted(codes, key=lambda code: not code.is_confirmed))


def _over_replies(replies: Iterable[HeardReply]) -> dict[str, Heard]:
    merged: dict[str, Heard] = {}
    for reply in replies:
        for heard in reply.heard:
            before = merged.get(heard.theme, heard)
            stance = heard.stance if heard.stance is before.stance else Stance.MIXED
            probability = max(heard.probability, before.probability)
            stance_probability = min(heard.stance_probability, before.stance_probability)
            merged[heard.theme] = Heard(heard.theme, stance, probability, stance_probability)
    return merged


def as_shown(shown: Thread) -> tuple[Settled, ...]:
    """What *That's right* settles: every code shown, and what the worker had turned down before."""
    by_hand = {one.theme for one in shown.settled if one.by_hand}
    turned_down = [one for one in shown.settled if one.stance is None]
    return (*(Settled(one.theme, one.stance, one.theme in by_hand) for one in shown.codes), *turned_down)


def reopened(changed: Thread) -> Thread:
    """A thread after a new or edited reply: confirmed before, it asks again if something new was heard."""
    is_new = any(not code.is_confirmed for code in changed.codes)
    if changed.prompt.consent is not Consent.CONFIRMED or not is_new:
        return changed
    return replace(changed, prompt=replace(changed.prompt, consent=Consent.OPEN))


def settled_by_form(
    well: Iterable[str], hard: Iterable[str], shown: Sequence[Code], replies: Sequence[HeardReply]
) -> tuple[Settled, ...]:
    """What the form settles: themes that went well, were hard, or both; a shown theme in neither is turned down."""
    well, hard = set(well), set(hard)
    heard = set(_over_replies(replies))
    chosen = [
        Settled(theme, _stance(theme in well, theme in hard), by_hand=theme not in heard)
        for theme in sorted(well | hard)
    ]
    return (*chosen, *(Settled(theme, None) for theme in sorted({one.theme for one in shown} - well - hard)))


def _stance(well: bool, hard: bool) -> Stance:
    if well and hard:
        return Stance.MIXED
    return Stance.STRENGTH if well else Stance.STRAIN


def settled_after_edit(
    settled: Sequence[Settled], before: Sequence[HeardReply], after: Sequence[HeardReply]
) -> tuple[Settled, ...]:
    """What still holds once a reply was edited: all but themes that the words no longer speak of."""
    gone = set(_over_replies(before)) - set(_over_replies(after))
    return tuple(one for one in settled if one.theme not in gone)


def settled_after_deletion(settled: Sequence[Settled], after: Sequence[HeardReply]) -> tuple[Settled, ...]:
    """What still holds once a reply was taken back: only what the remaining replies speak of."""
    still_heard = set(_over_replies(after))
    return tuple(one for one in settled if one.theme in still_heard)


def team_voices(thread: Thread, sure_from: Mapping[str, float], *, case: str, now: datetime) -> tuple[Voice, ...]:
    """The voices of a thread on their way to the digest; none from a reflection together, whatever came of that."""
    return () if thread.prompt.session else voices_given(thread, sure_from, case=case, now=now)


def voices_given(thread: Thread, sure_from: Mapping[str, float], *, case: str, now: datetime) -> tuple[Voice, ...]:
    """The voices of a thread: confirmed codes and sure ones; none where the worker left it out.

    `sure_from`: themes that count unconfirmed from another sureness than usual. A mixed code is a voice for both
    sides. They bear the time of the first reply; `now` is when new ones are given.
    """
    prompt, codes = thread.prompt, thread.codes
    if prompt.consent is Consent.LEFT_OUT or not thread.replies:
        return ()
    at = thread.replies[0].at
    counted = [one for one in codes if one.is_confirmed or one.probability >= sure_from.get(one.theme, SURE_ENOUGH)]
    return tuple(
        Voice(prompt.worker, prompt.team, prompt.id, code.theme, side, at, now, prompt.visit, case)
        for code in counted
        for side in _sides(code.stance)
    )


def _sides(stance: Stance) -> tuple[Stance, ...]:
    return (Stance.STRENGTH, Stance.STRAIN) if stance is Stance.MIXED else (stance,)
