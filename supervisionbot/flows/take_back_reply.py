"""A worker deletes a message -> what was heard in it is gone, from the thread's codes and from the team's voices."""

from dataclasses import replace
from datetime import datetime

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import agreement, prompts, reflections
from supervisionbot.adapters.private_store.voices import replace_voices
from supervisionbot.flows.ports import Speech
from supervisionbot.records.private import Consent, PromptState
from supervisionbot.rules import asking, coding
from supervisionbot.views import prompt as view


def take_back_reply(db: Database, speech: Speech, reply_id: str, now: datetime) -> None:
    """Delete a reply with all that came of it; a message that was never taken in is none of our business."""
    prompt = prompts.prompt_of_reply(db, reply_id)
    if prompt is None:
        return
    with db.atomic():
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
    db.wipe_traces()
    if prompt.answer:
        said = view.themes(speech.words, speech.library.codebook, thread.prompt, thread.codes, thread.replies)
        speech.messenger.update(prompt.answer_place, said)
