"""Memory at rest, seconds to ready, and what a very large file costs those who use it."""

import gc
import os
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
    """What a large file costs: its size in bytes, milliseconds for `/reflect mine`.

    `cold`: with nothing of the file in memory; `warm`: the same again. `forget`: seconds until a worker is forgotten.
    """

    bytes: int
    cold: list[float]
    warm: list[float]
    forget: float


@dataclass(frozen=True, slots=True)
class Night:
    """Writing a file anew at night: its size in bytes, and seconds.

    `mine_meanwhile`: milliseconds for `/reflect mine` while that goes on, `note_meanwhile`: seconds that a message
    waits to be noted.
    """

    bytes: int
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
    """Use a filled file as its workers do."""
    # As the bot does, once it has loaded what stays.
    gc.collect(), gc.freeze()
    with closing(Database(file)) as db:
        db.migrate()
        cold, warm = [], []
        for number in range(MINE):
            someone = worker(number * (workers // MINE))
            _fetch_cold(file)
            cold.append(_mine(db, speech, vault, someone))
            warm.append(_mine(db, speech, vault, someone))
        return Large(db.size, cold, warm, _seconds(lambda: forgetting.forget(db, worker(7))))


def night(file: Path, speech: Speech, vault: Vault) -> Night:
    """Write a filled file anew, while a worker looks back and a message comes in."""
    with closing(Database(file)) as db:
        db.migrate()
        waits, meanwhile, done = [], [], threading.Event()

        def look_on() -> None:
            while not done.wait(0.2):
                meanwhile.append(_mine(db, speech, vault, worker(11)))

        looking = threading.Thread(target=look_on)
        noting = threading.Timer(0.5, lambda: waits.append(_seconds(lambda: _note(file))))
        looking.start(), noting.start()
        anew = _seconds(lambda: traces.wipe(db))
        done.set(), looking.join(), noting.join()
        return Night(db.size, anew, meanwhile, waits[0])


def _mine(db: Database, speech: Speech, vault: Vault, someone: str) -> float:
    return 1000 * _seconds(lambda: own_reflections(db, speech, vault, someone))


def _fetch_cold(file: Path) -> None:
    """Let the machine forget what it holds of the file in memory, so that all of it comes from the disk."""
    for one in file.parent.glob(f"{file.name}*"):
        handle = os.open(one, os.O_RDONLY)
        # What is not on the disk yet would stay.
        os.fdatasync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


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
