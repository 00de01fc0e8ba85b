"""What a JSON value may look like. In: rules -> out: checks that say where a value breaks them, not how."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule; `at` is a JSON pointer."""

    at: str
    what: str

    def __str__(self) -> str:
        return f"[ERROR] {self.what} [json-pointer:{self.at}]"


Check = Callable[[Any, str], Iterator[Problem]]


def string(most: int, least: int = 1) -> Check:
    """A text of `least` to `most` characters."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "must be a string")
        elif len(value) > most:
            yield Problem(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            yield Problem(at, f"must be more than {least - 1} characters")

    return check


def number(low: float = -math.inf, high: float = math.inf, *, whole: bool = False) -> Check:
    """A finite number from `low` to `high`."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not math.isfinite(value):
            yield Problem(at, "must be an integer" if whole else "must be a number")
        elif not low <= value <= high:
            yield Problem(at, f"must be from {low} to {high}")

    return check


def flag(value: Any, at: str) -> Iterator[Problem]:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem(at, "must be a boolean")


def anything(value: Any, at: str) -> Iterator[Problem]:
    """An object that is not looked into."""
    if not isinstance(value, dict):
        yield Problem(at, "must be an object")


def one_of(*allowed: str) -> Check:
    """One of these words."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(at, f"must be one of: {', '.join(allowed)}")

    return check


def items(check_item: Check, least: int, most: int) -> Check:
    """A list of `least` to `most` things."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "must be an array")
            return
        if len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        elif len(value) < least:
            yield Problem(at, f"no fewer than {least} items allowed")
        for place, item in enumerate(value):
            yield from check_item(item, f"{at}/{place}")

    return check


def shape(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *,
    any_of: tuple[str, ...] = (),
    one_only: tuple[str, ...] = (),
) -> Check:
    """An object with these fields and no others.

    In: `any_of` names fields of which at least one must be there; `one_only` those of which exactly one must.
    """
    fields = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must be an object")
            return
        yield from _missing(value, at, required, any_of, one_only)
        for name, part in value.items():
            if name in fields:
                yield from fields[name](part, f"{at}/{name}")
            else:
                yield Problem(at, f"invalid additional property: {name}")

    return check


def _missing(
    value: Mapping[str, Any],
    at: str,
    required: Mapping[str, Check],
    any_of: tuple[str, ...],
    one_only: tuple[str, ...],
) -> Iterator[Problem]:
    for name in required:
        if name not in value:
            yield Problem(at, f"missing required field: {name}")
    if any_of and value.keys().isdisjoint(any_of):
        yield Problem(at, f"one of these fields is required: {', '.join(any_of)}")
    if one_only and sum(name in value for name in one_only) != 1:
        yield Problem(at, f"exactly one of these fields is required: {', '.join(one_only)}")


def typed(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, **rules: Any) -> Check:
    """An object with a `type` and these fields."""
    return shape({"type": one_of(kind), **required}, optional, **rules)


def by_type(checks: Mapping[str, Check], refusal: str = "unsupported type") -> Check:
    """One of several kinds of object, told apart by `type`."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must be an object")
            return
        kind = value.get("type")
        if isinstance(kind, str) and kind in checks:
            yield from checks[kind](value, at)
        else:
            yield Problem(f"{at}/type", f"{refusal}: {kind if isinstance(kind, str) else 'none'}")

    return check


def together(*checks: Check) -> Check:
    """Several checks of the same value; the later ones only if the first finds nothing."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        problems = list(checks[0](value, at))
        yield from problems
        if not problems:
            for further in checks[1:]:
                yield from further(value, at)

    return check
