"""What a worker typed about a visit -> kind, time and reference, or a clear refusal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

import dateparser

from supervisionbot.records.bank import VisitKind

OLDEST = timedelta(days=7)
# A clock a minute fast must not make "now" the future.
_CLOCK_SKEW = timedelta(minutes=2)
_REFERENCE_WORDS = frozenset({"case", "file", "ref", "no", "nr"})


@dataclass(frozen=True, slots=True)
class KindUnknown:
    """No kind of visit fits the words; `nearest` are titles that come close."""

    given: str = field(repr=False)
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeUnclear:
    """The words after the kind are no time."""

    given: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TimeAhead:
    """The visit would lie in the future."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TimeTooOld:
    """The visit lies more than seven days back."""

    at: datetime


@dataclass(frozen=True, slots=True)
class VisitGiven:
    """A kind and a time (UTC) that can be logged."""

    kind: VisitKind
    at: datetime


Unfit = KindUnknown | TimeUnclear | TimeAhead | TimeTooOld


def visit_from(text: str, kinds: Sequence[VisitKind], now: datetime, zone: str) -> VisitGiven | Unfit:
    """Read `first visit` or `review yesterday 3pm`, in the worker's time zone."""
    words = text.split()
    for length in range(len(words), 0, -1):
        kind = kind_named(" ".join(words[:length]), kinds)
        if kind:
            return _at_time(kind, " ".join(words[length:]), now, zone)
    return KindUnknown(text.strip(), nearest_kinds(text, kinds))


def kind_named(name: str, kinds: Sequence[VisitKind]) -> VisitKind | None:
    """The kind of that id, title or alias, however it is capitalised or hyphenated."""
    wanted = _plain(name)
    for kind in kinds:
        if wanted in {_plain(one) for one in (kind.id, kind.title, *kind.aliases)}:
            return kind
    return None


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.strip().lower()))


def nearest_kinds(text: str, kinds: Sequence[VisitKind], most: int = 3) -> tuple[str, ...]:
    """Up to three kinds whose names come close to the first words of the text."""
    names = {_plain(name): kind.id for kind in kinds for name in (kind.id, kind.title, *kind.aliases)}
    words = _plain(text).split()
    close: dict[str, None] = {}
    for length in range(min(4, len(words)), 0, -1):
        for name in get_close_matches(" ".join(words[:length]), names, n=most, cutoff=0.6):
            close[names[name]] = None
    return tuple(close)[:most]


def _at_time(kind: VisitKind, when: str, now: datetime, zone: str) -> VisitGiven | Unfit:
    if not when:
        return VisitGiven(kind, now)
    at = moment_from(when, now, zone)
    return TimeUnclear(when) if at is None else timely(kind, at, now)


def timely(kind: VisitKind, at: datetime, now: datetime) -> VisitGiven | TimeAhead | TimeTooOld:
    """The visit, unless it lies in the future or over seven days back."""
    if at > now + _CLOCK_SKEW:
        return TimeAhead(at)
    if at < now - OLDEST:
        return TimeTooOld(at)
    return VisitGiven(kind, at)


def moment_from(text: str, now: datetime, zone: str) -> datetime | None:
    """Read `yesterday 3pm`, `monday at 10`, `12/3 14:30` (day first) in that zone; None if it is no time. UTC.

    A weekday is the last one of its name; a part of today that is not over counts up to now.
    """
    here = ZoneInfo(zone)
    local = now.astimezone(here).replace(tzinfo=None)
    found = dateparser.parse(
        _with_hours(text.strip().lower()),
        languages=["en"],
        settings={"RELATIVE_BASE": local, "PREFER_DATES_FROM": "current_period", "DATE_ORDER": "DMY"},
    )
    if found is None:
        return None
    moment = found.replace(tzinfo=found.tzinfo or here)
    if _WEEKDAY.search(text.lower()) and moment > now:
        moment -= timedelta(days=7)
    if _PART_OF_DAY.search(text.lower()) and moment.date() == local.date():
        moment = min(moment, now.astimezone(here))
    in_utc: datetime = moment.astimezone(UTC)
    return in_utc


_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_PART_OF_DAY = re.compile(r"\b(morning|afternoon|evening)\b")
_HOURS = {"morning": "10:00", "afternoon": "15:00", "evening": "18:00"}


def _with_hours(text: str) -> str:
    """Put the words that dateparser does not know into ones that it does: parts of the day, a bare hour."""
    text = re.sub(r"\bat (\d{1,2})$", _bare_hour, text.replace("last night", "yesterday 20:00"))
    text = re.sub(r"^(at|on|last)\s+|\bthis\s+(?=morning|afternoon|evening)", "", text)
    text = _PART_OF_DAY.sub(lambda part: _HOURS[part[0]], text)
    if re.fullmatch(r"\d{1,2}", text):
        return "?"
    return f"today {text}" if re.fullmatch(r"\d{1,2}:00", text) else text


def _bare_hour(at: re.Match[str]) -> str:
    """The hour of "at 3": visits are made by day, so one to six are in the afternoon."""
    hour = int(at[1])
    return f"{hour + 12 if 1 <= hour <= 6 else hour}:00"


def looks_like_a_name(reference: str) -> bool:
    """Whether a case reference could name somebody.

    Opaque references have a digit, and letters only in short capital runs (LCS-2024-118) or words such as case.
    """
    if not re.search(r"\d", reference) or not re.fullmatch(r"[\w\s./#-]{1,30}", reference):
        return True
    words = re.findall(r"[^\W\d_]+", reference)
    return any(not (re.fullmatch(r"[A-Z]{1,3}|[a-z]", word) or word.lower() in _REFERENCE_WORDS) for word in words)
