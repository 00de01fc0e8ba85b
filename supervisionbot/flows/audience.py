"""Who else could read a team's channel: no flow of its own, but the look that setting up and posting share."""

from datetime import datetime
from hashlib import sha256

from supervisionbot.adapters import audience_store, outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import DeliveryUnknown, NotDelivered, SlackIsBusy, SlackRefusesBot
from supervisionbot.flows.ports import Messenger, Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.audience import Others
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.team import Team
from supervisionbot.records.words import AudienceNotKnown, OthersCanRead
from supervisionbot.rules import audience as rule
from supervisionbot.views.blocks import notice


def others_in(db: Database, messenger: Messenger, team: Team, channel: str) -> Others:
    """Who could read a channel of the team besides its people; nobody where it is told to people directly.

    Raises NotDelivered where that cannot be found out: then nothing may be posted.
    """
    if not channel or channel.startswith(("U", "W")):
        return Others()
    known = rule.those_it_is_for(team_store.teams(db), team.unit)
    try:
        return rule.others(messenger.audience(channel), known)
    except DeliveryUnknown as error:
        # Slack was only asked: nothing can have been posted.
        raise NotDelivered(str(error)) from None


def is_for_the_team_alone(db: Database, messenger: Messenger, team: Team) -> bool:
    """Whether nobody else could read the team's own channel, or the team chose to be read; False if nobody can tell.

    Raises NotDelivered while Slack only has a bad moment.
    """
    if not team.is_strict:
        return True
    try:
        return not others_in(db, messenger, team, team.channel).is_anybody
    except NotDelivered as error:
        if not needs_somebody(error):
            raise
        return False


def needs_somebody(error: NotDelivered) -> bool:
    """Whether it takes somebody to let the bot see who is in a channel; Slack's passing moods pass by themselves."""
    passes = not error.reason or isinstance(error, (SlackIsBusy, SlackRefusesBot))
    return error.reason == "missing_scope" or not passes


def finding(others: Others) -> str:
    """A fingerprint of the others, so that the same ones are told of once and nobody's id is kept."""
    return sha256(repr(others).encode()).hexdigest()[:16]


def warn(db: Database, team: Team, found: str, now: datetime) -> bool:
    """Tell whoever looks after the team's set-up, once for each finding; whether this one is new.

    Nothing found means: it could not be seen.
    """
    with db.atomic():
        is_new = audience_store.is_new(db, team.digest_channel, found, now)
        for user in ((team.admin,) if team.admin else team.supervisors) if is_new else ():
            outbox.put(
                db, Outgoing("audience", f"{team.digest_channel} {found}", user, worker=user, hint=team.name), now
            )
    return is_new


def forget(db: Database, channel: str) -> None:
    """The channel is in order."""
    audience_store.forget(db, channel)


def _words(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """Who could read the channel as it is now; None if it is in order by now."""
    team = team_store.team_named(db, message.hint)
    if team is None or not team.digest_channel:
        return None
    channels = (team.digest_channel,)
    try:
        others = others_in(db, speech.messenger, team, team.digest_channel)
    except NotDelivered as error:
        if not needs_somebody(error):
            raise
        return notice(speech.words, AudienceNotKnown(team.name, channels))
    if not others.is_anybody:
        return None
    ids = (others.people, others.guests, others.apps)
    said = OthersCanRead(team.name, channels, *ids, others.is_public, others.is_shared, team.is_strict)
    return notice(speech.words, said)


POSTS: PostKinds = {"audience": PostKind(_words)}
