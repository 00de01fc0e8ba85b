"""Kill the bot again and again while Slack fails by chance, then look whether anything was lost, doubled or mixed up.

`python -m benchmarks.chaos --seed 1 --kills 200` ends with 0 only if every promise held. The bot is the real one, on a
real socket and a real file; it dies by SIGKILL at any instant, while it starts too. Time leaps while it lies dead.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from rich.progress import track

from benchmarks.chaos_checks import Expected, broken
from benchmarks.chaos_world import World
from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database, stored
from supervisionbot.adapters.vault import Vault, new_key
from supervisionbot.app import wiring
from supervisionbot.playground.server import StandIn, serve
from supervisionbot.records.team import Rhythm, Team
from supervisionbot.settings import Settings

ROOT = Path(__file__).parent.parent
LONGEST_DELAY = 0.4
"""Seconds: what Slack had in hand when the bot died is done by then."""
CALM_LEAPS = 14
REPEATS = (0.0, 2.0, 8.0)
"""Seconds before Slack repeats an event that nobody acknowledged: in life a minute, and five."""


class Lives:
    """The bot's lives, one after the other."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with log.open("a") as errors:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.chaos_lives"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT, env=environment,
            )  # fmt: skip
        self.lived = 0

    def begin(self, world: World) -> int:
        """Let a bot live; its process."""
        self.lived += 1
        return int(self._tell(f"start {world.ahead.total_seconds()}"))

    def kill(self, process: int, how: signal.Signals = signal.SIGKILL) -> int:
        """End a life; how it ended."""
        os.kill(process, how)
        return int(self._tell("reap"))

    def close(self) -> None:
        """No more lives."""
        self._nursery.communicate()

    def _tell(self, word: str) -> str:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(word + "\n")
        self._nursery.stdin.flush()
        return self._nursery.stdout.readline()


def main() -> int:
    """Run the chaos as the command line says."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--kills", type=int, default=200)
    options = given.parse_args()
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    faults = list(run(options.seed, options.kills, watched=True))
    for fault in faults:
        print(fault)
    print("All of it held." if not faults else f"{len(faults)} promises were broken.")
    return 1 if faults else 0


def run(seed: int, kills: int, *, calm: int = CALM_LEAPS, watched: bool = False) -> Iterator[str]:
    """The chaos, the calm after it with so many leaps of time, and what was found broken."""
    world = World(random.Random(seed))
    with served(world) as (stand_in, folder):
        key, log = new_key(), folder / "log"
        file = folder / "bot.db"
        environment = os.environ | {
            "SLACK_BOT_TOKEN": world.slack.bot_token, "SLACK_APP_TOKEN": world.slack.app_token,
            "SLACK_API_URL": stand_in.api_url, "DATABASE_URL": f"sqlite:///{file}", "TEXT_KEY": key,
            "PROMPTS_DIR": str(ROOT / "prompts"), "OPENBLAS_NUM_THREADS": "1",
        }  # fmt: skip
        settings = Settings(prompts_dir=ROOT / "prompts", _env_file=None)  # type: ignore[call-arg]
        db = Database(file)
        db.migrate()
        set_up(db, world)
        lives = Lives(environment, log)
        try:
            for _ in track(range(kills), f"seed {seed}", disable=not watched):
                _live_and_die(world, lives)
            _calm_down(world, lives, db, calm)
        finally:
            lives.close()
        if watched:
            print(_told(world, db, lives))
        library = wiring.open_library(settings)
        models = wiring.open_models(settings, library, lambda _what, _share: None)
        yield from broken(world, db, Expected(*models, library, Vault([key])), log)
        db.close()


@contextmanager
def served(world: World) -> Iterator[tuple[StandIn, Path]]:
    """The world's Slack on a socket, and a folder for the bot."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    try:
        with serve(world.slack, ack_within=1.5, retry_after=REPEATS) as stand_in:
            yield stand_in, folder
    finally:
        shutil.rmtree(folder)


def set_up(db: Database, world: World) -> None:
    """The team of eight, with a digest every week."""
    workers = tuple(worker.id for worker in world.workers)
    team = Team(
        "North", workers, (world.supervisor.id,), world.now().date(), world.channel.id,
        delay=timedelta(minutes=20), rhythm=Rhythm(weeks=1),
    )  # fmt: skip
    team_store.save_team(db, team, world.now())


def _live_and_die(world: World, lives: Lives) -> None:
    chance = world.chance
    if chance.random() < 0.5:
        time.sleep(LONGEST_DELAY)
        world.leap()
    process = lives.begin(world)
    if chance.random() < 0.15:
        time.sleep(chance.uniform(0, 0.6))
        lives.kill(process)
        return
    _wait_until_connected(world)
    until = time.monotonic() + chance.uniform(0.2, 2.5)
    while time.monotonic() < until:
        world.upset()
        world.act()
        time.sleep(chance.uniform(0, 0.08))
    lives.kill(process)
    # While the bot lies dead, people go on: nobody tells it of what they do now.
    for _ in range(chance.randrange(4)):
        world.act()


def _wait_until_connected(world: World, seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not world.slack.connections and time.monotonic() < until:
        time.sleep(0.02)


def _calm_down(world: World, lives: Lives, db: Database, leaps: int) -> None:
    """Slack works again, nobody does anything more, and time passes until all that is due is done."""
    world.moods.is_calm = True
    world.slack.releases_events()
    for leap in range(leaps):
        world.leap_by(timedelta(hours=13 if leap else 0))
        process = lives.begin(world)
        _wait_until_connected(world)
        if not leap:
            _wait_until_read(db)
        _wait_until_quiet(db, world)
        lives.kill(process, signal.SIGTERM)


def _wait_until_read(db: Database, seconds: float = 900) -> None:
    """Wait until every thread was read again, forty a minute."""
    until = time.monotonic() + seconds
    while db.rows("select 1 from rereads limit 1") and time.monotonic() < until:
        time.sleep(1)


def _wait_until_quiet(db: Database, world: World, seconds: float = 45) -> None:
    """Wait until nothing is in hand, twice in a row."""
    until, still = time.monotonic() + seconds, 0
    while still < 4 and time.monotonic() < until:
        time.sleep(1)
        still = 0 if _is_busy(db, world) else still + 1


def _is_busy(db: Database, world: World) -> bool:
    return bool(
        db.rows(
            "select 1 from inbox where is_done = 0 union all"
            " select 1 from outbox where state = 'sending' union all"
            " select 1 from outbox where state = 'due' and due_at < ?",
            [stored(world.now() + timedelta(minutes=10))],
        )
    )


def _told(world: World, db: Database, lives: Lives) -> str:
    counts = {
        table: db.rows(f"select count(*) as n from {table}")[0]["n"]
        for table in ("visits", "prompts", "replies", "releases")
    }
    said = ", ".join(f"{number} {table}" for table, number in counts.items())
    return f"{lives.lived} lives, {world.moods.struck} calls of Slack failed, {said}, until {world.now():%d %B}."


if __name__ == "__main__":
    sys.exit(main())
