"""Short texts side by side, in the largest type in which all have room."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dashboard.deck.content import Address
from dashboard.deck.drawingml import Canvas, Style
from dashboard.deck.layouts import GAP, SMALLEST
from dashboard.exhibits.charts import Passages
from dashboard.figures.words import plain
from dashboard.layout.box import Box
from dashboard.layout.text import LINE_HEIGHT, TextLine, TextRun, spaced, width_of, wrapped
from dashboard.theme import ink_of

LARGEST = 40.0  # of type that is enlarged
LEAST_GROWN = 1.25  # to make it more is worth a character alone on a line
FACTORS = (1.9, 1.75, 1.6, 1.4, 1.25, 1.12, 1.0)


def grown(texts: Sequence[tuple[Box, Sequence[TextLine]]], after: float) -> list[list[TextLine]]:
    """Texts in the largest type, the same for all, in which each has room in its place; rather a little smaller than
    with a character alone on a line."""
    ways = [(factor, [_enlarged(lines, factor) for _, lines in texts]) for factor in FACTORS]
    places = [place for place, _ in texts]
    fits = [one for one in ways if _fit(one[1], places, after)] or ways[-1:]
    neat = (one for one in fits if one[0] >= LEAST_GROWN and not _leave_one(one[1], places))
    return next(neat, fits[0])[1]


def _enlarged(lines: Sequence[TextLine], factor: float) -> list[TextLine]:
    return [[replace(run, size=run.size * factor) for run in line] for line in lines]


def _fit(texts: Sequence[Sequence[TextLine]], places: Sequence[Box], after: float) -> bool:
    largest = max(run.size for lines in texts for line in lines for run in line)
    heights = (_height(lines, place.width, after) for lines, place in zip(texts, places, strict=True))
    return largest <= LARGEST and all(
        height < place.height for height, place in zip(heights, places, strict=True)
    )


def _leave_one(texts: Sequence[Sequence[TextLine]], places: Sequence[Box]) -> bool:
    """Whether a paragraph has one character alone on its last line, with a stop or without."""
    last = (
        wrapped(spaced("".join(run.text for run in line)), line[0].size, place.width)[1:][-1:]
        for lines, place in zip(texts, places, strict=True)
        for line in lines
    )
    return any(len(words.rstrip("。！？”")) == 1 for ends in last for words in ends)


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
