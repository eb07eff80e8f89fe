"""What a chart says, by meaning: marks on axes, with the grammar that every renderer draws alike.

A mark carries what it stands for (`Meaning`), where it lies on its axes, and nothing of how wide a line is or which
colour a theme gives it. The grammar: exact has a flat end; at least and more than a pointed one; about and nearly a
faded one; planned and allocated are hollow and dashed; computed is underlined with dots; cumulative lies over its whole
period; a year that no source states is a pale band, and
what else was not found is hatched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.exhibits.charts import LegendItem as LegendItem
from dashboard.figures.words import Ref
from dashboard.package.model import PeriodKind, Qualifier
from dashboard.package.site import Accent

Place = float | date  # on an axis: a value, a category counted from 0, or a day
Symbol = Literal["circle", "square", "diamond"]
Across = Literal["left", "center", "right"]
Along = Literal["top", "middle", "bottom"]
Size = Literal["figure", "large", "normal", "small"]
Ink = Literal["ink", "second", "muted", "accent", "on-fill"]
Screen = Literal["wide", "narrow"]
Open = Literal["", "pointed", "faded"]

Tone = Accent | Literal["faint"]  # an accent, or that of what others stand out from

WIDE: frozenset[Screen] = frozenset({"wide"})
NARROW: frozenset[Screen] = frozenset({"narrow"})

TIP = 0.07  # of the value axis: how far a pointed end reaches beyond its shoulders

OPEN_ENDS: dict[str, Open] = {
    "at_least": "pointed",
    "more_than": "pointed",
    "about": "faded",
    "nearly": "faded",
}


def open_end(marks: Iterable[str]) -> Open:
    """How a figure with these marks ends."""
    return next((OPEN_ENDS[mark] for mark in marks if mark in OPEN_ENDS), "")


def number(place: Place) -> float:
    """A place as a number; a day counts in days."""
    return place.toordinal() if isinstance(place, date) else place


def distance(first: Place, last: Place) -> float:
    return number(last) - number(first)


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a mark stands for: where it leads, the figure in words, and how it is meant."""

    ref: Ref | None = None
    says: str = ""
    qualifier: Qualifier = "exact"
    planned: bool = False
    computed: bool = False
    period: PeriodKind | None = None

    @property
    def open_end(self) -> Open:
        return open_end([self.qualifier])


NOTHING = Meaning()


# Words on a plot ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A stretch of words in one style."""

    text: str
    bold: bool = False
    computed: bool = False
    italic: bool = False
    accent: Accent | None = None  # in whose ink it is, in place of its label's
    size: Size | None = None  # that of its label where it has none of its own


Line = tuple[Piece, ...]


def lines(*texts: str | Piece | Line) -> tuple[Line, ...]:
    """Each text, piece or run of pieces as a line."""
    return tuple(_line(one) for one in texts)


def _line(one: str | Piece | Line) -> Line:
    if isinstance(one, tuple):
        return one
    return (one if isinstance(one, Piece) else Piece(one),)


def plain(words: Iterable[Line]) -> str:
    return " ".join("".join(piece.text for piece in line) for line in words)


# Marks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Bar:
    """From `start` to `end` of the value axis, `thick` along the other, centred at `at`.

    `series` is the name of the figures it is one of, which a native chart goes by; without one it is the time that a
    figure holds for, and its open end that of the time. `label` stands where `labelled` says.
    """

    of: Meaning
    at: Place
    start: Place = 0
    end: Place
    thick: float  # in the unit of the axis; days on an axis of days
    accent: Tone
    dotted: bool = False  # a part of what the bar beneath stands for
    series: str = ""
    label: tuple[Line, ...] = ()
    labelled: Literal["inside", "end", "outside"] = "outside"  # in its middle, within its end, or beyond it
    label_size: Size = "normal"

    @property
    def pointed(self) -> bool:
        """Of a figure by what is said of it; of a time where no end is stated."""
        return self.of.open_end == "pointed" if self.series else self.of.period == "since"


