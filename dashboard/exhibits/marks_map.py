"""What a map says, by meaning: areas, links and places on the shapes of a package, which are planar already.

Marks lie over each other in their order: what comes later is drawn on top.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dashboard.exhibits.marks import NARROW, NOTHING, WIDE, LegendItem, Line, Meaning, Screen, Symbol
from dashboard.package.boundaries import Anchor, Sheet, Spot
from dashboard.package.site import Accent

MapSize = Literal["large", "normal", "small", "tiny"]


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """The shape of an area. Without an accent it is land, with its border where it is not `within` an area of the
    map; hatched is what was not found; `dotted` lies over any."""

    area_id: str
    name: str
    of: Meaning = NOTHING
    accent: Accent | None = None
    dotted: bool = False
    within: bool = False


@dataclass(frozen=True, kw_only=True)
class MapLink:
    """A curved line from one place to another."""

    start: Spot
    end: Spot
    name: str
    accent: Accent


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A point. Without an accent it only shows where a line ends, and is small and in ink."""

    at: Spot
    name: str
    accent: Accent | None = None
    of: Meaning = NOTHING
    symbol: Symbol = "circle"
    large: bool = False


@dataclass(frozen=True, kw_only=True)
class MapName:
    """Words at a point, on the side of it that `anchor` names; `leader` is the place a line leads to from there.

    On an accent, the words have the ink and the halo of that fill.
    """

    words: tuple[Line, ...]
    at: Spot
    anchor: Anchor = "center"
    leader: Spot | None = None
    of: Meaning = NOTHING
    ink: Literal["ink", "second", "accent"] = "ink"
    accent: Accent = "teal"
    on: Accent | None = None
    size: MapSize = "small"
    screens: frozenset[Screen] = WIDE | NARROW


MapMark = MapArea | MapLink | MapPlace | MapName


@dataclass(frozen=True, kw_only=True)
class MapPanel:
    """One view of a sheet. The bounds keep their proportions, as large as its room allows and in the middle of it."""

    sheet: Sheet = field(repr=False)
    marks: tuple[MapMark, ...]

    @property
    def aspect(self) -> float:
        """Width by height."""
        left, bottom, right, top = self.sheet.bounds
        return (right - left) / (top - bottom)


@dataclass(frozen=True, kw_only=True)
class Map:
    """Panels side by side, on a phone one above the other. `listing` is text in columns, from the top left corner of a
    wide screen, where the first panel has nothing."""

    panels: tuple[MapPanel, ...]
    height: int
    narrow_height: int
    listing: tuple[tuple[Line, ...], ...] = ()
    legend: tuple[LegendItem, ...] = ()

    def marks(self) -> Iterator[MapMark]:
        for panel in self.panels:
            yield from panel.marks


GAP = 0.04  # between two panels, of the room of all
Room = tuple[float, float]  # from and to, of the width from the left or of the height from below


def side_by_side(panels: tuple[MapPanel, ...]) -> list[Room]:
    """The part of the width each panel takes, so that all have one scale of type and the same height."""
    return _shares([panel.aspect for panel in panels])


def stacked(panels: tuple[MapPanel, ...]) -> list[Room]:
    """The part of the height each panel takes on a phone, the first on top."""
    heights = _shares([1 / panel.aspect for panel in panels])
    return [(1 - last, 1 - first) for first, last in heights]


def _shares(sizes: list[float]) -> list[Room]:
    free = 1 - GAP * (len(sizes) - 1)
    rooms, at = [], 0.0
    for size in sizes:
        end = at + free * size / sum(sizes)
        rooms.append((at, end))
        at = end + GAP
    return rooms


CURVE_POINTS = 12
CURVE_BEND = 0.11  # how far a line bulges to its right, as a part of its length


def curve(link: MapLink) -> list[Spot]:
    """A line that bulges to the right of its way, so that two ends close together stay apart in between."""
    (x0, y0), (x2, y2) = link.start, link.end
    x1 = (x0 + x2) / 2 + (y2 - y0) * CURVE_BEND
    y1 = (y0 + y2) / 2 - (x2 - x0) * CURVE_BEND
    shares = [step / (CURVE_POINTS - 1) for step in range(CURVE_POINTS)]
    return [(_quadratic(x0, x1, x2, share), _quadratic(y0, y1, y2, share)) for share in shares]


def _quadratic(first: float, middle: float, last: float, share: float) -> float:
    rest = 1 - share
    return round(rest * rest * first + 2 * rest * share * middle + share * share * last, 1)
