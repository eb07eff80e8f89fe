"""What every test may ask for. Nothing here reads the environment but the place of the source texts, so that tests
tell the same on every machine."""

import os
from pathlib import Path

import pytest

from dashboard.package.load import Package, load_package
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.from_env({})


@pytest.fixture(scope="session")
def package(settings: Settings) -> Package:
    return load_package(settings.data)


@pytest.fixture(scope="session")
def source_texts() -> Path:
    """The folder with the source texts; they are not part of the repository, so without them a test is skipped."""
    folder = os.environ.get("SOURCE_TEXTS")
    if not folder:
        pytest.skip("SOURCE_TEXTS names no folder with source texts")
    return Path(folder)
