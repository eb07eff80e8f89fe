"""Cards with a large figure: in bands side by side, or a line each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

from dashboard.deck import drawingml
from dashboard.deck.content import Leads
from dashboard.deck.drawingml import Canvas, Style
from dashboard.deck.layouts import GAP, SMALLEST
from dashboard.exhibits.charts import Card, CardGroup, Cards, CaseCardGroup
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, grade_letter, say
from dashboard.layout.box import Box
from dashboard.layout.cards import bands_of
from dashboard.layout.text import (
    BOLD,
    CLAUSES,
    LINE_HEIGHT,
    SEAM,
    TextLine,
    TextRun,
    bold_width,
    lines_taken,
    seams,
    spaced,
    text_width,
)
from dashboard.theme import ink_of

LEAST = 0.8  # of its size may a figure be that is too wide for its card
SMALL_FIGURE, FEW_LINES = 40.0, 2  # of a label
MOST_EMPTY = 0.6  # as bad as so much of a row is a column alone
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
        words = text_width(card.amount.prefix + card.amount.unit, self.unit) + _gaps(card, self.figure)
        number = bold_width(card.amount.number, self.figure)
        planned, marked = "planned" in card.marks, bool(open_end(card.marks))
        tags = 8 + 70 * planned + 23 * marked + 21 * bool(card.grade)
        return self.figure * min(1, max(SMALLEST / self.figure, 0.5, (width - words - tags) / number))

    def height(self, cards: Sequence[Card], width: float) -> float:
        """What the highest of them takes."""
        heights = []
        for card in cards:
            size = (
                self.figure_of(card, width) + lines_taken(card.label, self.label * BOLD, width) * self.label
            )
            size += sum(lines_taken(spaced(one), self.detail, width) for one in _clauses(card)) * self.detail
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


def _gaps(card: Card, size: float) -> float:
    """Between the number and the words around it."""
    amount = card.amount
    return SEAM * size * seams(f"{amount.prefix}{amount.number}{amount.unit}")


def _clauses(card: Card) -> list[str]:
    return card.detail.split(CLAUSES) if card.detail else []


SIZES = (
    CardSizes(60, 22, 20, 18, 4),
    CardSizes(54, 20, 18, 16, 4),
    CardSizes(44, 17, 16, 14, 4),
    CardSizes(36, 15, 15, 14, 4),
    CardSizes(28, 14, 14, 14, 4),
)


ROW_FIGURES = (0.27, 0.34, 0.42)  # of the width, that figures of cards in lines may take
ROW_GUTTER, FILLED = 0.02, 0.93  # of the width; of a line
TALLER = 1.3  # a figure than its label
ROW_SIZES = tuple(
    CardSizes(TALLER * size, max(SMALLEST, 0.8 * size), size, max(SMALLEST, 0.85 * size), 1)
    for size in (28, 25, 22, 20, 18, 16, 14)
)
LARGE, ENOUGH = 20.0, 18.0  # of type; in that which is just enough a figure may be much smaller than it
LOOSEST = 30.0  # more than the least room between two lines


Among = Sequence[tuple[Box, Cards]]  # the cards of each slide of an exhibit, with their areas


def draw_cards(canvas: Canvas, area: Box, cards: Cards, among: Among, leads: Leads) -> None:
    """In the largest type in which all have room and no figure is much smaller than the others; or a line each."""
    if cards.lined:
        _draw_rows(canvas, area, cards.groups, among, leads)
    else:
        _draw_bands(canvas, area, cards, among, leads)


def _draw_bands(canvas: Canvas, area: Box, cards: Cards, among: Among, leads: Leads) -> None:
    """In the type of the slide that needs the smallest, and as low as the one that has least to spare."""
    fitting = [bands_fitting(*one) for one in among]
    least, figure = min(fitting, key=lambda one: one.label), min(one.figure for one in fitting)
    every = [replace(least, figure=figure, columns=one.columns) for one in fitting]
    frees = [placed[0].height - _bands_height(one, *placed) for one, placed in zip(every, among, strict=True)]
    sizes = every[[one for _, one in among].index(cards)]
    top = area.top + max(0.0, min(frees)) / 3
    for band in bands_of(cards.groups):
        for group, place in zip(band, area.grid(len(band), 1, GAP), strict=True):
            _group(
                canvas, group, replace(place, top=top), sizes, sizes.width(area), leads, alone=len(band) == 1
            )
        top += sizes.height_of(band, area)


def bands_fitting(area: Box, cards: Cards) -> CardSizes:
    """The largest sizes without flaws that have room, with one for all figures."""
    bands, every = bands_of(cards.groups), [card for group in cards.groups for card in group.cards]
    widest = max(len(group.cards) * len(band) for band in bands for group in band)
    most = min(widest, cards.columns or SIZES[0].columns)
    columns = range(most, max(map(len, bands)) - 1, -1)

    def fits(sizes: CardSizes) -> bool:
        large = min(sizes.figure_of(card, sizes.width(area)) for card in every) >= LEAST * sizes.figure
        return large and _bands_height(sizes, area, cards) <= area.height

    def flaws(sizes: CardSizes) -> tuple[bool, float, bool]:
        """Small type, how much of the last row is empty or whether all stand below each other, long labels: the worst
        first."""
        labels = (lines_taken(card.label, sizes.label * BOLD, sizes.width(area)) for card in every)
        rows = (sizes.rows(group, alone=len(band) == 1) for band in bands for group in band)
        empty = (
            1 - len(one[-1]) / len(one[0]) if len(one[0]) > 1 else MOST_EMPTY * (len(one) > 1) for one in rows
        )
        return sizes.figure < SMALL_FIGURE, max(empty), max(labels) > FEW_LINES

    ways = (replace(one, columns=count) for one in SIZES for count in columns)
    sizes = min(filter(fits, ways), key=flaws, default=replace(SIZES[-1], columns=most))
    least = min(sizes.figure_of(card, sizes.width(area)) for card in every)
    return replace(sizes, figure=least)


def _bands_height(sizes: CardSizes, area: Box, cards: Cards) -> float:
    return sum(sizes.height_of(band, area) for band in bands_of(cards.groups))


@dataclass(frozen=True)
class _Rows:
    """Sizes of cards in lines, and how much of the width figures take."""

    sizes: CardSizes
    share: float

    @classmethod
    def fitting(cls, among: Among) -> "_Rows":
        """The largest in which all have room, with one for all figures; rather a little smaller than a label in two
        lines, and rather smaller than a detail in two."""
        every = [cls(sizes, share) for sizes, share in product(ROW_SIZES, ROW_FIGURES)]
        fits = [one for one in every if all(one._has_room(*at) for at in among)] or every[-1:]
        ways = ((LARGE, 1), (ENOUGH, 2))
        neat = (
            one
            for least, most in ways
            for one in fits
            if one.sizes.label >= least and all(one._is_neat(*at, most) for at in among)
        )
        found = next(chain(neat, fits))
        figure = min(found._figure(*at) for at in among)
        return replace(found, sizes=replace(found.sizes, figure=figure))

    @property
    def lower(self) -> float:
        """By how much words begin below their figure, so that a label stands beside its middle."""
        return (TALLER - 1) * self.sizes.label * LINE_HEIGHT / 2

    def words(self, area: Box) -> float:
        return (1 - self.share - ROW_GUTTER) * area.width

    def heights(self, area: Box, groups: Sequence[CardGroup]) -> list[float]:
        return [self._height(card, self.words(area)) for group in groups for card in group.cards]

    def free(self, area: Box, groups: Sequence[CardGroup]) -> float:
        return area.height - sum(self.heights(area, groups)) - GROUP_HEAD * len(groups)

    def lines(self, card: Card) -> list[TextLine]:
        """The label, and each clause of the detail on a line of its own."""
        details = [[TextRun(clause, self.sizes.detail, "second")] for clause in _clauses(card)]
        return [[TextRun(card.label, self.sizes.label)], *details]

    def _height(self, card: Card, width: float) -> float:
        words = sum(_taken(line, width) * line[0].size for line in self.lines(card)) * LINE_HEIGHT
        return max(self.sizes.figure * LINE_HEIGHT, self.lower + words) + ROW_GAP / 2

    def _figure(self, area: Box, cards: Cards) -> float:
        every = (card for group in cards.groups for card in group.cards)
        return min(self.sizes.figure_of(card, self.share * area.width) for card in every)

    def _has_room(self, area: Box, cards: Cards) -> bool:
        large = self._figure(area, cards) >= LEAST * self.sizes.figure or self.sizes.label <= ENOUGH
        return large and self.free(area, cards.groups) >= 0

    def _is_neat(self, area: Box, cards: Cards, most: int) -> bool:
        """Whether no label takes more lines than that, and no clause of a detail more than one."""
        every = (self.lines(card) for group in cards.groups for card in group.cards)
        width = self.words(area)
        return all(
            _taken(label, width) <= most and all(_taken(one, width) == 1 for one in clauses)
            for label, *clauses in every
        )


def _taken(line: TextLine, width: float) -> int:
    return lines_taken(spaced(line[0].text), line[0].size, FILLED * width)


def _draw_rows(canvas: Canvas, area: Box, groups: Sequence[CardGroup], among: Among, leads: Leads) -> None:
    """Figure, and beside it the label above the detail."""
    rows = _Rows.fitting(among)
    sizes, words, heights = rows.sizes, rows.words(area), iter(rows.heights(area, groups))
    loose = max(0.0, min(LOOSEST, rows.free(area, groups) / sum(len(group.cards) for group in groups)))
    top = area.top
    for group in groups:
        top = group_head(canvas, group, replace(area, top=top))
        for card in group.cards:
            row = Box(area.left, top, area.width, next(heights))
            with canvas.group(card.label, row, _said(card, canvas.lang)) as inner:
                figure = replace(row, width=rows.share * area.width)
                draw_figure(inner, card, figure, sizes, ink_of(group.accent), leads(card.ref))
                place = Box(row.right - words, top + rows.lower, words, row.height - rows.lower)
                inner.text(place, rows.lines(card), card.label)
            top += row.height + loose


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
    lines += [[TextRun(clause, sizes.detail, "second")] for clause in _clauses(card)]
    below = Box(box.left, head.bottom + 3, box.width, box.height - head.height - 3)
    canvas.text(below, lines, card.label)


def draw_figure(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, ink: str, link: str) -> Box:
    size, amount, planned = sizes.figure_of(card, box.width), card.amount, "planned" in card.marks
    number = TextRun(amount.number, size, bold=True)
    parts = (TextRun(amount.prefix, sizes.unit), number, TextRun(amount.unit, sizes.unit))
    figure = [run for run in parts if run.text]
    width = sum((bold_width if run.bold else text_width)(run.text, run.size) for run in figure)
    width += _gaps(card, size)
    frame = Style(line=ink, width=1.5, dash="dash") if planned else drawingml.BARE
    head = Box(box.left, box.top, width + (16 if planned else 8), size * LINE_HEIGHT)
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
