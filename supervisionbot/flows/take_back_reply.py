"""A worker deletes a message -> what was heard in it is gone, from the thread's codes and from the team's voices."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, inbox, prompts, reflections, traces
from supervisionbot.adapters.private_store.voices import replace_voices
from supervisionbot.flows.ports import Speech
from supervisionbot.records.private import Consent, PromptState, Reply
from supervisionbot.rules import asking, coding


def take_back_reply(db: Database, speech: Speech, reply: Reply, now: datetime) -> None:
    """Delete a reply with all that came of it; a message that was never taken in is none of our business.

    Raises Overtaken where more came of the message meanwhile.
    """
    with db.atomic():
        is_known = _take_back(db, speech, reply.id, now)
        inbox.finish(db, reply)
    if is_known:
        traces.wipe_at_once(db)


def _take_back(db: Database, speech: Speech, reply_id: str, now: datetime) -> bool:
    prompt = prompts.prompt_of_reply(db, reply_id)
    if prompt is None:
        return False
    settled = reflections.settled_in(db, prompt.id)
    reflections.delete_reply(db, reply_id)
    after = reflections.heard_in(db, prompt.id)
    reflections.save_settled(db, prompt.id, coding.settled_after_deletion(settled, after))
    thread = coding.thread(prompt, *reflections.parts_of_thread(db, prompt.id), speech.library.codebook)
    if not thread.replies:
        open_again = replace(prompt, state=asking.step(prompt.state, PromptState.ASKED), consent=Consent.OPEN)
        thread = replace(thread, prompt=open_again)
    prompts.save_prompt(db, thread.prompt)
    visit = prompts.visit(db, prompt.visit)
    given = coding.team_voices(thread, agreement.sure_from(db), case=visit.case if visit else "", now=now)
    replace_voices(db, prompt.id, given)
    outbox.put(db, prompt.themes_message, now)
    return True
