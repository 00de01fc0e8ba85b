"""Releases that wait -> digests in supervisors' channels, each posted once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from supervisionbot.adapters import released_store, response_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.errors import DeliveryUnknown, NotDelivered
from supervisionbot.flows.ports import Speech
from supervisionbot.records.post import Posted, Said
from supervisionbot.records.released import Digest, Post, PostState
from supervisionbot.records.response import Response
from supervisionbot.rules import digest as rule
from supervisionbot.views import digest as view

CUT_OFF_AFTER = timedelta(minutes=2)


def post_digests(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> int:
    """Post what waits; how many were posted. A channel that refuses is tried again at the next look."""
    posted = 0
    for post in released_store.posts_in(db, PostState.DUE):
        pages = digest_of(db, speech, post)
        if not pages or not released_store.claim(db, post, now):
            continue
        try:
            place = speech.messenger.post(post.channel, pages[0], delivery=post.id)
        except NotDelivered as error:
            released_store.mark(db, post, PostState.DUE)
            trouble(post.id, error)
        except DeliveryUnknown as error:
            trouble(post.id, error)
        else:
            posted += _finish(db, speech, post, place, trouble)
    return posted


def _finish(
    db: Database,
    speech: Speech,
    post: Post,
    place: Posted,
    trouble: Callable[[str, Exception], None],
    sending_at: datetime | None = None,
) -> bool:
    """Post what goes into the thread, and mark all as sent. After a cut-off, what stands there is not posted again."""
    messenger = speech.messenger
    for number, page in enumerate(digest_of(db, speech, post)[1:], 2):
        mark = f"{post.id}-{number}"
        try:
            if not (sending_at and messenger.find(place.channel, mark, sending_at, thread=place.ts)):
                messenger.post(place.channel, page, thread=place.ts, delivery=mark)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(post.id, error)
            return False
    released_store.mark(db, post, PostState.SENT, place)
    return True


def find_cut_off(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> None:
    """Look up posts whose sending was cut off: those that stand in Slack are sent, the others are due again."""
    for post, sending_at in released_store.posts_cut_off(db, now - CUT_OFF_AFTER):
        try:
            place = speech.messenger.find(post.channel, post.id, sending_at)
        except (NotDelivered, DeliveryUnknown) as error:
            trouble(post.id, error)
        else:
            if place:
                _finish(db, speech, post, place, trouble, sending_at)
            else:
                released_store.mark(db, post, PostState.DUE)


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
