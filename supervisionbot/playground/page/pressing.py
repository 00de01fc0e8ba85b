"""What the visitor presses, chooses and sends -> buttons, menus and forms used by a person."""

# ruff: noqa: ARG001 - deeds are called alike, whether they need all of it or not

from collections.abc import Mapping

from supervisionbot.playground.controls import controls_in
from supervisionbot.playground.nouns import CannotDo, Json, Message, View
from supervisionbot.playground.page import moments
from supervisionbot.playground.page.glances import Glance, Stage, message_at

STEPS_BY_FORM = {"visit_form": "visit", "answer_form": "answer", "themes_form": "themes"}
"""Which step of the guide a form takes."""

SHORTCUTS = {"log_a_visit": False, "reflect_on_this": True}
"""The app's shortcuts, as its manifest names them: whether it is one on a message."""


def place_of(glance: Glance, mark: str) -> Message | View:
    """The message or view that a control stands in."""
    home, form = glance.you.home, glance.you.form
    for view in (home, form):
        if view is not None and view.id == mark:
            return view
    return message_at(glance, mark)


def press(stage: Stage, glance: Glance, given: Json) -> None:
    """Press a button."""
    name = str(given.get("name"))
    glance.you.presses(name, on=place_of(glance, str(given.get("at"))))
    if name.endswith("/thats_right"):
        stage.desk.note("themes")


def use_shortcut(stage: Stage, glance: Glance, given: Json) -> None:
    """Use one of the app's shortcuts: a global one, or one on a message."""
    name = str(given.get("name"))
    if name not in SHORTCUTS:
        raise CannotDo("there is no such shortcut")
    glance.you.uses_shortcut(name, message_at(glance, str(given.get("at"))) if SHORTCUTS[name] else None)


def choose(stage: Stage, glance: Glance, given: Json) -> None:
    """Choose in a menu, a picker or boxes that the app hears of at once."""
    place, name = place_of(glance, str(given.get("at"))), str(given.get("name"))
    values = as_chosen(place, {name: given.get("value")}, glance.you.account.tz)
    glance.you.chooses(name, values[name], on=place)


def submit(stage: Stage, glance: Glance, given: Json) -> None:
    """Send the open form; what is wrong with it is shown in it."""
    form = glance.you.form
    if form is None or form.id != given.get("view"):
        raise CannotDo("that form is not open any more")
    values = as_chosen(form, dict(given.get("values") or {}), glance.you.account.tz)
    errors = glance.you.submits(values)
    stage.desk.keeps_errors(form.id, errors)
    if not errors:
        stage.desk.note(STEPS_BY_FORM.get(form.callback_id, "form"))


def cancel(stage: Stage, glance: Glance, given: Json) -> None:
    """Close the open form."""
    form = glance.you.form
    if form is not None:
        stage.desk.keeps_errors(form.id, {})
        glance.you.cancels()


def as_chosen(place: Message | View, values: Mapping[str, object], zone: str | None) -> dict[str, object]:
    """Values from the page as the stand-in takes them: nothing for an empty field, Unix time for a moment."""
    kinds = {f"{one.block_id}/{one.action_id}": one.type for one in controls_in(place.blocks)}
    chosen: dict[str, object] = {}
    for name, value in values.items():
        if kinds.get(name) == "file_input":
            continue
        is_moment = kinds.get(name) == "datetimepicker" and value
        chosen[name] = moments.unix(str(value), zone) if is_moment else None if value == "" else value
    return chosen
