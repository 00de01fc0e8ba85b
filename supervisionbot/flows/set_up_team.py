"""A team as somebody set it up -> the team, checked and kept, and what that means for its digests."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox, released_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import NotDelivered, RefusedSetting
from supervisionbot.flows import audience
from supervisionbot.flows.ports import Messenger, Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.team import SPARE_WORKERS, Team
from supervisionbot.records.words import TeamSaved
from supervisionbot.rules import ledger, team_changes, teams
from supervisionbot.views.blocks import notice


def set_up_team(db: Database, team: Team, now: datetime, known_as: str = "") -> TeamSaved:
    """Keep the team, new or changed; Refused with the reason if it cannot work.

    `known_as` is the name of the team that is changed, if another is wanted now: it keeps its history. A higher floor
    holds at once; a lower one waits until the team was told and a full period is over.
    """
    team = teams.checked_team(team)
    was = team_store.team_named(db, known_as or team.name)
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
    kept = team_store.team_named(db, team.name) or team
    _tell_team(db, was, kept, now)
    return _saved(db, kept)


def _tell_team(db: Database, was: Team | None, team: Team, now: datetime) -> None:
    """Let the team hear what changed: in its own channel, else each worker."""
    news = team_changes.news(was, team)
    if news is None:
        return
    about = f"{team.name}@{now.isoformat()}"
    with db.atomic():
        team_store.save_news(db, about, news, now)
        for to in (team.channel,) if team.channel else team.workers:
            outbox.put(db, Outgoing("team_news", about, to, worker="" if team.channel else to), now)


def look_at_channel(db: Database, messenger: Messenger, team_name: str, now: datetime) -> None:
    """Look at once who could read the digests of a team that was set up, and tell whoever looks after it."""
    team = team_store.team_named(db, team_name)
    if team is None:
        return
    try:
        others = audience.others_in(db, messenger, team, team.digest_channel)
    except NotDelivered:
        audience.warn(db, team, "", now)
    else:
        if others.is_anybody:
            audience.warn(db, team, audience.finding(others), now)


def _news(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    news = team_store.news(db, message.about)
    if news is None:
        return None

    def names(users: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(speech.messenger.person(user).name or user for user in users)

    named = replace(
        news,
        joined=names(news.joined),
        left=names(news.left),
        supervisors_joined=names(news.supervisors_joined),
        supervisors_left=names(news.supervisors_left),
    )
    return notice(speech.words, named)


def _rename(db: Database, before: str, name: str, now: datetime) -> None:
    if team_store.team_named(db, name):
        raise RefusedSetting("refused_taken", name)
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


POSTS: PostKinds = {"team_saved": PostKind(_words), "team_news": PostKind(_news)}
