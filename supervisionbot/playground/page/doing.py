"""What the visitor does on the page -> what a person does in the workspace. In: JSON -> out: nothing, or CannotDo."""

from collections.abc import Callable, Mapping

from supervisionbot.playground.nouns import CannotDo, Json
from supervisionbot.playground.page.glances import Glance, Stage, awake
from supervisionbot.playground.page.moving_on import live_two_weeks, look, turn_clock
from supervisionbot.playground.page.pressing import cancel, choose, press, submit, use_shortcut
from supervisionbot.playground.page.writing import delete, dismiss, edit, say, share

Deed = Callable[[Stage, Glance, Json], None]
BY_A_PERSON: Mapping[str, Deed] = {
    "say": say,
    "edit": edit,
    "delete": delete,
    "press": press,
    "choose": choose,
    "submit": submit,
    "shortcut": use_shortcut,
    "share": share,
}
DEEDS: Mapping[str, Deed] = {
    **BY_A_PERSON,
    "dismiss": dismiss,
    "cancel": cancel,
    "look": look,
    "clock": turn_clock,
    "team": live_two_weeks,
}


def do(stage: Stage, name: str, glance: Glance, given: Json) -> None:
    """Do one thing. Raises CannotDo with a reason that people can read."""
    deed = DEEDS.get(name)
    if deed is None:
        raise CannotDo("there is no such thing to do")
    if name in BY_A_PERSON:
        awake(stage)
        stage.desk.acts_as(glance.you)
    deed(stage, glance, given)
