"""What the bot costs, measured in small, so that `make bench` goes on working."""

from pathlib import Path

from benchmarks.performance import __main__ as bench
from benchmarks.performance import report


def test_a_release_is_measured_with_lines_that_it_tells(tmp_path: Path) -> None:
    rows = bench.measure_door(tmp_path, small=True)["rows"]

    assert [(row["workers"], row["is_first"]) for row in rows] == [(100, False), (100, True), (200, False), (200, True)]
    assert all(row["lines"] > 0 for row in rows)
    assert list(tmp_path.iterdir()) == []


def test_a_large_file_is_measured_and_the_page_tells_of_it(tmp_path: Path) -> None:
    found = bench.measure_large(tmp_path, small=True)

    page = report.page({"large": {**found, "load": 0.0, "python": "3"}})

    assert found["released"]["lines"] > 0
    assert f"{found['workers']} workers with {found['workers'] * 100:,} codes" in page
