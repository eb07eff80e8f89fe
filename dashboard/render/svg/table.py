"""A table in a picture: rules between rows, columns as wide as their texts ask for, and what all rows say above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, in_clauses, say
from dashboard.layout.box import Box
from dashboard.layout.columns import shared
from dashboard.layout.text import BOLD, TextRun, text_width
from dashboard.render.svg.canvas import HATCH, LEADING, Canvas, Style
from dashboard.render.table import told_apart
from dashboard.theme import SIZES

SIZE, LABEL, HEAD = SIZES["normal"], SIZES["small"], SIZES["small"]
GAP, PADDING = 16.0, 6.0  # beside the text of a cell, and above and below it
NARROWEST, WIDEST, LONGEST_WORD = 44.0, 420.0, 120.0
MOST_ROWS = 120  # of a picture; whoever needs more takes the table itself
SWATCH = 26.0  # beside what is not stated
NOT_STATED = "not_stated"


@dataclass(frozen=True)
class _Line:
    """A text of a cell, below the one before."""

    text: str
    run: TextRun
    pointed: bool = False


def draw_table(canvas: Canvas, area: Box, table: Table) -> float:
    said, varied = told_apart(table)
    rows, top, lang = varied.rows[:MOST_ROWS], area.top, canvas.lang
    if said:
        colon = "：" if lang == "zh" else ": "
        told = say(
            "table.in-all", lang, told=in_clauses((f"{head}{colon}{text}" for head, text in said), lang)
        )
        top = canvas.paragraph((area.left, top), area.width, told, TextRun("", SIZE, "second")) + 6
    widths = _widths(varied, rows, area.width, lang)
    heads = [[_Line(name, TextRun("", HEAD, "second", bold=True))] for name in varied.head]
    top = _row(canvas, heads, widths, replace(area, top=top))
    _rule(canvas, area, top, "ink")
    for row in rows:
        cells = [list(_lines(cell, lang, first=not at)) for at, cell in enumerate(row)]
        end = _row(canvas, cells, widths, replace(area, top=top), [NOT_STATED in cell.marks for cell in row])
        _rule(canvas, area, end, "rule")
        top = end
    if len(rows) < len(varied.rows):
        left = f"{say('table.first', lang, first=len(rows), count=len(varied.rows))} {say('table.on-paper', lang)}"
        top = canvas.paragraph((area.left, top + 6), area.width, left, TextRun("", LABEL, "muted"))
    return top


def _widths(table: Table, rows: Sequence[Sequence[Cell]], width: float, lang: Lang) -> list[float]:
    wishes, limits = [], []
    for at, head in enumerate(table.head):
        texts = [
            (head, HEAD),
            *((one.text, one.run.size) for row in rows for one in _lines(row[at], lang, first=not at)),
        ]
        inset = SWATCH if any(NOT_STATED in row[at].marks for row in rows) else 0
        longest = max(text_width(text, size) * BOLD for text, size in texts) + inset
        wishes.append(min(WIDEST, max(NARROWEST, longest)) + GAP)
        words = (text_width(word, size) * BOLD for text, size in texts for word in text.split())
        limits.append(min(LONGEST_WORD, max(words, default=0)) + GAP + inset)
    return shared(wishes, limits, width, NARROWEST)


def _lines(cell: Cell, lang: Lang, *, first: bool) -> Iterator[_Line]:
    for part in cell.parts or (cell,):
        ink = "second" if NOT_STATED in part.marks else "ink"
        computed = part.ref is not None and part.ref.kind == "derived"
        run = TextRun("", SIZE, ink, bold=first, computed=computed)
        planned = f" [{say('status.planned', lang)}]" if "planned" in part.marks else ""
        yield _Line(f"{part.text}{planned}", run, pointed=open_end(part.marks) == "pointed")
        if part.label:
            yield _Line(part.label, TextRun("", LABEL, "muted"))


def _row(
    canvas: Canvas,
    cells: Sequence[Sequence[_Line]],
    widths: Sequence[float],
    area: Box,
    hatched: Sequence[bool] = (),
) -> float:
    """Gives where the row ends: as high as its highest cell."""
    left, ends = area.left, []
    for at, (lines, width) in enumerate(zip(cells, widths, strict=True)):
        top = area.top + PADDING
        inset = SWATCH if hatched and hatched[at] else 0
        if inset:
            canvas.box(Box(left, top + (SIZE * LEADING - 13) / 2, inset - 6, 13), HATCH)
        for line in lines:
            text = f"{line.text} ▸" if line.pointed else line.text
            top = canvas.paragraph((left + inset, top), width - GAP - inset, text, line.run)
        ends.append(top)
        left += width
    return max(ends, default=area.top) + PADDING


def _rule(canvas: Canvas, area: Box, y: float, colour: str) -> None:
    canvas.line([(area.left, y), (area.right, y)], Style(line=colour))
