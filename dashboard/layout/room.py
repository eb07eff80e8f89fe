"""The room that a slide has for its drawing, and how a list is cut into runs that fit it.

Sizes are those of type of 22 px on a slide of 1280 px, so that nothing has to be set smaller, on a wider one neither.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from dashboard.figures.words import half_widths
from dashboard.layout.text import lines_taken

# In pixels of a page, whose smallest type of 14 a slide enlarges to 22: the room of a drawing, and what a line of the
# title more, a legend and the head of a table take of it.
WIDE, HIGH = 733.0, 263.0
TITLE_LINE, LEGEND, TABLE_HEAD, TABLE_LINE = 34.0, 24.0, 29.0, 19.0
TITLE_WIDTH = 56  # half-width characters
LETTERS = 16.5  # type of 15, in a font that is wider than the usual one


def room_below(titles: Iterable[str], *, legend: bool) -> float:
    """The height that a drawing has, in the language whose title is longer."""
    lines = max(ceil(half_widths(title) / TITLE_WIDTH) for title in titles)
    return HIGH - TITLE_LINE * (lines - 1) - LEGEND * legend


def lines_in(text: str, room: float) -> int:
    """How many lines of a label a text takes."""
    return lines_taken(text, LETTERS, room)


def spans(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Runs of neighbours of at most so much together, as few as can be and then as even as can be."""
    count = len(runs_of(weights, most))
    evens = sorted({sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)})
    even = next(one for one in evens if one >= max(weights) and len(runs_of(weights, one)) <= count)
    return runs_of(weights, even)


def runs_of(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    first, load = 0, 0.0
    for at, weight in enumerate(weights):
        if at > first and load + weight > most:
            runs.append((first, at))
            first, load = at, 0.0
        load += weight
    return [*runs, (first, len(weights))]
