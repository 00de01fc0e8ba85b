"""Memory at rest, seconds to ready, and what a very large file costs those who use it."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.performance import apps, stand_in
from benchmarks.performance.filling import worker
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import forgetting, traces
from supervisionbot.adapters.slack_messenger import SlackMessenger
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.adapters.vault import Vault
from supervisionbot.app import wiring
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.show_own import own_reflections
from supervisionbot.settings import Settings

MINE = 200


@dataclass(frozen=True, slots=True)
class AtRest:
    """Megabytes of each process once it is connected and idle, and seconds from start to connected."""

    bare: float
    bare_with_models: float
    bot: float
    bare_ready: float
    bot_ready: float


@dataclass(frozen=True, slots=True)
class Large:
    """What a large file costs: its size in bytes, milliseconds for `/reflect mine`, seconds for the rest.

    `forget`: until a worker's rows are gone. `anew`: writing the file anew at night; `mine_meanwhile`: milliseconds
    for `/reflect mine` while that goes on, `note_meanwhile`: seconds that a message waits to be noted.
    """

    bytes: int
    mine: list[float]
    forget: float
    look_for_old: float
    anew: float
    mine_meanwhile: list[float]
    note_meanwhile: float


def at_rest(folder: Path) -> AtRest:
    """Each app in turn on a stand-in of its own."""
    with stand_in.running() as slack:
        ready, memory = [], []
        for app in (
            lambda: apps.bare(slack.api_url),
            lambda: apps.bare(slack.api_url, "--with-models"),
            lambda: apps.real(slack.api_url, folder / "rest.db"),
        ):
            begun = time.perf_counter()
            with app() as process:
                slack.wait_for_app()
                ready.append(time.perf_counter() - begun)
                memory.append(apps.memory_of(process))
            slack.do("wait_until_alone")
    return AtRest(*memory, ready[0], ready[2])


def large(file: Path, workers: int, speech: Speech, vault: Vault) -> Large:
    """Use a filled file as workers and the schedule do."""
    with closing(Database(file)) as db:
        db.migrate()
        size = db.size

        def mine(number: int) -> float:
            return 1000 * _seconds(lambda: own_reflections(db, speech, vault, worker(number)))

        looks = [mine(number * (workers // MINE)) for number in range(MINE)]
        forget = _seconds(lambda: forgetting.forget(db, worker(7)))
        old = _seconds(lambda: db.rows("select count(*) from replies where words is not null and at < '2020'"))
        waits, meanwhile, done = [], [], threading.Event()

        def look_on() -> None:
            while not done.wait(0.5):
                meanwhile.append(mine(11))

        looking = threading.Thread(target=look_on)
        noting = threading.Timer(1, lambda: waits.append(_seconds(lambda: _note(file))))
        looking.start(), noting.start()
        anew = _seconds(lambda: traces.wipe(db))
        done.set(), looking.join(), noting.join()
        return Large(size, looks, forget, old, anew, meanwhile, waits[0])


def _note(file: Path) -> None:
    """Write one small row, as another process would, however long that waits."""
    with closing(sqlite3.connect(file, timeout=3600)) as connection:
        connection.execute("insert into pauses values ('UBENCH', '2020')")
        connection.commit()


def quiet_speech(settings: Settings) -> Speech:
    """The bot's voice without a Slack at the other end: people are known by id alone."""
    library = wiring.open_library(settings)
    nobody = wiring.open_messenger("xoxb-none", settings, wiring.system_clock)
    assert isinstance(nobody, SlackMessenger)
    return Speech(nobody, TemplateWords(settings.prompts_dir), library)


def middle(numbers: list[float]) -> float:
    """The median."""
    return median(numbers)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
