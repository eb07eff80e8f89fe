"""The room that a slide has for its drawing, and how a list is cut into runs that fit it.

Sizes are those of type of 22 px on a slide of 1280 px, so that nothing has to be set smaller, on a wider one neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.figures.words import half_widths
from dashboard.layout.text import lines_taken

# In pixels of a page, whose smallest type of 14 a slide enlarges to 22: the room of a drawing, and what a line more of
# the title, of smaller words, a legend and the head of a table take of it.
WIDE, HIGH = 733.0, 263.0
HIGHER = 120.0  # more of it on a slide of 4:3, whose words around it take more of a narrow window
TITLE_LINE, LINE, LEGEND, TABLE_HEAD, TABLE_LINE = 34.0, 20.0, 24.0, 29.0, 19.0
TITLE_WIDTH, WIDTH, SOURCE_WIDTH = 56, 98, 56  # half-width characters in a line of each
SWATCH = 7  # likewise, with what parts it from the next
LETTERS = 16.5  # type of 15, in a font that is wider than the usual one


@dataclass(frozen=True, kw_only=True)
class Around:
    """The words around a drawing, in one language."""

    title: str
    subtitle: str
    legend: Sequence[str]
    source: str  # the title of the first


def room_among(arounds: Iterable[Around]) -> float:
    """The height that a drawing has, in the language whose words take more."""
    return min(map(_room_of, arounds))


def _room_of(around: Around) -> float:
    legend = sum(half_widths(label) + SWATCH for label in around.legend)
    smaller = _more(half_widths(around.subtitle), WIDTH) + _more(half_widths(around.source), SOURCE_WIDTH)
    title = TITLE_LINE * _more(half_widths(around.title), TITLE_WIDTH)
    return HIGH - title - LINE * smaller - LEGEND * ceil(legend / WIDTH)


def _more(width: int, line: int) -> int:
    """Lines beyond the first."""
    return max(0, ceil(width / line) - 1)


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
