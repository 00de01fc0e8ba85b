"""Measure what the bot costs and write docs/performance.md. Run as: make bench, or python -m benchmarks.performance

--part events|sending|door|rest|large    only these (may be given several times); the others stay as last measured
--small                                  small sizes, for trying the benchmark out: nothing is written
"""

import argparse
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.performance import door, events, report, sending, size
from benchmarks.performance.filling import Size, fill_whole
from benchmarks.performance.progress import say
from supervisionbot.adapters.vault import Vault, new_key
from supervisionbot.app import wiring
from supervisionbot.settings import Settings

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".cache" / "performance"
NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
"""Up to when the generated year goes back: a Friday."""
SETTINGS = Settings(prompts_dir=ROOT / "prompts", slack_api_url="http://127.0.0.1:9/api/", _env_file=None)
Part = Callable[[Path, bool], dict[str, Any]]


def measure_events(folder: Path, small: bool) -> dict[str, Any]:
    """The bare app and the bot, one after the other."""
    rounds, bursts = (4, 2) if small else (20, 10)
    themes = [theme.id for theme in wiring.open_library(SETTINGS).codebook.themes]
    both = {"bare": events.bare(rounds, bursts), "bot": events.real(folder, rounds, bursts, themes)}
    return {"messages": rounds * events.WRITERS, "bursts": bursts} | {
        name: {
            "acknowledged": one.acknowledged_a_second,
            "worked_through": one.worked_through_a_second,
            "processor_ms": one.processor_ms,
            "rush_99": events.percentile(one.rush),
            "burst_50": events.percentile(one.bursts, 50),
            "burst_99": events.percentile(one.bursts),
        }
        for name, one in both.items()
    }


def measure_sending(folder: Path, small: bool) -> dict[str, Any]:
    """The plain loops and the bot, one after the other."""
    count = 100 if small else 5000
    limit = Settings(_env_file=None).posts_per_minute
    kept = sending.most_in_a_minute(folder, limit)
    loop, same, bot = sending.plain_loop(count), sending.same_loop(count, SETTINGS), sending.bot(folder, count)
    return {"count": count, "loop": loop, "same": same, "bot": bot, "limit": limit, "kept": kept}


def measure_door(folder: Path, small: bool) -> dict[str, Any]:
    """Growing numbers of workers, in a year as it was lived, and with nothing ever told before."""
    codebook = wiring.open_library(SETTINGS).codebook
    found = []
    for workers in (100, 200) if small else (1000, 10_000):
        say(f"releasing for {workers:,} workers")
        lived, first = door.release(folder, workers, NOW, codebook)
        found += [_numbers(lived) | {"is_first": False}, _numbers(first) | {"is_first": True}]
    return {"rows": found}


def measure_rest(folder: Path, small: bool) -> dict[str, Any]:  # noqa: ARG001 - small or not, it is the same
    """Memory and start."""
    return _numbers(size.at_rest(folder))


def measure_large(folder: Path, small: bool) -> dict[str, Any]:
    """One very large file: its workers look back, a release for all of them; and a tenth of it is written anew."""
    library, speech, vault = wiring.open_library(SETTINGS), size.quiet_speech(SETTINGS), Vault([new_key()])
    workers, file, tenth = 200 if small else 100_000, folder / "large.db", folder / "tenth.db"
    themes = [theme.id for theme in library.codebook.themes]
    fill_whole(tenth, Size(workers // 10, NOW), themes, vault)
    say("writing a tenth of a large file anew")
    night = size.night(tenth, speech, vault)
    tenth.unlink()
    fill_whole(file, Size(workers, NOW), themes, vault)
    say("looking back in the large file")
    used = size.large(file, workers, speech, vault)
    say(f"releasing for {workers:,} workers")
    released = door.of_file(file, workers, NOW, library.codebook, is_first=False)
    return {
        "workers": workers,
        "bytes": used.bytes,
        "forget": used.forget,
        "cold_50": size.middle(used.cold),
        "cold_99": events.percentile([ms / 1000 for ms in used.cold]),
        "warm_50": size.middle(used.warm),
        "warm_99": events.percentile([ms / 1000 for ms in used.warm]),
        "night_bytes": night.bytes,
        "anew": night.anew,
        "meanwhile": max(night.mine_meanwhile, default=0.0),
        "note_meanwhile": night.note_meanwhile,
        "released": _numbers(released) | {"is_first": False, "is_kept": True},
    }


def _numbers(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


PARTS: dict[str, Part] = {
    "events": measure_events,
    "sending": measure_sending,
    "door": measure_door,
    "rest": measure_rest,
    "large": measure_large,
}


def _kept() -> dict[str, Any]:
    """What was measured the last time."""
    return {name: json.loads(file.read_text("utf-8")) for name in PARTS if (file := KEPT / f"{name}.json").exists()}


def main() -> None:
    """Measure, keep, write."""
    parser = argparse.ArgumentParser(description="Measure what the bot costs, and write docs/performance.md.")
    parser.add_argument("--part", action="append", choices=list(PARTS), help="only this part")
    parser.add_argument("--small", action="store_true", help="small sizes; nothing is written")
    asked = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    measured = {} if asked.small else _kept()
    for name in asked.part or PARTS:
        say(f"measuring: {name}")
        found = {"load": os.getloadavg()[0], "python": platform.python_version(), "cores": os.cpu_count()}
        with TemporaryDirectory(prefix="performance-") as folder:
            measured[name] = found | PARTS[name](Path(folder), asked.small)
        print(name, json.dumps(measured[name]))
        if not asked.small:
            (KEPT / f"{name}.json").write_text(json.dumps(measured[name]), "utf-8")
    say("done")
    page = report.page({name: measured[name] for name in PARTS if name in measured})
    print(page)
    if not asked.small:
        (ROOT / "docs" / "performance.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
