"""Slack's charts -> shapes to draw, in units of an SVG. Numbers only: labels are drawn and escaped elsewhere."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
WIDTH, LABELS, VALUES = 560, 170, 34
BAR, GAP, AXIS = 16, 14, 26
PLOT_HEIGHT, EDGE, RADIUS = 200, 40, 90


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; `series` picks its colour."""

    x: float
    y: float
    width: float
    series: int
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place: a tick of an axis, a category."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Path:
    """A line, an area or a slice, as an SVG path."""

    d: str
    series: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn of a chart."""

    height: float
    legend: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    ticks: tuple[Mark, ...] = ()
    names: tuple[Mark, ...] = ()
    paths: tuple[Path, ...] = ()
    caption: str = ""
    width: float = WIDTH


def table_of(chart: Json) -> tuple[list[str], list[list[str]]]:
    """A chart as a table: its headings, and a row for each category."""
    if "segments" in chart:
        return ["Part", "Value"], [[one["label"], number(one["value"])] for one in chart["segments"]]
    headings = ["", *(one["name"] for one in chart["series"])]
    rows = [
        [label, *(number(one["data"][place]["value"]) for one in chart["series"])]
        for place, label in enumerate(chart["axis_config"]["categories"])
    ]
    return headings, rows


def number(value: float) -> str:
    """A number without needless decimals."""
    return f"{value:g}"


def drawing_of(chart: Json) -> Drawing:
    """What to draw for a chart of any kind."""
    kinds = {"bar": _bars, "pie": _pie, "line": _lines, "area": _lines}
    return kinds[chart["type"]](chart)


def scale_of(values: Sequence[float]) -> list[float]:
    """Round ticks that span the values and nought."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    step = 10 ** math.floor(math.log10(span))
    step = next(one for one in (step / 5, step / 2, step, step * 2) if span / one <= 6)
    step = max(1.0, step) if all(value == int(value) for value in values) else step
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(place * step, 9) for place in range(first, max(last, first + 1) + 1)]


def _bars(chart: Json) -> Drawing:
    """Bars from left to right, a group for each category; a nought takes no room."""
    series, categories = chart["series"], chart["axis_config"]["categories"]
    values = [[one["data"][row]["value"] for one in series] for row in range(len(categories))]
    ticks = scale_of([value for row in values for value in row])
    unit = (WIDTH - LABELS - VALUES) / (ticks[-1] - ticks[0])
    zero, most = LABELS - ticks[0] * unit, max(sum(map(bool, row)) for row in values)
    group = max(most, 1) * BAR + GAP
    bars = tuple(bar for at, row in enumerate(values) for bar in _group(row, (zero, unit), group * at + group / 2))
    foot = group * len(categories)
    names = tuple(Mark(LABELS - 10, group * at + group / 2 + 4, label) for at, label in enumerate(categories))
    marks = tuple(Mark(LABELS + (tick - ticks[0]) * unit, foot + 18, number(tick)) for tick in ticks)
    return Drawing(foot + AXIS, _legend(series), bars, marks, names, caption=_caption(chart))


def _group(values: Sequence[float], scale: tuple[float, float], middle: float) -> list[Bar]:
    zero, unit = scale
    drawn = [(place, value) for place, value in enumerate(values) if value]
    top = middle - len(drawn) * BAR / 2
    return [
        Bar(zero + min(0.0, value * unit), top + BAR * at + 1, abs(value * unit), place, number(value))
        for at, (place, value) in enumerate(drawn)
    ]


def _lines(chart: Json) -> Drawing:
    series, categories = chart["series"], chart["axis_config"]["categories"]
    ticks = scale_of([point["value"] for one in series for point in one["data"]])
    step = (WIDTH - 2 * EDGE) / max(len(categories) - 1, 1)

    def y_of(value: float) -> float:
        return 10 + PLOT_HEIGHT * (ticks[-1] - value) / (ticks[-1] - ticks[0])

    def path(one: Json, place: int) -> Path:
        points = [f"{EDGE + step * at:.1f},{y_of(p['value']):.1f}" for at, p in enumerate(one["data"])]
        if chart["type"] == "area":
            end = EDGE + step * (len(points) - 1)
            points = [f"{EDGE},{y_of(0):.1f}", *points, f"{end:.1f},{y_of(0):.1f}", f"{EDGE},{y_of(0):.1f}"]
        return Path("M" + " L".join(points), place)

    paths = tuple(path(one, place) for place, one in enumerate(series))
    names = tuple(Mark(EDGE + step * at, PLOT_HEIGHT + 30, label) for at, label in enumerate(categories))
    marks = tuple(Mark(EDGE - 8, y_of(tick) + 4, number(tick)) for tick in ticks)
    return Drawing(PLOT_HEIGHT + 44, _legend(series), (), marks, names, paths, _caption(chart))


def _pie(chart: Json) -> Drawing:
    total, turn, paths = sum(one["value"] for one in chart["segments"]), 0.0, []
    for place, one in enumerate(chart["segments"]):
        share = one["value"] / total
        paths.append(Path(_slice(turn, min(turn + share, turn + 0.9999)), place))
        turn += share
    legend = tuple(f"{one['label']}: {number(one['value'])}" for one in chart["segments"])
    return Drawing(2 * RADIUS + 20, legend, paths=tuple(paths), width=2 * RADIUS + 20)


def _slice(start: float, end: float) -> str:
    middle = RADIUS + 10

    def point(turn: float) -> str:
        angle = 2 * math.pi * turn - math.pi / 2
        return f"{middle + RADIUS * math.cos(angle):.2f},{middle + RADIUS * math.sin(angle):.2f}"

    is_large = int(end - start > 0.5)
    return f"M{middle},{middle} L{point(start)} A{RADIUS},{RADIUS} 0 {is_large} 1 {point(end)} Z"


def _legend(series: Sequence[Json]) -> tuple[str, ...]:
    return tuple(one["name"] for one in series)


def _caption(chart: Json) -> str:
    axes = chart["axis_config"]
    return ", ".join(axes[label] for label in ("x_label", "y_label") if axes.get(label))
