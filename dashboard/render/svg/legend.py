"""The legend of a picture: each mark as it is drawn, and its name."""

from collections.abc import Sequence

from dashboard.exhibits.charts import LegendItem
from dashboard.layout.box import Box
from dashboard.layout.text import TextRun, text_width
from dashboard.render.svg.canvas import DASHED, DOTTED, HATCH, Canvas, Style, filled
from dashboard.render.svg.plot import symbol
from dashboard.theme import INKS, PAINTS, SIZES, ink_of

SIZE, ROW, GAP = SIZES["normal"], 24.0, 20.0
WIDE, TALL = 22.0, 13.0  # of a swatch
SYMBOLS = ("square", "circle", "diamond")


def draw_legend(canvas: Canvas, area: Box, items: Sequence[LegendItem], accent: str) -> float:
    """In as many rows as they take; gives where it ends. The grammar has the accent of the exhibit."""
    left, top = area.left, area.top
    for item in items:
        width = WIDE + 7 + text_width(item.label, SIZE)
        if left > area.left and left + width > area.right:
            left, top = area.left, top + ROW
        _swatch(canvas, item, Box(left, top + (ROW - TALL) / 2, WIDE, TALL), accent)
        label = [[TextRun(item.label, SIZE, "second")]]
        canvas.label((left + WIDE + 7, top + ROW / 2), label, across="left")
        left += width + GAP
    return top + ROW if items else area.top


def _swatch(canvas: Canvas, item: LegendItem, box: Box, accent: str) -> None:
    accent = item.accent or accent
    fill = PAINTS[accent].fill if accent in PAINTS else "ink"
    left, right, middle = box.left, box.right, box.middle
    match item.swatch:
        case "at_least" | "open_end":
            neck = left + 0.7 * box.width
            far = [(neck, box.bottom), (left, box.bottom)]
            canvas.polygon([[(left, box.top), (neck, box.top), (right, middle), *far]], Style(fill=fill))
        case "computed":
            canvas.line([(left, box.bottom), (right, box.bottom)], Style(line="ink", width=1.5, dash=DOTTED))
        case "line":
            canvas.line([(left, middle), (right, middle)], Style(line=fill, width=1.5))
        case name if name in SYMBOLS:
            colour = fill if item.accent else "second"
            symbol(canvas, (left + box.width / 2, middle), 11, name, Style(fill=colour))
        case _:
            canvas.box(_room(item.swatch, box), _boxed(item.swatch, accent, fill))


def _room(swatch: str, box: Box) -> Box:
    """Of a time, it is lower, and within a year shorter too."""
    if swatch not in ("cumulative", "within"):
        return box
    inset = 4 if swatch == "within" else 0
    return Box(box.left + inset, box.middle - 4, box.width - 2 * inset, 8)


def _boxed(swatch: str, accent: str, fill: str) -> Style:
    match swatch:
        case "about":
            return Style(fill=fill, fades="right")
        case "planned":
            return Style(line=ink_of(accent), width=1.5, dash=DASHED)
        case "within":
            return Style(fill=PAINTS[f"{accent}-mid" if accent in INKS else "stone"].fill)
        case "gap_not_stated" | "gap_not_found":
            return Style(fill="missing", line="rule")
        case "not_stated" | "not_found":
            return HATCH
        case "dotted":
            ink = PAINTS[accent].edge if accent in PAINTS else ""
            return Style(fill=fill, pattern="dots", ink=ink or "on-fill")
    return filled(accent) if swatch == "fill" and accent in PAINTS else Style(fill=fill)
