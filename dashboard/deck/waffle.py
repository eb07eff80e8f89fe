"""Areas as cells, in groups side by side."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dashboard import theme
from dashboard.deck import drawingml
from dashboard.deck.content import Leads
from dashboard.deck.drawingml import DOTS_APART, Canvas
from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits.charts import Waffle, WaffleCell, WaffleGroup
from dashboard.figures.words import plain
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, LINE_HEIGHT, TextRun, lines_taken, text_width

WAFFLE_GAP, WAFFLE_HEAD, CELL_GAP = 18.0, 30.0, 2.0
TALLEST, FEWEST_COLUMNS = 100.0, 8
TITLE_WIDTH = 80.0  # above which a title may take two lines
PARTED = 0.6  # of its width, that it takes then
CELL_EDGE = 3.0  # beside the name in a cell


def draw_waffle(canvas: Canvas, area: Box, waffle: Waffle, *, title: str, alt: str, leads: Leads) -> None:
    names = [plain(group.title) for group in waffle.groups]
    width = _cell_width(area, waffle, names)
    rows = max(ceil(len(group.cells) / group.columns) for group in waffle.groups)
    rooms = [_group_width(group, name, width) for group, name in zip(waffle.groups, names, strict=True)]
    lines = max(lines_taken(name, SMALLEST * BOLD, room) for name, room in zip(names, rooms, strict=True))
    head = WAFFLE_HEAD + (lines - 1) * SMALLEST * LINE_HEIGHT
    height = min(TALLEST, (area.height - head) / rows)
    size = Box(0, 0, width - CELL_GAP, height - CELL_GAP)
    named = all(_fits(cell, size) for group in waffle.groups for cell in group.cells)
    left = area.left
    with canvas.group(title, area, alt or title) as inner:
        for group, name, room in zip(waffle.groups, names, rooms, strict=True):
            title_box = Box(left, area.top, room, head)
            inner.text(title_box, [[TextRun(name, SMALLEST, bold=True)]], name, along="b", after=5)
            for at, cell in enumerate(group.cells):
                row, column = divmod(at, group.columns)
                place = replace(size, left=left + column * width, top=area.top + head + row * height)
                _waffle_cell(inner, cell, place, leads(cell.ref), named=named)
            left += room + WAFFLE_GAP


def _cell_width(area: Box, waffle: Waffle, names: Sequence[str]) -> float:
    """As wide as the titles of narrow groups leave room for."""
    free = area.width - WAFFLE_GAP * (len(names) - 1)
    columns = sum(group.columns for group in waffle.groups)
    width = free / max(columns, FEWEST_COLUMNS)
    for _ in names:  # each time a group more may be wider than its cells
        groups = list(zip(waffle.groups, names, strict=True))
        titled = [(group, name) for group, name in groups if _least_width(name) > group.columns * width]
        left = free - sum(_least_width(name) for _, name in titled)
        width = min(width, left / max(1, columns - sum(group.columns for group, _ in titled)))
    return width


def _group_width(group: WaffleGroup, name: str, width: float) -> float:
    return max(group.columns * width, _least_width(name))


def _least_width(name: str) -> float:
    """Of a title, which may take two lines."""
    whole = text_width(name, SMALLEST) * BOLD + 10
    return whole if whole < TITLE_WIDTH else whole * PARTED


def _fits(cell: WaffleCell, box: Box) -> bool:
    """Whether its words have room in it."""
    room, words = box.width - CELL_EDGE, f"{cell.text}\n{cell.tag}".strip()
    longest = max((text_width(word, SMALLEST) for word in words.split() if word.isascii()), default=0)
    height = lines_taken(words, SMALLEST, room) * SMALLEST * LINE_HEIGHT
    return longest <= room and height + DOTS_APART * cell.dotted <= box.height


def _waffle_cell(canvas: Canvas, cell: WaffleCell, box: Box, link: str, *, named: bool) -> None:
    """Where one of the names has no room, all cells are told apart by their descriptions alone."""
    ink, name = theme.PAINTS[cell.accent].words, cell.title or cell.text
    glow = "hatch-ground" if cell.accent == "hatched" else ""
    words = filter(None, (cell.text, cell.tag)) if named else ()
    lines = [[TextRun(text, SMALLEST, ink, glow=glow)] for text in words]
    style = drawingml.accented(cell.accent)
    canvas.shape(box, style, name, lines=lines, across="ctr", along="ctr", alt=name, link=link)
    if cell.dotted:
        canvas.dots((box.left + box.width / 2, box.bottom - DOTS_APART if named else box.middle), ink)
