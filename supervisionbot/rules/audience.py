"""A channel's audience beside those whom it is for -> who else could read it."""

from collections.abc import Collection, Iterable

from supervisionbot.records.audience import Audience, Others
from supervisionbot.records.team import Team


def others(audience: Audience, known: Collection[str]) -> Others:
    """Who could read the channel and is not `known`: colleagues, guests, apps, the whole workspace, another one."""
    unknown = [one for one in audience.members if one.id not in known and not one.is_gone]
    return Others(
        people=tuple(one.id for one in unknown if not one.is_app and not one.is_guest),
        guests=tuple(one.id for one in unknown if one.is_guest and not one.is_app),
        apps=tuple(one.id for one in unknown if one.is_app),
        is_public=not audience.is_private,
        is_shared=audience.is_shared,
    )


def those_it_is_for(teams: Iterable[Team], unit: str) -> frozenset[str]:
    """Supervisors and workers of the teams that share a digest: the workers have read it the day before."""
    return frozenset(user for team in teams if team.unit == unit for user in (*team.supervisors, *team.workers))
