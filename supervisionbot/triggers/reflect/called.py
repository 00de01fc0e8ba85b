"""Who called `/reflect`, and what their team, time zone and wanted theme are."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from supervisionbot.adapters import team_store
from supervisionbot.records.post import Said
from supervisionbot.records.team import Team
from supervisionbot.records.words import NoTeamYet
from supervisionbot.triggers.wiring import Wiring
from supervisionbot.views.blocks import notice

COMMAND = "/reflect"
_MOST_CONTACTS = 3
# How alike a theme and a mistyped one are: gardening is not yet learning.
_NEAR_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Called:
    """Who called with which words, and where; `trigger` opens a form while it is fresh."""

    user: str
    text: str = field(repr=False)
    trigger: str = ""
    channel: str = ""

    @property
    def typed(self) -> str:
        """The command as it was typed, to be sent again."""
        return f"{COMMAND} {self.text}".strip()

    @property
    def word(self) -> str:
        """The first word: what is wanted."""
        return self.text.partition(" ")[0].lower()

    @property
    def rest(self) -> str:
        """What follows the first word."""
        return self.text.partition(" ")[2].strip()


def team_of(wiring: Wiring, user: str) -> Team | None:
    """The team for which the user works; the first by name if there are several."""
    found = team_store.teams_of_worker(wiring.db, user)
    return found[0] if found else None


def zone_of(wiring: Wiring, user: str, team: Team | None) -> str:
    """The user's own time zone, else the team's."""
    return wiring.speech.messenger.person(user).timezone or (team.timezone if team else "Europe/London")


def no_team(wiring: Wiring, called: Called) -> Said:
    """Whom to ask to be added to a team."""
    supervisors = [user for one in team_store.teams(wiring.db) for user in one.supervisors]
    contacts = tuple(dict.fromkeys(supervisors))[:_MOST_CONTACTS]
    return notice(wiring.speech.words, NoTeamYet(contacts, called.typed))


def theme_named(wiring: Wiring, name: str) -> str | None:
    """The id of the theme that the words come closest to; nothing for no words, None for no theme."""
    if not name:
        return ""
    wanted, themes = name.lower().replace("_", " "), wiring.speech.library.codebook.themes
    names = {alias.lower().replace("_", " "): one.id for one in themes for alias in (one.id, one.title)}
    # A word of a title goes before a name that is only spelt alike: listening is not learning.
    within = [one for one in names if f" {wanted}" in f" {one}"]
    close = [wanted] if wanted in names else within or get_close_matches(wanted, names, 1, _NEAR_ENOUGH)
    return names[close[0]] if close else None
