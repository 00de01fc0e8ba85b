"""Prompts that are due -> questions in workers' direct messages, each a thread of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import DeliveryUnknown, NotDelivered, Refused
from supervisionbot.flows import wording
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.post import Outgoing, Posted, Said
from supervisionbot.records.private import Asked, Prompt, PromptState
from supervisionbot.records.team import Team
from supervisionbot.records.words import HardOneNoted, NoQuestionLeft, PutOffUntil
from supervisionbot.rules import asking
from supervisionbot.views.blocks import notice

ASKED_WITHIN = timedelta(minutes=10)
"""What could not be asked for this long after it was decided is decided anew: working time may be over."""
ANSWERED_WITHIN = timedelta(days=1)
"""After this long nobody waits for an answer any more."""
MANY = 5
"""From here on Slack is asked about all whose questions are due at once."""
AT_ONCE = 50
"""So many are written down together; a transaction for each would take longer than the questions themselves."""
_SOON = timedelta(minutes=1)


def ask(db: Database, speech: Speech, now: datetime, trouble: Callable[[str, Exception], None]) -> int:
    """Put a question on its way to whoever is due; how many.

    One worker's trouble holds up no other; `trouble` hears of it.
    """
    asked, due = 0, prompts.prompts_due(db, now)
    teams = {team.name: team for team in team_store.teams_named(db, {prompt.team for prompt in due})}
    if len(due) >= MANY:
        speech.messenger.get_to_know({prompt.worker for prompt in due})
    for some in _in_batches(due):
        # Slack may be asked here, so nothing is written yet: others could not write meanwhile.
        decided = []
        for prompt in some:
            try:
                decided.append(_decide(db, speech, prompt, teams.get(prompt.team), now))
            except (NotDelivered, DeliveryUnknown, Refused) as error:
                trouble(prompt.id, error)
        with db.atomic():
            asked += sum(_keep(db, one, now) for one in decided if one)
    return asked


@dataclass(frozen=True, slots=True)
class _Decided:
    """A prompt as it is to be from now on, and the kind of message that tells its worker; none if empty."""

    prompt: Prompt
    tells: str = ""


def _in_batches(due: Iterable[Prompt]) -> Iterator[list[Prompt]]:
    """Some at a time, and of each worker one: what is decided for it counts for the next."""
    batch: dict[str, Prompt] = {}
    for prompt in due:
        if prompt.worker in batch or len(batch) == AT_ONCE:
            yield list(batch.values())
            batch = {}
        batch[prompt.worker] = prompt
    if batch:
        yield list(batch.values())


def _decide(db: Database, speech: Speech, prompt: Prompt, team: Team | None, now: datetime) -> _Decided | None:
    """What becomes of a prompt that is due; None where it stays so."""
    person = speech.messenger.person(prompt.worker)
    if team is None or prompt.worker not in team.workers or person.is_gone or asking.is_stale(prompt, now):
        return _Decided(_stepped(prompt, PromptState.LAPSED))
    due_at = _waits_until(db, speech, prompt, team, person.timezone or team.timezone, now)
    if due_at:
        return _Decided(replace(prompt, due_at=due_at)) if due_at != prompt.due_at else None
    if speech.library.question(prompt.question) is None:
        choice = wording.choose(db, speech.library, prompt)
        if choice is None:
            # A worker who asked for a question hears why none comes; after a visit there is simply none.
            return _Decided(_stepped(prompt, PromptState.LAPSED), "" if prompt.visit else "no_question_left")
        prompt = wording.with_question(speech, prompt, choice)
    return _Decided(replace(_stepped(prompt, PromptState.SENDING), sending_at=now), "question")


def _waits_until(db: Database, speech: Speech, prompt: Prompt, team: Team, zone: str, now: datetime) -> datetime | None:
    """Until when it waits, as its worker paused, must not be disturbed, or does not work now; None: it comes now."""
    was_put_off = bool(prompt.thread) and now - prompt.due_at < asking.APART
    if not prompt.visit or was_put_off:
        # What the worker asked for, or put off until this very time, comes now.
        return None
    if prompts.paused_until(db, prompt.worker, now):
        # Still due: it comes when they are back, unless it is stale by then.
        return prompt.due_at
    # What is still to be asked today gives way by itself when its time comes.
    others = prompts.prompt_times(db, prompt.worker, since=now - timedelta(days=7), but=prompt.id)
    later = asking.due_time(now, team, zone, [one for one in others if one <= now])
    if later <= now + _SOON:
        later = speech.messenger.quiet_until(prompt.worker) or now
    return later if later > now + _SOON else None


def _keep(db: Database, decided: _Decided, now: datetime) -> bool:
    """Keep what was decided, with its message; whether a question is now on its way. Part of a transaction."""
    prompt = decided.prompt
    if prompts.change_prompt(db, prompt, was=PromptState.DUE) and decided.tells:
        message = Outgoing(decided.tells, prompt.id, prompt.worker, worker=prompt.worker)
        # One that was put off stays where it stood; it is asked in a message of its own.
        outbox.drop(db, message)
        outbox.put(db, message, now)
        return decided.tells == "question"
    return False


def _question(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """The question, or what stands in its place once it was put off."""
    prompt = prompts.prompt(db, message.about)
    if prompt is None:
        return None
    zone = speech.messenger.person(prompt.worker).timezone or _zone_of_team(db, prompt.team)
    if message.place and prompt.state is PromptState.DUE:
        here = ZoneInfo(zone)
        # After a hard visit another question will be chosen.
        moved = PutOffUntil if prompt.question else HardOneNoted
        return notice(speech.words, moved(prompt.due_at.astimezone(here), now.astimezone(here)))
    is_timely = prompt.sending_at is not None and now - prompt.sending_at <= ASKED_WITHIN
    if message.place or (prompt.state is PromptState.SENDING and is_timely):
        return wording.said(db, speech, prompt, now, zone)
    return None


def _zone_of_team(db: Database, name: str) -> str:
    team = team_store.team_named(db, name)
    return team.timezone if team else "UTC"


def _was_asked(db: Database, message: Outgoing, place: Posted) -> None:
    prompt = prompts.prompt(db, message.about)
    if prompt and prompt.state is PromptState.SENDING and message.sending_at:
        stepped = _stepped(prompt, PromptState.ASKED)
        asked = replace(stepped, channel=place.channel, thread=place.ts, asked_at=message.sending_at, remind_at=None)
        prompts.save_prompt(db, asked)
        prompts.note_asked(db, Asked(prompt.worker, prompt.question, prompt.theme, message.sending_at, prompt.team))


def _was_not_asked(db: Database, message: Outgoing, now: datetime) -> None:
    prompt = prompts.prompt(db, message.about)
    if prompt and prompt.state is PromptState.SENDING:
        _step(db, prompt, PromptState.DUE)


def _no_question_left(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    prompt = prompts.prompt(db, message.about)
    is_timely = prompt is not None and now - prompt.due_at < ANSWERED_WITHIN
    return notice(speech.words, NoQuestionLeft()) if is_timely else None


def _step(db: Database, prompt: Prompt, to: PromptState) -> bool:
    return prompts.change_prompt(db, _stepped(prompt, to), was=prompt.state)


def _stepped(prompt: Prompt, to: PromptState) -> Prompt:
    return replace(prompt, state=asking.step(prompt.state, to))


POSTS: PostKinds = {
    "question": PostKind(_question, _was_asked, _was_not_asked),
    "no_question_left": PostKind(_no_question_left),
}
