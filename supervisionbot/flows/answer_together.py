"""A team's question, answered privately -> a thread of the worker's own that holds the answer, for them alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, reflections, sessions
from supervisionbot.errors import DeliveryUnknown
from supervisionbot.flows.ports import NewId, Speech, Vault
from supervisionbot.flows.posting import PostKind, PostKinds, post_in_hand
from supervisionbot.records.post import Outgoing, Posted, Said, View
from supervisionbot.records.private import Prompt, PromptState, Session, SessionState, Visit
from supervisionbot.records.team import Team
from supervisionbot.records.words import TogetherHere, TogetherNotOpen, TogetherNotYours, TogetherOver, TogetherOwn
from supervisionbot.views import together as view
from supervisionbot.views.blocks import notice

VISITS_OF_LATE = timedelta(weeks=3)
MOST_VISITS = 20


def answer_form(db: Database, speech: Speech, vault: Vault, user: str, session_id: str, now: datetime) -> View | Said:
    """The form for an answer, with the one given before in it; or what to say where there is nothing to answer."""
    session, team = _of(db, session_id)
    if session is None or team is None or session.state is not SessionState.OPEN:
        return notice(speech.words, TogetherNotOpen())
    if user not in {*team.workers, *team.supervisors}:
        return notice(speech.words, TogetherNotYours(team.name))
    here = ZoneInfo(speech.messenger.person(user).timezone or team.timezone)
    visits = prompts.visits_since(db, user, team.name, now - VISITS_OF_LATE, MOST_VISITS)
    before = prompts.prompt(db, sessions.prompt_in(db, session.id, user))
    return view.answer_form(
        speech.words,
        session.id,
        TogetherHere(_text(speech, session), team.floor),
        visits=[(one.id, _title(speech, one), one.at.astimezone(here)) for one in visits],
        chosen=before.visit if before else "",
        text=_words_so_far(db, vault, before),
    )


def prepare(
    db: Database, speech: Speech, user: str, session_id: str, visit: str, case: str, *, new_id: NewId, now: datetime
) -> Prompt | None:
    """The prompt that an answer hangs on, with the worker's own thread and the visit.

    `visit` is one of the worker's, or any other word for another one. None where the session is not theirs. An answer
    sent after the end is kept as well, for the worker's own record.
    """
    session, team = _of(db, session_id)
    if session is None or team is None or user not in {*team.workers, *team.supervisors}:
        return None
    prompt = prompts.prompt(db, sessions.prompt_in(db, session.id, user)) or _new_prompt(db, session, user, new_id())
    if not prompt.thread:
        prompt = _with_thread(db, speech, prompt, now)
    chosen = prompts.visit(db, visit)
    if chosen is None or chosen.worker != user:
        chosen = Visit(f"{prompt.id}-visit", user, team.name, "", now, now, case, prompt.id)
        prompts.save_visit(db, chosen)
    prompt = replace(prompt, visit=chosen.id, kind=chosen.kind)
    prompts.save_prompt(db, prompt)
    return prompt


def _new_prompt(db: Database, session: Session, user: str, prompt_id: str) -> Prompt:
    """A prompt that was never put to the worker by itself: it waits in silence until an answer comes."""
    made = Prompt(
        id=prompt_id,
        worker=user,
        team=session.team,
        due_at=session.opened_at or session.called_at,
        question=session.question,
        theme=session.theme,
        state=PromptState.LAPSED,
        asked_at=session.opened_at,
        followed_up=True,
        session=session.id,
    )
    prompts.save_prompt(db, made)
    return made


def _with_thread(db: Database, speech: Speech, prompt: Prompt, now: datetime) -> Prompt:
    """The prompt with its thread in the worker's direct messages, which must stand before the answer is taken in."""
    message = Outgoing("together_own", prompt.id, prompt.worker, worker=prompt.worker)
    said = _own_root(db, speech, message, now)
    if said:
        post_in_hand(db, speech, POSTS[message.kind], message, said, now)
    placed = prompts.prompt(db, prompt.id)
    if placed is None or not placed.thread:
        raise DeliveryUnknown("It is not settled yet where this worker's thread stands.")
    return placed


def _own_root(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """The root of a worker's own thread about the team's question, as the session stands now."""
    prompt = prompts.prompt(db, message.about)
    session, team = _of(db, prompt.session) if prompt else (None, None)
    if session is None or team is None:
        return None
    question = _text(speech, session)
    if session.state is SessionState.CLOSED or session.closes_at is None:
        return notice(speech.words, TogetherOver(question))
    return notice(speech.words, TogetherOwn(question, session.closes_at.astimezone(ZoneInfo(team.timezone))))


def _stands(db: Database, message: Outgoing, place: Posted) -> None:
    prompt = prompts.prompt(db, message.about)
    if prompt and not prompt.thread:
        prompts.save_prompt(db, replace(prompt, channel=place.channel, thread=place.ts))


def _of(db: Database, session_id: str) -> tuple[Session | None, Team | None]:
    session = sessions.session(db, session_id)
    return session, team_store.team_named(db, session.team) if session else None


def _text(speech: Speech, session: Session) -> str:
    question = speech.library.question(session.question)
    return question.text if question else ""


def _title(speech: Speech, visit: Visit) -> str:
    kind = speech.library.kind(visit.kind)
    return kind.title if kind else visit.kind


def _words_so_far(db: Database, vault: Vault, prompt: Prompt | None) -> str:
    """The answer as it was kept, redacted; nothing where none was given or no text is kept."""
    sealed = reflections.sealed_words_of(db, prompt.id)[:1] if prompt else []
    return next((words for one in sealed if (words := vault.open(one))), "")


POSTS: PostKinds = {"together_own": PostKind(_own_root, _stands)}
