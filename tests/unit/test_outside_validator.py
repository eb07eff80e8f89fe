"""The data package is a standard one: a validator that knows nothing of this project accepts it, and sees a forgery."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.settings import Settings

FRICTIONLESS = str(Path(sys.executable).parent / "frictionless")


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    return shutil.copytree(settings.data, tmp_path / "data")


def validate(data: Path) -> subprocess.CompletedProcess[str]:
    command = [FRICTIONLESS, "validate", "datapackage.json"]
    return subprocess.run(command, cwd=data, check=False, capture_output=True, text=True)


def forge(file: Path, column: str, value: str) -> None:
    """Write `value` into a column of the first row."""
    with file.open(encoding="utf-8", newline="") as stream:
        head, first, *rest = csv.reader(stream)
    first[head.index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, first, *rest])


def test_the_package_is_accepted(data: Path) -> None:
    outcome = validate(data)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("facts.csv", "value", "plenty"),
        ("facts.csv", "qualifier", "roughly"),
        ("facts.csv", "indicator_id", "no-such-indicator"),
        ("areas.csv", "name_zh", ""),
    ],
)
def test_a_forged_cell_is_refused(data: Path, file: str, column: str, value: str) -> None:
    forge(data / file, column, value)
    outcome = validate(data)
    assert outcome.returncode != 0, outcome.stdout
    assert file.removesuffix(".csv") in outcome.stdout
