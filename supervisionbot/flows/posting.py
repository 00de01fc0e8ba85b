"""How a message gets its words: no flow of its own, but what every flow that posts declares of its kinds of message.

To add a kind of message:

1. where a flow changes what the message is about, in the same `db.atomic()`, put a row:
   `outbox.put(db, Outgoing("reminder", about=prompt.id, to=prompt.channel, worker=prompt.worker), now)`.
   Put again, it is changed where it stands. Nothing that anybody typed goes into a row: ids only;
2. in that flow, write the function that finds the words when they are sent, from what the row is about. It gives None
   where there is nothing to say any more (the question was answered, the day is over): the message lapses;
3. name both in the flow's `POSTS`, and the flow in `triggers/posts.py`. What must follow once it stands in Slack, or
   has lapsed, goes into `sent` and `lapsed`.

The rest is seen to: sent once, found again after a crash, tried again after trouble, in order for each recipient. A
trigger that wants it sent at once calls `posts.send(wiring, worker)`; otherwise it goes within a second or so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from supervisionbot.adapters import outbox
from supervisionbot.adapters.database import Database
from supervisionbot.errors import DeliveryUnknown, NotDelivered
from supervisionbot.flows.ports import Speech
from supervisionbot.records.post import Outgoing, Posted, Said

LOOK_AFTER = timedelta(seconds=10)
"""When a message is first looked up whose sending was not marked as done: by then it mostly shows."""

FindWords = Callable[[Database, Speech, Outgoing, datetime], Said | None]
Sent = Callable[[Database, Outgoing, Posted], None]
Lapsed = Callable[[Database, Outgoing, datetime], None]


def nothing_to_say(*_: object) -> None:
    """There are no words: the message lapses."""


def nothing_more(*_: object) -> None:
    """Nothing follows."""


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of message: how its words are found, and what follows once it stands in Slack or has lapsed.

    `sent` and `lapsed` run in the transaction that marks the message, so both are kept or neither. `takes_away`: the
    message is deleted where it stands.
    """

    words: FindWords = nothing_to_say
    sent: Sent = nothing_more
    lapsed: Lapsed = nothing_more
    takes_away: bool = False


PostKinds = Mapping[str, PostKind]


def post_in_hand(db: Database, speech: Speech, kind: PostKind, message: Outgoing, said: Said, now: datetime) -> None:
    """Post words that are kept nowhere, so that they can be said only now. Raises NotDelivered with nothing posted.

    The row comes first here too: if the end stays open, the message is looked up later, and then stands or lapses.
    Until then the same again raises DeliveryUnknown; once it stands, nothing is posted any more.
    """
    state = outbox.state_of(db, message)
    if state == "sent":
        return
    if state:
        raise DeliveryUnknown("It is not settled yet whether the message stands.")
    taken = outbox.put_in_hand(db, message, now, now + LOOK_AFTER)
    try:
        place = speech.messenger.post(message.to, said, thread=message.thread, delivery=taken.id)
    except DeliveryUnknown:
        return
    except NotDelivered:
        outbox.drop(db, taken)
        raise
    mark_sent(db, kind, taken, place)


def mark_sent(db: Database, kind: PostKind, message: Outgoing, place: Posted) -> bool:
    """Mark a message as standing there, with what follows; False if it was forgotten meanwhile."""
    with db.atomic():
        is_known = outbox.sent(db, message, place)
        if is_known:
            kind.sent(db, message, place)
    return is_known
