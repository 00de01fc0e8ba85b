"""How long the door takes for a team of thirty with a year of history: preview and release, and what comes of it.

    python -m benchmarks.release_year

Each worker makes ten visits in a fortnight and speaks of two themes in each reply. Every digest of the year is made, so
the last ones find a full database. The times stand beside that of reading the same voices alone.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import prompts, voices
from supervisionbot.adapters.templates import TemplateWords
from supervisionbot.app import wiring
from supervisionbot.flows import check_ledger, preview_release, release_themes, send_posts
from supervisionbot.flows.ports import Speech
from supervisionbot.flows.send_posts import Line
from supervisionbot.records.bank import Library
from supervisionbot.records.codebook import Codebook, Stance
from supervisionbot.records.post import Posted, Said
from supervisionbot.records.private import Asked, Prompt, Voice
from supervisionbot.records.team import Rhythm, Team
from supervisionbot.rules.release import WAIT
from supervisionbot.settings import Settings

WORKERS = [f"U{number:02}" for number in range(30)]
PROMPTS = Path(__file__).parent.parent / "prompts"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
FORTNIGHTS, VISITS = 26, 10


class Deaf:
    """Takes every message."""

    def post(self, channel: str, _: Said, **__: Any) -> Posted:
        """One message."""
        return Posted(channel, "1.0")


def main() -> None:
    """Live the year and print the times."""
    library = wiring.open_library(Settings(prompts_dir=PROMPTS, _env_file=None))
    with tempfile.TemporaryDirectory(prefix="release-year-") as folder:
        db = Database(Path(folder) / "bot.db")
        db.migrate()
        times = _year(db, library)
        print(f"{len(WORKERS)} workers, {FORTNIGHTS} digests; rows kept: {_rows(db, 'voices'):,} voices, ", end="")
        print(f"{_rows(db, 'asked'):,} askings, {_rows(db, 'released_themes')} lines told")
        for what, seconds in times.items():
            print(f"{what:>24}: {statistics.median(seconds[-6:]) * 1000:7.1f} ms (median of the last six)")
        faults: list[str] = []
        verified = _seconds(lambda: faults.extend(check_ledger.faults_of_ledger(db)))
        print(f"{'verifying the ledger':>24}: {verified * 1000:7.1f} ms; faults: {len(faults)}")
        db.close()


def _year(db: Database, library: Library) -> dict[str, list[float]]:
    messenger: Any = Deaf()
    speech, codebook = Speech(messenger, TemplateWords(PROMPTS), library), library.codebook
    team_store.save_team(db, Team("North", tuple(WORKERS), ("S1",), MONDAY.date(), rhythm=Rhythm(weeks=2)), MONDAY)
    chance, numbers = Random(1), count()
    times: dict[str, list[float]] = {"preview": [], "release": [], "reading voices alone": []}
    for fortnight in range(FORTNIGHTS):
        begin = MONDAY + timedelta(weeks=2 * fortnight)
        for worker in WORKERS:
            _reflect(db, worker, begin, codebook, chance, numbers)
        preview_at, closes_at = begin + timedelta(days=10), begin + timedelta(days=11)
        reading = partial(voices.waiting_voices, db, ["North"], preview_at - WAIT)
        preview = partial(preview_release.preview_release, db, speech, preview_at)
        release = partial(release_themes.release_themes, db, codebook, lambda: f"x{next(numbers)}", closes_at)
        for what, run in (("reading voices alone", reading), ("preview", preview)):
            times[what].append(_seconds(run))
        send_posts.send_posts(Line(db, speech, preview_release.POSTS, lambda at=preview_at: at, _fail))
        times["release"].append(_seconds(release))
    return times


def _fail(about: str, error: Exception) -> None:
    raise RuntimeError(about) from error


def _reflect(
    db: Database, worker: str, begin: datetime, codebook: Codebook, chance: Random, numbers: Iterator[int]
) -> None:
    for _ in range(VISITS):
        number = next(numbers)
        prompt, visit = f"p{number}", f"v{number}"
        at = begin + timedelta(days=chance.randrange(9), hours=chance.randrange(8))
        spoken = chance.sample([theme.id for theme in codebook.themes], 2)
        said = [(theme, chance.choice([Stance.STRENGTH, Stance.STRAIN])) for theme in spoken]
        with db.atomic():
            prompts.save_prompt(db, Prompt(prompt, worker, "North", at, visit=visit, asked_at=at))
            prompts.note_asked(db, Asked(worker, "q", "empathy", at, "North"))
            made = [Voice(worker, "North", prompt, theme, stance, at, at, visit) for theme, stance in said]
            voices.replace_voices(db, prompt, made)


def _rows(db: Database, table: str) -> int:
    return int(db.rows(f"select count(*) as number from {table}")[0]["number"])


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
