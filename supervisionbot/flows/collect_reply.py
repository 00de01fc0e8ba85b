"""A worker's message -> a redacted reply and its codes; an answer in the thread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, prompts, reflections
from supervisionbot.adapters.private_store.voices import replace_voices
from supervisionbot.errors import DeliveryUnknown, NotRedacted
from supervisionbot.flows.ports import Speech, Understanding, Vault
from supervisionbot.records.codebook import Heard, Stance
from supervisionbot.records.private import Prompt, PromptState, RedactedReply, Reply
from supervisionbot.records.signposts import Signpost
from supervisionbot.records.words import SignpostSafeguarding, SignpostWellbeing, WordsWanted
from supervisionbot.rules import asking, coding, covering, formed_details, language, redaction, signposting
from supervisionbot.views import prompt as view
from supervisionbot.views.blocks import notice


def collect_reply(
    db: Database, speech: Speech, understanding: Understanding, reply: Reply, *, now: datetime, prompt_id: str = ""
) -> None:
    """Take a new or edited message in: redact, code, keep, answer.

    `prompt_id` says which question it answers where the worker chose it. Raises NotRedacted or NotCoded with nothing
    stored, DeliveryUnknown while a question of the worker is still under way; the event is then tried again.
    """
    prompt = _prompt_for(db, speech, reply, prompt_id)
    if prompt is None or prompt.worker != reply.worker:
        return
    if not reply.text.strip():
        speech.messenger.post(prompt.channel, notice(speech.words, WordsWanted()), thread=prompt.thread)
        return
    _signpost(db, speech, prompt, reply)
    redacted = _redacted(db, understanding, prompt, reply)
    question = speech.library.question(prompt.question)
    heard = understanding.coder.code(redacted.text, question.text if question else "", prompt.theme).codes
    thread = _keep(db, speech, redacted, heard, understanding.vault.seal(redacted.text), now)
    _answer(db, speech, thread, language.sort_of(reply.text), may_stand=prompt.state is PromptState.ANSWERED)


def _signpost(db: Database, speech: Speech, prompt: Prompt, reply: Reply) -> None:
    """Where somebody may be in danger, or the worker not coping, say whom to turn to. Nothing of it is kept."""
    sign = signposting.signpost(reply.text, speech.library.signposts)
    if sign is None or prompts.prompt_of_reply(db, reply.id):
        # An edit of what was answered already needs no second word.
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


def _prompt_for(db: Database, speech: Speech, reply: Reply, prompt_id: str) -> Prompt | None:
    """The prompt that a message answers; where that is not clear, the worker is asked."""
    known = prompts.prompt(db, prompt_id) if prompt_id else prompts.prompt_of_thread(db, reply.channel, reply.thread)
    # The thread may also hang on a reply that the worker wrote outside its question's thread.
    root = f"{reply.channel}:{reply.thread}"
    known = known or prompts.prompt_of_reply(db, reply.id) or prompts.prompt_of_reply(db, root)
    if known is None and prompts.is_being_sent(db, reply.worker):
        raise DeliveryUnknown("It is not settled yet where this worker's question stands.")
    if known or reply.thread:
        return known
    open_prompts = prompts.open_prompts(db, reply.worker)
    if len(open_prompts) == 1:
        return open_prompts[0]
    asked = [(one, speech.library.question(one.question)) for one in open_prompts]
    known_ones = [(one, question) for one, question in asked if question]
    said = view.which_question(speech.words, known_ones, reply.id)
    speech.messenger.post(reply.channel, said)
    return None


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
    at = datetime.fromtimestamp(float(reply.ts), UTC)
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
    db: Database, speech: Speech, redacted: RedactedReply, heard: Sequence[Heard], sealed: bytes | None, now: datetime
) -> coding.Thread:
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
        prompts.save_prompt(db, thread.prompt)
        visit = prompts.visit(db, prompt.visit)
        given = coding.team_voices(thread, agreement.sure_from(db), case=visit.case if visit else "", now=now)
        replace_voices(db, prompt.id, given)
    return thread


def _answer(db: Database, speech: Speech, thread: coding.Thread, sort: language.Sort, *, may_stand: bool) -> None:
    """Say what was heard, or say it anew. `may_stand`: an earlier try may have got through without our knowing."""
    prompt = thread.prompt
    said = view.themes(speech.words, speech.library.codebook, prompt, thread.codes, thread.replies, sort)
    if prompt.answer:
        speech.messenger.update(prompt.answer_place, said)
        return
    mark, since = f"{prompt.id}.themes", prompt.asked_at or prompt.due_at
    place = speech.messenger.find(prompt.channel, mark, since, thread=prompt.thread) if may_stand else None
    if place:
        speech.messenger.update(place, said)
    else:
        place = speech.messenger.post(prompt.channel, said, thread=prompt.thread, delivery=mark)
    prompts.change_prompt(db, replace(prompt, answer=place.ts, followed_up=True), was=prompt.state)
    question = speech.library.question(prompt.question)
    if question and not prompt.followed_up and sort is language.Sort.WORDS:
        stance = thread.codes[0].stance if thread.codes else Stance.MIXED
        speech.messenger.post(
            prompt.channel, view.follow_up(speech.words, question.follow_up[stance]), thread=prompt.thread
        )
