"""What the unit tests share."""

from pathlib import Path

import pytest

from tests.unit.tiny import TinyPackage


@pytest.fixture
def tiny(tmp_path: Path) -> TinyPackage:
    made = TinyPackage(tmp_path / "data")
    made.write()
    return made
