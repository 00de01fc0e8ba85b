"""Killed again and again while Slack fails by chance: a short run of `make chaos`."""

from benchmarks import chaos


def test_nothing_is_lost_and_nothing_done_twice_however_often_it_is_killed(models: object) -> None:
    assert list(chaos.run(seed=7, kills=6, calm=3)) == []
