"""What is neither chart nor map nor table: cards with a large figure, cases, the counties as cells, short texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from dashboard import theme
from dashboard.deck.content import Address
from dashboard.deck.drawingml import (
    BARE,
    BOLD,
    DOTTED,
    LINE_HEIGHT,
    Box,
    Canvas,
    Style,
    TextLine,
    TextRun,
    accented,
    lines_taken,
    text_width,
    width_of,
)
from dashboard.exhibits.charts import Card, CardGroup, CaseCard, CaseCardGroup, Passages, Waffle, WaffleCell
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, plain, say
from dashboard.theme import ink_of

GAP = 16.0


# Cards --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CardSizes:
    """Sizes of a card's figure, unit, label and detail, and how many cards stand in a row."""

    figure: float
    unit: float
    label: float
    detail: float
    columns: int


SIZES = (
    CardSizes(44, 17, 16, 13, 3),
    CardSizes(32, 14, 14, 12, 4),
    CardSizes(26, 12, 12, 11, 4),
    CardSizes(26, 12, 12, 11, 5),
)
LEAST = 0.8  # of its size may a figure be that is too wide for its card
GROUP_HEAD, ROW_GAP = 27.0, 9.0


@dataclass(frozen=True)
class CardRow:
    """Cards side by side under the title of their group."""

    group: CardGroup
    cards: tuple[Card, ...]
    starts: bool  # a group: only then the title is written, or at the top of a slide


def card_pages(groups: Sequence[CardGroup], area: Box) -> list[tuple[CardSizes, list[CardRow]]]:
    """In the largest type that leaves all cards on one slide, or on several in the smallest."""
    cards = [card for group in groups for card in group.cards]
    fitting = [sizes for sizes in SIZES if _fits(cards, sizes, area)] or [SIZES[2]]
    for sizes in fitting:
        rows = [row for group in groups for row in _rows(group, sizes.columns)]
        if _rows_height(rows, sizes, area) <= area.height:
            return [(sizes, rows)]
    return [(fitting[-1], page) for page in _card_runs(groups, fitting[-1], area)]


def _fits(cards: Sequence[Card], sizes: CardSizes, area: Box) -> bool:
    """Whether no figure has to be made much smaller than the others."""
    width = _card_width(sizes, area)
    return all(_figure_size(card, sizes, width) >= LEAST * sizes.figure for card in cards)


def _rows(group: CardGroup, columns: int) -> list[CardRow]:
    cuts = range(0, len(group.cards), columns)
    return [CardRow(group, group.cards[first : first + columns], starts=not first) for first in cuts]


def _card_width(sizes: CardSizes, area: Box) -> float:
    return (area.width - GAP * (sizes.columns - 1)) / sizes.columns


def _rows_height(rows: Sequence[CardRow], sizes: CardSizes, area: Box) -> float:
    width = _card_width(sizes, area)
    heads = sum(row.starts or not at for at, row in enumerate(rows))
    return heads * GROUP_HEAD + sum(_row_height(row, sizes, width) + ROW_GAP for row in rows)


def _card_runs(groups: Sequence[CardGroup], sizes: CardSizes, area: Box) -> list[list[CardRow]]:
    """A group goes on to a new slide as a whole where it fits there."""
    runs: list[list[CardRow]] = [[]]
    for group in groups:
        rows = _rows(group, sizes.columns)
        for at, row in enumerate(rows):
            coming = [row] if at else rows
            if runs[-1] and _rows_height([*runs[-1], *coming], sizes, area) > area.height:
                runs.append([])
            runs[-1].append(row)
    return runs


def _row_height(row: CardRow, sizes: CardSizes, width: float) -> float:
    heights = []
    for card in row.cards:
        label = lines_taken(card.label, sizes.label, width) * sizes.label
        detail = lines_taken(card.detail, sizes.detail, width) * sizes.detail if card.detail else 0
        heights.append((_figure_size(card, sizes, width) + label + detail) * LINE_HEIGHT + 4)
    return max(heights)


def _figure_size(card: Card, sizes: CardSizes, width: float) -> float:
    """Smaller where a figure with its words and tags is wider than its card."""
    words = text_width(card.amount.prefix + card.amount.unit, sizes.unit)
    number = text_width(card.amount.number, sizes.figure) * BOLD
    planned, marked = "planned" in card.marks, bool(open_end(card.marks))
    tags = 8 + 62 * planned + 23 * marked + 18 * bool(card.grade)
    return sizes.figure * min(1, max(0.5, (width - words - tags) / number))


