"""What people press, choose and send -> interactions with the app, and what its answers show them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from supervisionbot.playground import payloads
from supervisionbot.playground.answering import answer_to_form
from supervisionbot.playground.controls import BUTTONS, VALUE_KEYS, Control, controls_in
from supervisionbot.playground.forms import filled, refusals_of_client, value_for
from supervisionbot.playground.nouns import CannotDo, Json, Message, View
from supervisionbot.playground.reading import block_lines

if TYPE_CHECKING:
    from supervisionbot.playground.workspace import Workspace

NO_ANSWER = "We had some trouble connecting. Try again?"


def press(slack: "Workspace", person: str, name: str, on: Message | View | None) -> None:
    """Press a button. A confirmation dialog is agreed to."""
    with slack.changing():
        place, control = find(slack, person, name, on, kinds=BUTTONS)
        payload = _payload(slack, person, place, control, {})
    _ask(slack, person, place, payload)


def choose(slack: "Workspace", person: str, name: str, option: Any, on: Message | View | None) -> None:
    """Choose in a menu. A field of a form is only filled in, unless the app asked to hear of it at once."""
    with slack.changing():
        place, control = find(slack, person, name, on, kinds=frozenset(VALUE_KEYS))
        value = value_for(slack, control, option)
        if isinstance(place, View) and control.type != "overflow":
            place = slack.surfaces.fill(place, filled(slack, place, {control.action_id: option}))
        if not control.reports_at_once:
            return
        payload = _payload(slack, person, place, control, value)
    _ask(slack, person, place, payload)


def find(
    slack: "Workspace", person: str, name: str, on: Message | View | None, *, kinds: frozenset[str]
) -> tuple[Message | View, Control]:
    """The newest thing in sight that holds such a control, and the control. Raises CannotDo."""
    for place in [_as_it_stands(slack, on)] if on else in_sight(slack, person):
        for control in controls_in(place.blocks):
            if control.type in kinds and control.goes_by(name):
                return place, control
    raise CannotDo(f"nothing in sight holds a control that goes by {name!r}")


def in_sight(slack: "Workspace", person: str) -> Iterator[Message | View]:
    """What a person could click on: a modal covers all; else messages and the Home tab, newest first."""
    top = slack.surfaces.top(person)
    if top:
        yield top
        return
    seen: list[tuple[str, Message | View]] = []
    for channel in slack.people[person].channels:
        seen.extend((message.ts, message) for message in slack.people[person].sees(channel))
    home = slack.surfaces.homes.get(person)
    if home:
        seen.append((home.shown_at, home))
    yield from (place for _, place in sorted(seen, key=lambda each: each[0], reverse=True))


def _as_it_stands(slack: "Workspace", place: Message | View) -> Message | View:
    if isinstance(place, View):
        return slack.surfaces.find(place.id)
    return slack.conversations.find(place.channel, place.ts) or place


def _payload(slack: "Workspace", person: str, place: Message | View, control: Control, value: Json) -> Json:
    action = payloads.action(slack, control, value)
    if isinstance(place, View):
        return payloads.action_in_view(slack, place, action)
    return payloads.action_in_message(slack, person, place, action)


def _ask(slack: "Workspace", person: str, place: Message | View | None, payload: Json) -> None:
    if slack.ask("interactive", payload) is not None:
        return
    slack.note_refusal(payload["type"], "not_acknowledged")
    channel = place.channel if isinstance(place, Message) else slack.dm_with(person).id
    slack.whisper(person, channel, "That did not work because the app did not respond.")


def fill(slack: "Workspace", person: str, values: Mapping[str, Any]) -> None:
    """Fill in fields of the open form."""
    with slack.changing():
        view = _open_form(slack, person)
        slack.surfaces.fill(view, filled(slack, view, values))


def submit(slack: "Workspace", person: str) -> dict[str, str]:
    """Send the open form. Out: what is wrong with it, by block_id."""
    with slack.changing():
        view = _open_form(slack, person)
        refusals = refusals_of_client(view)
        payload = payloads.view_submission(slack, view)
    if refusals:
        return refusals
    reply = slack.ask("interactive", payload)
    if reply is None:
        slack.note_refusal("view_submission", "not_acknowledged", view.callback_id)
        return {"": NO_ANSWER}
    return answer_to_form(slack, view, reply.payload or {})


def cancel(slack: "Workspace", person: str) -> None:
    """Close the open form without sending it."""
    with slack.changing():
        view = _open_form(slack, person)
        slack.surfaces.close(view)
        payload = payloads.view_closed(slack, view, is_cleared=False)
    if view.body.get("notify_on_close"):
        _ask(slack, person, None, payload)


def use_shortcut(slack: "Workspace", person: str, callback_id: str, message: Message | None) -> None:
    """Use a shortcut."""
    with slack.changing():
        payload = payloads.shortcut(slack, person, callback_id, message)
    _ask(slack, person, message, payload)


def _open_form(slack: "Workspace", person: str) -> View:
    view = slack.surfaces.top(person)
    if view is None:
        raise CannotDo("no form is open")
    return view


def words_of_view(slack: "Workspace", view: View) -> str:
    """What stands in a modal or Home tab: title, blocks, and the buttons at its foot."""
    feet = [view.body[foot]["text"] for foot in ("close", "submit") if view.body.get(foot)]
    lines = [view.title, *block_lines(view.blocks, slack.name_of), " ".join(f"[{foot}]" for foot in feet)]
    return "\n".join(line for line in lines if line)
