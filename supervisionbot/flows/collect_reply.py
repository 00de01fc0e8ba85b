"""A worker's message -> a redacted reply and its codes; an answer in the thread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, inbox, prompts, reflections
from supervisionbot.adapters.private_store.voices import replace_voices
from supervisionbot.errors import DeliveryUnknown, NotRedacted
from supervisionbot.flows.ports import Speech, Understanding, Vault
from supervisionbot.flows.posting import PostKind, PostKinds
from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.post import Outgoing, Posted, Said
from supervisionbot.records.private import Prompt, PromptState, RedactedReply, Reply
from supervisionbot.records.signposts import Signpost
from supervisionbot.records.words import ReplyNotStored, SignpostSafeguarding, SignpostWellbeing, WordsWanted
from supervisionbot.rules import asking, coding, covering, formed_details, language, redaction, signposting
from supervisionbot.views import prompt as view
from supervisionbot.views.blocks import notice


def collect_reply(
    db: Database, speech: Speech, understanding: Understanding, reply: Reply, *, now: datetime, prompt_id: str = ""
) -> None:
    """Take a new or edited message in: redact, code, keep, put the answer.

    `prompt_id` says which question it answers where the worker chose it. Raises NotRedacted or NotCoded with nothing
    stored, DeliveryUnknown while a question of the worker is still under way, Overtaken where the message was changed
    meanwhile; the event is then tried again.
    """
    prompt = _prompt_for(db, reply, prompt_id)
    if prompt is None and not reply.text.strip():
        return _leave_it(db, reply, Outgoing("words_wanted", reply.id, reply.channel, reply.thread), now)
    if prompt is None:
        return _leave_it(db, reply, Outgoing("which_question", reply.place_said, reply.channel, reply.thread), now)
    if prompt.worker != reply.worker:
        return _leave_it(db, reply, None, now)
    if not reply.text.strip():
        return _leave_it(db, reply, Outgoing("words_wanted", reply.id, prompt.channel, prompt.thread), now)
    # A private form waits for its acknowledgement; an edit of what was answered already needs no second word.
    if not reply.is_private and not prompts.prompt_of_reply(db, reply.id):
        signpost(db, speech, prompt, reply)
    redacted = _redacted(db, understanding, prompt, reply)
    question = speech.library.question(prompt.question)
    heard = understanding.coder.code(redacted.text, question.text if question else "", prompt.theme).codes
    _keep(db, speech, (reply, redacted), heard, understanding.vault.seal(redacted.text), now)
    return None


def _leave_it(db: Database, reply: Reply, answer: Outgoing | None, now: datetime) -> None:
    """Keep nothing of a message, but say why where there is something to say."""
    with db.atomic():
        if answer:
            outbox.put(db, replace(answer, worker=reply.worker), now)
        inbox.finish(db, reply)


def signpost(db: Database, speech: Speech, prompt: Prompt, reply: Reply) -> None:
    """Where somebody may be in danger, or the worker not coping, say whom to turn to.

    Nothing of it is kept, so there is no row of it either: it is looked for in Slack before it is said.
    """
    sign = signposting.signpost(reply.text, speech.library.signposts)
    if sign is None:
        return
    team = team_store.team_named(db, prompt.team)
    if sign is Signpost.SAFEGUARDING:
        said = notice(speech.words, SignpostSafeguarding(team.danger_contact if team else ""))
    else:
        said = notice(speech.words, SignpostWellbeing(team.support_contact if team else ""))
    # The reply may be tried again after a fault: one word is enough.
    mark, since = f"{prompt.id}.{reply.ts}", prompt.asked_at or prompt.due_at
    if not speech.messenger.find(prompt.channel, mark, since, thread=prompt.thread):
        speech.messenger.post(prompt.channel, said, thread=prompt.thread, delivery=mark)


def signpost_form(db: Database, speech: Speech, reply: Reply, prompt_id: str) -> None:
    """The same for what was typed in a private form, once it is stored."""
    prompt = prompts.prompt(db, prompt_id)
    if prompt and prompt.worker == reply.worker:
        signpost(db, speech, prompt, reply)


def _prompt_for(db: Database, reply: Reply, prompt_id: str) -> Prompt | None:
    """The prompt that a message answers; None where that is not clear, and the worker must be asked."""
    known = prompts.prompt(db, prompt_id) if prompt_id else prompts.prompt_of_thread(db, reply.channel, reply.thread)
    # The thread may also hang on a reply that the worker wrote outside its question's thread.
    root = f"{reply.channel}:{reply.thread}"
    known = known or prompts.prompt_of_reply(db, reply.id) or prompts.prompt_of_reply(db, root)
    if known is None and outbox.is_under_way(db, reply.worker, "question"):
        raise DeliveryUnknown("It is not settled yet where this worker's question stands.")
    if known or reply.thread:
        return known
    open_prompts = prompts.open_prompts(db, reply.worker)
    return open_prompts[0] if len(open_prompts) == 1 else None


def _redacted(db: Database, understanding: Understanding, prompt: Prompt, reply: Reply) -> RedactedReply:
    visit = prompts.visit(db, prompt.visit)
    team = team_store.team_named(db, prompt.team)
    members = {*team.workers, *team.supervisors} if team else {prompt.worker}
    try:
        names = understanding.names(members) | ({visit.case} if visit and visit.case else set())
        spans = (
            *formed_details.formed_details(reply.text),
            *redaction.known_details(reply.text, names),
            *understanding.redactor.find(reply.text),
        )
        covered = redaction.cover(reply.text, spans)
    except (ValueError, LookupError, RuntimeError, TypeError):
        # The cause may carry words, so it ends here; nothing was stored.
        raise NotRedacted from None
    at = reply.written_at or datetime.fromtimestamp(float(reply.ts), UTC)
    redacted = RedactedReply(reply.id, prompt.id, reply.worker, at, covered.covered, covered.text)
    return _covered_by_hand(db, understanding.vault, redacted)


def _covered_by_hand(db: Database, vault: Vault, reply: RedactedReply) -> RedactedReply:
    """The reply without the words that its worker covered in this thread before."""
    chosen = reflections.covered_words_of(db, reply.prompt)
    if not chosen:
        return reply
    places = covering.places_of(reply.text, lambda word: not chosen.isdisjoint(vault.fingerprints(word, reply.prompt)))
    return covering.with_covered(reply, redaction.cover(reply.text, places).text, places)


def _keep(
    db: Database,
    speech: Speech,
    came: tuple[Reply, RedactedReply],
    heard: Sequence[Heard],
    sealed: bytes | None,
    now: datetime,
) -> None:
    """Keep what came of a reply, and put the answer: all of it or nothing."""
    reply, redacted = came
    with db.atomic():
        prompt = prompts.prompt(db, redacted.prompt)
        if prompt is None:
            raise NotRedacted("The question was forgotten meanwhile; nothing was stored.")
        _, before, settled = reflections.parts_of_thread(db, prompt.id)
        # Words that were kept long enough do not come back by an edit: nor would what was covered in them by hand.
        reflections.save_reply(db, redacted, None if reflections.has_lost_words(db, redacted.id) else sealed)
        reflections.save_heard(db, redacted.id, heard)
        after = reflections.heard_in(db, prompt.id)
        reflections.save_settled(db, prompt.id, coding.settled_after_edit(settled, before, after))
        prompt = replace(prompt, state=asking.step(prompt.state, PromptState.ANSWERED))
        parts = reflections.parts_of_thread(db, prompt.id)
        thread = coding.reopened(coding.thread(prompt, *parts, speech.library.codebook))
        visit = prompts.visit(db, prompt.visit)
        given = coding.team_voices(thread, agreement.sure_from(db), case=visit.case if visit else "", now=now)
        replace_voices(db, prompt.id, given)
        # Where somebody may be in danger, or not coping, one question more would be one too many.
        is_grave = signposting.signpost(reply.text, speech.library.signposts) is not None
        prompts.save_prompt(db, _answered(db, thread.prompt, language.sort_of(reply.text), now, asks_on=not is_grave))
        inbox.finish(db, reply)


def _answered(db: Database, prompt: Prompt, sort: language.Sort, now: datetime, *, asks_on: bool) -> Prompt:
    """Put the message with the themes, and after the first words one more question, where that fits."""
    outbox.put(db, replace(prompt.themes_message, hint=str(sort)), now)
    if asks_on and not prompt.followed_up and sort is language.Sort.WORDS:
        outbox.put(db, replace(prompt.themes_message, kind="follow_up", place=None), now)
    return replace(prompt, followed_up=True)


def _thread(db: Database, speech: Speech, prompt_id: str) -> coding.Thread | None:
    prompt = prompts.prompt(db, prompt_id)
    return (
        coding.thread(prompt, *reflections.parts_of_thread(db, prompt.id), speech.library.codebook) if prompt else None
    )


def _themes(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """What was heard in the thread, as it stands."""
    thread = _thread(db, speech, message.about)
    if thread is None or not (thread.replies or message.place):
        return None
    sort = message.hint or language.Sort.WORDS
    return view.themes(speech.words, speech.library.codebook, thread.prompt, thread.codes, thread.replies, sort)


def _themes_said(db: Database, message: Outgoing, place: Posted) -> None:
    prompts.note_answer(db, message.about, place.ts)


def _follow_up(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """One more question, by how it went; none once the replies were taken back."""
    thread = _thread(db, speech, message.about)
    question = speech.library.question(thread.prompt.question) if thread and thread.replies else None
    if thread is None or question is None:
        return None
    stance = thread.codes[0].stance if thread.codes else Stance.MIXED
    return view.follow_up(speech.words, question.follow_up[stance])


def _which_question(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    """Ask which open question a message answers; nothing once that is settled."""
    channel, ts, *_ = message.about.split(":")
    if prompts.prompt_of_reply(db, f"{channel}:{ts}"):
        return None
    asked = [(one, speech.library.question(one.question)) for one in prompts.open_prompts(db, message.worker)]
    return view.which_question(speech.words, [(one, question) for one, question in asked if question], message.about)


def _words_wanted(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    return None if prompts.prompt_of_reply(db, message.about) else notice(speech.words, WordsWanted())


def _not_stored(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    return None if prompts.prompt_of_reply(db, message.about) else notice(speech.words, ReplyNotStored())


POSTS: PostKinds = {
    "themes": PostKind(_themes, _themes_said),
    "follow_up": PostKind(_follow_up),
    "which_question": PostKind(_which_question),
    "words_wanted": PostKind(_words_wanted),
    "not_stored": PostKind(_not_stored),
}