def draw_cards(canvas: Canvas, area: Box, rows: Sequence[CardRow], sizes: CardSizes) -> None:
    top, width = area.top, _card_width(sizes, area)
    for at, row in enumerate(rows):
        if row.starts or not at:
            top = _group_head(canvas, row.group, replace(area, top=top))
        height = _row_height(row, sizes, width)
        for column, card in enumerate(row.cards):
            box = Box(area.left + column * (width + GAP), top, width, height)
            _card(canvas, card, box, sizes, row.group.accent)
        top += height + ROW_GAP


def _group_head(canvas: Canvas, group: CardGroup | CaseCardGroup, area: Box) -> float:
    """At the top of an area; gives where what follows begins."""
    ink = ink_of(group.accent)
    canvas.rule((area.left, area.top), (area.right, area.top), Style(line=ink, width=1.5), "rule")
    title = [TextRun(group.title, 13, ink, bold=True)]
    canvas.text(Box(area.left, area.top + 5, area.width, 18), [title], group.title)
    return area.top + GROUP_HEAD


def _card(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, accent: str) -> None:
    size, amount = _figure_size(card, sizes, box.width), card.amount
    parts = (
        (amount.prefix, sizes.unit, False),
        (amount.number, size, True),
        (amount.unit, sizes.unit, False),
    )
    figure = [TextRun(text, one, bold=bold) for text, one, bold in parts if text]
    planned = "planned" in card.marks
    frame = Style(line=ink_of(accent), width=1.5, dash="dash") if planned else BARE
    head = Box(box.left, box.top, width_of(figure) + (16 if planned else 8), size * LINE_HEIGHT)
    across = "ctr" if planned else "l"
    canvas.shape(head, frame, str(amount), lines=[figure], across=across, along="ctr", wrap=False)
    _tags(canvas, card, head, accent)
    lines = [[TextRun(card.label, sizes.label, bold=True)]]
    if card.detail:
        lines.append([TextRun(card.detail, sizes.detail, "second")])
    below = Box(box.left, head.bottom + 3, box.width, box.height - head.height - 3)
    canvas.text(below, lines, card.label)


def _tags(canvas: Canvas, card: Card, head: Box, accent: str) -> None:
    """Right of the figure: its mark, that it is planned, and the grade of its source."""
    left, middle = head.right + 3, head.middle
    match open_end(card.marks):
        case "pointed":
            corners = [(left, middle - 5), (left + 8, middle), (left, middle + 5)]
            canvas.polygon(corners, Style(fill=ink_of(accent)), "point", closed=True)
            left += 13
        case "faded":
            canvas.shape(Box(left, middle - 3, 18, 6), Style(fill=ink_of(accent), fades="right"), "about")
            left += 23
    status = card.status and say(f"status.{card.status}", canvas.lang)
    for text in filter(None, (status, card.grade)):
        box = Box(left, middle - 7, text_width(text, 10) + 8, 14)
        fill, ink = ("second", "page") if text == "A" else ("", "second")
        style, run = Style(fill=fill, line="second", width=0.75), TextRun(text, 10, ink, bold=True)
        canvas.shape(box, style, text, lines=[[run]], across="ctr", along="ctr", wrap=False)
        left = box.right + 4


# Cases --------------------------------------------------------------------------------------------------------

CASE_COLUMNS, CASE_ROWS = 3, 2
CASE_FACTORS = (1.25, 1.12, 1.0, 0.92, 0.85)


def case_pages(groups: Sequence[CaseCardGroup]) -> Iterator[CaseCardGroup]:
    """A group in parts of one slide, as even as can be."""
    for group in groups:
        needed = ceil(len(group.cases) / (CASE_COLUMNS * CASE_ROWS))
        size = ceil(len(group.cases) / needed)
        for first in range(0, len(group.cases), size):
            yield replace(group, cases=group.cases[first : first + size])


def draw_cases(canvas: Canvas, area: Box, group: CaseCardGroup, address: Address) -> None:
    """In the largest type in which the longest case fits its place."""
    top = _group_head(canvas, group, area)
    width = (area.width - GAP * (CASE_COLUMNS - 1)) / CASE_COLUMNS
    height = (area.bottom - top) / CASE_ROWS
    texts = [_case_lines(case, group.accent, canvas.lang, address) for case in group.cases]
    fitting = (
        factor
        for factor in CASE_FACTORS
        if all(_lines_height(lines, factor, width) < height - 12 for lines in texts)
    )
    factor = next(fitting, CASE_FACTORS[-1])
    for at, (case, lines) in enumerate(zip(group.cases, texts, strict=True)):
        row, column = divmod(at, CASE_COLUMNS)
        box = Box(area.left + column * (width + GAP), top + row * height, width, height - 8)
        canvas.rule((box.left, box.top), (box.right, box.top), Style(line="rule", width=0.75), "rule")
        inner = Box(box.left, box.top + 4, box.width, box.height - 4)
        grown = [[replace(run, size=run.size * factor) for run in line] for line in lines]
        canvas.text(inner, grown, case.title, after=1.5)


