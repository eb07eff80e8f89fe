"""What is neither chart nor map nor table: cards with a large figure, the counties as cells, short texts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil

from dashboard import theme
from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import DOTS_APART, Canvas, Style
from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits.charts import (
    Card,
    CardGroup,
    Cards,
    CaseCardGroup,
    Passages,
    Waffle,
    WaffleCell,
)
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, grade_letter, plain, say
from dashboard.layout.box import Box
from dashboard.layout.cards import bands_of
from dashboard.layout.text import (
    BOLD,
    LINE_HEIGHT,
    TextLine,
    TextRun,
    lines_taken,
    text_width,
    width_of,
)
from dashboard.theme import ink_of

GAP = 16.0
LEAST = 0.8  # of its size may a figure be that is too wide for its card
GROUP_HEAD, ROW_GAP = 27.0, 9.0

Band = Sequence[CardGroup]  # groups side by side


@dataclass(frozen=True)
class CardSizes:
    """Sizes of a card's figure, unit, label and detail, and how many cards stand in a row."""

    figure: float
    unit: float
    label: float
    detail: float
    columns: int

    def width(self, area: Box) -> float:
        return (area.width - GAP * (self.columns - 1)) / self.columns

    def figure_of(self, card: Card, width: float) -> float:
        """Smaller where a figure with its words and tags is wider than its card."""
        words = text_width(card.amount.prefix + card.amount.unit, self.unit)
        number = text_width(card.amount.number, self.figure) * BOLD
        planned, marked = "planned" in card.marks, bool(open_end(card.marks))
        tags = 8 + 70 * planned + 23 * marked + 21 * bool(card.grade)
        return self.figure * min(1, max(SMALLEST / self.figure, 0.5, (width - words - tags) / number))

    def height(self, cards: Sequence[Card], width: float) -> float:
        """What the highest of them takes."""
        heights = []
        for card in cards:
            size = self.figure_of(card, width) + lines_taken(card.label, self.label, width) * self.label
            size += lines_taken(card.detail, self.detail, width) * self.detail if card.detail else 0
            heights.append(size * LINE_HEIGHT + 4)
        return max(heights)

    def rows(self, group: CardGroup, *, alone: bool) -> list[Sequence[Card]]:
        """Two groups side by side have half of the columns each."""
        columns = self.columns if alone else max(1, self.columns // 2)
        return [group.cards[cut : cut + columns] for cut in range(0, len(group.cards), columns)]

    def height_of(self, band: Band, area: Box) -> float:
        heights = []
        for group in band:
            rows = self.rows(group, alone=len(band) == 1)
            heights.append(sum(self.height(row, self.width(area)) + ROW_GAP for row in rows))
        return GROUP_HEAD + max(heights)


SIZES = (
    CardSizes(60, 22, 20, 18, 4),
    CardSizes(54, 20, 18, 16, 4),
    CardSizes(44, 17, 16, 14, 4),
    CardSizes(36, 15, 15, 14, 4),
    CardSizes(28, 14, 14, 14, 4),
)


ROW_FIGURES = (0.27, 0.34, 0.42)  # of the width, that figures of cards in lines may take
ROW_GUTTER, FILLED = 0.02, 0.93  # of the width; of a line
ROW_SIZES = tuple(
    CardSizes(1.3 * size, max(SMALLEST, 0.8 * size), size, size, 1) for size in (28, 25, 22, 20, 18, 16, 14)
)
ENOUGH = 18.0  # of type, for which one figure may be smaller than the others
LOOSEST = 30.0  # more than the least room between two lines


def draw_cards(canvas: Canvas, area: Box, cards: Cards, leads: Leads) -> None:
    """In the largest type in which all have room and no figure is much smaller than the others; or a line each."""
    if cards.lined:
        _draw_rows(canvas, area, cards.groups, leads)
    else:
        _draw_bands(canvas, area, cards, leads)


def _draw_bands(canvas: Canvas, area: Box, cards: Cards, leads: Leads) -> None:
    bands, every = bands_of(cards.groups), [card for group in cards.groups for card in group.cards]
    widest = max(len(group.cards) * len(band) for band in bands for group in band)
    most = min(widest, cards.columns or SIZES[0].columns)
    columns = range(most, max(map(len, bands)) - 1, -1)
    ways = [replace(one, columns=count) for one in SIZES for count in columns]
    for sizes in (*ways, replace(SIZES[-1], columns=most)):
        least = min(sizes.figure_of(card, sizes.width(area)) for card in every)
        free = area.height - sum(sizes.height_of(band, area) for band in bands)
        if free >= 0 and least >= LEAST * sizes.figure:
            break
    top = area.top + max(0.0, free) / 3
    for band in bands:
        for group, place in zip(band, area.grid(len(band), 1, GAP), strict=True):
            _group(
                canvas, group, replace(place, top=top), sizes, sizes.width(area), leads, alone=len(band) == 1
            )
        top += sizes.height_of(band, area)


def _draw_rows(canvas: Canvas, area: Box, groups: Sequence[CardGroup], leads: Leads) -> None:
    """Figure, and label and detail beside it, in the largest type in which all have room."""
    cards = [card for group in groups for card in group.cards]
    for sizes, share in product(ROW_SIZES, ROW_FIGURES):
        words = (1 - share - ROW_GUTTER) * area.width
        heights = {card.ref: _row_height(card, sizes, words) for card in cards}
        free = area.height - sum(heights.values()) - GROUP_HEAD * len(groups)
        least = min(sizes.figure_of(card, share * area.width) for card in cards)
        if free >= 0 and (least >= LEAST * sizes.figure or sizes.label <= ENOUGH):
            break
    loose = max(0.0, min(LOOSEST, free / len(cards)))
    top = area.top
    for group in groups:
        top = group_head(canvas, group, replace(area, top=top))
        for card in group.cards:
            row = Box(area.left, top, area.width, heights[card.ref])
            said = _said(card, canvas.lang)
            with canvas.group(card.label, row, said) as inner:
                figure = replace(row, width=share * area.width)
                draw_figure(inner, card, figure, sizes, ink_of(group.accent), leads(card.ref))
                line = [TextRun(card.label, sizes.label), TextRun(_told_after(card), sizes.label, "second")]
                inner.text(replace(row, left=row.right - words, width=words), [line], card.label)
            top += row.height + loose


def _told_after(card: Card) -> str:
    return f"  ·  {card.detail}" if card.detail else ""


def _row_height(card: Card, sizes: CardSizes, width: float) -> float:
    lines = lines_taken(f"{card.label}{_told_after(card)}", sizes.label, FILLED * width)
    return max(sizes.figure, lines * sizes.label) * LINE_HEIGHT + ROW_GAP / 2


def _said(card: Card, lang: Lang) -> str:
    status = card.status and say(f"status.{card.status}", lang)
    return ", ".join(filter(None, (str(card.amount), card.label, card.detail, status)))


def _group(
    canvas: Canvas, group: CardGroup, area: Box, sizes: CardSizes, width: float, leads: Leads, *, alone: bool
) -> None:
    top = group_head(canvas, group, area)
    for row in sizes.rows(group, alone=alone):
        height = sizes.height(row, width)
        for column, card in enumerate(row):
            box = Box(area.left + column * (width + GAP), top, width, height)
            with canvas.group(card.label, box, _said(card, canvas.lang)) as inner:
                draw_card(inner, card, box, sizes, ink_of(group.accent), leads(card.ref))
        top += height + ROW_GAP


def group_head(canvas: Canvas, group: CardGroup | CaseCardGroup, area: Box) -> float:
    """At the top of an area; gives where what follows begins."""
    ink = ink_of(group.accent)
    canvas.rule((area.left, area.top), (area.right, area.top), Style(line=ink, width=1.5), "rule")
    title = [TextRun(group.title, SMALLEST, ink, bold=True)]
    canvas.text(Box(area.left, area.top + 5, area.width, 18), [title], group.title)
    return area.top + GROUP_HEAD


def draw_card(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, ink: str, link: str) -> None:
    head = draw_figure(canvas, card, box, sizes, ink, link)
    lines = [[TextRun(card.label, sizes.label, bold=True)]]
    if card.detail:
        lines.append([TextRun(card.detail, sizes.detail, "second")])
    below = Box(box.left, head.bottom + 3, box.width, box.height - head.height - 3)
    canvas.text(below, lines, card.label)


def draw_figure(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, ink: str, link: str) -> Box:
    size, amount, planned = sizes.figure_of(card, box.width), card.amount, "planned" in card.marks
    number = TextRun(amount.number, size, bold=True)
    parts = (TextRun(amount.prefix, sizes.unit), number, TextRun(amount.unit, sizes.unit))
    figure = [run for run in parts if run.text]
    frame = Style(line=ink, width=1.5, dash="dash") if planned else drawingml.BARE
    head = Box(box.left, box.top, width_of(figure) + (16 if planned else 8), size * LINE_HEIGHT)
    across = "ctr" if planned else "l"
    canvas.shape(head, frame, str(amount), lines=[figure], across=across, along="ctr", wrap=False, link=link)
    _tags(canvas, card, head, ink)
    return head


def _tags(canvas: Canvas, card: Card, head: Box, ink: str) -> None:
    """Right of the figure: its mark, that it is planned, and the grade of its source."""
    left, middle, full = head.right + 3, head.middle, Style(fill=ink)
    match open_end(card.marks):
        case "pointed":
            corners = [(left, middle - 5), (left + 8, middle), (left, middle + 5)]
            canvas.polygon(corners, full, "point", closed=True)
            left += 13
        case "faded":
            canvas.shape(Box(left, middle - 3, 18, 6), replace(full, fades="right"), "about")
            left += 23
    status = card.status and say(f"status.{card.status}", canvas.lang)
    for text in filter(None, (status, grade_letter(card.grade, canvas.lang))):
        box = Box(left, middle - 9, text_width(text, SMALLEST) * BOLD + 10, 18)
        fill, words = ("second", "page") if text == "A" else ("", "second")
        run = TextRun(text, SMALLEST, words, bold=True)
        style = Style(fill=fill, line="second", width=0.75)
        canvas.shape(box, style, text, lines=[[run]], across="ctr", along="ctr", wrap=False)
        left = box.right + 4


WAFFLE_GAP, WAFFLE_HEAD, CELL_GAP = 18.0, 30.0, 2.0
TALLEST, FEWEST_COLUMNS = 100.0, 8
CELL_EDGE = 3.0  # beside the name in a cell


def draw_waffle(canvas: Canvas, area: Box, waffle: Waffle, *, title: str, alt: str, leads: Leads) -> None:
    columns = sum(group.columns for group in waffle.groups)
    width = (area.width - WAFFLE_GAP * (len(waffle.groups) - 1)) / max(columns, FEWEST_COLUMNS)
    rows = max(ceil(len(group.cells) / group.columns) for group in waffle.groups)
    height = min(TALLEST, (area.height - WAFFLE_HEAD) / rows)
    size = Box(0, 0, width - CELL_GAP, height - CELL_GAP)
    named = all(_fits(cell, size) for group in waffle.groups for cell in group.cells)
    left = area.left
    with canvas.group(title, area, alt or title) as inner:
        for group in waffle.groups:
            name = plain(group.title)
            room = max(group.columns * width, text_width(name, 14) * BOLD + 10)
            inner.text(
                Box(left, area.top, room, WAFFLE_HEAD),
                [[TextRun(name, 14, bold=True)]],
                name,
                along="b",
                after=5,
            )
            for at, cell in enumerate(group.cells):
                row, column = divmod(at, group.columns)
                place = replace(size, left=left + column * width, top=area.top + WAFFLE_HEAD + row * height)
                _waffle_cell(inner, cell, place, leads(cell.ref), named=named)
            left += max(group.columns * width, room if len(name) > 4 * group.columns else 0) + WAFFLE_GAP


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


FACTORS = (1.9, 1.75, 1.6, 1.4, 1.25, 1.12, 1.0)


def grown(texts: Sequence[tuple[Box, Sequence[TextLine]]], after: float) -> list[list[TextLine]]:
    """Texts in the largest type, the same for all, in which each has room in its place."""
    for factor in FACTORS:
        larger: list[list[TextLine]] = [
            [[replace(run, size=run.size * factor) for run in line] for line in lines] for _, lines in texts
        ]
        if all(
            _height(lines, place.width, after) < place.height
            for (place, _), lines in zip(texts, larger, strict=True)
        ):
            break
    return larger


def _height(lines: Sequence[TextLine], width: float, after: float) -> float:
    height = 0.0
    for line in lines:
        height += max(run.size for run in line) * LINE_HEIGHT * ceil(width_of(line) / (width * 0.96)) + after
    return height


def draw_passages(canvas: Canvas, area: Box, passages: Passages, accent: str, address: Address) -> None:
    count, ink = len(passages.items), ink_of(accent)
    columns = 2 if count == 4 else min(count, 3)
    texts = [
        [
            [TextRun(item.heading, 22, ink, bold=True)],
            [TextRun(plain(item.text), 17)],
            *(
                [TextRun(link.text, SMALLEST, "second", link=link.href and address(link.href))]
                for link in item.links
            ),
        ]
        for item in passages.items
    ]
    places = area.grid(columns, ceil(count / columns), 2 * GAP)
    rooms = [replace(one, top=one.top + 10, height=one.height - GAP - 10) for one in places]
    for item, place, lines in zip(
        passages.items, rooms, grown(list(zip(rooms, texts, strict=False)), 6), strict=False
    ):
        edge = place.top - 10
        canvas.rule((place.left, edge), (place.right, edge), Style(line=ink, width=2), "rule")
        canvas.text(place, lines, item.heading, after=6)
