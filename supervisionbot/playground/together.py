"""A question for a whole team in its channel -> the others answer it in private, most of them alike."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from supervisionbot.playground.cast import PlayTeam
from supervisionbot.playground.nouns import Message
from supervisionbot.playground.people import Person
from supervisionbot.playground.routine import WITHIN, Routine, Written, replies_saying, with_button

BUTTON = "answer_together"
ALIKE = ("empathy", "strength")
MOST_ALIKE = 6


def open_question(team: PlayTeam) -> Message | None:
    """The team's question in its channel, while it can be answered."""
    posts = team.supervisor.sees(team.channel)
    return next((one for one in reversed(posts) if not one.only_for and BUTTON in str(one.blocks)), None)


def others_answer(team: PlayTeam, routine: Routine, replies: Sequence[Written], left_alone: Collection[str]) -> None:
    """Let those who have not answered yet do so, and say what their answer was about; nothing where none is open."""
    question = open_question(team)
    if question is None:
        return
    silent = [one for one in team.workers if one.id not in left_alone and not own_threads(one, question)]
    for worker, reply in zip(silent, _most_alike(replies), strict=False):
        _answers(worker, question, reply, routine)


def _answers(worker: Person, question: Message, reply: Written, routine: Routine) -> None:
    worker.presses(BUTTON, on=question)
    worker.slack.wait_until(lambda: worker.form, WITHIN)
    worker.submits({"answer_words": reply.text})
    routine.settles()
    for root in own_threads(worker, question):
        routine.settles_as(worker, root, reply.codes)


def own_threads(worker: Person, question: Message) -> list[Message]:
    """The threads with themes that came up for a worker since the team was asked: there is one if they answered."""
    since = [one for one in worker.dm if one.ts > question.ts and not one.is_reply]
    return [one for one in since if with_button(worker, one, "change")]


def _most_alike(replies: Sequence[Written]) -> Iterator[Written]:
    alike = list(replies_saying(replies, *ALIKE))[:MOST_ALIKE]
    return chain(alike, (one for one in replies if one not in alike))
