"""Both themes have the same colours by name, and text on them can be read."""

import re
from pathlib import Path

import pytest

from dashboard.theme import SHEETS, THEMES, stylesheet


def test_both_themes_have_the_same_tokens() -> None:
    assert set(THEMES["light"]) == set(THEMES["dark"])


def test_colours_are_written_nowhere_else(root: Path) -> None:
    places = [*(root / "dashboard").rglob("*.py"), *(root / "assets/src").rglob("*.js")]
    strays = {path.name for path in places if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text("utf-8"))}
    assert strays == {"theme.py"}


def test_every_style_sheet_has_its_place_in_the_cascade(root: Path) -> None:
    own = {name for name in SHEETS if "/" not in name}
    assert own == {path.name for path in (root / "assets").glob("*.css")}


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "surface", "band"])
@pytest.mark.parametrize("text", ["ink", "second", "muted", "teal-text", "brick-text"])
def test_text_has_contrast(theme: str, ground: str, text: str) -> None:
    light, dark = sorted((_luminance(THEMES[theme][text]), _luminance(THEMES[theme][ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_system_decides_where_the_reader_has_not() -> None:
    assert "prefers-color-scheme:dark" in stylesheet()
