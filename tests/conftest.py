"""What every test may ask for. Nothing here reads the environment but the place of the source texts, so that tests
tell the same on every machine."""

import os
from pathlib import Path

import pytest

from dashboard.package.load import Package
from dashboard.render.site import Site
from dashboard.settings import Settings
from tests.pages import PACKAGE

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.from_env({})


@pytest.fixture(scope="session")
def package() -> Package:
    return PACKAGE


@pytest.fixture(scope="session")
def site(package: Package) -> Site:
    """The dashboard without source texts."""
    return Site(package=package, texts={})


@pytest.fixture(scope="session")
def source_texts() -> Path:
    """The folder with the source texts; they are not part of the repository, so without them a test is skipped."""
    folder = os.environ.get("SOURCE_TEXTS")
    if not folder:
        pytest.skip("SOURCE_TEXTS names no folder with source texts")
    return Path(folder)
