"""Native tables: a table of a page as PowerPoint's own, over as many slides as its rows take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.deck.canvas import Canvas
from dashboard.deck.content import Address
from dashboard.deck.drawingml import (
    BOLD,
    HATCH,
    Box,
    Style,
    TextLine,
    TextRun,
    emu,
    fill_xml,
    ink_of,
    lines_taken,
    solid,
    text_width,
)
from dashboard.exhibits.charts import Cell, Table
from dashboard.figures.words import Lang

SIZES: dict[Lang, float] = {"zh": 12.0, "en": 11.0}
LABEL = 0.86  # of the size of a text
PADDING, GAP, INDENT = 2.5, 10.0, 5.0  # above and below the text of a cell; beside it; on its left
POINTED = {"at_least", "more_than"}
NOT_STATED = "not_stated"
WIDEST = 330.0
NARROWEST = 36.0
HEAD = 24.0
# Of the size; no row gets lower than its text, and Chinese fonts have taller lines.
LINES: dict[Lang, float] = {"zh": 1.45, "en": 1.22}


@dataclass(frozen=True)
class SizedTable:
    """A table with the widths of its columns and the heights of its rows."""

    table: Table
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def measure(table: Table, width: float, lang: Lang) -> SizedTable:
    """Columns as wide as their longest text, within bounds, and stretched or squeezed to the width."""
    columns = list(zip(*table.rows, strict=True))
    wishes = [_wish(head, column, lang) for head, column in zip(table.head, columns, strict=True)]
    limits = [_longest_word(head, column, lang) for head, column in zip(table.head, columns, strict=True)]
    widths = _shared(wishes, limits, width)
    heights = tuple(
        max(_height(cell, room - GAP, lang) for cell, room in zip(row, widths, strict=True))
        for row in table.rows
    )
    return SizedTable(table, tuple(widths), heights)


def _wish(head: str, cells: Sequence[Cell], lang: Lang) -> float:
    longest = max(run_width for cell in cells for run_width in _widths(cell, lang))
    return min(WIDEST, max(NARROWEST, longest, text_width(head, SIZES[lang]) * BOLD) + GAP + 6)


def _widths(cell: Cell, lang: Lang) -> Iterator[float]:
    for text, size in _texts(cell, lang):
        yield text_width(text, size) * BOLD


def _longest_word(head: str, cells: Sequence[Cell], lang: Lang) -> float:
    """No column gets narrower than a word; Chinese breaks anywhere."""
    texts = [(head, SIZES[lang]), *(part for cell in cells for part in _texts(cell, lang))]
    words = [(word, size) for text, size in texts for word in text.split()]
    return max((min(90.0, text_width(word, size) * BOLD) for word, size in words), default=0) + GAP + 2


def _shared(wishes: Sequence[float], limits: Sequence[float], width: float) -> list[float]:
    """Where the wishes are too wide together, the widest columns give way first."""
    spare = width - sum(wishes)
    if spare >= 0:
        return [wish + spare * wish / sum(wishes) for wish in wishes]
    widest = max(wishes)
    while (
        sum(widths := [min(wish, max(widest, limit)) for wish, limit in zip(wishes, limits, strict=True)])
        > width
    ):
        if widest < NARROWEST:
            return [one * width / sum(widths) for one in widths]
        widest -= 2
    return widths


def _texts(cell: Cell, lang: Lang) -> Iterator[tuple[str, float]]:
    """The texts of a cell below each other, each with its size."""
    size = SIZES[lang]
    for part in cell.parts or (cell,):
        yield part.text, size
        if part.label:
            yield part.label, size * LABEL


def _height(cell: Cell, width: float, lang: Lang) -> float:
    text = sum(lines_taken(text, size, width) * size * LINES[lang] for text, size in _texts(cell, lang))
    return text + 2 * PADDING


def pages(sized: SizedTable, height: float) -> list[SizedTable]:
    """The sized in as many parts as slides are needed, of about the same height."""
    room = max(height - HEAD, *sized.heights, 1)
    needed = max(1, -int(-sum(sized.heights) // room))
    while True:
        parts = _cut(sized, max(sum(sized.heights) / needed, *sized.heights), room)
        if len(parts) <= needed:
            return parts
        needed += 1


def _cut(sized: SizedTable, share: float, room: float) -> list[SizedTable]:
    parts: list[SizedTable] = []
    first, load = 0, 0.0
    for at, height in enumerate(sized.heights):
        if at > first and (load + height > room or load + height / 2 > share):
            parts.append(_part(sized, first, at))
            first, load = at, 0.0
        load += height
    return [*parts, _part(sized, first, len(sized.heights))]


def _part(sized: SizedTable, first: int, last: int) -> SizedTable:
    table = replace(sized.table, rows=sized.table.rows[first:last])
    return SizedTable(table, sized.widths, sized.heights[first:last])


# Drawing ------------------------------------------------------------------------------------------------------


def draw_table(
    canvas: Canvas, area: Box, sized: SizedTable, *, title: str, alt: str, address: Address
) -> None:
    """`address` gives the full address of a page of ours."""
    box = Box(area.left, area.top, sum(sized.widths), HEAD + sum(sized.heights))
    writer = _Writer(canvas, address)
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in sized.widths)
    head = [
        writer.cell(
            [TextRun(text=name, size=SIZES[canvas.lang] - 1, colour="muted", bold=True)],
            style=Style(),
            first=not at,
        )
        for at, name in enumerate(sized.table.head)
    ]
    rows = [writer.row(HEAD, head)] + [
        writer.row(height, [writer.body(cell, first=not at) for at, cell in enumerate(row)])
        for row, height in zip(sized.table.rows, sized.heights, strict=True)
    ]
    canvas.frame(
        box,
        title,
        alt,
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData>",
    )


class _Writer:
    def __init__(self, canvas: Canvas, address: Address) -> None:
        self.canvas = canvas
        self.address = address

    def row(self, height: float, cells: Sequence[str]) -> str:
        return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'

    def body(self, cell: Cell, *, first: bool) -> str:
        style = HATCH if NOT_STATED in cell.marks else Style()
        lines = [line for part in cell.parts or (cell,) for line in self._lines(part, bold=first)]
        return self.cell(*lines, style=style, first=first)

    def _lines(self, part: Cell, *, bold: bool) -> list[TextLine]:
        size = SIZES[self.canvas.lang]
        link = self.address(part.href) if part.href else ""
        runs = [TextRun(text=part.text, size=size, bold=bold, link=link, colour=_ink(part))]
        if part.ref is not None and part.ref.kind == "derived":
            runs = [replace(runs[0], computed=True)]
        if set(part.marks) & POINTED:
            runs.append(TextRun(text=" ▸", size=size * LABEL, colour=ink_of(part.accent)))
        label: list[TextLine] = (
            [[TextRun(text=part.label, size=size * LABEL, colour="muted")]] if part.label else []
        )
        return [runs, *label]

    def cell(self, *lines: TextLine, style: Style, first: bool = False) -> str:
        words = self.canvas.words_xml(lines, tag="a:txBody")
        none = "<a:noFill/>"
        edges = "".join(f'<a:ln{side} w="0">{none}</a:ln{side}>' for side in "LRT")
        rule = f'<a:lnB w="{emu(0.75)}">{solid("rule")}</a:lnB>'
        sides = {"L": 0 if first else INDENT, "R": GAP - INDENT, "T": PADDING, "B": PADDING}
        margins = " ".join(f'mar{side}="{emu(margin)}"' for side, margin in sides.items())
        return f'<a:tc>{words}<a:tcPr {margins} anchor="ctr">{edges}{rule}{fill_xml(style)}</a:tcPr></a:tc>'


def _ink(part: Cell) -> str:
    return "second" if NOT_STATED in part.marks else "ink"
