"""The bot's forms: log a visit, choose themes, set up a team. Ids of fields are the names in what comes back."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationSelectElement,
    DatePickerElement,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)

from supervisionbot.records.bank import VisitKind
from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import View
from supervisionbot.records.private import Code
from supervisionbot.records.team import WEEKDAYS, Team
from supervisionbot.records.words import AnswerHere, CardWarning, CoverMore, KeptWords, Words
from supervisionbot.views import actions
from supervisionbot.views.blocks import section
from supervisionbot.views.form_parts import FIELD, field, form, option, text_line

MOST_ON_CARD = 2000
MOST_IN_GROUP, MOST_GROUPS, MOST_BLOCKS = 100, 20, 90
PIECE = re.compile(r".{1,1400}(?:\s|$)|.{1,1400}", re.DOTALL)
"""What is escaped may be longer, and a section takes 3,000 characters."""
FOR_EVER = 9000
"""A pause without an end lasts into a year beyond this."""


def visit_form(words: Words, kinds: Sequence[VisitKind], local_now: datetime, teams: Sequence[str] = ()) -> View:
    """Log a visit: kind, day, time, optional case reference; who works in several teams also says for which."""
    options = [option(one.title, one.id) for one in kinds]
    fields = [
        field(words, "visit_kind", StaticSelectElement(options=options, action_id=FIELD)),
        field(words, "visit_date", DatePickerElement(initial_date=f"{local_now:%Y-%m-%d}", action_id=FIELD)),
        field(words, "visit_time", TimePickerElement(initial_time=f"{local_now:%H:%M}", action_id=FIELD)),
        field(words, "visit_reference", text_line(most=30), hint="visit_reference_hint", optional=True),
    ]
    if len(teams) > 1:
        names = [option(team, team) for team in teams]
        select = StaticSelectElement(options=names, initial_option=names[0], action_id=FIELD)
        fields.insert(1, field(words, "visit_team", select))
    return form(words, actions.VISIT_FORM, fields)


def answer_form(words: Words, prompt_id: str, question: str) -> View:
    """Answer a question where the words never stand in Slack's history."""
    element = PlainTextInputElement(action_id=FIELD, multiline=True, max_length=3000, focus_on_load=True)
    made = form(words, actions.ANSWER_FORM, [field(words, "answer_words", element)], prompt_id)
    return {**made, "blocks": [section(words.say(AnswerHere(question))), *made["blocks"]]}


def settings_form(words: Words, paused_until: datetime | None, *, is_newly_qualified: bool) -> View:
    """What a worker can set: a pause in their own words, and whether they are newly qualified."""
    new = option(words.label(actions.NEWLY_QUALIFIED), actions.NEWLY_QUALIFIED)
    chosen = [new] if is_newly_qualified else None
    until = f"{paused_until.day} {paused_until:%B %Y}" if paused_until and paused_until.year < FOR_EVER else ""
    fields = [
        field(words, "settings_leave", text_line(until, most=100), hint="settings_leave_hint", optional=True),
        field(
            words,
            "settings_new",
            CheckboxesElement(options=[new], initial_options=chosen, action_id=FIELD),
            optional=True,
        ),
    ]
    return form(words, actions.SETTINGS_FORM, fields)


def card_form(words: Words, prompt_id: str, supervisors: Sequence[tuple[str, str]], text: str) -> View:
    """Bring something to supervision: to whom (ids and names), and the words, which can be changed."""
    options = [option(name or user, user) for user, name in supervisors]
    fields = [
        field(
            words,
            "card_supervisor",
            StaticSelectElement(options=options, initial_option=options[0], action_id=FIELD),
        ),
        field(
            words,
            "card_words",
            PlainTextInputElement(
                action_id=FIELD, multiline=True, max_length=MOST_ON_CARD, initial_value=text[:MOST_ON_CARD] or None
            ),
        ),
    ]
    made = form(words, actions.CARD_FORM, fields, prompt_id, submit="send_card")
    return {**made, "blocks": [section(words.say(CardWarning())), *made["blocks"]]}


