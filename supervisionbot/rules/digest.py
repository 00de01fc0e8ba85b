"""A release beside the earlier ones -> what supervisors read: what matters most, what changed, what is still open.

All of it is made from what was told before and from supervisors' own responses. Nothing of the private side comes in.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import takewhile

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change, Digest, DigestLine, Headline, Release, ReleasedTheme
from supervisionbot.records.response import Line, Promise, Response, ResponseState

COUNTED = timedelta(weeks=26)
"""How far back tellings of a theme are counted: beyond half a year "for the ninth time" says nothing any more."""
PATIENCE = slice(1, 3)
"""Which earlier digests, newest first, a condition may wait from: two have passed; it is not brought up for ever."""
LONGEST_CLAUSE = 200
_PROMISING = re.compile(r"(?:we|i)(?:['’]ll| will| shall| are going to| am going to| would)\s+|to\s+", re.IGNORECASE)
_WE = ("we", "us", "our", "ours", "i", "me", "my")
_SAID_OF = {
    "you": dict(zip(_WE, ("you", "you", "your", "yours", "you", "you", "your"), strict=True)),
    "they": dict(zip(_WE, ("they", "them", "their", "theirs", "they", "them", "their"), strict=True)),
}
_BANDS = list(Band)
_CHANGES = [Change.NEW, Change.MORE, Change.SAME, Change.LESS]


def digest(
    release: Release,
    earlier: Iterable[Release],
    *,
    responses: Sequence[Response] = (),
    conditions: Collection[str] = (),
) -> Digest:
    """Compare each line with the earlier tellings of the same subject and stance, and recall what is open.

    `earlier` are the releases of the same unit, in any order; later ones are not looked at. `responses` are those of
    one team, `conditions` the subjects that are the organisation's to act on.
    """
    newest_first = sorted((one for one in earlier if one.until < release.until), key=lambda one: one.until)[::-1]
    lines = tuple(_line(release, theme, newest_first) for theme in release.themes)
    given = [one for one in responses if one.given_at < release.until and one.state is not ResponseState.TAKEN_BACK]
    return Digest(
        release,
        lines,
        headline(lines),
        len(newest_first),
        len(list(takewhile(lambda one: not one.themes, newest_first))),
        tuple(Promise(one, clause_of(one.will_do)) for one in given if one.state is ResponseState.OPEN),
        _unanswered(newest_first[PATIENCE], given, conditions),
    )


def clause_of(promise: str, of: str = "you") -> str:
    """A promise as it fits after "you (or they) would": its verb and what follows; empty if it is no one clause.

    "We will look at back-to-back visits." -> "look at back-to-back visits"
    """
    text = _PROMISING.sub("", promise.strip(), count=1) if _PROMISING.match(promise.strip()) else promise.strip()
    text = text.rstrip(".! ")
    if not text or len(text) > LONGEST_CLAUSE or re.search(r"[.!?;:\n]", text):
        return ""
    text = text if text[:2].isupper() else text[0].lower() + text[1:]
    return re.sub(r"\b\w+\b", lambda word: _SAID_OF[of].get(word[0].lower(), word[0]), text)


def headline(lines: Sequence[DigestLine]) -> Headline:
    """What matters most: of the widest band, and there what is new or growing before what stands still."""
    carries, hinders, both_ways = (_first_of(lines, stance) for stance in Stance)
    sides = [side for side in (carries, hinders) if side]
    is_widest = both_ways and all(_weight(both_ways) < _weight(side) for side in sides)
    return Headline(both_ways=both_ways) if is_widest else Headline(carries, hinders)


def _first_of(lines: Sequence[DigestLine], stance: Stance) -> DigestLine | None:
    of_stance = [line for line in lines if line.theme.stance is stance]
    return min(of_stance, key=lambda line: (_weight(line), _CHANGES.index(line.change)), default=None)


def _weight(line: DigestLine) -> int:
    return _BANDS.index(line.theme.band)


def _line(release: Release, theme: ReleasedTheme, newest_first: Sequence[Release]) -> DigestLine:
    counted = [one for one in newest_first if one.until >= release.until - COUNTED and _telling(one, theme)]
    last = next((told for one in newest_first if (told := _telling(one, theme))), None)
    if last is None:
        return DigestLine(theme, Change.NEW, was=_other_side(theme, release, newest_first[:1]))
    is_last_time = _telling(newest_first[0], theme) is not None
    return DigestLine(theme, _change(last.band, theme.band), last.band, is_last_time, len(counted) + 1)


def _telling(release: Release, theme: ReleasedTheme) -> ReleasedTheme | None:
    return next((told for told in release.themes if told.line == theme.line), None)


def _other_side(theme: ReleasedTheme, release: Release, last: Sequence[Release]) -> Stance | None:
    """The stance in which the digest before told the subject, where this one tells it in one other."""
    now = {told.stance for told in release.themes if told.subject == theme.subject}
    before = [told.stance for one in last for told in one.themes if told.subject == theme.subject]
    return before[0] if len(before) == 1 and len(now) == 1 else None


def _change(before: Band, now: Band) -> Change:
    if before is now:
        return Change.SAME
    return Change.MORE if _BANDS.index(now) < _BANDS.index(before) else Change.LESS


def _unanswered(waiting: Iterable[Release], given: Sequence[Response], conditions: Collection[str]) -> tuple[Line, ...]:
    """Conditions that were hard, and about which the team has heard nothing since."""

    def is_answered(subject: str, told_in: Release) -> bool:
        answers = [one for one in given if one.is_about(subject)]
        return any(one.state is ResponseState.OPEN or one.given_at >= told_in.until for one in answers)

    found = {
        told.subject: told.line
        for one in waiting
        for told in one.themes
        if told.subject in conditions and told.stance is not Stance.STRENGTH and not is_answered(told.subject, one)
    }
    return tuple(found.values())
