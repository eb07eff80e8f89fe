"""Native tables: a table of a page as PowerPoint's own, or the part of one that a slide has room for."""

from collections.abc import Iterator, Sequence

from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import BARE, Canvas, emu
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang
from dashboard.layout.box import Box
from dashboard.layout.text import TextLine, TextRun, lines_taken, text_width
from dashboard.theme import ink_of

SIZES = (20.0, 18.0, 16.0, 14.0)  # of type: the first in which all rows have room
PADDING, GAP, INDENT = 2.5, 10.0, 5.0  # above and below the text of a cell; beside it; on its left
NOT_STATED = "not_stated"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
HEAD = 24.0
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
    for size in SIZES:
        heights = [
            max(
                _height(cell, width - GAP, size, canvas.lang) for cell, width in zip(row, widths, strict=True)
            )
            for row in table.rows
        ]
        if HEAD + sum(heights) <= area.height and _words_fit(table, widths, size):
            break
    box = Box(area.left, area.top, sum(widths), HEAD + sum(heights))
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    heads = [TextRun(name, size, "muted", bold=True) for name in table.head]
    cells = [[_cell(canvas, [[run]], first=not at) for at, run in enumerate(heads)]]
    for row in table.rows:
        cells.append([_body(canvas, cell, size, address, leads, first=not at) for at, cell in enumerate(row)])
    lines = zip(map(emu, (HEAD, *heights)), cells, strict=True)
    rows = (f'<a:tr h="{height}">{"".join(line)}</a:tr>' for height, line in lines)
    parts = f'<a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}'
    canvas.frame(box, title, alt, f'<a:graphicData uri="{TABLE}"><a:tbl>{parts}</a:tbl></a:graphicData>')


def _words_fit(table: Table, widths: Sequence[float], size: float) -> bool:
    """Whether no word is wider than its column."""
    return all(
        text_width(word, size) <= width - GAP
        for row in table.rows
        for cell, width in zip(row, widths, strict=True)
        for text in _texts(cell)
        for word in text.split()
        if word.isascii()
    )


def _texts(cell: Cell) -> Iterator[str]:
    """The texts of a cell below each other."""
    for part in cell.parts or (cell,):
        yield part.text
        if part.label:
            yield part.label


def _height(cell: Cell, width: float, size: float, lang: Lang) -> float:
    return sum(lines_taken(text, size, width) for text in _texts(cell)) * size * LINES[lang] + 2 * PADDING


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
