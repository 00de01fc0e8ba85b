"""The bot's forms: log a visit, choose themes, set up a team. Ids of fields are the names in what comes back."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationSelectElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View as SlackView

from supervisionbot.records.bank import VisitKind
from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import View
from supervisionbot.records.private import Code
from supervisionbot.records.team import WEEKDAYS, Team
from supervisionbot.records.words import AnswerHere, CardWarning, CoverMore, KeptWords, Words
from supervisionbot.views import actions
from supervisionbot.views.blocks import section

FIELD = "field"
MOST_ON_CARD = 2000
MOST_IN_GROUP, MOST_GROUPS, MOST_BLOCKS = 100, 20, 90
PIECE = re.compile(r".{1,1400}(?:\s|$)|.{1,1400}", re.DOTALL)
"""What is escaped may be longer, and a section takes 3,000 characters."""
FOR_EVER = 9000
"""A pause without an end lasts into a year beyond this."""


def visit_form(words: Words, kinds: Sequence[VisitKind], local_now: datetime, teams: Sequence[str] = ()) -> View:
    """Log a visit: kind, day, time, optional case reference; who works in several teams also says for which."""
    options = [_option(one.title, one.id) for one in kinds]
    fields = [
        _field(words, "visit_kind", StaticSelectElement(options=options, action_id=FIELD)),
        _field(words, "visit_date", DatePickerElement(initial_date=f"{local_now:%Y-%m-%d}", action_id=FIELD)),
        _field(words, "visit_time", TimePickerElement(initial_time=f"{local_now:%H:%M}", action_id=FIELD)),
        _field(words, "visit_reference", _text(most=30), hint="visit_reference_hint", optional=True),
    ]
    if len(teams) > 1:
        names = [_option(team, team) for team in teams]
        select = StaticSelectElement(options=names, initial_option=names[0], action_id=FIELD)
        fields.insert(1, _field(words, "visit_team", select))
    return _form(words, actions.VISIT_FORM, fields)


def answer_form(words: Words, prompt_id: str, question: str) -> View:
    """Answer a question where the words never stand in Slack's history."""
    element = PlainTextInputElement(action_id=FIELD, multiline=True, max_length=3000, focus_on_load=True)
    form = _form(words, actions.ANSWER_FORM, [_field(words, "answer_words", element)], prompt_id)
    return {**form, "blocks": [section(words.say(AnswerHere(question))), *form["blocks"]]}


def settings_form(words: Words, paused_until: datetime | None, *, is_newly_qualified: bool) -> View:
    """What a worker can set: a pause in their own words, and whether they are newly qualified."""
    new = _option(words.label(actions.NEWLY_QUALIFIED), actions.NEWLY_QUALIFIED)
    chosen = [new] if is_newly_qualified else None
    until = f"{paused_until.day} {paused_until:%B %Y}" if paused_until and paused_until.year < FOR_EVER else ""
    fields = [
        _field(words, "settings_leave", _text(until, most=100), hint="settings_leave_hint", optional=True),
        _field(
            words,
            "settings_new",
            CheckboxesElement(options=[new], initial_options=chosen, action_id=FIELD),
            optional=True,
        ),
    ]
    return _form(words, actions.SETTINGS_FORM, fields)


def card_form(words: Words, prompt_id: str, supervisors: Sequence[tuple[str, str]], text: str) -> View:
    """Bring something to supervision: to whom (ids and names), and the words, which can be changed."""
    options = [_option(name or user, user) for user, name in supervisors]
    fields = [
        _field(
            words,
            "card_supervisor",
            StaticSelectElement(options=options, initial_option=options[0], action_id=FIELD),
        ),
        _field(
            words,
            "card_words",
            PlainTextInputElement(
                action_id=FIELD, multiline=True, max_length=MOST_ON_CARD, initial_value=text[:MOST_ON_CARD] or None
            ),
        ),
    ]
    form = _form(words, actions.CARD_FORM, fields, prompt_id)
    return {**form, "blocks": [section(words.say(CardWarning())), *form["blocks"]]}


def themes_form(words: Words, codebook: Codebook, prompt_id: str, codes: Iterable[Code]) -> View:
    """Say what a reflection was about: themes that went well, and themes that were hard; in both means both ways."""
    codes = list(codes)
    well = [one.theme for one in codes if one.stance in (Stance.STRENGTH, Stance.MIXED)]
    hard = [one.theme for one in codes if one.stance in (Stance.STRAIN, Stance.MIXED)]
    fields = [
        _field(words, "themes_well", _themes(codebook, well), optional=True),
        _field(words, "themes_hard", _themes(codebook, hard), hint="themes_hint", optional=True),
    ]
    return _form(words, actions.THEMES_FORM, fields, prompt_id)


