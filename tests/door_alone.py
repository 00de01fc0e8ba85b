"""For `make mutants`: leaves out the tests that need the whole bot, since the rest must run for each mutant anew."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [one for one in items if not {"office", "week"} & set(getattr(one, "fixturenames", ()))]
