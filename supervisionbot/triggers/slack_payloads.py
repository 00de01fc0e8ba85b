"""What Slack sends -> the same in the form that listeners rely on, or a refusal: here alone payloads are read warily.

Every field that a listener reads is declared here, with its type and bounds, as Slack documents it. A payload that is
not so never reaches a listener: nothing is changed and nobody is told, it is acknowledged (Slack would only send the
same again) and logged by its kind and the name of the field. What a field may say (whose prompt, which team) is judged
by the flows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated, Any

import structlog
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from slack_bolt import App, BoltRequest, BoltResponse

from supervisionbot.errors import Malformed
from supervisionbot.rules.cleaning import cleaned
from supervisionbot.views.form_parts import FIELD

log = structlog.get_logger()
Json = dict[str, Any]


def _that(reads: Callable[[str], object]) -> AfterValidator:
    """A text that can be read so; kept as the text it is."""

    def check(text: str) -> str:
        reads(text)
        return text

    return AfterValidator(check)


User = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{1,30}$")]
Channel = Annotated[str, StringConstraints(pattern=r"^[CDG][A-Z0-9]{1,30}$")]
Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,11}\.[0-9]{1,9}$")]
Text = Annotated[str, StringConstraints(max_length=200_000)]
"""Slack cuts messages at 40,000 characters, each of which may be escaped as five."""
Token = Annotated[str, StringConstraints(max_length=3000)]
"""What the bot itself put into a button, a menu or a form."""


class Part(BaseModel):
    """A part of a payload: these fields are as declared, others stay as they are."""

    model_config = ConfigDict(strict=True, extra="allow", hide_input_in_errors=True)


class Somebody(Part):
    """Who did it."""

    id: User


class Somewhere(Part):
    """A channel."""

    id: Channel


class Option(Part):
    """What was chosen in a menu."""

    value: Token


class Action(Part):
    """A button that was pressed, or a menu that was used."""

    action_id: Token
    value: Token = ""
    selected_option: Option | None = None


class State(Part):
    """What stands in a field of a form."""

    value: Text | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_date: Annotated[str, _that(date.fromisoformat)] | None = None
    selected_time: Annotated[str, _that(time.fromisoformat)] | None = None
    selected_users: list[User] | None = None
    selected_conversation: Channel | None = None


class Filled(Part):
    """All fields of a form, by block and action."""

    values: dict[str, dict[str, State]] = {}


class View(Part):
    """A form or a tab."""

    id: Token
    type: Token
    callback_id: Token = ""
    private_metadata: Token = ""
    hash: Token = ""
    state: Filled = Filled()


class Interaction(Part):
    """Something that somebody did to a message, a form or a tab of the bot."""

    user: Somebody
    trigger_id: Token = ""
    response_url: Token = ""
    channel: Somewhere | None = None
    callback_id: Token = ""


class Pressed(Interaction):
    """A button or menu."""

    actions: Annotated[list[Action], Field(min_length=1)]
    view: View | None = None


class Sent(Interaction):
    """A form that was sent, or closed."""

    view: View


class Called(Part):
    """A slash command."""

    command: Annotated[str, StringConstraints(pattern=r"^/[a-z0-9_-]{1,40}$")]
    user_id: User
    channel_id: Channel
    text: Text = ""
    trigger_id: Token = ""


class Written(Part):
    """A message, as it stands in an event."""

    subtype: Token | None = None
    user: User | None = None
    bot_id: Token | None = None
    ts: Stamp | None = None
    thread_ts: Stamp | None = None
    text: Text | None = None


class Message(Written):
    """An event about a message."""

    channel: Channel | None = None
    channel_type: Token | None = None
    deleted_ts: Stamp | None = None
    message: Written | None = None
    previous_message: Written | None = None


class Tab(Part):
    """The tab as it was put up before."""

    hash: Token = ""


class HomeOpened(Part):
    """Somebody looks at one of the bot's tabs."""

    user: User
    tab: Token = ""
    view: Tab | None = None


_INTERACTIONS: Mapping[str, type[Part]] = {
    "block_actions": Pressed,
    "view_submission": Sent,
    "view_closed": Sent,
    "shortcut": Interaction,
    "message_action": Interaction,
}
_EVENTS: Mapping[str, type[Part]] = {"message": Message, "app_home_opened": HomeOpened}


class WaryApp(App):
    """Bolt, handed only what is in form: it reads payloads trustingly itself, before any listener."""

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Hand a request on, or acknowledge and forget it."""
        if _is_of_a_bot(req.body):
            return BoltResponse(status=200)
        try:
            req.body = in_form(_clean(req.body))
        except Malformed as error:
            return refused(error)
        return super().dispatch(req)


def _is_of_a_bot(body: Json) -> bool:
    """Whether a bot posted it. Slack tells the bot of each message of its own, and nobody listens to them."""
    event = body.get("event")
    return isinstance(event, dict) and event.get("type") == "message" and bool(event.get("bot_id"))


def refused(error: Malformed) -> BoltResponse:
    """Acknowledge what is not in form, and log which field of which kind it was."""
    log.warning("malformed", reason=str(error))
    return BoltResponse(status=200)


def in_form(body: Json) -> Json:
    """The payload with every field that a listener reads: what is missing or null has its default, or is left out.

    Raises Malformed.
    """
    if "command" in body:
        return _checked(Called, body, "command")
    kind = body.get("type")
    if kind == "event_callback":
        return {**body, "event": _event(body.get("event"))}
    if not isinstance(kind, str) or kind not in _INTERACTIONS:
        raise Malformed("of no kind that the bot asked for")
    return _checked(_INTERACTIONS[kind], body, kind)


def _event(event: Any) -> Json:
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise Malformed("event_callback: event")
    kind: str = event["type"]
    return _checked(_EVENTS[kind], event, kind) if kind in _EVENTS else event


def _checked(shape: type[Part], body: Json, kind: str) -> Json:
    try:
        return shape.model_validate(body).model_dump(exclude_none=True)
    except ValidationError as error:
        # The names of fields, no more than two deep: below that, keys are the sender's own.
        where = sorted({".".join(map(str, each["loc"][:2])) for each in error.errors(include_input=False)})
        raise Malformed(f"{kind}: {', '.join(where)}") from None


def _clean(value: Any) -> Any:
    """Texts as they can be kept; what is null is left out, as Slack writes either for nothing."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items() if each is not None}
    return [_clean(each) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Fields:
    """What was chosen or typed in each field of a form, by the field's name."""

    values: Mapping[str, str | list[str]] = field(repr=False)

    def text(self, name: str) -> str:
        """What was typed or chosen; nothing if the field was left empty."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def needed(self, name: str) -> str:
        """The same for a field that Slack lets nobody leave empty; Malformed if it is."""
        value = self.text(name)
        if not value:
            raise Malformed(f"view_submission: {name}")
        return value

    def many(self, name: str) -> list[str]:
        """All that was chosen."""
        value = self.values.get(name, [])
        return value if isinstance(value, list) else []


def fields_of(view: Json) -> Fields:
    """The fields of a form that is in form."""
    states = {name: actions.get(FIELD) for name, actions in view["state"]["values"].items()}
    return Fields({name: value for name, state in states.items() if state and (value := _value(state)) is not None})


def _value(state: Json) -> str | list[str] | None:
    if "selected_option" in state:
        return str(state["selected_option"]["value"])
    if "selected_options" in state:
        return [one["value"] for one in state["selected_options"]]
    kinds = ("value", "selected_date", "selected_time", "selected_users", "selected_conversation")
    return next((state[kind] for kind in kinds if kind in state), None)
