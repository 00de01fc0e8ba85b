"""What somebody's App Home shows: all of it is theirs alone."""

from dataclasses import dataclass
from datetime import datetime

from supervisionbot.records.bank import Question
from supervisionbot.records.post import Said
from supervisionbot.records.private import Prompt, Reflection


@dataclass(frozen=True, slots=True)
class Search:
    """What a worker looks for among own reflections: a theme, a month (2026-03), words. Empty means any."""

    theme: str = ""
    month: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class WorkerHome:
    """The worker's part. `months` are those with reflections, newest first; `found` fits the search."""

    open_prompts: tuple[tuple[Prompt, Question], ...]
    found: tuple[Reflection, ...]
    found_in_all: int
    months: tuple[str, ...]
    search: Search
    paused_until: datetime | None
    keep_days: int
    keeps_text: bool
    zone: str


@dataclass(frozen=True, slots=True)
class SupervisorHome:
    """The supervisor's part: the newest digest's questions, what the teams were told, and digests, newest first."""

    questions: tuple[Said, ...]
    responses: tuple[Said, ...]
    digests: tuple[Said, ...]
