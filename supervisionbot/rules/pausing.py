"""What a worker typed after `pause` -> until when to ask nothing."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dateparser

from supervisionbot.errors import Refused

_LONGEST = timedelta(days=400)


def pause_end(text: str, now: datetime, zone: str) -> datetime | None:
    """Read `until monday`, `until 5 june`, `for 2 weeks`; None for an open end. The start of that day, in UTC.

    Raises Refused if the words are no day to come.
    """
    # People also write whole sentences: "I'm on leave until the 5th", "away for 2 weeks".
    words = re.sub(r"^(.*\b)?(until|till|til)\b\s*(the\s+)?|^.*\b(?=for \w+ \w+)", "", text.strip().lower())
    if not words:
        return None
    here = ZoneInfo(zone)
    local = now.astimezone(here).replace(tzinfo=None)
    found = dateparser.parse(
        re.sub(r"^for\s+(a\s+)?", "in ", words).replace("in week", "in 1 week").replace("next ", ""),
        languages=["en"],
        settings={"RELATIVE_BASE": local, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"},
    )
    # Only the day counts: words that name a time zone would make `found` aware, `local` is not.
    if found is None or not timedelta(0) < found.date() - local.date() <= _LONGEST:
        raise Refused(words)
    return datetime.combine(found.date(), datetime.min.time(), here).astimezone(UTC)
