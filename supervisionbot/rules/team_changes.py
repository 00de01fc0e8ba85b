"""A team before and after somebody set it up -> what its members are told of it."""

from supervisionbot.records.team import Team
from supervisionbot.records.words import TeamNews


def news(before: Team | None, after: Team) -> TeamNews | None:
    """What changed, users still as ids; None if nothing did that concerns the team."""
    old = before or Team(after.name, (), (), after.since, floor=0)

    def only(ones: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in ones if one not in others)

    is_new = before is None
    is_moved, is_retold = old.digest_channel != after.digest_channel, old.channel != after.channel
    found = TeamNews(
        after.name,
        is_new,
        joined=only(after.workers, old.workers),
        left=only(old.workers, after.workers),
        supervisors_joined=only(after.supervisors, old.supervisors),
        supervisors_left=only(old.supervisors, after.supervisors),
        digest_channels=_places(after.digest_channel) if is_new or is_moved else None,
        own_channels=_places(after.channel) if is_retold and not is_new else None,
        floor=() if old.floor == after.floor else (after.floor,) if is_new else (old.floor, after.floor),
        rhythm=str(after.rhythm) if is_new or old.rhythm != after.rhythm else "",
        pool=after.pool if old.pool != after.pool else None,
        is_strict=after.is_strict if old.is_strict != after.is_strict else None,
    )
    return None if found == TeamNews(after.name, is_new=False) else found


def _places(channel: str) -> tuple[str, ...]:
    return (channel,) if channel else ()
