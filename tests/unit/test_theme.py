"""Both themes have the same colours by name, and text on them can be read."""

import re
from pathlib import Path

import pytest

from dashboard.theme import LIGHT, SHEETS, THEMES, page_styles, stylesheet


def test_both_themes_have_the_same_tokens() -> None:
    assert set(THEMES["light"]) == set(THEMES["dark"])


def test_colours_are_written_nowhere_else(root: Path) -> None:
    assets = root / "assets"
    places = [*(root / "dashboard").rglob("*.py"), *(assets / "src").rglob("*.js"), *assets.glob("*.css")]
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(")
    strays = {path.name for path in places if colour.search(path.read_text("utf-8"))}
    assert strays == {"theme.py"}


def test_the_icon_has_colours_of_the_theme(root: Path) -> None:
    """A picture that browsers load by itself reads no custom property."""
    used = set(re.findall(r"#[0-9A-F]{6}", (root / "assets/icon.svg").read_text("utf-8")))
    assert used == {LIGHT["teal"], LIGHT["brick"]}


def test_type_and_space_are_steps_of_the_scale(root: Path) -> None:
    """Each step is used, and no step is used that is not there; sizes of type are written nowhere else."""
    declared = set(re.findall(r"--((?:type|space)-[\w-]+):", stylesheet())) - {"type-figure"}  # that of plots
    assert declared == set(re.findall(r"var\(--((?:type|space)-[\w-]+)\)", page_styles(root / "assets")))
    own = "".join(path.read_text("utf-8") for path in (root / "assets").glob("*.css"))
    assert re.findall(r"font(?:-size)?: (?:\d+ )?[\d.]+px", own) == []


def test_every_style_sheet_has_its_place_in_the_cascade(root: Path) -> None:
    own = {name for name in SHEETS if "/" not in name}
    assert own == {path.name for path in (root / "assets").glob("*.css")}


def test_every_class_of_the_style_sheets_is_written_somewhere(root: Path) -> None:
    """As it is, or put together, as in `f"width-{...}"`; `make dead-rules` asks the documents themselves."""
    css = "".join(path.read_text("utf-8") for path in (root / "assets").glob("*.css"))
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", css, flags=re.DOTALL)
    places = [*(root / "dashboard").rglob("*.py"), *(root / "assets/src").rglob("*.js")]
    code = "".join(path.read_text("utf-8") for path in places)
    made = {f"{kind}-" for kind in re.findall(r"\b([a-z]+)-\{", code)}
    names = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    written = {name for name in names if re.search(rf"(?<![\w-]){name}(?![\w-])", code)}
    assert {name for name in names - written if not name.startswith(tuple(made))} == set()


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "surface", "band"])
@pytest.mark.parametrize("text", ["ink", "second", "muted", "teal-text", "brick-text"])
def test_text_has_contrast(theme: str, ground: str, text: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


def test_the_system_decides_where_the_reader_has_not() -> None:
    assert "prefers-color-scheme:dark" in stylesheet()
