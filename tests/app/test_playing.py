"""The playground's story, as `bot.py playground --tell` tells it."""

import pytest

from supervisionbot.app import playing


def test_the_story_is_told_to_its_end(models: object, capsys: pytest.CaptureFixture[str]) -> None:
    is_told = playing.play(0, tell=True, progress=lambda what, share: None)

    assert capsys.readouterr().out.endswith("All of it happened.\n")
    assert is_told
