"""What a worker may do instead of answering: put it off, have another question, skip, say that it was a hard one."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, traces
from supervisionbot.flows import wording
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Said
from supervisionbot.records.private import Asked, Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.records.words import HardOneNoted, NoQuestionLeft
from supervisionbot.rules import asking
from supervisionbot.views.blocks import notice


def put_off(db: Database, speech: Speech, worker: str, prompt_id: str, choice: asking.PutOff, now: datetime) -> None:
    """*Later*: the same question comes again then."""
    prompt, team = _own(db, worker, prompt_id)
    if prompt and team and prompt.state is PromptState.ASKED:
        zone = _zone(speech, worker, team)
        due_at = asking.put_off_until(choice, now, team, zone)
        _move(db, replace(prompt, due_at=due_at), now)


def was_hard(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime) -> Said | None:
    """*That was a hard one*: a gentle question comes next morning. What to say where no question stands yet."""
    prompt, team = _own(db, worker, prompt_id)
    if prompt is None or team is None or prompt.state not in (PromptState.ASKED, PromptState.DUE):
        return None
    zone = _zone(speech, worker, team)
    due_at = asking.next_morning(now, team, zone, [])
    gentle = replace(prompt, due_at=due_at, is_heavy=True, question="", theme="", why="")
    if prompt.state is PromptState.ASKED:
        _move(db, gentle, now)
        return None
    prompts.change_prompt(db, gentle, was=PromptState.DUE)
    here = ZoneInfo(zone)
    return notice(speech.words, HardOneNoted(due_at.astimezone(here), now.astimezone(here)))


def another_question(db: Database, speech: Speech, worker: str, prompt_id: str, now: datetime) -> Said | None:
    """*Another question*: it takes the place of the first. What to say where the bank holds none."""
    prompt, team = _own(db, worker, prompt_id)
    if prompt is None or team is None or prompt.state is not PromptState.ASKED:
        return None
    choice = wording.choose(db, speech.library, prompt)
    if choice is None:
        return notice(speech.words, NoQuestionLeft())
    changed = wording.with_question(speech, prompt, choice)
    with db.atomic():
        if prompts.change_prompt(db, changed, was=PromptState.ASKED):
            prompts.note_asked(db, Asked(worker, changed.question, changed.theme, now, changed.team))
            outbox.put(db, _where_it_stands(prompt), now)
    return None


def skip(db: Database, worker: str, prompt_id: str, now: datetime) -> None:
    """*Skip*: the question is gone, and nothing tells that it was skipped."""
    prompt, _ = _own(db, worker, prompt_id)
    if prompt is None:
        return
    with db.atomic():
        is_gone = prompts.delete_prompt(db, prompt_id, was=PromptState.ASKED)
        if is_gone:
            place = f"{prompt.channel}:{prompt.thread}"
            outbox.put(db, Outgoing("gone", place, prompt.channel, worker=worker, place=prompt.place), now)
    if is_gone:
        traces.wipe_at_once(db)


def why(db: Database, worker: str, prompt_id: str) -> str:
    """Why the question was chosen; nothing if it is not the worker's."""
    prompt, _ = _own(db, worker, prompt_id)
    return prompt.why if prompt else ""


def _own(db: Database, worker: str, prompt_id: str) -> tuple[Prompt | None, Team | None]:
    prompt = prompts.prompt(db, prompt_id)
    if prompt is None or prompt.worker != worker:
        return None, None
    return prompt, team_store.team_named(db, prompt.team)


def _zone(speech: Speech, worker: str, team: Team) -> str:
    return speech.messenger.person(worker).timezone or team.timezone


def _move(db: Database, prompt: Prompt, now: datetime) -> None:
    """Take an open question back until it is due again; a line stays where it stood."""
    due = replace(prompt, state=asking.step(PromptState.ASKED, PromptState.DUE), is_reminded=False)
    with db.atomic():
        if prompts.change_prompt(db, due, was=PromptState.ASKED):
            outbox.put(db, _where_it_stands(prompt), now)


def _where_it_stands(prompt: Prompt) -> Outgoing:
    """The question's message, to be changed where it stands."""
    return Outgoing("question", prompt.id, prompt.worker, worker=prompt.worker, place=prompt.place)


POSTS: PostKinds = {"gone": PostKind(takes_away=True)}