@dataclass(frozen=True, kw_only=True)
class Point:
    of: Meaning
    x: Place
    y: Place
    accent: Tone
    symbol: Symbol = "circle"
    size: float = 12  # pixels across
    series: str = ""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Points of one series joined by a line, which is drawn only where nothing is missing between them."""

    points: tuple[Point, ...]
    series: str
    accent: Accent


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What no source states, a pale band over the whole height: along the first axis from `start` to `end`."""

    start: Place
    end: Place
    why: Literal["not_stated", "not_found"] = "not_stated"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A square of fixed size on a place of the axes, with a letter in it; hatched, it stands for what was not found."""

    of: Meaning = NOTHING
    x: Place
    y: Place
    letter: str = ""
    tone: Literal["full", "hollow", "pale", "hatched"] = "hollow"


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words beside a place: `across` and `along` say which part of them lies there, `shift` moves them by pixels.

    A place is None where it is not counted on an axis: the left edge across, the top along. `opens` makes the words
    themselves a mark that can be chosen.
    """

    words: tuple[Line, ...]
    x: Place | None
    y: Place | None
    across: Across = "center"
    along: Along = "middle"
    shift: tuple[float, float] = (0, 0)
    size: Size = "normal"
    ink: Ink = "ink"
    accent: Accent = "teal"  # for ink of the accent
    on: frozenset[Screen] = WIDE | NARROW
    ground: Literal["", "page"] = ""
    opens: tuple[Meaning, ...] = ()  # one a line


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A straight line between two places; an end is None at the edge of the plot."""

    x: tuple[Place | None, Place | None]
    y: tuple[Place | None, Place | None]
    style: Literal["axis", "grid", "light", "break", "help"] = "axis"
    arrow: bool = False


def at_break(text: str, at: Place, across: Across, gap: float) -> Label:
    """What a definition is called, above and beside the line where it changes."""
    return Label(words=lines(text), x=at, y=None, across=across, along="bottom", shift=(gap, 4), ink="second")


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """Over the places `start` to `end` of the first axis, at `height` of the other."""

    start: Place
    end: Place
    height: float
    foot: float


Mark = Bar | Point | Run | Gap | Cell | Label | Rule | Bracket


# Axes and charts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    at: Place
    text: str  # a line break parts lines
    bold: bool = False


def categories(names: Iterable[str]) -> tuple[Tick, ...]:
    return tuple(Tick(at, name) for at, name in enumerate(names))


@dataclass(frozen=True, kw_only=True)
class Axis:
    """`low` lies at the left or at the bottom, also where it is the greater; without ticks nothing is written."""

    low: Place
    high: Place
    ticks: tuple[Tick, ...] = ()
    narrow_ticks: tuple[Tick, ...] | None = None
    grid: bool = False
    line: bool = False
    side: Literal["", "top"] = ""
    written: bool = True  # else its ticks name the places, as labels on the plot do too
    ink: Literal["ink", "second", "muted"] = "muted"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Two axes and the marks on them; bars lie where `lying`. `room` is the part of the height it takes, from below."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    lying: bool = False
    room: tuple[float, float] = (0, 1)
    inset: float = 0  # of the width, at the left, that is left free for the names of the axis
    narrow_inset: float = 0


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Pixels around the panels."""

    left: float = 8
    right: float = 8
    top: float = 8
    bottom: float = 8


@dataclass(frozen=True, kw_only=True)
class Plot:
    panels: tuple[Panel, ...]
    height: int
    margins: Margins = field(default_factory=Margins)
    narrow_height: int | None = None
    narrow_margins: Margins | None = None
    # Of what its colours mean; the grammar of marks explains itself (see `legend`).
    legend: tuple[LegendItem, ...] = ()
    parts: tuple["Plot", ...] = ()  # the same, a slide each, where its kind knows where to cut it
    brief: "Plot | None" = None  # the chief figure of each row, for a slide that has to do for all parts

    def marks(self) -> Iterator[Mark]:
        for panel in self.panels:
            yield from panel.marks


def meanings(mark: Mark) -> Iterator[Meaning]:
    """What a mark stands for; several for a line of points or words of several figures."""
    match mark:
        case Bar() | Point() | Cell():
            yield mark.of
        case Run():
            yield from (point.of for point in mark.points)
        case Label():
            yield from mark.opens
