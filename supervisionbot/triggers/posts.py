"""Every kind of message that the bot posts, and sending them: at once after a deed, or when the schedule looks."""

from datetime import timedelta

import structlog

from supervisionbot.adapters import health
from supervisionbot.errors import DeliveryUnknown, NotDelivered, SlackIsBusy, SlackRefusesBot
from supervisionbot.flows import (
    answer_together,
    ask,
    audience,
    collect_reply,
    log_visit,
    lower_floors,
    not_now,
    post_digests,
    preview_release,
    remind,
    respond,
    send_posts,
    set_up_team,
    start_together,
    take_to_supervision,
)
from supervisionbot.flows.posting import PostKinds
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()

RESTS_FOR = timedelta(minutes=1)
"""How long nothing is sent after Slack refused the bot itself."""

KINDS: PostKinds = {
    **answer_together.POSTS,
    **ask.POSTS,
    **audience.POSTS,
    **collect_reply.POSTS,
    **log_visit.POSTS,
    **lower_floors.POSTS,
    **not_now.POSTS,
    **post_digests.POSTS,
    **preview_release.POSTS,
    **remind.POSTS,
    **respond.POSTS,
    **set_up_team.POSTS,
    **start_together.POSTS,
    **take_to_supervision.POSTS,
}
"""What may stand in the outbox; how to add a kind: see `flows.posting`."""


def send(wiring: Wiring, worker: str) -> None:
    """Send what is due to one worker, so that they need not wait for the schedule. What fails is tried again by it."""
    line = send_posts.Line(wiring.db, wiring.speech, KINDS, wiring.now, trouble)
    send_posts.send_posts(line, worker=worker)


def send_all(wiring: Wiring) -> None:
    """Send what is due, at the bot's pace, until it is told to stop; nothing while Slack takes nothing."""

    def rest(about: str, error: Exception) -> None:
        trouble(about, error)
        if isinstance(error, SlackIsBusy):
            wiring.pace.rest(wiring.now() + timedelta(seconds=error.retry_after))
        elif isinstance(error, SlackRefusesBot):
            wiring.pace.rest(wiring.now() + RESTS_FOR)

    most = wiring.pace.most(wiring.now())
    line = send_posts.Line(wiring.db, wiring.speech, KINDS, wiring.now, rest, wiring.goes_on, wiring.each)
    sent = send_posts.send_posts(line, most=most)
    wiring.pace.sent(sent, wiring.now())


def find_under_way(wiring: Wiring) -> None:
    """Look up what was being sent when something broke."""
    send_posts.find_under_way(wiring.db, wiring.speech, KINDS, wiring.now, trouble)


def ask_slack(wiring: Wiring) -> None:
    """Ask Slack whether it takes the bot's token, and leave a sign of that: else nobody saw it before the next post."""
    try:
        wiring.speech.messenger.me()
    except SlackRefusesBot as error:
        health.mark(wiring.db, health.REFUSED, wiring.now(), error.reason)
        trouble("slack", error)
    except (NotDelivered, DeliveryUnknown):
        return
    else:
        health.mark(wiring.db, health.REFUSED, wiring.now())


def trouble(about: str, error: Exception) -> None:
    """Log that something did not work out this time; our errors carry no words of workers."""
    log.warning("not_done", about=about, error=type(error).__name__, reason=str(error))
