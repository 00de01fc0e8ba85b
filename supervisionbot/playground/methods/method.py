"""What a Web API method is: the work it does, the scopes it takes, whether it changes anything."""

from collections.abc import Callable
from dataclasses import dataclass

from supervisionbot.playground.arguments import Arguments
from supervisionbot.playground.nouns import Json
from supervisionbot.playground.workspace import Workspace

Work = Callable[[Workspace, Arguments], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """One method; any of `scopes` will do, none means that no scope is needed.

    `caller` is whose token it takes: bot, app or anyone.
    """

    work: Work
    scopes: tuple[str, ...] = ()
    changes: bool = False
    caller: str = "bot"
