"""The real app and a bare one, each in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from supervisionbot.adapters.vault import new_key

ROOT = Path(__file__).parent.parent.parent
STOPS_WITHIN = 20
MB = 1024


@contextmanager
def bare(api_url: str, *more: str) -> Iterator[int]:
    """A bare Bolt app; its process."""
    with _process([sys.executable, "-m", "benchmarks.performance.bare", api_url, *more], {}) as process:
        yield process


@contextmanager
def real(api_url: str, database: Path, *, posts_a_minute: int = 0) -> Iterator[int]:
    """The bot as it is run, on that database; its process. `posts_a_minute`: what it keeps to, 0 for no limit."""
    given = {"SLACK_API_URL": api_url, "DATABASE_URL": f"sqlite:///{database}", "TEXT_KEY": new_key()}
    given |= {"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground", "LOG_LEVEL": "ERROR"}
    given["POSTS_PER_MINUTE"] = str(posts_a_minute)
    with _process([sys.executable, "bot.py", "run"], given) as process:
        yield process


@contextmanager
def _process(command: Sequence[str], given: dict[str, str]) -> Iterator[int]:
    """A process while entered; the SDK would send calls to this machine through a proxy."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment | given)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()


def memory_of(process: int, settles_within: float = 5) -> float:
    """What a process takes at rest, in MB: its own memory and its share of what it has in common with others."""
    time.sleep(settles_within)
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / MB


def processor_seconds(process: int) -> float:
    """How long the processor has worked for it."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
