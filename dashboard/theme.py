"""Colours by meaning, light and dark, and one scale of type and space: the only place where a colour is written.

Figures name a colour as `@token`; the page's style sheet gets every token as a custom property, and the browser paints
a figure with the values of the theme in force, so a switch of theme costs no call to the server. Sizes are custom
properties as well: `--type-NAME` and `--space-STEP`. Type is told in rem and widths of windows in em, so that both
follow the size of type that a reader has set in the browser.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

# In the light theme and in the dark one.
COLOURS: Mapping[str, tuple[str, str]] = {
    "page": ("#FBFAF7", "#15191D"),
    "surface": ("#FFFFFF", "#1D2329"),
    "band": ("#F2EFE8", "#20262C"),
    "ink": ("#1B1E22", "#F0EDE6"),
    "second": ("#454B52", "#CDD0D2"),
    "muted": ("#636970", "#A3A9AF"),
    "rule": ("#D8D4CA", "#3A424A"),
    "grid": ("#E7E3DA", "#2A3138"),
    "teal-text": ("#0F6175", "#69BDCE"),
    "teal": ("#0F6175", "#3A97AB"),
    "teal-mid": ("#5B8F9D", "#8CC4D0"),
    "teal-tint": ("#DDEAED", "#17363E"),
    "brick-text": ("#B0431A", "#F0946A"),
    "brick": ("#B0431A", "#CE6E46"),
    "brick-mid": ("#E0A06F", "#F0C39F"),
    "brick-tint": ("#F8E6DB", "#3D251A"),
    "stone": ("#756B5C", "#B3A996"),
    # A scale of steps, the first the faintest; and hues that tell apart, each with a name besides.
    **{
        f"step-{at}": pair
        for at, pair in enumerate(
            [
                ("#F6E3D3", "#40271B"),
                ("#EBC29F", "#6A3A24"),
                ("#DB9B6C", "#95502F"),
                ("#C46D3C", "#C06A42"),
                ("#A1431D", "#E09A72"),
                ("#6E2A0F", "#F3CBB0"),
            ],
            1,
        )
    },
    **{
        f"hue-{at}": pair
        for at, pair in enumerate(
            [
                ("#8FC1D4", "#2F6C82"),
                ("#E9B384", "#8A5426"),
                ("#A9C88B", "#4C6E31"),
                ("#C9B2DA", "#6B4E84"),
                ("#EFD27A", "#7A6115"),
                ("#E3A5A5", "#8A4848"),
                ("#9FCFC0", "#2F6E5D"),
                ("#C8BFAF", "#665D4E"),
                ("#B3BEE6", "#4A5796"),
                ("#EFBFD3", "#85486A"),
                ("#D6DE9B", "#66702A"),
                ("#BFD0D8", "#53656E"),
            ],
            1,
        )
    },
    "land": ("#EDE9E0", "#252C33"),
    "land-line": ("#B9B3A5", "#56616B"),
    "hatch": ("#8C877B", "#6B747C"),
    "hatch-ground": ("#F2EFE8", "#20262C"),
    "missing": ("#EFEBE3", "#252C33"),
    "highlight": ("#FFE9A8", "#5B4A12"),
    "on-fill": ("#FFFFFF", "#15191D"),
    "on-mid": ("#1B1E22", "#15191D"),
    "blank": ("#000000", "#000000"),  # a screen between slides
    "clear": ("rgba(0,0,0,0)", "rgba(0,0,0,0)"),
}
LIGHT, DARK = ({token: pair[at] for token, pair in COLOURS.items()} for at in (0, 1))
THEMES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK}


class Paint(NamedTuple):
    """The colours of an accent: of its fill, of its edge if it has one, and of the words that stand on it."""

    fill: str
    edge: str = ""
    words: str = "ink"


PAINTS: Mapping[str, Paint] = {
    "teal": Paint("teal", words="on-fill"),
    "teal-mid": Paint("teal-mid", words="on-mid"),
    "teal-tint": Paint("teal-tint", edge="teal"),
    "brick": Paint("brick", words="on-fill"),
    "brick-mid": Paint("brick-mid", edge="brick", words="on-mid"),
    "brick-tint": Paint("brick-tint", edge="brick"),
    "stone": Paint("stone", words="on-fill"),
    "hollow": Paint("clear", edge="second"),
    "hatched": Paint("hatch-ground", edge="hatch"),
    "pale": Paint("grid", words="second"),  # left out, but kept
    "faint": Paint("land-line"),  # among which others stand out
    **{f"step-{at}": Paint(f"step-{at}", words="ink" if at < 4 else "on-fill") for at in range(1, 7)},
    **{f"hue-{at}": Paint(f"hue-{at}") for at in range(1, 13)},
}
STEPS = tuple(name for name in PAINTS if name.startswith("step-"))
HUES = tuple(name for name in PAINTS if name.startswith("hue-"))
INKS: Mapping[str, str] = {"teal": "teal-text", "brick": "brick-text"}
# Of a cell with a letter, by its tone.
CELLS: Mapping[str, Paint] = {
    "full": Paint("second", edge="second", words="page"),
    "hollow": Paint("clear", edge="second", words="second"),
    "pale": Paint("grid", edge="clear", words="second"),
    "hatched": Paint("hatch-ground", edge="hatch", words="second"),
}

ROOT = 16  # pixels of the type of a browser that nobody has set
# Of type, in pixels of a page at that size: running text, headings, what stands large, and a number in a plot.
SIZES: Mapping[str, float] = {
    "tag": 12.5,
    "small": 13,
    "fine": 13.5,
    "normal": 14,
    "remark": 14.5,
    "text": 15,
    "body": 16,
    "large": 17,
    **{f"head-{at}": size for at, size in enumerate((18, 19, 20, 21, 22, 24, 25, 26), 1)},
    **{f"display-{at}": size for at, size in enumerate((28, 30, 32, 34, 36, 38, 42, 44, 46), 1)},
    "figure": 36,
}
LEAST_ON_PAPER = 15  # pixels; 9 pt at the zoom of print.css
LEAST_ON_SLIDE = 14  # likewise; on a slide of 1920 pixels it is twice as large
# Of margins, paddings and gaps, in pixels of a page.
SPACES = (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 40, 48, 56)
# By what a system has: macOS and iOS, Windows, Android and Linux. The Chinese ones end an English stack too, for names
# in Chinese. Windows has no Chinese serif that is fit for headlines, so its sans stands there.
HAN_SANS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC"'
HAN_SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "Microsoft YaHei"'
FONTS: Mapping[str, Mapping[str, str]] = {
    "zh": {"sans": f"{HAN_SANS}, system-ui, sans-serif", "serif": f"{HAN_SERIF}, serif"},
    "en": {
        "sans": f'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", {HAN_SANS}, sans-serif',
        "serif": f'Charter, Georgia, "Noto Serif", {HAN_SERIF}, serif',
    },
}
# Of slides and pictures, whose words are measured as Arial's; what draws pictures may know fonts by name alone.
MEASURED_FONTS: Mapping[str, str] = {
    "zh": f"{HAN_SANS}, Arial, sans-serif",
    "en": f'Arial, "Liberation Sans", {HAN_SANS}, sans-serif',
    "serif": f"{HAN_SERIF}, serif",
}
# By their ink.
TICK_SIZES: Mapping[str, float] = {"muted": SIZES["small"], "second": SIZES["normal"], "ink": SIZES["normal"]}
# Of the names and dots of a map, on a wide screen and on a phone.
NAME_SIZES = {"large": (15, 12.5), "normal": (14, 12.5), "small": (13, 12.5), "tiny": (11.5, 11.5)}
DOT_SIZES: Mapping[str, tuple[float, float]] = {"large": (12, 11), "normal": (8, 5), "end": (6, 3)}
CELL = 9  # half of the side of a cell with a letter


def ink_of(accent: str) -> str:
    """The colour of the words of an accent; ink where there is none."""
    return INKS.get(accent, "ink")


def ink(name: str, accent: str) -> str:
    """The colour of words, which by its name may be that of their accent."""
    return ink_of(accent) if name == "accent" else name


def on_land(accent: str) -> str:
    """The fill of an accent on a map, where what is hollow shows no land."""
    return "page" if accent == "hollow" else PAINTS[accent].fill


@cache
def page_styles(assets: Path) -> str:
    """The one style sheet of pages, slides, print and snapshot. It is written in pixels and told in rem, so that all of
    a page grows with the browser's type, as it would by zooming; what older browsers lack is told in their words first.
    """
    return "\n".join([stylesheet(), *(_told(name, (assets / name).read_text("utf-8")) for name in SHEETS)])


MEDIA = re.compile(r"@media[^{]*")
PIXELS = re.compile(r"(?<![\w.])([\d.]+)px")
HAIRLINE = 4  # pixels; below that a line stays as it is
OF_THEIR_OWN_SIZE = ("slides.css", "presenter.css", "print.css")
OLDER = (
    (re.compile(r'content: ("[^"]*") / ""'), r'content: \1; content: \1 / ""'),  # Firefox 128, Safari 17.4
    (re.compile(r"overflow: clip"), "overflow: hidden; overflow: clip"),  # Safari 16
    (
        re.compile(r"(?<![-\w])mask-image: ([^;}]+)"),
        r"-webkit-mask-image: \1; mask-image: \1",
    ),  # Chromium 120
)


def _told(name: str, sheet: str) -> str:
    for written, told in OLDER:
        sheet = written.sub(told, sheet)
    sheet = MEDIA.sub(
        lambda query: PIXELS.sub(lambda found: f"{float(found[1]) / ROOT:g}em", query[0]), sheet
    )
    return sheet if name in OF_THEIR_OWN_SIZE else PIXELS.sub(_grown, sheet)


def _grown(found: re.Match[str]) -> str:
    pixels = float(found[1])
    return rem(pixels) if pixels >= HAIRLINE else found[0]


def stylesheet() -> str:
    """The custom properties; without a choice of the reader's the system's preference decides on the theme."""
    light, dark = _properties(LIGHT), _properties(DARK)
    sizes = {f"type-{name}": size for name, size in SIZES.items()}
    sizes |= {f"space-{step}": size for step, size in enumerate(SPACES, 1)}
    scale = {name: rem(size) for name, size in sizes.items()}
    least = {f"type-{name}": max(size, LEAST_ON_SLIDE) for name, size in SIZES.items()}
    fixed = {name: f"{size}px" for name, size in (sizes | least).items()}
    on_paper = {
        f"type-{name}": f"{LEAST_ON_PAPER}px" for name, size in SIZES.items() if size < LEAST_ON_PAPER
    }
    return (
        f":root{{{_properties({**FONTS['zh'], **scale})}}}"
        f":root:lang(en){{{_properties(FONTS['en'])}}}"
        f".slide{{{_properties(fixed)}}}"  # whose sizes are their own
        f".slide:lang(en){{--sans:{MEASURED_FONTS['en']};font-family:var(--sans)}}"
        f"@media print{{:root{{{_properties(on_paper)}}}}}"
        f':root,[data-bs-theme="light"]{{color-scheme:light;{light}}}'
        f'[data-bs-theme="dark"]{{color-scheme:dark;{dark}}}'
        f"@media (prefers-color-scheme:dark){{:root:not([data-bs-theme]){{color-scheme:dark;{dark}}}}}"
    )


def rem(pixels: float) -> str:
    """A length that grows with the browser's type."""
    return f"{pixels / ROOT:g}rem"


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


# In the order of the cascade.
SHEETS = (
    "vendor/bootstrap.trimmed.css",
    *(
        "base.css",
        "frame.css",
        "filters.css",
        "search.css",
        "exhibits.css",
        "drawings.css",
        "tables.css",
        "maps.css",
        "proof.css",
        "sections.css",
    ),
    *("screens.css", "cases.css"),
    *("places.css", "sources.css", "exhibit-tools.css", "slides.css", "presenter.css"),
    *("take-away.css", "print.css", "faults.css", "snapshot.css"),
)

# What lies under every figure's own layout.
PLOT_LAYOUT: dict[str, Any] = {
    "paper_bgcolor": "@clear",
    "plot_bgcolor": "@clear",
    "font": {"family": "@sans", "size": SIZES["normal"], "color": "@ink"},
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "hoverlabel": {
        "bgcolor": "@surface",
        "bordercolor": "@rule",
        "font": {"size": SIZES["normal"], "color": "@ink"},
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
