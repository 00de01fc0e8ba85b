"""What every trigger is given: the parts that flows take as arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from supervisionbot.adapters.database import Database
from supervisionbot.flows.ports import NewId, Speech, Understanding
from supervisionbot.flows.send_posts import Each
from supervisionbot.triggers.pace import Pace


@dataclass(frozen=True, slots=True)
class Wiring:
    """The wired bot, as triggers see it."""

    db: Database
    speech: Speech
    understanding: Understanding
    now: Callable[[], datetime]
    new_id: NewId
    keep_text: timedelta
    files: Mapping[str, Callable[[str], bytes]]
    """What makes a file of a text, by the ending of its name."""
    pace: Pace = field(default_factory=Pace)
    goes_on: Callable[[], bool] = lambda: True
    """Whether the bot goes on; once it does not, what is in hand is finished and nothing is begun."""
    each: Each = map
    """What sends several messages at once, where there are threads for it."""
    heard_by: str = ""
    """Whose machine hears themes in redacted replies; empty for this one."""
    learns: bool = False
    """Whether what workers settle may move how far a theme is trusted."""
