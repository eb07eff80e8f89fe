"""What is neither chart nor map nor table: cards with a large figure, cases, the counties as cells, short texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from dashboard import theme
from dashboard.deck import drawingml
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import DOTS_APART, Canvas, Style
from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits.charts import Card, CardGroup, CaseCard, CaseCardGroup, Passages, Waffle, WaffleCell
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, grade_letter, plain, say
from dashboard.layout.box import Box
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

CardRow = tuple[CardGroup, bool]  # cards of a group side by side, and whether they are its first


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
        return self.figure * min(1, max(0.5, (width - words - tags) / number))

    def height(self, cards: Sequence[Card], width: float) -> float:
        """What the highest of them takes."""
        heights = []
        for card in cards:
            size = self.figure_of(card, width) + lines_taken(card.label, self.label, width) * self.label
            size += lines_taken(card.detail, self.detail, width) * self.detail if card.detail else 0
            heights.append(size * LINE_HEIGHT + 4)
        return max(heights)

    def height_of(self, rows: Sequence[CardRow], area: Box) -> float:
        """The title of a group stands above its first row, and at the top of a slide."""
        heads = sum(starts or not at for at, (_, starts) in enumerate(rows))
        return heads * GROUP_HEAD + sum(self.height(row.cards, self.width(area)) + ROW_GAP for row, _ in rows)


SIZES = (
    CardSizes(44, 17, 16, 13, 3),
    CardSizes(32, 14, 14, 12, 4),
    CardSizes(26, 12, 12, 12, 4),
    CardSizes(26, 12, 12, 12, 5),
)
SMALL = SIZES[2]  # in which any figure may stand


def card_pages(groups: Sequence[CardGroup], area: Box) -> list[tuple[CardSizes, list[CardRow]]]:
    """On as few slides as can be, and then in the largest type, of those in which no figure is much smaller than the
    others."""
    cards = [card for group in groups for card in group.cards]
    least = {one: min((one.figure_of(card, one.width(area)) for card in cards), default=0) for one in SIZES}
    fitting = [one for one in SIZES if least[one] >= LEAST * one.figure or one is SMALL]
    pages = {one: _card_runs(groups, one, area) for one in fitting}
    sizes = min(fitting, key=lambda one: len(pages[one]))
    return [(sizes, page) for page in pages[sizes]]


def _card_runs(groups: Sequence[CardGroup], sizes: CardSizes, area: Box) -> list[list[CardRow]]:
    """A group goes on to a new slide as a whole where it fits there."""
    runs: list[list[CardRow]] = [[]]
    for group in groups:
        cuts = range(0, len(group.cards), sizes.columns)
        rows = [(replace(group, cards=group.cards[cut : cut + sizes.columns]), not cut) for cut in cuts]
        for at, row in enumerate(rows):
            coming = [row] if at else rows
            if runs[-1] and sizes.height_of([*runs[-1], *coming], area) > area.height:
                runs.append([])
            runs[-1].append(row)
    return runs


def draw_cards(canvas: Canvas, area: Box, rows: Sequence[CardRow], sizes: CardSizes, leads: Leads) -> None:
    top, width = area.top, sizes.width(area)
    for at, (group, starts) in enumerate(rows):
        if starts or not at:
            top = _group_head(canvas, group, replace(area, top=top))
        height = sizes.height(group.cards, width)
        for column, card in enumerate(group.cards):
            box = Box(area.left + column * (width + GAP), top, width, height)
            status = card.status and say(f"status.{card.status}", canvas.lang)
            said = (str(card.amount), card.label, card.detail, status)
            with canvas.group(card.label, box, ", ".join(filter(None, said))) as inner:
                _card(inner, card, box, sizes, ink_of(group.accent), leads(card.ref))
        top += height + ROW_GAP


def _group_head(canvas: Canvas, group: CardGroup | CaseCardGroup, area: Box) -> float:
    """At the top of an area; gives where what follows begins."""
    ink = ink_of(group.accent)
    canvas.rule((area.left, area.top), (area.right, area.top), Style(line=ink, width=1.5), "rule")
    title = [TextRun(group.title, 13, ink, bold=True)]
    canvas.text(Box(area.left, area.top + 5, area.width, 18), [title], group.title)
    return area.top + GROUP_HEAD


def _card(canvas: Canvas, card: Card, box: Box, sizes: CardSizes, ink: str, link: str) -> None:
    size, amount, planned = sizes.figure_of(card, box.width), card.amount, "planned" in card.marks
    number = TextRun(amount.number, size, bold=True)
    parts = (TextRun(amount.prefix, sizes.unit), number, TextRun(amount.unit, sizes.unit))
    figure = [run for run in parts if run.text]
    frame = Style(line=ink, width=1.5, dash="dash") if planned else drawingml.BARE
    head = Box(box.left, box.top, width_of(figure) + (16 if planned else 8), size * LINE_HEIGHT)
    across = "ctr" if planned else "l"
    canvas.shape(head, frame, str(amount), lines=[figure], across=across, along="ctr", wrap=False, link=link)
    _tags(canvas, card, head, ink)
    lines = [[TextRun(card.label, sizes.label, bold=True)]]
    if card.detail:
        lines.append([TextRun(card.detail, sizes.detail, "second")])
    below = Box(box.left, head.bottom + 3, box.width, box.height - head.height - 3)
    canvas.text(below, lines, card.label)


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
        box = Box(left, middle - 8, text_width(text, SMALLEST) + 8, 16)
        fill, words = ("second", "page") if text == "A" else ("", "second")
        run = TextRun(text, SMALLEST, words, bold=True)
        style = Style(fill=fill, line="second", width=0.75)
        canvas.shape(box, style, text, lines=[[run]], across="ctr", along="ctr", wrap=False)
        left = box.right + 4


CASE_COLUMNS, CASE_ROWS = 3, 2
CASE_FACTORS = (1.25, 1.12, 1.0)


def case_pages(
    groups: Sequence[CaseCardGroup], area: Box, lang: Lang, address: Address
) -> Iterator[CaseCardGroup]:
    """A group in parts of one slide, as even as can be; of one row where the longest case fits in none of two."""
    for group in groups:
        rows, _ = _case_rows(group, area, lang, address)
        needed = ceil(len(group.cases) / (CASE_COLUMNS * rows))
        size = ceil(len(group.cases) / needed)
        for first in range(0, len(group.cases), size):
            yield replace(group, cases=group.cases[first : first + size])


def draw_cases(canvas: Canvas, area: Box, group: CaseCardGroup, address: Address) -> None:
    """In the largest type in which the longest case fits its place."""
    _group_head(canvas, group, area)
    rows, factor = _case_rows(group, area, canvas.lang, address)
    for case, place in zip(group.cases, _case_places(area, rows), strict=False):
        canvas.rule((place.left, place.top), (place.right, place.top), Style(line="rule", width=0.75), "rule")
        inner = replace(place, top=place.top + 4, height=place.height - 12)
        lines = _case_lines(case, group.accent, canvas.lang, address)
        grown = [[replace(run, size=run.size * factor) for run in line] for line in lines]
        canvas.text(inner, grown, case.title, after=1.5)


def _case_places(area: Box, rows: int) -> list[Box]:
    below = replace(area, top=area.top + GROUP_HEAD, height=area.height - GROUP_HEAD)
    return below.grid(CASE_COLUMNS, rows, GAP)


def _case_rows(group: CaseCardGroup, area: Box, lang: Lang, address: Address) -> tuple[int, float]:
    """How many rows a slide has, and how large the type is in which the longest case fits its place."""
    texts = [_case_lines(case, group.accent, lang, address) for case in group.cases]
    for rows in range(CASE_ROWS, 0, -1):
        place = _case_places(area, rows)[0]
        for factor in CASE_FACTORS:
            if max(_lines_height(lines, factor, place.width) for lines in texts) < place.height - 12:
                return rows, factor
    return 1, CASE_FACTORS[-1]


def _case_lines(case: CaseCard, accent: str, lang: Lang, address: Address) -> list[TextLine]:
    return [
        [TextRun(f"{case.place} · {case.theme}", SMALLEST, "muted")],
        [TextRun(case.title, 14, ink_of(accent), bold=True, link=address(case.href))],
        *([[TextRun(case.heading_said or case.heading, SMALLEST, "muted")]] if case.heading else []),
        [TextRun(case.summary, SMALLEST, "second")],
        *(_case_figure(card, accent, lang) for card in case.cards),
        *([[TextRun(case.missing, SMALLEST, "second", italic=True)]] if case.missing else []),
    ]


def _lines_height(lines: Sequence[TextLine], factor: float, width: float) -> float:
    height = 0.0
    for line in lines:
        rows = ceil(width_of(line) * factor / (width * 0.96))
        height += max(run.size for run in line) * factor * LINE_HEIGHT * rows + 1.5
    return height


def _case_figure(card: Card, accent: str, lang: Lang) -> TextLine:
    runs = [TextRun(str(card.amount), 13, bold=True)]
    if open_end(card.marks) == "pointed":
        runs.append(TextRun(" ▸", SMALLEST, ink_of(accent)))
    if "planned" in card.marks:
        runs.append(TextRun(f" [{say('status.planned', lang)}]", SMALLEST, ink_of(accent)))
    return [*runs, TextRun(f"  {card.label}", SMALLEST, "second")]


WAFFLE_GAP, WAFFLE_HEAD, CELL_GAP = 18.0, 30.0, 2.0
TALLEST = 58.0
CELL_EDGE = 3.0  # beside the name in a cell


def draw_waffle(canvas: Canvas, area: Box, waffle: Waffle, *, title: str, alt: str, leads: Leads) -> None:
    columns = sum(group.columns for group in waffle.groups)
    width = (area.width - WAFFLE_GAP * (len(waffle.groups) - 1)) / max(columns, 12)
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


def draw_passages(canvas: Canvas, area: Box, passages: Passages, accent: str, address: Address) -> None:
    count, ink = len(passages.items), ink_of(accent)
    columns = 2 if count == 4 else min(count, 3)
    places = area.grid(columns, ceil(count / columns), 2 * GAP)
    for item, place in zip(passages.items, places, strict=False):
        canvas.rule((place.left, place.top), (place.right, place.top), Style(line=ink, width=2), "rule")
        lines = [
            [TextRun(item.heading, 22, ink, bold=True)],
            [TextRun(plain(item.text), 17)],
            *([TextRun(link.text, 13, "second", link=address(link.href))] for link in item.links),
        ]
        below = replace(place, top=place.top + 10, height=place.height - GAP - 10)
        canvas.text(below, lines, item.heading, after=6)
