"""A prompt put into words for its worker: no flow of its own, but the step that asking and asking anew share."""

from dataclasses import replace
from datetime import datetime
from zlib import crc32
from zoneinfo import ZoneInfo

from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.errors import Refused
from supervisionbot.flows.ports import Speech
from supervisionbot.records.bank import Library
from supervisionbot.records.post import Said
from supervisionbot.records.private import Prompt
from supervisionbot.records.words import VisitSaid, WhyThisQuestion
from supervisionbot.rules import asking
from supervisionbot.views import prompt as view


def choose(db: Database, library: Library, prompt: Prompt) -> asking.Choice | None:
    """A question for the prompt; None if nothing of the bank fits just now."""
    try:
        return asking.choose(
            library.questions,
            prompts.asked_of(db, prompt.worker),
            kind=prompt.kind,
            wanted_theme=prompt.wanted_theme,
            is_heavy=prompt.is_heavy,
            is_newly_qualified=prompts.is_newly_qualified(db, prompt.worker),
            turn=crc32(prompt.worker.encode()),
        )
    except Refused:
        return None


def with_question(speech: Speech, prompt: Prompt, choice: asking.Choice) -> Prompt:
    """The prompt with its question, and why it was chosen."""
    question = choice.question
    title = speech.library.codebook.theme(question.theme).title
    because = WhyThisQuestion(title, choice.turns, choice.was_wanted, choice.fits_kind, choice.is_gentle)
    return replace(prompt, question=question.id, theme=question.theme, why=speech.words.say(because))


def said(db: Database, speech: Speech, prompt: Prompt, now: datetime, zone: str) -> Said:
    """The message that puts the prompt's question; times as the worker's clock shows them."""
    here, library = ZoneInfo(zone), speech.library
    visits = [
        VisitSaid(kind.title if (kind := library.kind(visit.kind)) else visit.kind, visit.at.astimezone(here))
        for visit in prompts.visits_of(db, prompt.id)
    ]
    question = library.question(prompt.question)
    return view.question(speech.words, prompt.id, question.text if question else "", visits, now.astimezone(here))
