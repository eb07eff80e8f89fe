"""Cases: side by side, or one alone as a statement or with its figures beside it."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.deck.cards import CardSizes, draw_card, group_head
from dashboard.deck.content import Address, Leads
from dashboard.deck.drawingml import Canvas, Style
from dashboard.deck.layouts import GAP, SMALLEST
from dashboard.deck.passages import grown
from dashboard.exhibits.charts import Card, CaseCard, CaseCardGroup
from dashboard.exhibits.marks import open_end
from dashboard.figures.words import Lang, say
from dashboard.layout.box import Box
from dashboard.layout.text import TextLine, TextRun
from dashboard.theme import ink_of

COLUMNS = 3
TITLE, STATEMENT = 18.0, 26.0  # of type, before it is enlarged
BESIDE = 0.42  # of the width, for the figures of a case alone
FIGURES = (CardSizes(54, 20, 16, 14, 1), CardSizes(36, 16, 14, 14, 1), CardSizes(24, 14, 14, 14, 1))


def draw_cases(
    canvas: Canvas,
    area: Box,
    groups: Sequence[CaseCardGroup],
    *,
    title: str,
    address: Address,
    leads: Leads,
) -> None:
    """In the largest type in which the longest case fits its place; a case is not named again below its own title."""
    (group,) = groups
    top, ink = group_head(canvas, group, area), ink_of(group.accent)
    below = replace(area, top=top, height=area.bottom - top)
    if len(group.cases) == 1:
        (case,) = group.cases
        words, place = _words(case, ink, address, title), below
        if case.cards:
            place = replace(below, width=below.width * (1 - BESIDE) - GAP)
            _draw_figures(
                canvas, replace(below, left=place.right + GAP, width=below.width * BESIDE), case, ink, leads
            )
        _write(canvas, [(case, place, words)])
        return
    places = below.grid(min(COLUMNS, len(group.cases)), 1, GAP)
    for place in places:
        canvas.rule((place.left, place.top), (place.right, place.top), Style(line="rule", width=0.75), "rule")
    texts = [
        [
            *_words(case, ink, address, title, SMALLEST),
            *(_figure(card, ink, canvas.lang) for card in case.cards),
        ]
        for case in group.cases
    ]
    _write(canvas, list(zip(group.cases, places, texts, strict=True)))


def _write(canvas: Canvas, cases: Sequence[tuple[CaseCard, Box, list[TextLine]]]) -> None:
    rooms = [replace(place, top=place.top + 4, height=place.height - 12) for _, place, _ in cases]
    texts = grown([(room, lines) for room, (_, _, lines) in zip(rooms, cases, strict=True)], 3)
    for (case, _, _), room, lines in zip(cases, rooms, texts, strict=True):
        canvas.text(room, lines, case.title, after=3)


def _words(case: CaseCard, ink: str, address: Address, title: str, size: float = 0) -> list[TextLine]:
    """Without its figures; one without any, alone, is a statement."""
    told = size or (SMALLEST if case.cards else STATEMENT)
    summary = TextRun(case.summary, told, "second" if told == SMALLEST else "ink", heading=told == STATEMENT)
    named = TextRun(case.title, TITLE, ink, bold=True, link=address(case.href))
    return [
        [TextRun(f"{case.place} · {case.theme}", SMALLEST, ink, bold=True)],
        *([[named]] if case.title != title else []),
        [summary],
        *([[TextRun(case.missing, SMALLEST, "second", italic=True)]] if case.missing else []),
    ]


def _draw_figures(canvas: Canvas, area: Box, case: CaseCard, ink: str, leads: Leads) -> None:
    """One below the other, as large as there is room."""
    for sizes in FIGURES:
        heights = [sizes.height([card], area.width) + GAP / 2 for card in case.cards]
        if sum(heights) <= area.height:
            break
    top = area.top + max(0.0, area.height - sum(heights)) / 3
    for card, height in zip(case.cards, heights, strict=True):
        box = replace(area, top=top, height=height - GAP / 2)
        with canvas.group(card.label, box, f"{card.amount}, {card.label}") as inner:
            draw_card(inner, card, box, sizes, ink, leads(card.ref))
        top += height


def _figure(card: Card, ink: str, lang: Lang) -> TextLine:
    runs = [TextRun(str(card.amount), 16, bold=True)]
    if open_end(card.marks) == "pointed":
        runs.append(TextRun(" ▸", SMALLEST, ink))
    if "planned" in card.marks:
        runs.append(TextRun(f" [{say('status.planned', lang)}]", SMALLEST, ink))
    return [*runs, TextRun(f"  {card.label}", SMALLEST, "second")]
