"""A prompt and its thread -> messages: the question, what was heard, one more question."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from slack_sdk.models.blocks import ButtonElement, Option, OverflowMenuElement, PlainTextObject, StaticSelectElement

from supervisionbot.records.bank import Question
from supervisionbot.records.codebook import Codebook
from supervisionbot.records.post import Block, Said
from supervisionbot.records.private import BY_HAND, Code, Consent, Prompt, RedactedReply
from supervisionbot.records.words import (
    FollowUp,
    Message,
    NoQuestionOpen,
    PromptAsked,
    RepliesGone,
    ThemeSaid,
    ThemesConfirmed,
    ThemesHeard,
    ThemesLeftOut,
    ThemeSpoken,
    VisitSaid,
    WhichQuestion,
    WhyTheseThemes,
    Words,
)
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, notice, section

SURE_FROM = 0.5
LATER = ("in_an_hour", "this_afternoon", "tomorrow_morning")
_PROMPT = "<prompt>"


def question(words: Words, prompt_id: str, asked: str, visits: Sequence[VisitSaid], now: datetime) -> Said:
    """The root of a thread: one question, after one visit or several, or on request; and what else one may do."""
    text = words.say(PromptAsked(asked, tuple(visits), now))
    row = _choices_asked(words)  # type: ignore[arg-type]  # mypy takes no protocol for hashable
    return Said(text, (section(text), json.loads(row.replace(_PROMPT, prompt_id))))


@lru_cache(maxsize=8)
def _choices_asked(words: Words) -> str:
    """The row beneath a question as JSON, with `_PROMPT` for its prompt's id: Slack's models are slow, and it stays."""
    row = buttons(words, [actions.ANSWER_PRIVATELY, actions.ANOTHER_QUESTION, actions.SKIP_QUESTION], value=_PROMPT)
    later = StaticSelectElement(
        action_id=actions.LATER,
        placeholder=PlainTextObject(text=words.label(actions.LATER)),
        options=[_option(words, when, _PROMPT) for when in LATER],
    )
    more = OverflowMenuElement(
        action_id=actions.MORE_ABOUT,
        options=[_option(words, what, _PROMPT) for what in (actions.WHY_THIS_QUESTION, actions.HARD_ONE)],
    )
    return json.dumps({**row, "elements": [*row["elements"], later.to_dict(), more.to_dict()]})


def _option(words: Words, name: str, prompt_id: str) -> Option:
    return Option(text=PlainTextObject(text=words.label(name)), value=f"{name} {prompt_id}")


def follow_up(words: Words, text: str) -> Said:
    """The one further question."""
    return notice(words, FollowUp(text))


def themes(
    words: Words,
    codebook: Codebook,
    prompt: Prompt,
    codes: Sequence[Code],
    replies: Iterable[RedactedReply],
    sort: str = "words",
) -> Said:
    """What the bot heard in the thread, and what the worker can do about it; `sort` says what the reply is made of."""
    replies = list(replies)
    if not replies:
        return notice(words, RepliesGone())
    text = words.say(_message(prompt, theme_lines(codebook, codes), _covered(replies), sort))
    row = buttons(words, _choices(prompt, codes), prompt.id, primary=actions.THATS_RIGHT)
    more = OverflowMenuElement(
        action_id=actions.ABOUT_THEMES,
        options=[_option(words, what, prompt.id) for what in (actions.WHY_THESE_THEMES, actions.COVER_MORE)],
    )
    return Said(text, (section(text), {**row, "elements": [*row["elements"], more.to_dict()]}))


def theme_lines(codebook: Codebook, codes: Iterable[Code]) -> tuple[ThemeSaid, ...]:
    """Codes as people read them."""
    return tuple(
        ThemeSaid(codebook.theme(code.theme).title, code.stance, code.probability >= SURE_FROM)
        for code in codes
        if codebook.has(code.theme)
    )


def _message(prompt: Prompt, lines: tuple[ThemeSaid, ...], counts: dict[str, int], sort: str) -> Message:
    covered, by_hand = tuple((kind, count) for kind, count in counts.items() if kind != BY_HAND), counts.get(BY_HAND, 0)
    if prompt.consent is Consent.CONFIRMED:
        return ThemesConfirmed(lines, covered, by_hand, bool(prompt.session))
    if prompt.consent is Consent.LEFT_OUT:
        return ThemesLeftOut(lines, covered, by_hand)
    return ThemesHeard(lines, covered, sum(prompt.id.encode()), sort, by_hand)


def _choices(prompt: Prompt, codes: Sequence[Code]) -> list[str]:
    if prompt.consent is Consent.LEFT_OUT:
        return [actions.COUNT_AGAIN, actions.CHANGE]
    if prompt.consent is Consent.CONFIRMED:
        return [actions.CHANGE, actions.LEAVE_OUT]
    return [actions.THATS_RIGHT, actions.CHANGE, actions.LEAVE_OUT] if codes else [actions.CHANGE]


def _covered(replies: Iterable[RedactedReply]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for reply in replies:
        for kind, count in reply.covered:
            counts[kind] = counts.get(kind, 0) + count
    return counts


def why_these(words: Words, codebook: Codebook, spoken: Sequence[tuple[str, tuple[str, ...]]]) -> Said:
    """For each theme (its id) the words that spoke for it, for the worker alone."""
    return notice(words, WhyTheseThemes(tuple(ThemeSpoken(codebook.theme(theme).title, own) for theme, own in spoken)))


def which_question(words: Words, open_prompts: Sequence[tuple[Prompt, Question]], place: str) -> Said:
    """Ask which open question a message belongs to; `place` says where the message stands."""
    if not open_prompts:
        return notice(words, NoQuestionOpen(), actions.OPEN_VISIT_FORM, actions.ASK_NOW)
    text = words.say(WhichQuestion())
    rows = [_with_button(words, asked.text, f"{prompt.id} {place}") for prompt, asked in open_prompts[:10]]
    return Said("\n".join([text, *(asked.text for _, asked in open_prompts[:10])]), (section(text), *rows))


def _with_button(words: Words, text: str, value: str) -> Block:
    label = PlainTextObject(text=words.label(actions.THIS_QUESTION))
    button = ButtonElement(text=label, action_id=actions.THIS_QUESTION, value=value)
    return {**section(text), "accessory": button.to_dict()}
