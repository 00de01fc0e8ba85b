"""What `/reflect` can do -> what the message box proposes while somebody types it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A command to complete, and what it does."""

    command: str
    does: str


PROPOSALS = (
    Proposal("/reflect visit first visit", "Log a first visit; one question follows"),
    Proposal("/reflect visit", "Log a visit by a form"),
    Proposal("/reflect visit review yesterday 3pm", "Log an earlier visit"),
    Proposal("/reflect now", "Be asked a question straight away"),
    Proposal("/reflect now honesty", "Be asked about a theme"),
    Proposal("/reflect mine", "See your own reflections"),
    Proposal("/reflect export", "Get your own record as files"),
    Proposal("/reflect privacy", "Read who can see what"),
    Proposal("/reflect later", "Put a visit down, and be asked towards the evening"),
    Proposal("/reflect pause until monday", "Take a break from questions"),
    Proposal("/reflect resume", "End the break"),
    Proposal("/reflect settings", "Set a break in your own words"),
    Proposal("/reflect together", "Let the team reflect, in its own channel"),
    Proposal("/reflect themes", "See the digests posted so far"),
    Proposal("/reflect forget", "Delete everything of yours"),
    Proposal("/reflect team", "Set up a team (supervisors and admins)"),
    Proposal("/reflect help", "See everything at a glance"),
)
