"""Messages to the real app and to a bare one: how many a second, and how long each waits for its acknowledgement."""

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from benchmarks.performance import apps, stand_in
from benchmarks.performance.filling import Size, fill_for_the_door, open_digests
from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.records.private import Prompt, PromptState
from supervisionbot.records.team import Team

WRITERS = 50
WORKED_THROUGH_WITHIN = 300.0
SETTLES_WITHIN = 5.0
"""Seconds after connecting, in which the bot looks after everything once, and deletes what the generated year has more
of than it would keep."""


@dataclass(frozen=True, slots=True)
class Handled:
    """How messages were handled.

    `rush` and `bursts`: seconds until each acknowledgement, with many messages of each worker in a row, and with one
    of each at once (of the bot: while it makes a digest for a hundred teams).
    """

    rush: list[float]
    bursts: list[float]
    acknowledged_a_second: float
    worked_through_a_second: float
    processor_ms: float


def percentile(waits: list[float], share: int = 99) -> float:
    """The wait, in milliseconds, that so many of a hundred do not exceed."""
    return quantiles(waits, n=100, method="inclusive")[share - 1] * 1000


def bare(rounds: int, bursts: int) -> Handled:
    """A bare app with an empty listener."""
    with stand_in.running() as slack:
        slack.do("people", WRITERS)
        slack.do("put_questions", rounds + bursts)
        with apps.bare(slack.api_url) as process:
            slack.wait_for_app()
            time.sleep(SETTLES_WITHIN)
            before = apps.processor_seconds(process)
            rush, seconds = slack.do("reply", rounds, 0.0)
            spent = apps.processor_seconds(process) - before
            waits = [wait for _ in range(bursts) for wait in slack.do("reply", 1, 0.0)[0]]
    return Handled(rush, waits, len(rush) / seconds, len(rush) / seconds, 1000 * spent / len(rush))


def real(folder: Path, rounds: int, bursts: int, themes: list[str]) -> Handled:
    """The bot as it is run."""
    file, waits = folder / "events.db", list[float]()
    fill_for_the_door(file, Size(1000, datetime.now(UTC)), themes)
    with (
        stand_in.running() as slack,
        closing(_with_questions(file, slack, rounds + bursts)) as db,
        apps.real(slack.api_url, file) as process,
    ):
        slack.wait_for_app()
        time.sleep(SETTLES_WITHIN)
        before, begun = apps.processor_seconds(process), time.perf_counter()
        rush, seconds = slack.do("reply", rounds, 0.0)
        _wait_until(db, NOTHING_OPEN)
        through, spent = time.perf_counter() - begun, apps.processor_seconds(process) - before
        for _ in range(bursts):
            due = open_digests(db, datetime.now(UTC))
            _wait_until(db, f"select count(*) < {due} as yes from occasions where is_closed = 0")
            waits += slack.do("reply", 1, 0.0)[0]
            _wait_until(db, NOTHING_OPEN)
    return Handled(rush, waits, len(rush) / seconds, len(rush) / through, 1000 * spent / len(rush))


NOTHING_OPEN = (
    "select not exists (select 1 from inbox where is_done = 0)"
    " and not exists (select 1 from outbox where worker <> '' and state <> 'sent')"
    " and not exists (select 1 from occasions where is_closed = 0) as yes"
)


def _with_questions(file: Path, slack: stand_in.Slack, each: int) -> Database:
    """A team of all writers, each asked so often, beside a hundred teams of which digests are due."""
    now, db = datetime.now(UTC), Database(file)
    workers, channel = slack.do("people", WRITERS), slack.do("channel")
    # No other digest than those that the benchmark opens: all teams are new.
    db.run("update teams set digest_channel = ?, since = ?", [channel, now.date().isoformat()])
    team = Team("North", tuple(workers), ("USUPERVISOR",), now.date(), digest_channel=channel)
    team_store.save_team(db, team, now)
    asked = {"state": PromptState.ASKED, "asked_at": now, "question": "honesty-01", "theme": "honesty"}
    with db.atomic():
        for worker, places in slack.do("put_questions", each).items():
            for where, ts in places:
                stands = {"channel": where, "thread": ts, "is_reminded": True}
                prompts.save_prompt(db, Prompt(f"{where}{ts}", worker, "North", now, **(asked | stands)))
    return db


def _wait_until(db: Database, is_so: str) -> None:
    until = time.perf_counter() + WORKED_THROUGH_WITHIN
    while not db.rows(is_so)[0]["yes"]:
        if time.perf_counter() > until:
            raise TimeoutError("the bot did not work through everything")
        time.sleep(0.02)
