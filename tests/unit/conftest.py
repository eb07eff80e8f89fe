"""What the unit tests share."""

from pathlib import Path

import pytest

from dashboard.package.load import Package
from tests.unit.small import make
from tests.unit.tiny import TinyPackage


@pytest.fixture
def tiny(tmp_path: Path) -> TinyPackage:
    made = TinyPackage(tmp_path / "data")
    made.write()
    return made


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return make(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The same with figures a thousand times as large."""
    return make(tmp_path_factory.mktemp("large"), times=1000)
