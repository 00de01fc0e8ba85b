"""Time passing -> flows. The schedule says when to look; the database says what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler

from supervisionbot.flows import (
    ask,
    catch_up,
    close_together,
    forget,
    learn_on,
    lower_floors,
    preview_release,
    release_themes,
    remind,
    wipe,
)
from supervisionbot.records.private import Reply
from supervisionbot.triggers import posts
from supervisionbot.triggers.slack_events import Turns, take_in_noted
from supervisionbot.triggers.wiring import Wiring

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look after, every so many seconds."""

    name: str
    seconds: int
    run: Callable[[], object]


def looks(wiring: Wiring, turns: Turns) -> list[Look]:
    """All that the bot looks after, in the order in which one prepares the next."""
    db, speech, now, new_id = wiring.db, wiring.speech, wiring.now, wiring.new_id
    codebook = speech.library.codebook

    def take_in(message: Reply) -> None:
        take_in_noted(wiring, turns, message)

    return [
        Look("catch_up", 15, lambda: catch_up.catch_up(db, take_in, now(), posts.trouble)),
        Look("read_again", 15, lambda: catch_up.read_again(db, speech.messenger, now(), posts.trouble)),
        Look("ask", 5, lambda: ask.ask(db, speech, now(), posts.trouble)),
        Look("remind", 60, lambda: remind.remind(db, speech, now())),
        Look("let_lapse", 3600, lambda: remind.let_lapse(db, now())),
        Look("close_sessions", 5, lambda: close_together.close_due(db, speech.library, new_id, now())),
        Look("tell_lowerings", 30, lambda: lower_floors.tell_lowerings(db, now())),
        Look("lower_floors", 30, lambda: lower_floors.lower_floors(db, now())),
        Look("preview_release", 30, lambda: preview_release.preview_release(db, speech, now())),
        Look("release_themes", 10, lambda: release_themes.release_themes(db, codebook, new_id, now())),
        Look("learn_on", 3600, lambda: learn_on.learn_on(db, codebook, is_allowed=wiring.learns)),
        Look("ask_slack", 60, lambda: posts.ask_slack(wiring)),
        Look("find_under_way", 5, lambda: posts.find_under_way(wiring)),
        Look("send", 1, lambda: posts.send_all(wiring)),
        Look("checkpoint", 10, db.checkpoint),
        Look("wipe_at_night", 900, lambda: wipe.wipe_at_night(db, now())),
        Look("forget_old", 3600, lambda: forget.forget_old(db, wiring.keep_text, now())),
    ]


def start(all_looks: list[Look], first_at: datetime) -> BackgroundScheduler:
    """Look after everything in threads of its own, first at that moment: after a crash nobody waits a whole interval.

    A late look is made up for; two of a kind never overlap.
    """
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for look in all_looks:
        scheduler.add_job(look.run, "interval", seconds=look.seconds, id=look.name, next_run_time=first_at)
    scheduler.add_listener(_on_error, EVENT_JOB_ERROR)
    scheduler.start()
    return scheduler


def _on_error(event: JobExecutionEvent) -> None:
    log.error("look_failed", look=event.job_id, error=type(event.exception).__name__)
