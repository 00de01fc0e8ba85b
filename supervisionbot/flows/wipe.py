"""Night -> what was deleted is in no file any more, however large the file is."""

from datetime import datetime

from supervisionbot.adapters import team_store
from supervisionbot.adapters.database import Database
from supervisionbot.adapters.private_store import traces
from supervisionbot.rules import wiping


def wipe_at_night(db: Database, now: datetime) -> bool:
    """Wipe the traces of deleted rows that were not wiped at once; whether it was done."""
    left_since = traces.left_since(db, now)
    if left_since is None or not wiping.may_wipe(left_since, now, team_store.time_zones(db)):
        return False
    traces.wipe(db)
    return True
