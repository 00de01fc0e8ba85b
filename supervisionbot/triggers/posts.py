"""Every kind of message that the bot posts, and sending them: at once after a deed, or when the schedule looks."""

import structlog

from supervisionbot.flows import (
    answer_together,
    ask,
    audience,
    collect_reply,
    log_visit,
    not_now,
    post_digests,
    preview_release,
    respond,
    send_posts,
    set_up_team,
    start_together,
    take_to_supervision,
)
from supervisionbot.flows.posting import PostKinds
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()

KINDS: PostKinds = {
    **answer_together.POSTS,
    **ask.POSTS,
    **audience.POSTS,
    **collect_reply.POSTS,
    **log_visit.POSTS,
    **not_now.POSTS,
    **post_digests.POSTS,
    **preview_release.POSTS,
    **respond.POSTS,
    **set_up_team.POSTS,
    **start_together.POSTS,
    **take_to_supervision.POSTS,
}
"""What may stand in the outbox; how to add a kind: see `flows.posting`."""


def send(wiring: Wiring, worker: str) -> None:
    """Send what is due to one worker, so that they need not wait for the schedule. What fails is tried again by it."""
    send_posts.send_posts(wiring.db, wiring.speech, KINDS, wiring.now, trouble, worker=worker)


def send_all(wiring: Wiring) -> None:
    """Send what is due."""
    send_posts.send_posts(wiring.db, wiring.speech, KINDS, wiring.now, trouble)


def find_under_way(wiring: Wiring) -> None:
    """Look up what was being sent when something broke."""
    send_posts.find_under_way(wiring.db, wiring.speech, KINDS, wiring.now, trouble)


def trouble(about: str, error: Exception) -> None:
    """Log that something did not work out this time; our errors carry no words of workers."""
    log.warning("not_done", about=about, error=type(error).__name__, reason=str(error))
