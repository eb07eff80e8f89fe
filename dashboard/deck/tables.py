"""Native tables: a table of a page as PowerPoint's own, or the part of one that a slide has room for."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import BARE, Canvas, emu
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, TextLine, TextRun, lines_taken, longest_word
from dashboard.theme import ink_of

SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)  # of type: the first in which all rows have room
HEAD = 16.0  # of its type, at most
APART = 2.0  # times as high as its text a row is at most, where a slide has room
PADDING, GAP, INDENT = 2.5, 10.0, 5.0  # above and below the text of a cell; beside it; on its left
NOT_STATED = "not_stated"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
# Of the size; no row gets lower than its text, and Chinese fonts have taller lines.
LINES: dict[Lang, float] = {"zh": 1.45, "en": 1.22}


def draw_table(
    canvas: Canvas,
    area: Box,
    table: Table,
    *,
    shares: Sequence[float],
    title: str,
    alt: str,
    address: Address,
    leads: Leads,
) -> None:
    """`shares` are the widths of its columns in per cent; `address` gives the full address of a page of ours."""
    widths = [area.width * share / sum(shares) for share in shares]
    rooms = [width - GAP for width in widths]
    top = [Cell(text=name) for name in table.head]
    for size in SIZES:
        head_size = min(size, HEAD)
        head = _height(top, [room / BOLD for room in rooms], head_size, canvas.lang)
        heights = [_height(row, rooms, size, canvas.lang) for row in table.rows]
        words = _words_fit([top], rooms, head_size) and _words_fit(table.rows, rooms, size)
        if words and head + sum(heights) <= area.height:
            break
    apart = max(1.0, min(APART, (area.height - head) / sum(heights)))
    heights = [apart * height for height in heights]
    box = Box(area.left, area.top, sum(widths), head + sum(heights))
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    heads = [TextRun(name, head_size, "muted", bold=True) for name in table.head]
    cells = [[_cell(canvas, [[run]], first=not at) for at, run in enumerate(heads)]]
    for row in table.rows:
        cells.append([_body(canvas, cell, size, address, leads, first=not at) for at, cell in enumerate(row)])
    lines = zip(map(emu, (head, *heights)), cells, strict=True)
    rows = (f'<a:tr h="{height}">{"".join(line)}</a:tr>' for height, line in lines)
    parts = f'<a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}'
    canvas.frame(box, title, alt, f'<a:graphicData uri="{TABLE}"><a:tbl>{parts}</a:tbl></a:graphicData>')


def _texts(cell: Cell) -> Iterator[str]:
    """The texts of a cell below each other."""
    for part in cell.parts or (cell,):
        yield part.text
        if part.label:
            yield part.label


def _height(row: Sequence[Cell], rooms: Sequence[float], size: float, lang: Lang) -> float:
    lines = (
        sum(lines_taken(text, size, room) for text in _texts(cell))
        for cell, room in zip(row, rooms, strict=True)
    )
    return max(lines) * size * LINES[lang] + 2 * PADDING


def _words_fit(rows: Iterable[Sequence[Cell]], rooms: Sequence[float], size: float) -> bool:
    """Whether no word has to be parted; any may be bold."""
    return all(
        longest_word(text, size) * BOLD <= room
        for row in rows
        for cell, room in zip(row, rooms, strict=True)
        for text in _texts(cell)
    )


def _body(canvas: Canvas, cell: Cell, size: float, address: Address, leads: Leads, *, first: bool) -> str:
    lines = []
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
