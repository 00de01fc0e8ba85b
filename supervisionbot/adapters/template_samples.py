"""A record of words -> a sample of it, filled in by the types of its fields, so that its template can be tried out."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from supervisionbot.records.codebook import Stance
from supervisionbot.records.released import Band, Change

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
TYPED = "<!channel> & <@U123> <https://example.org|x>"
"""What people might type."""
_IDS: dict[str, Any] = {"contacts": ("U1", "U2"), "worker": "U1", "supervisor": "U2", "starter": "U1"}
_IDS |= {"people": ("U1",), "guests": ("U1", "U2"), "apps": ("U2",)}
_IDS |= {"channels": ("C1",), "channel": "C1", "digest_channels": ("C1",), "own_channels": ("C1",)}
_PLAIN: dict[type, Any] = {str: TYPED, int: 5, datetime: NOW + timedelta(days=1), timedelta: timedelta(minutes=20)}
_PLAIN |= {date: NOW.date() + timedelta(days=9), Stance: Stance.MIXED, Band: Band.HALF, Change: Change.MORE}


def a_record(kind: type[Any], *, full: bool) -> Any:
    """A sample of a record; `full` fills in what may be empty."""
    hints = get_type_hints(kind)
    values = {field.name: _a_value(hints[field.name], full=full) for field in fields(kind)}
    values |= {name: user for name, user in _IDS.items() if name in values and full}
    if full and "before" in values:
        values["before"] = Band.SOME
    return kind(**values)


def _a_value(kind: Any, *, full: bool) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _a_tuple(parts, full=full)
    if origin in (Union, UnionType):
        return _a_value(parts[0], full=full) if full else None
    if kind is bool:
        return full
    return _PLAIN[kind] if kind in _PLAIN else a_record(kind, full=full)


def _a_tuple(parts: tuple[Any, ...], *, full: bool) -> tuple[Any, ...]:
    if parts == (str, int):
        return "NAME", 2
    if len(parts) == 2 and parts[1] is Ellipsis:
        return (_a_value(parts[0], full=full),) * 2 if full else ()
    return tuple(_a_value(one, full=full) for one in parts)
