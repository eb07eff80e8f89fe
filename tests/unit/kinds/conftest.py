"""The small packages of the kinds, each written and read once."""

import pytest

from dashboard.package.load import Package
from tests.unit.kinds.small import make


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return make(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The same with figures a thousand times as large."""
    return make(tmp_path_factory.mktemp("large"), times=1000)
