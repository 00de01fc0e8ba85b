"""A supervisor's answer to a digest -> the team hears it, the next digest recalls it, and it is done one day."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox, released_store, response_store, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.flows import audience
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Posted, Said, View
from supervisionbot.records.released import Release
from supervisionbot.records.response import Answer, Response, ResponseState
from supervisionbot.records.team import Team
from supervisionbot.records.words import RespondNotYours
from supervisionbot.rules.digest import clause_of
from supervisionbot.views import response as view
from supervisionbot.views.blocks import notice

POST, RESPONSE = "post", "response"


def response_form(db: Database, speech: Speech, user: str, about: str) -> View | Said | None:
    """The form to answer a post (`post ID`) or to change a response (`response ID`); a word to others than supervisors.

    None where it is gone.
    """
    kind, _, known = about.partition(" ")
    given = response_store.response(db, known) if kind == RESPONSE else None
    post = released_store.post(db, given.post if given else known)
    release = released_store.release(db, post.release) if post else None
    if post is None or release is None or (kind == RESPONSE and not _is_open(given)):
        return None
    team = team_store.team_named(db, post.team)
    if team is None or user not in team.supervisors:
        return notice(speech.words, RespondNotYours(post.team))
    lines = [theme.line for theme in release.themes]
    name = speech.messenger.person(user).name
    return view.response_form(speech.words, speech.library.codebook, about, team, lines, given, name)


def done_form(db: Database, speech: Speech, user: str, response_id: str) -> View | Said | None:
    """The form to mark a response as done; a word to others than supervisors. None where it is not open any more."""
    given = response_store.response(db, response_id)
    if given is None or not _is_open(given):
        return None
    return view.done_form(speech.words, given) if _team_of(db, user, given.team) else _not_yours(speech, given)


def respond(db: Database, user: str, about: str, answer: Answer, *, form: str, now: datetime) -> None:
    """Keep the answer of a form, new or changed, and tell the team. What is not the supervisor's to say does nothing.

    The same form sent once more (the acknowledgement did not come) is the same answer.
    """
    kind, _, known = about.partition(" ")
    before = response_store.response(db, known) if kind == RESPONSE else None
    post = released_store.post(db, before.post if before else known)
    release = released_store.release(db, post.release) if post else None
    if post is None or release is None or (kind == RESPONSE and not _is_open(before)):
        return
    told = {theme.line for theme in release.themes}
    answer = replace(answer, heard=tuple(line for line in answer.heard if line in told))
    given_at, response_id = (before.given_at, before.id) if before else (now, form)
    said = (answer.heard, answer.will_do, answer.by_when, answer.who)
    given = Response(response_id, post.team, post.release, post.id, user, given_at, *said)
    _keep(db, user, given, now)


def take_back(db: Database, speech: Speech, user: str, response_id: str, now: datetime) -> Said | None:
    """Take an answer back, with its words; a word to others than supervisors."""
    given = response_store.response(db, response_id)
    if given is None or not _is_open(given):
        return None
    gone = replace(given, by=user, will_do="", who="", by_when=None, state=ResponseState.TAKEN_BACK)
    return None if _keep(db, user, gone, now) else _not_yours(speech, given)


def done(db: Database, user: str, response_id: str, outcome: str, now: datetime) -> None:
    """Mark an answer as done, and tell the team what came of it."""
    given = response_store.response(db, response_id)
    if given and _is_open(given):
        _keep(db, user, replace(given, by=user, state=ResponseState.DONE, outcome=outcome), now)


def responses_seen_by(db: Database, speech: Speech, user: str, most: int = 5) -> list[Said]:
    """What a supervisor's teams were told, open ones first, then the newest."""
    found = [
        one for team in team_store.teams_of_supervisor(db, user) for one in response_store.responses_of(db, team.name)
    ]
    kept = [one for one in found if one.state is not ResponseState.TAKEN_BACK]
    kept.sort(key=lambda one: (one.state is ResponseState.OPEN, one.given_at), reverse=True)
    return [view.card(speech.words, one, speech.messenger.person(one.by).name) for one in kept[:most]]


def _is_open(given: Response | None) -> bool:
    return given is not None and given.state is ResponseState.OPEN


def _team_of(db: Database, user: str, name: str) -> Team | None:
    """The team, if the user supervises it."""
    team = team_store.team_named(db, name)
    return team if team and user in team.supervisors else None


def _not_yours(speech: Speech, given: Response) -> Said:
    return notice(speech.words, RespondNotYours(given.team))


def _keep(db: Database, user: str, given: Response, now: datetime) -> bool:
    """Keep it, and let it stand in the team's channel and under the digest; False if it is not the user's to say."""
    team = _team_of(db, user, given.team)
    if team is None:
        return False
    card = released_store.place_of(db, given.post)
    with db.atomic():
        response_store.save_response(db, given)
        is_direct = not team.channel or response_store.was_told_directly(db, given.id)
        for to in team.workers if is_direct else (team.channel,):
            worker = to if is_direct else ""
            _put(db, Outgoing("response", given.id, to, worker=worker), now)
            if given.state is ResponseState.DONE:
                _put(db, Outgoing("response_done", given.id, to, worker=worker), now)
        if card:
            _put(db, Outgoing("response_card", given.id, card.channel, thread=card.ts), now)
    return True


def _put(db: Database, message: Outgoing, now: datetime) -> None:
    """Post it, or change it where it stands, however long ago it was posted."""
    place = response_store.place(db, message.about, message.kind, message.to)
    outbox.put(db, replace(message, place=place), now)


def _sent(db: Database, message: Outgoing, place: Posted) -> None:
    response_store.save_place(db, message.about, message.kind, message.to, place)


def _parts(db: Database, message: Outgoing) -> tuple[Response, Release, str] | None:
    """What a message is about: the response, its digest, and the team's time zone."""
    given = response_store.response(db, message.about)
    release = released_store.release(db, given.release) if given else None
    team = team_store.team_named(db, given.team) if given else None
    return (given, release, team.timezone if team else "Europe/London") if given and release else None


def _goes_to_each(db: Database, speech: Speech, message: Outgoing, now: datetime) -> bool:
    """Whether others could read the team's channel: then each worker is told instead. What stands there stays there."""
    given = response_store.response(db, message.about)
    team = team_store.team_named(db, given.team) if given else None
    if team is None or message.place or message.to != team.channel:
        return False
    if audience.is_for_the_team_alone(db, speech.messenger, team):
        return False
    with db.atomic():
        for worker in team.workers:
            _put(db, Outgoing(message.kind, message.about, worker, worker=worker), now)
    return True


def _told(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    parts = _parts(db, message)
    if parts is None or _goes_to_each(db, speech, message, now):
        return None
    given, release, zone = parts
    name = speech.messenger.person(given.by).name
    return view.told(speech.words, speech.library.codebook, given, release, zone, name)


def _done(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    parts = _parts(db, message)
    if parts is None or _goes_to_each(db, speech, message, now):
        return None
    given, _, zone = parts
    name = speech.messenger.person(given.by).name
    return view.done(speech.words, given, clause_of(given.will_do, of="they"), zone, name, now)


def _card(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    given = response_store.response(db, message.about)
    return view.card(speech.words, given, speech.messenger.person(given.by).name) if given else None


POSTS: PostKinds = {
    "response": PostKind(_told, _sent),
    "response_card": PostKind(_card, _sent),
    "response_done": PostKind(_done, _sent),
}
