"""When a digest may be made: a day after its preview, so that nothing is ever told that the team has not seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

AHEAD = timedelta(days=1)
LEAST_NOTICE = timedelta(hours=18)
"""A bot that slept into the day before makes do with this much notice; with less, the digest is put off."""
_SENT_WITHIN = timedelta(hours=1)
"""So long the previews may have taken to go out."""


def closing_time(closes_at: datetime, now: datetime, sent_at: Sequence[datetime | None]) -> datetime:
    """When an occasion closes whose time has come: now, or a whole day later, as often as it takes.

    `sent_at` says when the preview went to each worker, None where it still waits for Slack. By whole days, so that
    a preview that says "tomorrow at 9" holds true.
    """
    sent = [at for at in sent_at if at]
    if sent and len(sent) == len(sent_at) and now - min(sent) >= LEAST_NOTICE - _SENT_WITHIN:
        return closes_at
    while closes_at <= now:
        closes_at += AHEAD
    return closes_at