def themes_form(words: Words, codebook: Codebook, prompt_id: str, codes: Iterable[Code]) -> View:
    """Say what a reflection was about: themes that went well, and themes that were hard; in both means both ways."""
    codes = list(codes)
    well = [one.theme for one in codes if one.stance in (Stance.STRENGTH, Stance.MIXED)]
    hard = [one.theme for one in codes if one.stance in (Stance.STRAIN, Stance.MIXED)]
    fields = [
        field(words, "themes_well", _themes(codebook, well), optional=True),
        field(words, "themes_hard", _themes(codebook, hard), hint="themes_hint", optional=True),
    ]
    return form(words, actions.THEMES_FORM, fields, prompt_id)


def cover_form(words: Words, prompt_id: str, texts: Iterable[str], to_choose: Sequence[str]) -> View:
    """Show the words that are kept of a thread, and let their worker choose which to cover besides."""
    kept = [section(words.say(KeptWords(piece))) for text in texts for piece in _pieces(text)]
    lots = [to_choose[start : start + MOST_IN_GROUP] for start in range(0, len(to_choose), MOST_IN_GROUP)]
    groups = [
        OptionGroup(
            label=PlainTextObject(text=f"{lot[0][0]} – {lot[-1][0]}".upper()),
            options=[option(word, word) for word in lot],
        )
        for lot in lots[:MOST_GROUPS]
    ]
    placeholder = PlainTextObject(text=words.label("cover_words_some"))
    element = StaticMultiSelectElement(option_groups=groups, placeholder=placeholder, action_id=FIELD)
    fields = [field(words, "cover_words", element)] if groups else []
    made = form(words, actions.COVER_FORM, fields, prompt_id)
    return {**made, "blocks": [section(words.say(CoverMore())), *kept[:MOST_BLOCKS], *made["blocks"]]}


def _pieces(text: str) -> list[str]:
    """A text in pieces that a section takes, cut between words where there are any."""
    return [found.group() for found in PIECE.finditer(text)]


def team_form(words: Words, team: Team, known_as: str = "") -> View:
    """Set up a team, or change the one `known_as`; the team's settings stand in the fields."""
    strict = option(words.label(actions.STRICT), actions.STRICT)
    chosen = [strict] if team.is_strict else None
    fields = [
        field(words, "team_name", text_line(team.name, most=60)),
        field(words, "team_workers", UserMultiSelectElement(initial_users=list(team.workers) or None, action_id=FIELD)),
        field(
            words,
            "team_supervisors",
            UserMultiSelectElement(initial_users=list(team.supervisors) or None, action_id=FIELD),
        ),
        field(words, "team_channel", _channel(team.digest_channel), hint="team_channel_hint", optional=True),
        field(
            words,
            "team_strict",
            CheckboxesElement(options=[strict], initial_options=chosen, action_id=FIELD),
            hint="team_strict_hint",
            optional=True,
        ),
        field(words, "team_own_channel", _channel(team.channel), hint="team_own_channel_hint", optional=True),
        field(words, "team_floor", text_line(str(team.next_floor or team.floor)), hint="team_floor_hint"),
        field(words, "team_delay", text_line(f"{int(team.delay.total_seconds() // 60)}m")),
        field(words, "team_rhythm", text_line(str(team.rhythm))),
        field(words, "team_timezone", text_line(team.timezone)),
        field(words, "team_hours", text_line(team.working.hours)),
        field(words, "team_days", text_line(",".join(WEEKDAYS[day] for day in sorted(team.working.days)))),
        field(words, "team_country", text_line(team.working.country)),
        field(words, "team_pool", text_line(team.pool), hint="team_pool_hint", optional=True),
        field(words, "team_danger", text_line(team.danger_contact, most=200), hint="team_danger_hint", optional=True),
        field(words, "team_support", text_line(team.support_contact, most=200), optional=True),
    ]
    return form(words, actions.TEAM_FORM, fields, known_as)


def _channel(chosen: str) -> ConversationSelectElement:
    return ConversationSelectElement(
        initial_conversation=chosen or None, action_id=FIELD, filter=None, default_to_current_conversation=None
    )


def _themes(codebook: Codebook, chosen: Sequence[str]) -> StaticMultiSelectElement:
    by_id = {theme.id: option(theme.title, theme.id) for theme in codebook.themes}
    groups = [
        OptionGroup(
            label=PlainTextObject(text=family.title),
            options=[by_id[theme.id] for theme in codebook.themes if theme.family == family.id],
        )
        for family in codebook.families
    ]
    initial = [by_id[theme] for theme in chosen if theme in by_id]
    return StaticMultiSelectElement(option_groups=groups, initial_options=initial or None, action_id=FIELD)
