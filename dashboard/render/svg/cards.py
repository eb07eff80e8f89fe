"""Figures in their own units, and cases with their figures, in a picture; each function gives where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.exhibits.charts import Card, CardGroup, CaseCard, CaseCardGroup
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import grade_letter, say
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, LINE_HEIGHT, TextRun, text_width, width_of
from dashboard.render.svg.canvas import DASHED, Canvas, Style, fitting
from dashboard.theme import SIZES, ink_of

GAP, ROW_GAP = 26.0, 20.0
BASIS = 180.0  # of a group, a card
LEAST = {"zh": 200.0, "en": 240.0}  # of a card's width
BESIDE = 150.0  # the same where groups stand side by side
CASE_WIDTH = 300.0
TAG = SIZES["tag"]


@dataclass(frozen=True)
class _Sizes:
    figure: float
    unit: float
    label: float = SIZES["text"]
    detail: float = SIZES["normal"]


LARGE, NORMAL = _Sizes(SIZES["display-6"], SIZES["large"]), _Sizes(SIZES["head-8"], SIZES["text"])
MINOR = _Sizes(SIZES["head-4"], SIZES["normal"])
OF_CASE = _Sizes(SIZES["head-4"], SIZES["text"], SIZES["normal"], SIZES["small"])


def draw_cards(canvas: Canvas, area: Box, groups: Sequence[CardGroup]) -> float:
    """Groups side by side where they have room, as wide as the number of their cards asks for."""
    top, usual = area.top, NORMAL if len(groups) > 2 else LARGE
    for row in _rows(groups, area.width):
        wishes = [len(group.cards) * BASIS for group in row]
        spare = area.width - GAP * (len(row) - 1)
        left, ends = area.left, []
        for group, wish in zip(row, wishes, strict=True):
            width = spare * wish / sum(wishes)
            sizes = MINOR if group.minor else usual
            least = LEAST[canvas.lang] if len(row) == 1 else BESIDE
            ends.append(_group(canvas, group, Box(left, top, width, 0), sizes, least))
            left += width + GAP
        top = max(ends) + ROW_GAP
    return top - ROW_GAP


def _rows(groups: Sequence[CardGroup], width: float) -> list[list[CardGroup]]:
    rows: list[list[CardGroup]] = []
    left = 0.0
    for group in groups:
        wish = len(group.cards) * BASIS
        if not rows or wish > left:
            rows.append([])
            left = width
        rows[-1].append(group)
        left -= wish + GAP
    return rows


def _group(canvas: Canvas, group: CardGroup, area: Box, sizes: _Sizes, least: float) -> float:
    ink = ink_of(group.accent)
    canvas.box(replace(area, height=3), Style(fill=ink))
    top = area.top + 12
    if group.title:
        title = TextRun("", SIZES["text"], ink, bold=True)
        top = canvas.paragraph((area.left, top), area.width, group.title, title) + 4
    columns = max(1, int((area.width + GAP) // (least + GAP)))
    return _grid(canvas, group.cards, replace(area, top=top), columns, sizes, ink)


def _grid(canvas: Canvas, cards: Sequence[Card], area: Box, columns: int, sizes: _Sizes, ink: str) -> float:
    columns = min(columns, max(1, len(cards)))
    width = (area.width - GAP * (columns - 1)) / columns
    top = area.top
    for first in range(0, len(cards), columns):
        row = enumerate(cards[first : first + columns])
        ends = [
            _card(canvas, one, Box(area.left + at * (width + GAP), top, width, 0), sizes, ink)
            for at, one in row
        ]
        top = max(ends) + ROW_GAP
    return top - ROW_GAP


def _card(canvas: Canvas, card: Card, box: Box, sizes: _Sizes, ink: str) -> float:
    top = _amount(canvas, card, box, sizes, ink) + 4
    top = canvas.paragraph((box.left, top), box.width, card.label, TextRun("", sizes.label, "ink"))
    if card.detail:
        detail = TextRun("", sizes.detail, "muted")
        top = canvas.paragraph((box.left, top), box.width, card.detail, detail)
    return top


def _amount(canvas: Canvas, card: Card, box: Box, sizes: _Sizes, ink: str) -> float:
    """The figure with its marks: a point for at least, a fading for about, a dashed edge for planned."""
    planned = "planned" in card.marks
    inset = 8.0 if planned else 0.0
    lines = _amount_lines(card, sizes, box.width - 2 * inset - _tags(card))
    height = sum(max(run.size for run in line) for line in lines) * LINE_HEIGHT
    width, middle = max(map(width_of, lines)), box.top + height / 2
    canvas.label((box.left + inset, middle), lines, across="left")
    if planned:
        frame = Box(box.left, box.top, width + 2 * inset, height)
        canvas.box(frame, Style(line=ink, width=1.5, dash=DASHED))
    left = box.left + width + 2 * inset + 6
    match open_end(card.marks):
        case "pointed":
            canvas.polygon([[(left, middle - 6), (left + 9, middle), (left, middle + 6)]], Style(fill=ink))
            left += 15
        case "faded":
            canvas.box(Box(left, middle - 3.5, 20, 7), Style(fill=ink, fades="right"))
            left += 26
    status = card.status and say(f"status.{card.status}", canvas.lang)
    for text in filter(None, (status, grade_letter(card.grade, canvas.lang) if card.grade else "")):
        left = tag(canvas, text, (left, middle)) + 5
    return box.top + height


def _tags(card: Card) -> float:
    """The pixels that its marks take beside a figure."""
    return 58 * bool(card.status) + 26 * bool(open_end(card.marks)) + 26 * bool(card.grade)


def _amount_lines(card: Card, sizes: _Sizes, width: float) -> list[list[TextRun]]:
    """The figure and its unit, which stands below it where there is no room beside."""
    amount, computed = card.amount, card.ref.kind == "derived"
    unit = amount.unit.strip()
    number = TextRun(amount.number, sizes.figure, bold=True, computed=computed)
    before = [TextRun(amount.prefix, sizes.unit)] if amount.prefix else []
    after = [TextRun(f" {unit}", sizes.unit)] if unit else []
    whole = [*before, number, *after]
    if width_of(whole) <= width or not unit:
        return [whole]
    size = fitting(amount.number, sizes.figure, width / BOLD)
    return [[*before, replace(number, size=size)], [TextRun(unit, sizes.unit)]]


def tag(canvas: Canvas, text: str, spot: tuple[float, float]) -> float:
    """A short word in a frame; gives where it ends."""
    (left, middle), width = spot, text_width(text, TAG) + 10
    canvas.box(Box(left, middle - 9, width, 18), Style(line="second"), rounded=2)
    canvas.label((left + width / 2, middle), [[TextRun(text, TAG, "second")]])
    return left + width


def draw_cases(canvas: Canvas, area: Box, groups: Sequence[CaseCardGroup]) -> float:
    top = area.top
    for group in groups:
        ink = ink_of(group.accent)
        title = TextRun("", SIZES["head-4"], ink, bold=True)
        told = f"{group.title}  {len(group.cases)}"
        top = canvas.paragraph((area.left, top), area.width, told, title, serif=True) + 8
        columns = max(1, int((area.width + GAP) // (CASE_WIDTH + GAP)))
        width = (area.width - GAP * (columns - 1)) / columns
        for first in range(0, len(group.cases), columns):
            row = enumerate(group.cases[first : first + columns])
            ends = [
                _case(canvas, case, Box(area.left + at * (width + GAP), top, width, 0), ink)
                for at, case in row
            ]
            top = max(ends) + 28
    return top - 28


def _case(canvas: Canvas, case: CaseCard, box: Box, ink: str) -> float:
    canvas.box(replace(box, height=3), Style(fill=ink))
    x, top, heading = box.left, box.top + 12, f"{case.heading_said} {case.heading}".strip()
    told = (
        (f"{case.place} · {case.theme}", TextRun("", SIZES["normal"], ink, bold=True), False),
        (case.title, TextRun("", SIZES["head-2"], bold=True), True),
        (heading, TextRun("", SIZES["normal"], "muted"), False),
        (case.summary, TextRun("", SIZES["text"], "second"), False),
        (case.missing, TextRun("", SIZES["normal"], "muted", italic=True), False),
    )
    for text, run, serif in told:
        if text:
            top = canvas.paragraph((x, top), box.width, text, run, serif=serif) + 3
    return _grid(canvas, case.cards, replace(box, top=top + 6), 2, OF_CASE, ink) if case.cards else top
