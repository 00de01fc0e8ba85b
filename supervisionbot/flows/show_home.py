"""Somebody opens App Home -> the tab as it is now, for them alone."""

from datetime import datetime, timedelta

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts
from supervisionbot.flows import looking_back
from supervisionbot.flows.ports import Speech, Vault
from supervisionbot.records.home import Search, SupervisorHome, WorkerHome
from supervisionbot.records.post import View
from supervisionbot.rules import searching
from supervisionbot.views import home as view

MOST_SEARCHED = 500


def home_of(
    db: Database,
    speech: Speech,
    vault: Vault,
    user: str,
    *,
    supervisor: SupervisorHome,
    keep_text: timedelta,
    search: Search,
    now: datetime,
) -> View:
    """The App Home of a worker, a supervisor, or somebody who is both or neither."""
    works_in = team_store.teams_of_worker(db, user)
    worker = _worker_home(db, speech, vault, user, keep_text, search, now) if works_in else None
    supervises = team_store.teams_of_supervisor(db, user)
    return view.home(speech.words, speech.library.codebook, worker, supervisor if supervises else None)


def _worker_home(
    db: Database, speech: Speech, vault: Vault, user: str, keep_text: timedelta, search: Search, now: datetime
) -> WorkerHome:
    open_ones = [(one, speech.library.question(one.question)) for one in prompts.open_prompts(db, user)]
    own = looking_back.newest_first(db, speech.library, vault, user, MOST_SEARCHED)
    return WorkerHome(
        open_prompts=tuple((one, asked) for one, asked in open_ones if asked),
        found=tuple(searching.fitting(own, search)),
        found_in_all=len(own),
        months=searching.months_of(own),
        search=search,
        paused_until=prompts.paused_until(db, user, now),
        keep_days=keep_text.days,
        keeps_text=vault.keeps_text,
        zone=speech.messenger.person(user).timezone or "UTC",
    )
