"""A worker's own choice -> a card at one supervisor's, under the worker's name, until it is taken back.

The only way in which a worker's words ever reach a supervisor: item by item, chosen, never by itself.
"""

from datetime import datetime

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import cards, prompts
from supervisionbot.flows import looking_back
from supervisionbot.flows.ports import NewId, Speech, Vault
from supervisionbot.records.post import Said, View
from supervisionbot.records.private import Card
from supervisionbot.records.words import CardForSupervision, CardSent, CardWithdrawn
from supervisionbot.views import actions, forms
from supervisionbot.views.blocks import notice


def card_form(db: Database, speech: Speech, vault: Vault, worker: str, prompt_id: str) -> View | None:
    """The form for a card, with the redacted words of the reflection to start from; None if it is not the worker's."""
    prompt = prompts.prompt(db, prompt_id)
    supervisors = supervisors_of(db, worker)
    if prompt is None or prompt.worker != worker or not supervisors:
        return None
    texts = looking_back.one_reflection(db, speech.library, vault, prompt).texts
    named = [(user, speech.messenger.person(user).name) for user in supervisors]
    return forms.card_form(speech.words, prompt_id, named, "\n".join(texts))


def supervisors_of(db: Database, worker: str) -> list[str]:
    """Whom the worker may bring something to: the supervisors of their own teams."""
    own = team_store.teams_of_worker(db, worker)
    return list(dict.fromkeys(user for team in own for user in team.supervisors if user != worker))


def send_card(
    db: Database, speech: Speech, worker: str, supervisor: str, words: str, *, new_id: NewId, now: datetime
) -> None:
    """Bring the words to the supervisor, and keep only where they stand."""
    if supervisor not in supervisors_of(db, worker):
        return
    place = speech.messenger.post(supervisor, notice(speech.words, CardForSupervision(worker, words)))
    card = Card(new_id(), worker, supervisor, place, now)
    cards.save_card(db, card)
    sent = notice(speech.words, CardSent(supervisor), actions.WITHDRAW_CARD, value=card.id)
    speech.messenger.post(worker, sent)


def withdraw_card(db: Database, speech: Speech, worker: str, card_id: str) -> Said | None:
    """Take a card back; the message that says so, or None if it is not the worker's."""
    card = cards.card(db, card_id)
    if card is None or card.worker != worker:
        return None
    speech.messenger.delete(card.place)
    cards.delete_card(db, card_id)
    return notice(speech.words, CardWithdrawn())
