"""Releases -> digests in supervisors' channels, and for those who want to read them again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox, released_store, response_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import NotDelivered
from supervisionbot.flows import audience
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Posted, Said
from supervisionbot.records.released import Digest, Post
from supervisionbot.records.response import Response
from supervisionbot.records.team import Team
from supervisionbot.rules import digest as rule
from supervisionbot.views import digest as view


def digest_of(db: Database, speech: Speech, post: Post, *, to_answer: bool = True) -> tuple[Said, ...]:
    """The digest that a post tells, or what came up when a team reflected together: its message, and its thread.

    `to_answer`: with what supervisors have promised and not answered yet; not where others read it again.
    """
    release = released_store.release(db, post.release)
    team = team_store.team_named(db, post.team)
    if release is None:
        return ()
    codebook = speech.library.codebook
    if release.together:
        question = speech.library.question(release.together)
        told = rule.digest(release, ())
        return (view.together(speech.words, codebook, told, question.text if question else ""),)
    made = _made(db, speech, post, response_store.responses_of(db, post.team) if to_answer else None)
    zone = team.timezone if team else "Europe/London"
    return view.digest(speech.words, codebook, made, zone, post) if made else ()


def _made(db: Database, speech: Speech, post: Post, responses: Sequence[Response] | None = None) -> Digest | None:
    """The digest of a post beside the earlier ones; with what is open only where somebody can answer it."""
    release = released_store.release(db, post.release)
    if release is None:
        return None
    earlier = released_store.releases_of(db, release.unit)
    conditions = () if responses is None else speech.library.codebook.conditions
    return rule.digest(release, earlier, responses=responses or (), conditions=conditions)


def digests_seen_by(db: Database, speech: Speech, user: str, most: int = 3) -> list[Said]:
    """The newest digests posted for the teams of a worker or supervisor, newest first; nothing fresh is computed."""
    teams = {*team_store.teams_of_supervisor(db, user), *team_store.teams_of_worker(db, user)}
    posts = released_store.posts_seen_by(db, sorted(team.name for team in teams))[:most]
    return [view.looked_back_at(pages) for post in posts if (pages := digest_of(db, speech, post, to_answer=False))]


def questions_seen_by(db: Database, speech: Speech, user: str) -> list[Said]:
    """The questions of the newest digest of each team that the user supervises."""
    found = []
    for team in team_store.teams_of_supervisor(db, user):
        for post in released_store.posts_seen_by(db, [team.name])[:1]:
            made = _made(db, speech, post)
            if made and made.lines:
                found.append(view.questions(speech.words, speech.library.codebook, team.name, made))
    return found


def _hold_from_others(db: Database, speech: Speech, team: Team, now: datetime) -> None:
    """Raise NotDelivered while others could read the digest, or nobody can tell; the admin hears of it, once.

    A team may choose to be read by others; it was told so.
    """
    try:
        others = audience.others_in(db, speech.messenger, team, team.digest_channel)
    except NotDelivered as error:
        if not audience.needs_somebody(error):
            raise
        audience.warn(db, team, "", now)
        raise NotDelivered("Nobody can see who would read the digest; it waits.", "audience_not_known") from None
    if not others.is_anybody:
        audience.forget(db, team.digest_channel)
    elif team.is_strict:
        audience.warn(db, team, audience.finding(others), now)
        raise NotDelivered("Others could read the digest; it waits.", "others_could_read")


def _has_moved(db: Database, post: Post, team: Team, now: datetime) -> bool:
    """Whether the team's digests go elsewhere by now; then this one follows them."""
    channels = (team.digest_channel,) if team.digest_channel else team.supervisors
    if post.channel in channels:
        return False
    with db.atomic():
        released_store.move_post(db, post.id, channels[0])
        outbox.put(db, Outgoing("digest", post.id, channels[0]), now)
    return True


def _digest(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """One page of a digest: the first by itself, the others in its thread."""
    post_id, _, number = message.about.partition(" ")
    post = released_store.post(db, post_id)
    team = team_store.team_named(db, post.team) if post else None
    release = released_store.release(db, post.release) if post else None
    if post and team and release and not release.together and not number:
        if _has_moved(db, post, team, now):
            return None
        _hold_from_others(db, speech, team, now)
    pages = digest_of(db, speech, post) if post else ()
    place = int(number or 1) - 1
    return pages[place] if place < len(pages) else None


def _posted(db: Database, message: Outgoing, place: Posted) -> None:
    at = message.sending_at
    released_store.mark_sent(db, message.about, place)
    if at:
        outbox.put(db, Outgoing("digest_page", f"{message.about} 2", place.channel, place.ts), at)


def _page_posted(db: Database, message: Outgoing, place: Posted) -> None:
    post_id, _, number = message.about.partition(" ")
    if message.sending_at:
        next_page = replace(message, about=f"{post_id} {int(number) + 1}", place=None, id="")
        outbox.put(db, next_page, message.sending_at)


POSTS: PostKinds = {"digest": PostKind(_digest, _posted), "digest_page": PostKind(_digest, _page_posted)}
