"""Settings are read from the environment and refused with a sentence."""

from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError


def test_defaults() -> None:
    settings = Settings.from_env({})
    assert settings.data.is_dir()
    assert settings.source_texts is None
    assert settings.url_prefix == "/"


def test_values(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {"SOURCE_TEXTS": str(tmp_path), "URL_PREFIX": "/a/b/", "MAP_APPROVAL": " X "}
    )
    assert settings.source_texts == tmp_path.resolve()
    assert (settings.url_prefix, settings.map_approval) == ("/a/b/", "X")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL_PREFIX", "poverty"),
        ("URL_PREFIX", "/a b/"),
        ("DATA_DIR", "/no/such/folder"),
        ("SOURCE_TEXTS", "nowhere"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value})


def test_every_setting_is_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for name in ("DATA_DIR", "SOURCE_TEXTS", "URL_PREFIX", "MAP_APPROVAL", "PORT", "HOST", "WEB_CONCURRENCY"):
        assert f"`{name}`" in readme
