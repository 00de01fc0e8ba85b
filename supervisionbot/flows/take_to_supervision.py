"""A worker's own choice -> a card at one supervisor's, under the worker's name, until it is taken back.

The only way in which a worker's words ever reach a supervisor: item by item, chosen, never by itself.
"""

from datetime import datetime

from supervisionbot.adapters import outbox, team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import cards, prompts
from supervisionbot.errors import Refused
from supervisionbot.flows import looking_back
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.flows.posting import PostKind, PostKinds, post_in_hand
from supervisionbot.records.post import Outgoing, Posted, Said, View
from supervisionbot.records.private import Card
from supervisionbot.records.words import CardForSupervision, CardLost, CardSent, CardWithdrawn
from supervisionbot.views import actions, forms
from supervisionbot.views.blocks import notice, section


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
    db: Database, speech: Speech, worker: str, supervisor: str, words: str, *, form: str, now: datetime
) -> None:
    """Bring the words of a form to the supervisor, and keep only where they stand.

    Raises NotDelivered or Refused with nothing sent. The words are in hand only now: where a crash or Slack leaves it
    open whether they arrived, they are looked for, and the worker hears how it went. Where the same form is sent once
    more (the acknowledgement did not come), there is no second card; DeliveryUnknown while the first is looked for.
    """
    if supervisor not in supervisors_of(db, worker):
        raise Refused("That is no supervisor of a team of this worker.")
    card = Outgoing("card", f"{form}:{supervisor}", supervisor, worker=worker)
    text = speech.words.say(CardForSupervision(worker, words))
    said = Said(text, (section(text, verbatim=True),))
    post_in_hand(db, speech, POSTS["card"], card, said, now)


def withdraw_card(db: Database, speech: Speech, worker: str, card_id: str) -> Said | None:
    """Take a card back; the message that says so, or None if it is not the worker's."""
    card = cards.card(db, card_id)
    if card is None or card.worker != worker:
        return None
    speech.messenger.delete(card.place)
    cards.delete_card(db, card_id)
    return notice(speech.words, CardWithdrawn())


def _card_came(db: Database, message: Outgoing, place: Posted) -> None:
    at = message.sending_at
    if at:
        cards.save_card(db, Card(message.about, message.worker, message.to, place, at))
        outbox.put(db, Outgoing("card_sent", message.about, message.worker, worker=message.worker), at)


def _card_got_lost(db: Database, message: Outgoing, now: datetime) -> None:
    outbox.put(db, Outgoing("card_lost", message.about, message.worker, worker=message.worker), now)


def _card_sent(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said | None:
    card = cards.card(db, message.about)
    if card is None:
        return None
    return notice(speech.words, CardSent(card.supervisor), actions.WITHDRAW_CARD, value=card.id)


def _card_lost(db: Database, speech: Speech, message: Outgoing, now: datetime) -> Said:
    return notice(speech.words, CardLost())


POSTS: PostKinds = {
    "card": PostKind(sent=_card_came, lapsed=_card_got_lost),
    "card_sent": PostKind(_card_sent),
    "card_lost": PostKind(_card_lost),
}
