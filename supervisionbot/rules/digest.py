"""A release beside the earlier ones -> what supervisors read, line by line, with the change in a word."""

from collections.abc import Sequence

from supervisionbot.records.released import Band, Change, Digest, DigestLine, Release, ReleasedTheme


def digest(release: Release, earlier: Sequence[Release]) -> Digest:
    """Compare each line with the newest earlier telling of the same subject and stance.

    `earlier` are the releases of the same unit before this one, in any order.
    """
    newest_first = sorted((one for one in earlier if one.until < release.until), key=lambda one: one.until)[::-1]
    return Digest(release, tuple(_line(theme, newest_first) for theme in release.themes))


def _line(theme: ReleasedTheme, newest_first: Sequence[Release]) -> DigestLine:
    for release in newest_first:
        for told in release.themes:
            if (told.subject, told.stance) == (theme.subject, theme.stance):
                return DigestLine(theme, _change(told.band, theme.band), told.band)
    return DigestLine(theme, Change.NEW)


def _change(before: Band, now: Band) -> Change:
    order = list(Band)
    if before is now:
        return Change.SAME
    return Change.MORE if order.index(now) < order.index(before) else Change.LESS