def _case_lines(case: CaseCard, accent: str, lang: Lang, address: Address) -> list[TextLine]:
    return [
        [TextRun(f"{case.place} · {case.theme}", 10.5, "muted")],
        [TextRun(case.title, 14, ink_of(accent), bold=True, link=address(case.href))],
        *([[TextRun(f"{case.heading_said} {case.heading}".strip(), 11, "muted")]] if case.heading else []),
        [TextRun(case.summary, 11, "second")],
        *(_case_figure(card, accent, lang) for card in case.cards),
        *([[TextRun(case.missing, 11, "second", italic=True)]] if case.missing else []),
    ]


def _lines_height(lines: Sequence[TextLine], factor: float, width: float) -> float:
    sizes = [max(run.size for run in line) * factor for line in lines]
    rows = [ceil(width_of(line) * factor / (width * 0.96)) for line in lines]
    return sum(size * LINE_HEIGHT * count + 1.5 for size, count in zip(sizes, rows, strict=True))


def _case_figure(card: Card, accent: str, lang: Lang) -> TextLine:
    runs = [TextRun(str(card.amount), 13, bold=True)]
    if open_end(card.marks) == "pointed":
        runs.append(TextRun(" ▸", 11, ink_of(accent)))
    if "planned" in card.marks:
        runs.append(TextRun(f" [{say('status.planned', lang)}]", 10.5, ink_of(accent)))
    return [*runs, TextRun(f"  {card.label}", 10.5, "second")]


# Counties as cells --------------------------------------------------------------------------------------------

WAFFLE_GAP, WAFFLE_HEAD, CELL_GAP = 18.0, 30.0, 2.0
TALLEST = 58.0
NAME_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)


def draw_waffle(canvas: Canvas, area: Box, waffle: Waffle, *, title: str, alt: str) -> None:
    columns = sum(group.columns for group in waffle.groups)
    width = (area.width - WAFFLE_GAP * (len(waffle.groups) - 1)) / max(columns, 12)
    rows = max(ceil(len(group.cells) / group.columns) for group in waffle.groups)
    height = min(TALLEST, (area.height - WAFFLE_HEAD) / rows)
    group_canvas = canvas.group(title, area, alt or title)
    left = area.left
    for group in waffle.groups:
        name = plain(group.title)
        room = max(group.columns * width, text_width(name, 14) * BOLD + 10)
        box = Box(left, area.top, room, WAFFLE_HEAD)
        canvas.text(box, [[TextRun(name, 14, bold=True)]], name, along="b", after=5)
        for at, cell in enumerate(group.cells):
            row, column = divmod(at, group.columns)
            corner = left + column * width, area.top + WAFFLE_HEAD + row * height
            _waffle_cell(group_canvas, cell, Box(*corner, width - CELL_GAP, height - CELL_GAP))
        left += max(group.columns * width, room if len(name) > 4 * group.columns else 0) + WAFFLE_GAP


def _waffle_cell(canvas: Canvas, cell: WaffleCell, box: Box) -> None:
    words, ink = cell.text.split() or [""], theme.PAINTS[cell.accent].words
    fitting = (size for size in NAME_SIZES if max(text_width(one, size) for one in words) <= box.width - 3)
    glow = "hatch-ground" if cell.accent == "hatched" else ""
    lines = [[TextRun(cell.text, next(fitting, NAME_SIZES[-1]), ink, glow=glow)]]
    if cell.dotted:
        lines.append([TextRun(DOTTED, 7, ink)])
    name = cell.title or cell.text
    canvas.shape(box, accented(cell.accent), name, lines=lines, across="ctr", along="ctr")


# Short texts --------------------------------------------------------------------------------------------------


def draw_passages(canvas: Canvas, area: Box, passages: Passages, accent: str, address: Address) -> None:
    count = len(passages.items)
    columns = 2 if count == 4 else min(count, 3)
    rows = ceil(count / columns)
    width, height = (area.width - 2 * GAP * (columns - 1)) / columns, area.height / rows
    for at, item in enumerate(passages.items):
        row, column = divmod(at, columns)
        box = Box(area.left + column * (width + 2 * GAP), area.top + row * height, width, height - GAP)
        canvas.rule((box.left, box.top), (box.right, box.top), Style(line=ink_of(accent), width=2), "rule")
        lines = [
            [TextRun(item.heading, 22, ink_of(accent), bold=True)],
            [TextRun(plain(item.text), 17)],
            *([TextRun(link.text, 13, "second", link=address(link.href))] for link in item.links),
        ]
        canvas.text(Box(box.left, box.top + 10, width, box.height - 10), lines, item.heading, after=6)
