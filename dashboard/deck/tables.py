"""Native tables: a table of a page as PowerPoint's own, or the part of one that a slide has room for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import BARE, Canvas, emu
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, half_widths
from dashboard.layout.box import Box
from dashboard.layout.paging import texts_in, unparted
from dashboard.layout.text import BOLD, CLAUSES, TextLine, TextRun, lines_taken, spaced, text_width
from dashboard.theme import ink_of

SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)  # of type
HEAD = 16.0  # of its type, at most
APART = 2.0  # times as high as its text a row is at most, where a slide has room
PADDING, GAP, INDENT = 2.5, 10.0, 5.0  # above and below the text of a cell; beside it; on its left
PARTING = 3  # of these sizes, from which on short texts are parted
# Where a text is parted: between its clauses, but for the letter of a grade, which stays with what is before it, and
# before a bracket at its end.
PARTED = re.compile(f"{CLAUSES}(?!.?$)|(?<=.)(?=（[^（）]*）$)")
SHORT = 10  # half-width characters of a text in any language that is not to be parted
FILLED = 0.97  # of a line, by a word
NOT_STATED = "not_stated"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
# Of the size; no row gets lower than its text, and Chinese fonts have taller lines.
LINES: dict[Lang, float] = {"zh": 1.45, "en": 1.22}


@dataclass(frozen=True)
class PlacedTable:
    """A table in its area; `shares` are the widths of its columns in per cent."""

    area: Box
    table: Table
    shares: Sequence[float]
    lang: Lang

    @property
    def widths(self) -> list[float]:
        return [self.area.width * share / sum(self.shares) for share in self.shares]

    @property
    def rooms(self) -> list[float]:
        return [width - GAP for width in self.widths]

    def head_height(self, size: float) -> float:
        rooms = [room / BOLD for room in self.rooms]
        return self._height([Cell(text=name) for name in self.table.head], rooms, min(size, HEAD))

    def row_heights(self, size: float) -> list[float]:
        return [self._height(row, self.rooms, size) for row in self.table.rows]

    def fits(self, size: float, *, whole: bool) -> bool:
        """Whether all has room in type of that size and no word is parted; `whole` as for `unparted`."""
        words = chain(
            (
                (word, min(size, HEAD) * BOLD, room)
                for name, room in zip(self.table.head, self.rooms, strict=True)
                for word in unparted(name, whole=False)
            ),
            (
                (word, size * (BOLD if not at else 1), room)
                for row in self.table.rows
                for at, (cell, room) in enumerate(zip(row, self.rooms, strict=True))
                for text in texts_in(cell)
                for word in ([text] if whole and half_widths(text) <= SHORT else unparted(text, whole=whole))
            ),
        )
        return self.head_height(size) + sum(self.row_heights(size)) <= self.area.height and all(
            text_width(word, letters) <= FILLED * room for word, letters, room in words
        )

    def _height(self, row: Sequence[Cell], rooms: Sequence[float], size: float) -> float:
        lines = (
            sum(
                lines_taken(spaced(line), size, room) * self._line(line)
                for text in texts_in(cell)
                for line in clause_lines(text, size, room)
            )
            for cell, room in zip(row, rooms, strict=True)
        )
        return max(lines) * size + 2 * PADDING

    def _line(self, text: str) -> float:
        return LINES["zh" if half_widths(text) > len(text) else self.lang]


def clause_lines(text: str, size: float, room: float) -> list[str]:
    """What has no room on one line is parted between its clauses, so no date is, and no line begins with a point."""
    lines = list[str]()
    for clause in PARTED.split(text):
        between = "" if clause.startswith("（") else CLAUSES
        joined = f"{lines[-1]}{between}{clause}" if lines else clause
        if lines and text_width(spaced(joined), size) <= FILLED * room:
            lines[-1] = joined
        else:
            lines[-1:] = [*(f"{line}{between}".rstrip() for line in lines[-1:]), clause]
    return lines


def size_among(tables: Sequence[PlacedTable]) -> float:
    """The largest type in which all have room; short texts are parted before all gets small."""
    ways = [*((size, True) for size in SIZES[:-1]), *((size, False) for size in SIZES[PARTING:])]
    return next(
        (size for size, whole in ways if all(one.fits(size, whole=whole) for one in tables)), SIZES[-1]
    )


def draw_table(
    canvas: Canvas,
    area: Box,
    table: Table,
    *,
    size: float,
    shares: Sequence[float],
    title: str,
    alt: str,
    address: Address,
    leads: Leads,
) -> None:
    """In type of that size; `address` gives the full address of a page of ours."""
    placed = PlacedTable(area, table, shares, canvas.lang)
    widths, head, heights = placed.widths, placed.head_height(size), placed.row_heights(size)
    apart = max(1.0, min(APART, (area.height - head) / sum(heights)))
    heights = [apart * height for height in heights]
    box = Box(area.left, area.top, sum(widths), head + sum(heights))
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    heads = [TextRun(name, min(size, HEAD), "muted", bold=True) for name in table.head]
    cells = [[_cell(canvas, [[run]], first=not at) for at, run in enumerate(heads)]]
    for row in table.rows:
        rooms = enumerate(zip(row, placed.rooms, strict=True))
        cells.append(
            [_body(canvas, cell, size, room, address, leads, first=not at) for at, (cell, room) in rooms]
        )
    lines = zip(map(emu, (head, *heights)), cells, strict=True)
    rows = (f'<a:tr h="{height}">{"".join(line)}</a:tr>' for height, line in lines)
    parts = f'<a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>{"".join(rows)}'
    canvas.frame(box, title, alt, f'<a:graphicData uri="{TABLE}"><a:tbl>{parts}</a:tbl></a:graphicData>')


def _body(
    canvas: Canvas, cell: Cell, size: float, room: float, address: Address, leads: Leads, *, first: bool
) -> str:
    lines = []
    for part in cell.parts or (cell,):
        link = address(part.href) if part.href else leads(part.ref)
        ink = "second" if NOT_STATED in part.marks else "ink"
        computed = part.ref is not None and part.ref.kind == "derived"
        base = TextRun("", size, ink, bold=first, computed=computed, link=link)
        said = [[replace(base, text=line)] for line in clause_lines(part.text, size, room)]
        if open_end(part.marks) == "pointed":
            said[-1].append(TextRun("\u00a0▸", size, ink_of(part.accent)))
        lines += said
        if part.label:
            lines += [[TextRun(line, size, "muted")] for line in clause_lines(part.label, size, room)]
    return _cell(canvas, lines, first=first, hatched=NOT_STATED in cell.marks)


def _cell(canvas: Canvas, lines: Sequence[TextLine], *, first: bool, hatched: bool = False) -> str:
    words = canvas.words_xml(lines, tag="a:txBody")
    edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    rule = f'<a:lnB w="{emu(0.75)}">{drawingml.solid("rule")}</a:lnB>'
    sides = {"L": 0 if first else INDENT, "R": GAP - INDENT, "T": PADDING, "B": PADDING}
    margins = " ".join(f'mar{side}="{emu(margin)}"' for side, margin in sides.items())
    look = f"{edges}{rule}{drawingml.fill_xml(drawingml.HATCH if hatched else BARE)}"
    return f'<a:tc>{words}<a:tcPr {margins} anchor="ctr">{look}</a:tcPr></a:tc>'
