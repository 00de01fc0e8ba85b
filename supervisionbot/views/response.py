"""A supervisor's answer -> the form for it, what the team reads, and what supervisors can still do with it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import DatePickerElement, Option, PlainTextInputElement, StaticMultiSelectElement

from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import Said, View
from supervisionbot.records.released import Release
from supervisionbot.records.response import Line, Response, ResponseState
from supervisionbot.records.team import Team
from supervisionbot.records.words import (
    DoneIntro,
    RespondIntro,
    ResponseCard,
    ResponseDone,
    ResponseTakenBack,
    ResponseTold,
    ThemeSaid,
    Words,
)
from supervisionbot.views import actions
from supervisionbot.views.blocks import buttons, plain, section
from supervisionbot.views.form_parts import FIELD, field, form, option

LONGEST = 1000


def response_form(
    words: Words, codebook: Codebook, about: str, team: Team, lines: Sequence[Line], given: Response | None, name: str
) -> View:
    """Answer the team: what was heard (the digest's themes, all chosen), what will be done, by when, who."""
    options = {value_of(line): one for line in lines if (one := _option(words, codebook, line))}
    chosen = [options[value] for line in (given.heard if given else lines) if (value := value_of(line)) in options]
    will_do = PlainTextInputElement(
        action_id=FIELD, multiline=True, max_length=LONGEST, initial_value=given.will_do if given else None
    )
    who = PlainTextInputElement(action_id=FIELD, max_length=200, initial_value=(given.who if given else name) or None)
    by_when = given.by_when.isoformat() if given and given.by_when else None
    fields = [
        field(words, "response_will_do", will_do, hint="response_will_do_hint"),
        field(words, "response_by_when", DatePickerElement(action_id=FIELD, initial_date=by_when), optional=True),
        field(words, "response_who", who, optional=True),
    ]
    if options:
        heard = StaticMultiSelectElement(
            options=list(options.values()), initial_options=chosen or None, action_id=FIELD
        )
        fields.insert(0, field(words, "response_heard", heard, hint="response_heard_hint", optional=True))
    made = form(words, actions.RESPONSE_FORM, fields, about)
    channels = (team.channel,) if team.channel else ()
    return {**made, "blocks": [section(words.say(RespondIntro(team.name, channels))), *made["blocks"]]}


def done_form(words: Words, response: Response) -> View:
    """Mark it as done, and say what came of it."""
    outcome = PlainTextInputElement(action_id=FIELD, multiline=True, max_length=LONGEST)
    fields = [field(words, "done_outcome", outcome, hint="done_outcome_hint", optional=True)]
    made = form(words, actions.DONE_FORM, fields, response.id)
    return {**made, "blocks": [section(words.say(DoneIntro(response.will_do))), *made["blocks"]]}


def value_of(line: Line) -> str:
    """A line as the form's options name it."""
    subject, stance, is_family = line
    return f"{subject}|{stance}|{int(is_family)}"


def line_of(value: str) -> Line:
    """The line that an option names."""
    subject, stance, is_family = value.split("|")
    return subject, Stance(stance), is_family == "1"


def told(words: Words, codebook: Codebook, given: Response, release: Release, zone: str, name: str) -> Said:
    """What the team reads. Nothing that was typed becomes a mention, a link or a ping."""
    if given.state is ResponseState.TAKEN_BACK:
        return _verbatim(words.say(ResponseTakenBack(name)))
    heard = tuple(said for line in given.heard if (said := _said(codebook, line)))
    since, until = (moment.astimezone(ZoneInfo(zone)) for moment in (release.since, release.until))
    is_done = given.state is ResponseState.DONE
    message = ResponseTold(name, release.unit, since, until, heard, given.will_do, given.by_when, given.who, is_done)
    return _verbatim(words.say(message))


def done(words: Words, given: Response, clause: str, zone: str, name: str, now: datetime) -> Said:
    """What the team reads once it is done."""
    at, here = given.given_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    return _verbatim(words.say(ResponseDone(name, clause, given.will_do, given.outcome, at, here)))


def card(words: Words, given: Response, name: str) -> Said:
    """The same for supervisors, with what they can still do."""
    if given.state is ResponseState.TAKEN_BACK:
        return _verbatim(words.say(ResponseTakenBack(name)))
    is_open = given.state is ResponseState.OPEN
    text = words.say(ResponseCard(name, given.team, given.will_do, given.by_when, given.who, not is_open))
    row = [actions.PROMISE_DONE, actions.CHANGE_RESPONSE, actions.TAKE_BACK_RESPONSE] if is_open else []
    shown = (section(text, verbatim=True), *((buttons(words, row, given.id),) if row else ()))
    return Said(plain(text), shown)


def _verbatim(text: str) -> Said:
    return Said(plain(text), (section(text, verbatim=True),))


def _said(codebook: Codebook, line: Line) -> ThemeSaid | None:
    """The theme of a line; None where the codebook has dropped it since."""
    subject, stance, is_family = line
    known = codebook.families if is_family else codebook.themes
    return next((ThemeSaid(one.title, stance) for one in known if one.id == subject), None)


def _option(words: Words, codebook: Codebook, line: Line) -> Option | None:
    said = _said(codebook, line)
    if said is None:
        return None
    return option(f"{said.title} {words.label(str(said.stance))}"[:75], value_of(line))
