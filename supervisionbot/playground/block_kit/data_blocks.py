"""Tables, charts and rich text.

Limits: https://docs.slack.dev/reference/block-kit/blocks/ with data-visualization-block, data-table-block,
table-block, rich-text-block after it"""

from collections.abc import Iterator
from typing import Any

from supervisionbot.playground.block_kit.composition import ID
from supervisionbot.playground.block_kit.shapes import (
    Check,
    Problem,
    anything,
    by_type,
    flag,
    items,
    number,
    one_of,
    shape,
    string,
    together,
    typed,
)

BLOCK_ID = {"block_id": ID}
MANY = 1000

# Rich text

STYLED = {"style": anything}
PIECE = by_type(
    {
        "text": typed("text", {"text": string(40_000)}, STYLED),
        "link": typed("link", {"url": string(3000)}, STYLED | {"text": string(40_000, 0), "unsafe": flag}),
        "emoji": typed("emoji", {"name": string(255)}, STYLED | {"unicode": string(255), "skin_tone": number()}),
        "user": typed("user", {"user_id": string(255)}, STYLED),
        "usergroup": typed("usergroup", {"usergroup_id": string(255)}, STYLED),
        "channel": typed("channel", {"channel_id": string(255)}, STYLED),
        "broadcast": typed("broadcast", {"range": one_of("here", "channel", "everyone")}, STYLED),
        "color": typed("color", {"value": string(255)}, STYLED),
        "date": typed(
            "date",
            {"timestamp": number(whole=True), "format": string(255)},
            STYLED | {"url": string(3000), "fallback": string(255)},
        ),
    }
)
PIECES = {"elements": items(PIECE, 0, MANY)}
BORDER = {"border": number(0, 1, whole=True)}
SECTION = typed("rich_text_section", PIECES)
LIST = typed(
    "rich_text_list",
    {"style": one_of("bullet", "ordered"), "elements": items(SECTION, 1, MANY)},
    BORDER | {"indent": number(0, 8, whole=True), "offset": number(0, whole=True)},
)
RICH_TEXT = typed(
    "rich_text",
    {
        "elements": items(
            by_type(
                {
                    "rich_text_section": SECTION,
                    "rich_text_list": LIST,
                    "rich_text_preformatted": typed(
                        "rich_text_preformatted", PIECES, BORDER | {"language": string(255)}
                    ),
                    "rich_text_quote": typed("rich_text_quote", PIECES, BORDER),
                }
            ),
            1,
            MANY,
        )
    },
    BLOCK_ID,
)

# Tables

RAW_TEXT = typed("raw_text", {"text": string(10_000)})
RAW_NUMBER = typed("raw_number", {"value": number()}, {"text": string(255)})
CELLS = {"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER}
CELL = by_type(CELLS | {"rich_text": RICH_TEXT}, "unsupported cell type")
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _rows_are_even(block: Any, at: str) -> Iterator[Problem]:
    if len({len(row) for row in block["rows"]}) > 1:
        yield Problem(f"{at}/rows", "all rows must have the same number of cells")


def _headers_are_plain(block: Any, at: str) -> Iterator[Problem]:
    for place, cell in enumerate(block["rows"][0]):
        yield from by_type(CELLS, "unsupported header cell type")(cell, f"{at}/rows/0/{place}")


TABLE = together(
    typed(
        "table",
        {"rows": items(items(CELL, 1, 20), 1, 100)},
        BLOCK_ID | {"column_settings": items(COLUMN, 0, 20)},
    ),
    _rows_are_even,
)
DATA_TABLE = together(
    typed(
        "data_table",
        {"caption": string(3000), "rows": items(items(CELL, 1, 20), 2, 101)},
        BLOCK_ID | {"page_size": number(1, 100, whole=True), "row_header_column_index": number(0, 19, whole=True)},
    ),
    _rows_are_even,
    _headers_are_plain,
)

# Charts

LABEL = string(20)
POINT = shape({"label": LABEL, "value": number()})
SERIES = shape({"name": LABEL, "data": items(POINT, 1, 20)})
AXES = shape({"categories": items(LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)})


def _positive(segment: Any, at: str) -> Iterator[Problem]:
    if segment["value"] <= 0:
        yield Problem(f"{at}/value", "must be greater than 0")


def _series_fit_axes(chart: Any, at: str) -> Iterator[Problem]:
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield Problem(f"{at}/series", "series names must be unique")
    categories = chart["axis_config"]["categories"]
    for place, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield Problem(f"{at}/series/{place}/data", "labels must match the categories of the axis")


def _axis_chart(kind: str) -> Check:
    return together(typed(kind, {"series": items(SERIES, 1, 6), "axis_config": AXES}), _series_fit_axes)


CHART = by_type(
    {
        "pie": typed("pie", {"segments": items(together(POINT, _positive), 1, 6)}),
        "bar": _axis_chart("bar"),
        "line": _axis_chart("line"),
        "area": _axis_chart("area"),
    },
    "unsupported chart type",
)
DATA_VISUALIZATION = typed("data_visualization", {"title": string(50), "chart": CHART}, BLOCK_ID)
