"""Native tables: a table of a page as PowerPoint's own, over as many slides as its rows take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import BARE, Canvas, emu
from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang
from dashboard.layout.box import Box
from dashboard.layout.columns import shared
from dashboard.layout.text import BOLD, TextLine, TextRun, lines_taken, text_width
from dashboard.theme import ink_of

SIZE = SMALLEST
PADDING, GAP, INDENT = 2.5, 10.0, 5.0  # above and below the text of a cell; beside it; on its left
NOT_STATED = "not_stated"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
NARROWEST, WIDEST = 36.0, 330.0
LONGEST_WORD = 90.0
HEAD = 24.0
STEP = 1.02
# Of the size; no row gets lower than its text, and Chinese fonts have taller lines.
LINES: dict[Lang, float] = {"zh": 1.45, "en": 1.22}


@dataclass(frozen=True)
class SizedTable:
    """A table with the widths of its columns and the heights of its rows."""

    table: Table
    widths: Sequence[float]
    heights: Sequence[float]


def measure(table: Table, width: float, lang: Lang) -> SizedTable:
    """Columns as wide as their longest text, within bounds, and stretched or squeezed to the width."""
    wishes, limits = [], []
    for head, *column in zip(table.head, *table.rows, strict=True):
        parts = [(head, SIZE), *(part for cell in column for part in _texts(cell))]
        longest = max(text_width(text, size) * BOLD for text, size in parts)
        wishes.append(min(WIDEST, max(NARROWEST, longest) + GAP + 6))
        # No column gets narrower than a word; Chinese breaks anywhere.
        words = (text_width(word, size) * BOLD for text, size in parts for word in text.split())
        limits.append(min(LONGEST_WORD, max(words, default=0)) + GAP + 2)
    widths = shared(wishes, limits, width, NARROWEST)
    rooms = [width - GAP for width in widths]
    heights = [max(map(_height, row, rooms, repeat(lang))) for row in table.rows]
    return SizedTable(table, widths, heights)


def _texts(cell: Cell) -> Iterator[tuple[str, float]]:
    """The texts of a cell below each other, each with its size."""
    for part in cell.parts or (cell,):
        yield part.text, SIZE
        if part.label:
            yield part.label, SIZE


def _height(cell: Cell, width: float, lang: Lang) -> float:
    text = sum(lines_taken(text, size, width) * size * LINES[lang] for text, size in _texts(cell))
    return text + 2 * PADDING


def pages(sized: SizedTable, height: float) -> list[SizedTable]:
    """The table in as few parts as there is room for, and these as even as can be."""
    room = max(height - HEAD, *sized.heights, 1)
    needed = len(_cut(sized, room))
    most = max(sum(sized.heights) / needed, *sized.heights)
    while len(parts := _cut(sized, most)) > needed:
        most = min(room, most * STEP)
    return parts


def _cut(sized: SizedTable, most: float) -> list[SizedTable]:
    cuts, load = [0], 0.0
    for at, height in enumerate(sized.heights):
        if at > cuts[-1] and load + height > most:
            cuts.append(at)
            load = 0.0
        load += height
    parts = [slice(first, last) for first, last in zip(cuts, [*cuts[1:], None], strict=True)]
    return [
        SizedTable(replace(sized.table, rows=sized.table.rows[part]), sized.widths, sized.heights[part])
        for part in parts
    ]


def draw_table(
    canvas: Canvas, area: Box, sized: SizedTable, *, title: str, alt: str, address: Address, leads: Leads
) -> None:
    """`address` gives the full address of a page of ours."""
    box = Box(area.left, area.top, sum(sized.widths), HEAD + sum(sized.heights))
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in sized.widths)
    heads = [TextRun(name, SIZE, "muted", bold=True) for name in sized.table.head]
    cells = [[_cell(canvas, [[run]], first=not at) for at, run in enumerate(heads)]]
    for row in sized.table.rows:
        cells.append([_body(canvas, cell, address, leads, first=not at) for at, cell in enumerate(row)])
    heights = map(emu, (HEAD, *sized.heights))
    rows = (f'<a:tr h="{height}">{"".join(row)}</a:tr>' for height, row in zip(heights, cells, strict=True))
    parts = f'<a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}'
    canvas.frame(box, title, alt, f'<a:graphicData uri="{TABLE}"><a:tbl>{parts}</a:tbl></a:graphicData>')


def _body(canvas: Canvas, cell: Cell, address: Address, leads: Leads, *, first: bool) -> str:
    size, lines = SIZE, []
    for part in cell.parts or (cell,):
        link = address(part.href) if part.href else leads(part.ref)
        ink = "second" if NOT_STATED in part.marks else "ink"
        computed = part.ref is not None and part.ref.kind == "derived"
        line = [TextRun(part.text, size, ink, bold=first, computed=computed, link=link)]
        if open_end(part.marks) == "pointed":
            line.append(TextRun(" ▸", size, ink_of(part.accent)))
        lines.append(line)
        if part.label:
            lines.append([TextRun(part.label, size, "muted")])
    return _cell(canvas, lines, first=first, hatched=NOT_STATED in cell.marks)


def _cell(canvas: Canvas, lines: Sequence[TextLine], *, first: bool, hatched: bool = False) -> str:
    words = canvas.words_xml(lines, tag="a:txBody")
    edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    rule = f'<a:lnB w="{emu(0.75)}">{drawingml.solid("rule")}</a:lnB>'
    sides = {"L": 0 if first else INDENT, "R": GAP - INDENT, "T": PADDING, "B": PADDING}
    margins = " ".join(f'mar{side}="{emu(margin)}"' for side, margin in sides.items())
    look = f"{edges}{rule}{drawingml.fill_xml(drawingml.HATCH if hatched else BARE)}"
    return f'<a:tc>{words}<a:tcPr {margins} anchor="ctr">{look}</a:tcPr></a:tc>'
