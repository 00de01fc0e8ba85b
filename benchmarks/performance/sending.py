"""Questions that are due, sent by the bot, beside a plain loop of chat.postMessage."""

import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from benchmarks.performance import apps, stand_in
from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.adapters.slack_messenger import DELIVERY
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import wiring
from supervisionbot.records.private import Prompt, Visit
from supervisionbot.records.team import Team, WorkingTime
from supervisionbot.settings import Settings
from supervisionbot.views import prompt as view

SENT_WITHIN = 900.0
MEASURED_FOR = 65
TEAM = 10
ALL_WEEK = WorkingTime(clock(0), clock(23, 59), frozenset(range(7)))


def plain_loop(count: int) -> float:
    """Messages of one plain line a second, one for each of so many people."""
    return _loop(count, {"text": "How was it?"})


def same_loop(count: int, settings: Settings) -> float:
    """The same with a message as the bot sends it: the question, its row of buttons, a mark."""
    library, words = wiring.open_library(settings), TemplateWords(settings.prompts_dir)
    said = view.question(words, "0" * 32, library.questions[0].text, [], datetime.now(UTC))
    mark = {"event_type": DELIVERY, "event_payload": {"delivery_id": "0" * 32}}
    return _loop(count, {"text": said.text, "blocks": list(said.blocks), "metadata": mark})


def _loop(count: int, message: dict[str, Any]) -> float:
    with stand_in.running() as slack:
        people = slack.do("people", count)
        client = WebClient("xoxb-playground", base_url=slack.api_url)
        begun = time.perf_counter()
        for one in people:
            client.chat_postMessage(channel=one, **message)
        return count / (time.perf_counter() - begun)


def most_in_a_minute(folder: Path, limit: int) -> int:
    """How many questions the bot sends in any minute, when told to keep a limit and far more are due."""
    file, count = folder / "paced.db", 2 * limit + limit // 2
    with (
        stand_in.running() as slack,
        closing(_with_due_prompts(file, slack.do("people", count))) as db,
        apps.real(slack.api_url, file, posts_a_minute=limit),
    ):
        _wait_for(db, 1)
        time.sleep(MEASURED_FOR)
        rows = db.rows("select asked_at from prompts where state = 'asked' order by asked_at")
    times = [datetime.fromisoformat(row["asked_at"]) for row in rows]
    return max(sum(one <= other < one + timedelta(minutes=1) for other in times) for one in times)


def bot(folder: Path, count: int) -> float:
    """Questions a second, one for each of so many workers, from the moment at which the first stands in Slack."""
    file = folder / "sending.db"
    with (
        stand_in.running() as slack,
        closing(_with_due_prompts(file, slack.do("people", count))) as db,
        apps.real(slack.api_url, file),
    ):
        _wait_for(db, 1)
        begun = time.perf_counter()
        _wait_for(db, count)
        return (count - 1) / (time.perf_counter() - begun)


def _with_due_prompts(file: Path, workers: list[str]) -> Database:
    now, db = datetime.now(UTC), Database(file)
    db.migrate()
    for start in range(0, len(workers), TEAM):
        team = Team(
            f"Team {start}", tuple(workers[start : start + TEAM]), ("USUPERVISOR",), now.date(), working=ALL_WEEK
        )
        team_store.save_team(db, team, now)
    with db.atomic():
        for number, worker in enumerate(workers):
            name, logged = f"Team {number // TEAM * TEAM}", now - timedelta(hours=1)
            prompts.save_visit(db, Visit(f"v{number}", worker, name, "first", logged, logged, "", f"p{number}"))
            prompts.save_prompt(db, Prompt(f"p{number}", worker, name, now, visit=f"v{number}", kind="first"))
    return db


def _wait_for(db: Database, count: int) -> None:
    until = time.perf_counter() + SENT_WITHIN
    while db.rows("select count(*) as n from prompts where state = 'asked'")[0]["n"] < count:
        if time.perf_counter() > until:
            raise TimeoutError("the bot did not send every question")
        time.sleep(0.05)
