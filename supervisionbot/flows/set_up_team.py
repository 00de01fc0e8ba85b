"""A team as somebody set it up -> the team, checked and kept, and what that means for its digests."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.team import SPARE_WORKERS, Team
from supervisionbot.records.words import TeamSaved
from supervisionbot.rules import ledger, teams
from supervisionbot.views.blocks import notice


def set_up_team(db: Database, team: Team, now: datetime, known_as: str = "") -> TeamSaved:
    """Keep the team, new or changed; Refused with the reason if it cannot work.

    `known_as` is the name of the team that is changed, if another is wanted now: it keeps its history. A higher floor
    holds at once; a lower one waits until the team was told and a full period is over.
    """
    team = teams.checked_team(team)
    if known_as.lower() != team.name.lower() and team_store.team_named(db, known_as):
        _rename(db, known_as, team.name, now)
    known = team_store.team_named(db, team.name)
    # One team, however its name is capitalised.
    team = replace(team, name=known.name if known else team.name)
    before = team_store.teams(db)
    after = [team, *(one for one in before if one.name != team.name)]
    held = {one.name: one for one in teams.with_floors_held(before, after)}
    for one in ({team.name: team} | held).values():
        team_store.save_team(db, one, now)
    return _saved(db, team_store.team_named(db, team.name) or team)


def _rename(db: Database, before: str, name: str, now: datetime) -> None:
    if team_store.team_named(db, name):
        raise Refused(f"There is a team called '{name}' already.")
    team_store.rename(db, before, name)
    released_store.add_to_ledger(db, ledger.of_name(before, name), now)


def tell_saved(db: Database, user: str, form: str, team_name: str, now: datetime) -> None:
    """Tell whoever sent the form how the team now stands."""
    outbox.put(db, Outgoing("team_saved", form, user, worker=user, hint=team_name), now)


def may_set_up(db: Database, user: str, *, is_admin: bool, team_name: str = "") -> bool:
    """Whether somebody may set up that team: admins any, supervisors their own."""
    if is_admin:
        return True
    return any(
        not team_name or team.name.lower() == team_name.lower() for team in team_store.teams_of_supervisor(db, user)
    )


def _saved(db: Database, team: Team) -> TeamSaved:
    unit = next(one for one in teams.units_of(team_store.teams(db)) if team.name in one.teams)
    has_digest = len(unit.workers) >= unit.floor + SPARE_WORKERS
    return TeamSaved(team.name, len(team.workers), str(team.rhythm), unit.floor, has_digest, team.next_floor)


def _words(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    team = team_store.team_named(db, message.hint)
    return notice(speech.words, _saved(db, team)) if team else None


POSTS: PostKinds = {"team_saved": PostKind(_words)}
