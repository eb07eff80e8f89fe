"""Cells of a register, and short texts, in a picture; each function gives where it ends."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dashboard.exhibits.charts import Passage, WaffleCell, WaffleGroup
from dashboard.figures.words import plain
from dashboard.layout.box import Box
from dashboard.layout.text import TextRun, text_width, wrapped
from dashboard.render.svg.canvas import Canvas, Style, filled, fitting
from dashboard.theme import PAINTS, SIZES, ink_of

CELL_WIDTH = {"zh": 54.0, "en": 84.0}
CELL_HEIGHT, CELL_GAP = 46.0, 3.0
TAG = 11.0  # pixels of type below the name of a cell
GROUP_GAP, GROUP_HEAD = 20.0, 30.0
PASSAGE, PASSAGE_GAP = 260.0, 28.0  # the least width of a text, and what is between two


def draw_waffle(canvas: Canvas, area: Box, groups: Sequence[WaffleGroup]) -> float:
    """Groups side by side; one takes fewer columns where it has less room, and all cells are alike."""
    step = CELL_WIDTH[canvas.lang] + CELL_GAP
    most = max(1, int((area.width + CELL_GAP) // step))
    left, top, bottom = area.left, area.top, area.top
    height = CELL_HEIGHT + (TAG if any(cell.tag for group in groups for cell in group.cells) else 0)
    for group in groups:
        columns = min(group.columns, most, max(1, len(group.cells)))
        title = plain(group.title)
        width = max(columns * step - CELL_GAP, min(area.width, text_width(title, SIZES["body"]) * 1.1))
        if left > area.left and left + width > area.right:
            left, top = area.left, bottom + GROUP_GAP
        canvas.label(
            (left, top), [[TextRun(title, SIZES["body"], bold=True)]], across="left", along="top", serif=True
        )
        for at, cell in enumerate(group.cells):
            row, column = divmod(at, columns)
            y = top + GROUP_HEAD + row * (height + CELL_GAP)
            _cell(canvas, cell, Box(left + column * step, y, step - CELL_GAP, height))
        rows = ceil(len(group.cells) / columns)
        bottom = max(bottom, top + GROUP_HEAD + rows * (height + CELL_GAP) - CELL_GAP)
        left += width + GROUP_GAP
    return bottom


def _cell(canvas: Canvas, cell: WaffleCell, box: Box) -> None:
    inner, ink = replace(box, left=box.left + 1, width=box.width - 2), PAINTS[cell.accent].words
    canvas.box(Box(box.left + 1, box.top + 1, box.width - 2, box.height - 2), filled(cell.accent))
    size = SIZES["small"] if canvas.lang == "zh" else SIZES["tag"]
    lines = wrapped(cell.text, size, inner.width - 4)
    size = min(fitting(line, size, inner.width - 4) for line in lines)
    middle = box.middle - (5 if cell.dotted else 0)
    glow = "hatch-ground" if cell.accent == "hatched" else ""
    said = [[TextRun(line, size, ink, glow=glow)] for line in lines]
    if cell.tag:
        said.append([TextRun(cell.tag, fitting(cell.tag, TAG, inner.width - 4), ink)])
    canvas.label((box.left + box.width / 2, middle), said)
    if cell.dotted:
        for at in range(int((box.width - 8) // 7)):
            canvas.circle((box.left + 7.5 + at * 7, box.bottom - 6), 2.2, Style(fill=ink))


def draw_passages(canvas: Canvas, area: Box, items: Sequence[Passage], accent: str) -> float:
    columns = max(1, min(len(items), int((area.width + PASSAGE_GAP) // (PASSAGE + PASSAGE_GAP))))
    width = (area.width - PASSAGE_GAP * (columns - 1)) / columns
    top = area.top
    for first in range(0, len(items), columns):
        ends = []
        for at, item in enumerate(items[first : first + columns]):
            x = area.left + at * (width + PASSAGE_GAP)
            heading = TextRun("", SIZES["head-2"], ink_of(accent), bold=True)
            end = canvas.paragraph((x, top), width, item.heading, heading, serif=True) + 4
            end = canvas.paragraph((x, end), width, plain(item.text), TextRun("", SIZES["body"]))
            for link in item.links:
                end = canvas.paragraph(
                    (x, end), width, f"– {link.text}", TextRun("", SIZES["normal"], "second")
                )
            ends.append(end)
        top = max(ends) + PASSAGE_GAP
    return top - PASSAGE_GAP
