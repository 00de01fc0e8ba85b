"""What the visitor did -> the steps of the first-visit guide, with ticks."""

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: `id` is how the desk notes it. `try_this` goes into the message box, `be` is who to act as."""

    id: str
    title: str
    how: str
    try_this: str = ""
    be: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it stands: done, or next in turn."""

    step: Step
    is_done: bool
    is_next: bool


def steps(worker: str, supervisor: tuple[str, str], channel: str) -> tuple[Step, ...]:
    """The steps, with who takes them (the supervisor by name and id) and where the digest goes."""
    return (
        Step(
            "visit",
            f"Log a visit as {worker}",
            "Send the command below the messages.",
            "/reflect visit first visit",
        ),
        Step(
            "answer",
            "Answer the question",
            "Press “To the next question” at the top, then “Reply in thread”. Put in a made-up name, if you like.",
        ),
        Step("themes", "Correct a theme", "Press “Change” under what the bot heard, and choose others."),
        Step(
            "digest",
            "Jump to the digest day",
            "Press “A team at once”, so that colleagues answer too, then “To the digest day”.",
        ),
        Step(
            "read",
            "Read what supervisors read",
            f"Act as {supervisor[0]}, at the left, and open #{channel}.",
            be=supervisor[1],
        ),
    )


def shown(all_steps: tuple[Step, ...], done: Container[str]) -> list[Shown]:
    """The steps with their ticks; the first that is not done is next."""
    next_one = next((step for step in all_steps if step.id not in done), None)
    return [Shown(step, step.id in done, step is next_one) for step in all_steps]
