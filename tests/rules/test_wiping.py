"""When a large file is written anew: at night, within a day."""

from datetime import datetime, timedelta

import pytest

from supervisionbot.rules.wiping import may_wipe

LONDON, NEW_YORK = "Europe/London", "America/New_York"


@pytest.mark.parametrize(
    ("at", "zones", "hours_left", "may"),
    [
        ("2026-01-05 03:00", [LONDON], 1, True),
        ("2026-01-05 05:00", [LONDON], 1, False),
        ("2026-07-06 00:30", [LONDON], 1, True),
        ("2026-01-05 12:00", [LONDON], 1, False),
        ("2026-01-05 03:00", [LONDON, NEW_YORK], 1, False),
        ("2026-01-05 03:00", [LONDON, NEW_YORK], 23, True),
        ("2026-01-05 12:00", [], 1, True),
    ],
    ids=["night", "morning", "night in summer time", "noon", "night for some", "left for a day", "no team yet"],
)
def test_a_large_file_is_written_anew_at_night_or_within_a_day(
    at: str, zones: list[str], hours_left: int, may: bool
) -> None:
    now = datetime.fromisoformat(f"{at}+00:00")

    assert may_wipe(now - timedelta(hours=hours_left), now, zones) is may
