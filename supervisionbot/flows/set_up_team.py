"""A team as somebody set it up -> the team, checked and kept, and what that means for its digests."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.records.team import Team
from supervisionbot.records.words import TeamSaved
from supervisionbot.rules import teams
from supervisionbot.rules.release import SPARE_WORKERS


def set_up_team(db: Database, team: Team, now: datetime) -> TeamSaved:
    """Keep the team, new or changed; Refused with the reason if it cannot work."""
    known = team_store.team_named(db, team.name)
    # One team, however its name is capitalised.
    team = replace(team, name=known.name if known else team.name)
    team_store.save_team(db, teams.checked_team(team), now)
    unit = next(one for one in teams.units_of(team_store.teams(db)) if team.name in one.teams)
    has_digest = len(unit.workers) >= unit.floor + SPARE_WORKERS
    return TeamSaved(team.name, len(team.workers), str(team.rhythm), unit.floor, has_digest)


def may_set_up(db: Database, user: str, *, is_admin: bool, team_name: str = "") -> bool:
    """Whether somebody may set up that team: admins any, supervisors their own."""
    if is_admin:
        return True
    return any(
        not team_name or team.name.lower() == team_name.lower() for team in team_store.teams_of_supervisor(db, user)
    )
