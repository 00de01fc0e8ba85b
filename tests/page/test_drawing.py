"""Every block and element that the stand-in knows, drawn."""

import re
from typing import Any

import pytest

from supervisionbot.playground.block_kit.blocks import SURFACES
from supervisionbot.playground.controls import CONTROLS, with_ids
from supervisionbot.playground.marks import Marks
from supervisionbot.playground.page.charts import drawing_of, scale_of, table_of
from supervisionbot.playground.page.commands import PROPOSALS
from supervisionbot.playground.page.drawing import Drawer
from supervisionbot.playground.page.markup import Reader
from supervisionbot.playground.page.spots import Choice, Spot
from supervisionbot.triggers.slack_commands import ANSWERS
from tests.conftest import MONDAY
from tests.page.samples import BLOCKS, WORDS, element
from tests.playground.blocks import Json, bar_chart, field, options, plain, section

READER = Reader(lambda known: known, lambda _, form: form)
SPOT = Spot("m-1", "1.0", READER, people=(Choice("U1", plain(WORDS)),), places=(Choice("C1", plain(WORDS)),))
ELEMENTS = sorted(CONTROLS | {"feedback_buttons", "image"})
WITHOUT_WORDS = {"divider"}


def drawn(*blocks: Json, spot: Spot = SPOT) -> str:
    templates = Drawer()._templates
    show: Any = templates.get_template("show.html.j2").module
    return "".join(str(show.block(block, spot)) for block in with_ids(blocks, Marks(lambda: MONDAY)))


@pytest.mark.parametrize("kind", sorted({kind for surface in SURFACES.values() for kind in surface}))
def test_every_block_is_drawn_with_its_words_as_text(kind: str) -> None:
    html = drawn(BLOCKS[kind])

    assert "cannot draw" not in html
    assert kind in WITHOUT_WORDS or "hidden treasure &lt;b&gt;" in html


@pytest.mark.parametrize("kind", ELEMENTS)
def test_every_element_is_drawn(kind: str) -> None:
    one = element(kind)
    html = drawn(
        field("Label", "b", one) if kind not in ("button", "overflow", "image") else section("x", accessory=one)
    )

    assert "cannot draw" not in html
    assert "<b>" not in html
    assert "hidden treasure" in html or kind in (
        "file_input",
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
    )


def test_an_unknown_block_is_named_and_not_dropped() -> None:
    assert "cannot draw this block: <code>hologram</code>" in drawn({"type": "hologram"})
    assert "<code>&lt;img&gt;</code>" in drawn({"type": "<img>"})
    assert "cannot draw this element: <code>lever</code>" in drawn(section("x", accessory={"type": "lever"}))


def test_the_names_of_our_own_macros_are_no_types() -> None:
    assert "cannot draw" in drawn({"type": "_rows"})


def test_every_field_of_a_form_has_a_label_and_its_error_in_place() -> None:
    spot = Spot("v-1", "V1", READER, errors={"day": "That is still to come."})
    html = drawn(field("Which day?", "day", {"type": "datepicker"}), spot=spot)
    name = re.search(r'<label for="([^"]+)"', html)

    assert name is not None
    assert f'id="{name[1]}"' in html
    assert 'aria-invalid="true"' in html
    assert f'aria-describedby="{name[1]}-about"' in html
    assert "That is still to come." in html


def test_groups_of_options_keep_their_headings() -> None:
    groups = [{"label": plain("Connecting"), "options": options("Empathy")}]

    assert 'aria-label="Connecting"' in drawn(field("x", "b", {"type": "multi_static_select", "option_groups": groups}))
    assert '<optgroup label="Connecting">' in drawn(field("x", "b", {"type": "static_select", "option_groups": groups}))


def test_a_chart_has_a_title_a_description_and_a_table() -> None:
    html = drawn(bar_chart())

    assert "<title" in html
    assert "Trust: 3; Time: 2." in html
    assert '<th scope="row">Trust</th><td>3</td>' in html


@pytest.mark.parametrize("kind", ["bar", "line", "area"])
def test_charts_with_axes_are_drawn(kind: str) -> None:
    drawing = drawing_of(bar_chart(type=kind)["chart"])

    assert drawing.height > 0
    assert drawing.bars or drawing.paths


def test_a_pie_is_drawn_slice_by_slice() -> None:
    chart = {"type": "pie", "segments": [{"label": "a", "value": 1}, {"label": "b", "value": 3}]}

    assert len(drawing_of(chart).paths) == 2
    assert table_of(chart)[1] == [["a", "1"], ["b", "3"]]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [([3, 1], [0, 1, 2, 3]), ([0], [0, 1]), ([-2, 2], [-2, -1, 0, 1, 2]), ([100], [0, 20, 40, 60, 80, 100])],
)
def test_scales_have_round_ticks(values: list[float], ticks: list[float]) -> None:
    assert scale_of(values) == ticks


def test_every_proposed_command_is_one_that_the_bot_answers() -> None:
    words = {one.command.split()[1] for one in PROPOSALS}

    assert words == ANSWERS.keys() - {""}
