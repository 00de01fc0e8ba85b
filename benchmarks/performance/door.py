"""A release for every team at once, beside the one query that counts distinct voices."""

import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.performance.filling import Size, fill_for_the_door, open_digests, tell_earlier
from supervisionbot.adapters.database import Database, stored
from supervisionbot.flows import release_themes
from supervisionbot.records.codebook import Codebook
from supervisionbot.rules.release import WAIT

COUNT = "select team, theme, stance, count(distinct worker) from voices {} group by team, theme, stance"
WAITING = "where spent_on = '' and is_withdrawn = 0 and at >= ?"


@dataclass(frozen=True, slots=True)
class Released:
    """Seconds of the processor: the query over a year of voices, over those that wait, and the release itself."""

    workers: int
    voices: int
    waiting: int
    count_year: float
    count_waiting: float
    release: float
    lines: int


def release(folder: Path, workers: int, now: datetime, codebook: Codebook) -> tuple[Released, Released]:
    """Release for all teams of so many workers: in a year as it is lived, and with nothing of it ever told before."""
    file, first = folder / f"door-{workers}.db", folder / f"first-{workers}.db"
    fill_for_the_door(file, Size(workers, now), [theme.id for theme in codebook.themes])
    shutil.copy(file, first)
    found = (
        of_file(file, workers, now, codebook, is_first=False),
        of_file(first, workers, now, codebook, is_first=True),
    )
    for one in (*folder.glob("door-*"), *folder.glob("first-*")):
        one.unlink()
    return found


def of_file(file: Path, workers: int, now: datetime, codebook: Codebook, *, is_first: bool) -> Released:
    """The same on a file that is filled already; `is_first`: nothing was ever told before."""
    db, since = Database(file), [stored(now - WAIT)]
    if not is_first:
        tell_earlier(db)
    count_year = _seconds(lambda: db.rows(COUNT.format("")))
    count_waiting = _seconds(lambda: db.rows(COUNT.format(WAITING), since))
    voices, waiting = (
        db.rows(f"select count(*) as n from voices {where}", given)[0]["n"]
        for where, given in (("", []), (WAITING, since))
    )
    open_digests(db, now)
    ids = iter(range(10**9))
    seconds = _seconds(lambda: release_themes.release_themes(db, codebook, lambda: f"id{next(ids)}", now))
    lines = db.rows(
        "select count(*) as n from released_themes where position > 0 or release like ?", [f"%{now:%H%M%S}"]
    )
    db.close()
    return Released(workers, voices, waiting, count_year, count_waiting, seconds, lines[0]["n"])


def _seconds(work: Any) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
