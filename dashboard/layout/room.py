"""The room that a slide has for its drawing, and how a list is cut into runs that fit it.

Sizes are those of type of 22 px on a slide of 1280 px, so that nothing has to be set smaller, on a wider one neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from dashboard.figures.words import half_widths
from dashboard.layout.text import lines_taken

# What takes of a drawing's room, in pixels of a page; half-width characters in a line of title, smaller words, source.
TITLE_LINE, LINE, LEGEND, TABLE_HEAD, TABLE_LINE = 34.0, 20.0, 24.0, 29.0, 18.2
TITLE_WIDTH, WIDTH, SOURCE_WIDTH = 56, 98, 56
SWATCH = 7  # half-width characters, with what parts it from the next
# Type of 15 and of 14, in a font that is a little wider than the usual one.
LETTERS, TABLE_LETTERS = 15.5, 14.4


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a slide has for its drawing with a line each of a title, a subtitle and sources, in pixels of a page, whose
    smallest type of 14 it enlarges to 22."""

    wide: float
    high: float


WIDE, HIGH = Room(wide=733, high=263), Room(wide=733, high=383)  # of 16:9 and of 4:3


@dataclass(frozen=True, kw_only=True)
class Around:
    """The words around a drawing, in one language."""

    title: str
    subtitle: str
    legend: Sequence[str]
    source: str  # the title of the first


def room_among(arounds: Iterable[Around], room: Room) -> Room:
    """The room that a drawing has, in the language whose words take more."""
    return replace(room, high=room.high - max(map(_taken, arounds)))


def _taken(around: Around) -> float:
    """By lines beyond the first, and by a legend."""
    legend = sum(half_widths(label) + SWATCH for label in around.legend)
    smaller = _more(around.subtitle, WIDTH) + _more(around.source, SOURCE_WIDTH)
    return TITLE_LINE * _more(around.title, TITLE_WIDTH) + LINE * smaller + LEGEND * ceil(legend / WIDTH)


def _more(text: str, line: int) -> int:
    return max(0, ceil(half_widths(text) / line) - 1)


def lines_in(text: str, room: float) -> int:
    """How many lines of a label a text takes."""
    return lines_taken(text, LETTERS, room)


def spans(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Runs of neighbours of at most so much together, as few as can be and then as even as can be."""
    count = len(runs_of(weights, most))
    evens = sorted({sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)})
    even = next(one for one in evens if len(runs_of(weights, one)) <= count)
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
