"""Who else could read a channel for digests: no flow of its own, but the look that setting up and posting share."""

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.flows.ports import Messenger
from supervisionbot.records.audience import Others
from supervisionbot.records.team import Team
from supervisionbot.rules import audience as rule


def others_in(db: Database, messenger: Messenger, team: Team) -> Others:
    """Who could read the team's digest channel besides its people; nobody where digests go to supervisors directly.

    Raises NotDelivered or DeliveryUnknown where that cannot be found out: then nothing may be posted.
    """
    if not team.digest_channel or team.digest_channel.startswith(("U", "W")):
        return Others()
    known = rule.those_it_is_for(team_store.teams(db), team.unit)
    return rule.others(messenger.audience(team.digest_channel), known)
