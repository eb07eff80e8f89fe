"""Settings are read from the environment and refused with a sentence."""

import inspect
import json
import os
import re
from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError, spare_memory


def test_defaults() -> None:
    settings = Settings.from_env({})
    assert settings.data.is_dir()
    assert settings.source_texts is None
    assert settings.url_prefix == "/"
    assert settings.time_zone == "Asia/Shanghai"
    assert settings.maps == "shapes"
    assert Settings.from_env({"MAPS": " tiles "}).maps == "tiles"
    with pytest.raises(SettingsError, match="MAPS is 'hexagons'; it must be one of shapes, tiles"):
        Settings.from_env({"MAPS": "hexagons"})


def test_values(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {"SOURCE_TEXTS": str(tmp_path), "URL_PREFIX": "/a/b/", "MAP_APPROVAL": " X ", "OPERATOR": " Y "}
    )
    assert settings.source_texts == tmp_path.resolve()
    assert (settings.url_prefix, settings.map_approval, settings.operator) == ("/a/b/", "X", "Y")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL_PREFIX", "poverty"),
        ("URL_PREFIX", "/a b/"),
        ("DATA_DIR", "/no/such/folder"),
        ("SOURCE_TEXTS", "nowhere"),
        ("URL_PREFIX", "/县/"),
        ("HOST", "a b"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "8e3"),
        ("PORT", "٨"),
        ("WEB_CONCURRENCY", "-1"),
        ("WEB_CONCURRENCY", "1000"),
        ("TRUST_PROXY", "yes"),
        ("FRAME_ANCESTORS", "*"),
        ("FRAME_ANCESTORS", "https://a.example/path"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("FRAME_ANCESTORS", "javascript:alert(1)"),
        ("LOG_LEVEL", "LOUD"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../etc/passwd"),
        ("TIME_ZONE", "Asia"),
        ("TIME_ZONE", "/etc"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value})


def test_settings_of_the_server() -> None:
    settings = Settings.from_env(
        {
            "HOST": "[::1]",
            "PORT": "9000",
            "WEB_CONCURRENCY": "3",
            "TRUST_PROXY": "1",
            "FRAME_ANCESTORS": "self https://*.example.org  http://intranet:8080",
            "LOG_LEVEL": "warning",
        }
    )
    assert (settings.host, settings.port, settings.workers) == ("[::1]", 9000, 3)
    assert settings.trust_proxy
    assert settings.frame_ancestors == ("'self'", "https://*.example.org", "http://intranet:8080")
    assert settings.log_level == "warning"


def test_what_is_left_empty_is_left_out() -> None:
    names = re.findall(r'"([A-Z_]{4,})"', Path(inspect.getfile(Settings)).read_text("utf-8"))
    assert len(set(names)) == 16
    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})


def test_the_settings_of_the_data_are_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for name in ("DATA_DIR", "SOURCE_TEXTS", "URL_PREFIX", "MAP_APPROVAL", "PORT", "HOST", "WEB_CONCURRENCY"):
        assert f"`{name}`" in readme


def test_every_setting_is_documented(root: Path) -> None:
    read = re.findall(r'"([A-Z_]{4,})"', Path(inspect.getfile(Settings)).read_text("utf-8"))
    told = (root / "docs" / "deploy.md").read_text("utf-8")
    assert [one for one in read if f"`{one}`" not in told] == []


def test_the_platform_file_holds_settings_that_there_are(root: Path) -> None:
    asked = json.loads((root / "app.json").read_text("utf-8"))["env"]
    given = {name: one.get("value", "") for name, one in asked.items()}
    assert Settings.from_env(given).trust_proxy
    told = (root / "docs" / "deploy.md").read_text("utf-8")
    assert [name for name in asked if f"`{name}`" not in told] == []


def test_memory_is_spared_unless_the_operator_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "")  # so that it is put back
    monkeypatch.delenv("MALLOC_ARENA_MAX")
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "0")
    spare_memory()
    assert (os.environ["MALLOC_ARENA_MAX"], os.environ["MALLOC_TRIM_THRESHOLD_"]) == ("2", "0")