def cover_form(words: Words, prompt_id: str, texts: Iterable[str], to_choose: Sequence[str]) -> View:
    """Show the words that are kept of a thread, and let their worker choose which to cover besides."""
    kept = [section(words.say(KeptWords(piece))) for text in texts for piece in _pieces(text)]
    lots = [to_choose[start : start + MOST_IN_GROUP] for start in range(0, len(to_choose), MOST_IN_GROUP)]
    groups = [
        OptionGroup(
            label=PlainTextObject(text=f"{lot[0][0]} – {lot[-1][0]}".upper()),
            options=[_option(word, word) for word in lot],
        )
        for lot in lots[:MOST_GROUPS]
    ]
    placeholder = PlainTextObject(text=words.label("cover_words_some"))
    element = StaticMultiSelectElement(option_groups=groups, placeholder=placeholder, action_id=FIELD)
    fields = [_field(words, "cover_words", element)] if groups else []
    form = _form(words, actions.COVER_FORM, fields, prompt_id)
    return {**form, "blocks": [section(words.say(CoverMore())), *kept[:MOST_BLOCKS], *form["blocks"]]}


def _pieces(text: str) -> list[str]:
    """A text in pieces that a section takes, cut between words where there are any."""
    return [found.group() for found in PIECE.finditer(text)]


def team_form(words: Words, team: Team) -> View:
    """Set up a team or change it; the team's settings stand in the fields."""
    fields = [
        _field(words, "team_name", _text(team.name, most=60)),
        _field(
            words, "team_workers", UserMultiSelectElement(initial_users=list(team.workers) or None, action_id=FIELD)
        ),
        _field(
            words,
            "team_supervisors",
            UserMultiSelectElement(initial_users=list(team.supervisors) or None, action_id=FIELD),
        ),
        _field(words, "team_channel", _channel(team.digest_channel), hint="team_channel_hint", optional=True),
        _field(words, "team_own_channel", _channel(team.channel), hint="team_own_channel_hint", optional=True),
        _field(words, "team_floor", _text(str(team.floor))),
        _field(words, "team_delay", _text(f"{int(team.delay.total_seconds() // 60)}m")),
        _field(words, "team_rhythm", _text(str(team.rhythm))),
        _field(words, "team_timezone", _text(team.timezone)),
        _field(words, "team_hours", _text(team.working.hours)),
        _field(words, "team_days", _text(",".join(WEEKDAYS[day] for day in sorted(team.working.days)))),
        _field(words, "team_country", _text(team.working.country)),
        _field(words, "team_pool", _text(team.pool), hint="team_pool_hint", optional=True),
        _field(words, "team_danger", _text(team.danger_contact, most=200), hint="team_danger_hint", optional=True),
        _field(words, "team_support", _text(team.support_contact, most=200), optional=True),
    ]
    return _form(words, actions.TEAM_FORM, fields)


def _form(words: Words, name: str, fields: Sequence[InputBlock], about: str = "") -> View:
    form = SlackView(
        type="modal",
        callback_id=name,
        title=PlainTextObject(text=words.label(name)),
        submit=PlainTextObject(text=words.label("save")),
        close=PlainTextObject(text=words.label("cancel")),
        private_metadata=about,
        blocks=list(fields),
    )
    made: View = form.to_dict()
    return made


def _field(
    words: Words, name: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=words.label(name)),
        element=element,
        hint=PlainTextObject(text=words.label(hint)) if hint else None,
        optional=optional,
    )


def _text(value: str = "", most: int = 60) -> PlainTextInputElement:
    return PlainTextInputElement(action_id=FIELD, initial_value=value or None, max_length=most)


def _channel(chosen: str) -> ConversationSelectElement:
    return ConversationSelectElement(
        initial_conversation=chosen or None, action_id=FIELD, filter=None, default_to_current_conversation=None
    )


def _themes(codebook: Codebook, chosen: Sequence[str]) -> StaticMultiSelectElement:
    by_id = {theme.id: _option(theme.title, theme.id) for theme in codebook.themes}
    groups = [
        OptionGroup(
            label=PlainTextObject(text=family.title),
            options=[by_id[theme.id] for theme in codebook.themes if theme.family == family.id],
        )
        for family in codebook.families
    ]
    initial = [by_id[theme] for theme in chosen if theme in by_id]
    return StaticMultiSelectElement(option_groups=groups, initial_options=initial or None, action_id=FIELD)


def _option(title: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=title), value=value)
