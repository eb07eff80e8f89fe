"""Colours by meaning, light and dark: the only place where a colour is written.

Figures name a colour as `@token`; the page's style sheet gets every token as a custom property, and the browser paints
a figure with the values of the theme in force, so a switch of theme costs no call to the server.
"""

from collections.abc import Mapping
from typing import Any

LIGHT: Mapping[str, str] = {
    "page": "#FBFAF7",
    "surface": "#FFFFFF",
    "band": "#F2EFE8",
    "ink": "#1B1E22",
    "second": "#454B52",
    "muted": "#636970",
    "rule": "#D8D4CA",
    "grid": "#E7E3DA",
    "teal-text": "#0F6175",
    "teal": "#0F6175",
    "teal-mid": "#5B8F9D",
    "teal-tint": "#DDEAED",
    "brick-text": "#B0431A",
    "brick": "#B0431A",
    "brick-mid": "#E0A06F",
    "brick-tint": "#F8E6DB",
    "stone": "#756B5C",
    "land": "#EDE9E0",
    "land-line": "#B9B3A5",
    "hatch": "#8C877B",
    "hatch-ground": "#F2EFE8",
    "highlight": "#FFE9A8",
    "on-fill": "#FFFFFF",
    "on-mid": "#1B1E22",
    "clear": "rgba(0,0,0,0)",
}

DARK: Mapping[str, str] = {
    "page": "#15191D",
    "surface": "#1D2329",
    "band": "#20262C",
    "ink": "#F0EDE6",
    "second": "#CDD0D2",
    "muted": "#A3A9AF",
    "rule": "#3A424A",
    "grid": "#2A3138",
    "teal-text": "#69BDCE",
    "teal": "#3A97AB",
    "teal-mid": "#8CC4D0",
    "teal-tint": "#17363E",
    "brick-text": "#F0946A",
    "brick": "#CE6E46",
    "brick-mid": "#F0C39F",
    "brick-tint": "#3D251A",
    "stone": "#B3A996",
    "land": "#252C33",
    "land-line": "#56616B",
    "hatch": "#6B747C",
    "hatch-ground": "#20262C",
    "highlight": "#5B4A12",
    "on-fill": "#15191D",
    "on-mid": "#15191D",
    "clear": "rgba(0,0,0,0)",
}

# What each accent is filled with, what edges it, the colour of its words, and of those that stand on it.
FILLS: Mapping[str, str] = {
    "teal": "teal",
    "teal-mid": "teal-mid",
    "teal-tint": "teal-tint",
    "brick": "brick",
    "brick-mid": "brick-mid",
    "brick-tint": "brick-tint",
    "stone": "stone",
    "hollow": "clear",
    "hatched": "hatch-ground",
}
EDGES: Mapping[str, str] = {
    "teal-tint": "teal",
    "brick-mid": "brick",
    "brick-tint": "brick",
    "hollow": "second",
    "hatched": "hatch",
}
INKS: Mapping[str, str] = {"teal": "teal-text", "brick": "brick-text"}
ON_FILLS: Mapping[str, str] = {
    "teal": "on-fill",
    "brick": "on-fill",
    "stone": "on-fill",
    "teal-mid": "on-mid",
    "brick-mid": "on-mid",
}

ON_LAND: Mapping[str, str] = {**FILLS, "hollow": "page"}  # on a map, what is hollow shows no land

THEMES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK}


def stylesheet() -> str:
    """The custom properties of both themes; without a choice of the reader's the system's preference decides."""
    light, dark = _properties(LIGHT), _properties(DARK)
    return (
        f':root,[data-bs-theme="light"]{{color-scheme:light;{light}}}'
        f'[data-bs-theme="dark"]{{color-scheme:dark;{dark}}}'
        f"@media (prefers-color-scheme:dark){{:root:not([data-bs-theme]){{color-scheme:dark;{dark}}}}}"
    )


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f"--{token}:{value};" for token, value in colours.items())


SANS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

# What lies under every figure's own layout.
PLOT_LAYOUT: dict[str, Any] = {
    "paper_bgcolor": "@clear",
    "plot_bgcolor": "@clear",
    "font": {"family": SANS, "size": 14, "color": "@ink"},
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "hoverlabel": {
        "bgcolor": "@surface",
        "bordercolor": "@rule",
        "font": {"size": 14, "color": "@ink"},
        "align": "left",
    },
    "separators": ".,",
}

PLOT_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}
