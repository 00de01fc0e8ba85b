"""A team's reflection together: the question in the channel, the forms, and the worker's own thread about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Option, PlainTextInputElement, StaticSelectElement

from supervisionbot.records.codebook import Codebook
from supervisionbot.records.post import Said, View
from supervisionbot.records.words import TogetherAsked, TogetherHere, Words
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, section
from supervisionbot.views.form_parts import FIELD, field, form, option

ANY_THEME = "any"
ANOTHER = "another"


def asked(words: Words, session_id: str, message: TogetherAsked) -> Said:
    """The question for the team, with what one can do about it."""
    text = words.say(message)
    names = [actions.ANSWER_TOGETHER, actions.CLOSE_TOGETHER]
    return Said(text, (section(text), buttons(words, names, session_id, primary=actions.ANSWER_TOGETHER)))


def start_form(words: Words, codebook: Codebook, channel: str, lengths: Sequence[timedelta], usual: timedelta) -> View:
    """Start a reflection together: a theme if wanted, and how long it stays open."""
    anything = option(words.label("any_theme"), ANY_THEME)
    themes = [anything, *(option(theme.title, theme.id) for theme in codebook.themes)]
    spans = {length: _minutes(words, length) for length in lengths}
    fields = [
        field(words, "together_theme", StaticSelectElement(options=themes, initial_option=anything, action_id=FIELD)),
        field(
            words,
            "together_length",
            StaticSelectElement(options=list(spans.values()), initial_option=spans[usual], action_id=FIELD),
        ),
    ]
    return form(words, actions.TOGETHER_FORM, fields, channel, submit="start_together")


def answer_form(
    words: Words,
    session_id: str,
    message: TogetherHere,
    *,
    visits: Sequence[tuple[str, str, datetime]],
    chosen: str,
    text: str,
) -> View:
    """Answer the team's question: about which visit (ids, kinds and local times), and the words given so far."""
    options = [option(_visit_title(title, at), visit_id) for visit_id, title, at in visits]
    options.append(option(words.label("another_visit"), ANOTHER))
    initial = next((one for one in options if one.value == chosen), options[0])
    fields = [
        field(words, "together_visit", StaticSelectElement(options=options, initial_option=initial, action_id=FIELD)),
        field(
            words,
            "answer_words",
            PlainTextInputElement(action_id=FIELD, multiline=True, max_length=3000, initial_value=text or None),
        ),
        field(
            words,
            "together_reference",
            PlainTextInputElement(action_id=FIELD, max_length=30),
            hint="visit_reference_hint",
            optional=True,
        ),
    ]
    made = form(words, actions.TOGETHER_ANSWER_FORM, fields, session_id)
    return {**made, "blocks": [section(words.say(message)), *made["blocks"]]}


def _visit_title(title: str, at: datetime) -> str:
    return f"{title}, {at:%A} {at.day} {at:%B}, {at:%H:%M}"


def _minutes(words: Words, length: timedelta) -> Option:
    minutes = int(length / timedelta(minutes=1))
    return option(words.label("minutes").format(minutes=minutes), str(minutes))
