"""What is neither chart nor map nor table: cards with a large figure, cases, the counties as cells, short texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from dashboard import theme
from dashboard.deck.canvas import Canvas
from dashboard.deck.content import Address
from dashboard.deck.drawingml import (
    BOLD,
    LINE_HEIGHT,
    Box,
    Style,
    TextLine,
    TextRun,
    accented,
    ink_of,
    lines_taken,
    scaled,
    text_width,
    width_of,
)
from dashboard.exhibits.charts import Card, CardGroup, CaseCard, CaseCardGroup, Passages, Waffle, WaffleCell
from dashboard.figures.words import Amount, Lang, plain, say

GAP = 16.0
POINTED = {"at_least", "more_than"}
FADED = {"about", "nearly"}


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

    title: str
    accent: str
    cards: tuple[Card, ...]
    starts: bool  # a group: only then the title is written, or at the top of a slide

    def height(self, sizes: CardSizes, width: float) -> float:
        return max(_card_height(card, sizes, width) for card in self.cards)


def card_pages(groups: Sequence[CardGroup], area: Box) -> list[tuple[CardSizes, list[CardRow]]]:
    """In the largest type that leaves all cards on one slide, or on several in the smallest."""
    cards = [card for group in groups for card in group.cards]
    fitting = [sizes for sizes in SIZES if _fits(cards, sizes, area)] or [SIZES[2]]
    for sizes in fitting:
        rows = [row for group in groups for row in _rows(group, sizes.columns)]
        if _pages_height(rows, sizes, area) <= area.height:
            return [(sizes, rows)]
    return [(fitting[-1], page) for page in _card_runs(groups, fitting[-1], area)]


def _fits(cards: Sequence[Card], sizes: CardSizes, area: Box) -> bool:
    """Whether no figure has to be made much smaller than the others."""
    width = _card_width(sizes, area)
    return all(_figure_size(card, sizes, width) >= LEAST * sizes.figure for card in cards)


def _rows(group: CardGroup, columns: int) -> Iterator[CardRow]:
    for first in range(0, len(group.cards), columns):
        yield CardRow(group.title, group.accent, group.cards[first : first + columns], starts=first == 0)


def _card_width(sizes: CardSizes, area: Box) -> float:
    return (area.width - GAP * (sizes.columns - 1)) / sizes.columns


def _pages_height(rows: Sequence[CardRow], sizes: CardSizes, area: Box) -> float:
    width = _card_width(sizes, area)
    heads = sum(row.starts or not at for at, row in enumerate(rows))
    return heads * GROUP_HEAD + sum(row.height(sizes, width) + ROW_GAP for row in rows)


def _card_runs(groups: Sequence[CardGroup], sizes: CardSizes, area: Box) -> list[list[CardRow]]:
    """A group goes on to a new slide as a whole where it fits there."""
    runs: list[list[CardRow]] = [[]]
    for group in groups:
        rows = list(_rows(group, sizes.columns))
        if runs[-1] and _pages_height([*runs[-1], *rows], sizes, area) > area.height:
            runs.append([])
        for row in rows:
            if runs[-1] and _pages_height([*runs[-1], row], sizes, area) > area.height:
                runs.append([])
            runs[-1].append(row)
    return runs


def _card_height(card: Card, sizes: CardSizes, width: float) -> float:
    label = lines_taken(card.label, sizes.label, width) * sizes.label
    detail = lines_taken(card.detail, sizes.detail, width) * sizes.detail if card.detail else 0
    return (_figure_size(card, sizes, width) + label + detail) * LINE_HEIGHT + 4


def _figure_size(card: Card, sizes: CardSizes, width: float) -> float:
    """Smaller where a figure with its words and tags is wider than its card."""
    words = text_width(card.amount.prefix + card.amount.unit, sizes.unit)
    number = text_width(card.amount.number, sizes.figure) * BOLD
    return sizes.figure * min(1, max(0.5, (width - words - _tags_width(card)) / number))


def _tags_width(card: Card) -> float:
    """The room that marks, grade and frame take beside a figure."""
    planned = 62 if "planned" in card.marks else 0
    marked = 23 if {*card.marks} & {*POINTED, *FADED} else 0
    return 8 + planned + marked + (18 if card.grade else 0)


def draw_cards(canvas: Canvas, area: Box, rows: Sequence[CardRow], sizes: CardSizes) -> None:
    top, width = area.top, _card_width(sizes, area)
    for at, row in enumerate(rows):
        if row.starts or not at:
            top = _group_head(canvas, row, Box(area.left, top, area.width, GROUP_HEAD))
        for column, card in enumerate(row.cards):
            box = Box(area.left + column * (width + GAP), top, width, row.height(sizes, width))
            _card(canvas, card, box, sizes, row.accent)
        top += row.height(sizes, width) + ROW_GAP


def _group_head(canvas: Canvas, row: CardRow, box: Box) -> float:
    ink = ink_of(row.accent)
    canvas.rule((box.left, box.top), (box.right, box.top), Style(line=ink, width=1.5), "rule")
    title = [TextRun(text=row.title, size=13, bold=True, colour=ink)]
    canvas.text(Box(box.left, box.top + 5, box.width, 18), [title], row.title)
    return box.bottom


def _card(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, accent: str) -> None:
    size = _figure_size(card, sizes, box.width)
    figure = amount_runs(card.amount, size, sizes.unit)
    head = Box(box.left, box.top, width_of(figure) + 8, size * LINE_HEIGHT)
    planned = "planned" in card.marks
    frame = Style(line=ink_of(accent), width=1.5, dash="dash") if planned else Style()
    if planned:
        head = replace(head, width=head.width + 8)
    canvas.shape(
        head,
        frame,
        str(card.amount),
        lines=[figure],
        along="ctr",
        wrap=False,
        across="ctr" if planned else "l",
    )
    _tags(canvas, card, head, accent)
    lines: list[TextLine] = [[TextRun(text=card.label, size=sizes.label, bold=True)]]
    if card.detail:
        lines.append([TextRun(text=card.detail, size=sizes.detail, colour="second")])
    below = Box(box.left, head.bottom + 3, box.width, box.height - head.height - 3)
    canvas.text(below, lines, card.label)


def amount_runs(amount: Amount, size: float, unit: float) -> list[TextRun]:
    parts = ((amount.prefix, unit, False), (amount.number, size, True), (amount.unit, unit, False))
    return [TextRun(text=text, size=one, bold=bold) for text, one, bold in parts if text]


def _tags(canvas: Canvas, card: Card, head: Box, accent: str) -> None:
    """Right of the figure: its mark, that it is planned, and the grade of its source."""
    left, middle = head.right + 3, head.middle
    if set(card.marks) & POINTED:
        tip = Style(fill=ink_of(accent))
        canvas.polygon(
            [(left, middle - 5), (left + 8, middle), (left, middle + 5)], tip, "point", closed=True
        )
        left += 13
    elif set(card.marks) & FADED:
        canvas.shape(Box(left, middle - 3, 18, 6), Style(fill=ink_of(accent), fades="right"), "about")
        left += 23
    tags = [say(f"status.{card.status}", canvas.lang)] if card.status else []
    for text in [*tags, *([card.grade] if card.grade else [])]:
        width = text_width(text, 10) + 8
        solid = text == "A"
        style = Style(fill="second" if solid else "", line="second", width=0.75)
        run = TextRun(text=text, size=10, bold=True, colour="page" if solid else "second")
        canvas.shape(
            Box(left, middle - 7, width, 14),
            style,
            text,
            lines=[[run]],
            across="ctr",
            along="ctr",
            wrap=False,
        )
        left += width + 4


# Cases --------------------------------------------------------------------------------------------------------

CASE_COLUMNS, CASE_ROWS = 3, 2
CASE_FACTORS = (1.25, 1.12, 1.0, 0.92, 0.85)


def case_pages(groups: Sequence[CaseCardGroup]) -> list[CaseCardGroup]:
    """A group in parts of one slide, as even as can be."""
    pages = []
    for group in groups:
        needed = ceil(len(group.cases) / (CASE_COLUMNS * CASE_ROWS))
        size = ceil(len(group.cases) / needed)
        cuts = range(0, len(group.cases), size)
        pages += [replace(group, cases=group.cases[first : first + size]) for first in cuts]
    return pages


def draw_cases(canvas: Canvas, area: Box, group: CaseCardGroup, address: Address) -> None:
    """In the largest type in which the longest case fits its place."""
    head = CardRow(group.title, group.accent, (), starts=True)
    top = _group_head(canvas, head, Box(area.left, area.top, area.width, GROUP_HEAD))
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
        grown = [scaled(line, factor) for line in lines]
        canvas.text(inner, grown, case.title, after=1.5)


def _case_lines(case: CaseCard, accent: str, lang: Lang, address: Address) -> list[TextLine]:
    lines: list[TextLine] = [
        [TextRun(text=f"{case.place} · {case.theme}", size=10.5, colour="muted")],
        [TextRun(text=case.title, size=14, bold=True, link=address(case.href), colour=ink_of(accent))],
        [TextRun(text=case.summary, size=11, colour="second")],
    ]
    lines += [_case_figure(card, accent, lang) for card in case.cards]
    if case.missing:
        lines.append([TextRun(text=case.missing, size=11, italic=True, colour="second")])
    return lines


def _lines_height(lines: Sequence[TextLine], factor: float, width: float) -> float:
    sizes = [max(run.size for run in line) * factor for line in lines]
    rows = [ceil(width_of(line) * factor / (width * 0.96)) for line in lines]
    return sum(size * LINE_HEIGHT * count + 1.5 for size, count in zip(sizes, rows, strict=True))


def _case_figure(card: Card, accent: str, lang: Lang) -> list[TextRun]:
    runs = [TextRun(text=str(card.amount), size=13, bold=True)]
    if set(card.marks) & POINTED:
        runs.append(TextRun(text=" ▸", size=11, colour=ink_of(accent)))
    if "planned" in card.marks:
        runs.append(TextRun(text=f" [{say('status.planned', lang)}]", size=10.5, colour=ink_of(accent)))
    return [*runs, TextRun(text=f"  {card.label}", size=10.5, colour="second")]


# Counties as cells --------------------------------------------------------------------------------------------

WAFFLE_GAP, WAFFLE_HEAD, CELL_GAP = 18.0, 30.0, 2.0
TALLEST = 58.0


def draw_waffle(canvas: Canvas, area: Box, waffle: Waffle, *, title: str, alt: str) -> None:
    columns = sum(group.columns for group in waffle.groups)
    width = (area.width - WAFFLE_GAP * (len(waffle.groups) - 1)) / max(columns, 12)
    rows = max(ceil(len(group.cells) / group.columns) for group in waffle.groups)
    height = min(TALLEST, (area.height - WAFFLE_HEAD) / rows)
    group_canvas = canvas.group(title, area, alt or title)
    left = area.left
    for group in waffle.groups:
        name = plain(group.title)
        run = TextRun(text=name, size=14, bold=True)
        room = max(group.columns * width, text_width(name, 14) * BOLD + 10)
        canvas.text(Box(left, area.top, room, WAFFLE_HEAD), [[run]], name, along="b", after=5)
        for at, cell in enumerate(group.cells):
            row, column = divmod(at, group.columns)
            corner = left + column * width, area.top + WAFFLE_HEAD + row * height
            _waffle_cell(group_canvas, cell, Box(*corner, width - CELL_GAP, height - CELL_GAP))
        left += max(group.columns * width, room if len(name) > 4 * group.columns else 0) + WAFFLE_GAP


NAME_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)


def _waffle_cell(canvas: Canvas, cell: WaffleCell, box: Box) -> None:
    style, ink = accented(cell.accent), theme.ON_FILLS.get(cell.accent, "ink")
    fitting = (size for size in NAME_SIZES if _word_width(cell.text, size) <= box.width - 3)
    glow = "hatch-ground" if cell.accent == "hatched" else ""
    run = TextRun(text=cell.text, size=next(fitting, NAME_SIZES[-1]), colour=ink, glow=glow)
    dots: list[TextLine] = [[TextRun(text="• • •", size=7, colour=ink)]] if cell.dotted else []
    canvas.shape(box, style, cell.title or cell.text, lines=[[run], *dots], across="ctr", along="ctr")


def _word_width(text: str, size: float) -> float:
    return max(text_width(word, size) for word in text.split() or [""])


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
        lines: list[TextLine] = [
            [TextRun(text=item.heading, size=22, bold=True, colour=ink_of(accent))],
            [TextRun(text=plain(item.text), size=17)],
            *(
                [TextRun(text=link.text, size=13, colour="second", link=address(link.href))]
                for link in item.links
            ),
        ]
        canvas.text(Box(box.left, box.top + 10, width, box.height - 10), lines, item.heading, after=6)
