"""What a map says, by meaning: areas, links and places on the shapes of a package, which are planar already.

Marks lie over each other in their order: what comes later is drawn on top.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from dashboard.exhibits.marks import NARROW, NOTHING, WIDE, LegendItem, Line, Meaning, Screen, Symbol
from dashboard.package.boundaries import Anchor, Bounds, Sheet, Spot
from dashboard.package.site import Accent

MapSize = Literal["large", "normal", "small", "tiny"]
Corner = Literal["above-left", "above-right", "below-left", "below-right"]


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """The shape of an area. Without an accent it is land, with its border where it is not `within` an area of the
    map; hatched is what was not found; `dotted` lies over any. `about` are the areas that it belongs to, when one of
    them is looked at by itself."""

    area_id: str
    name: str
    of: Meaning = NOTHING
    about: tuple[str, ...] = ()
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
    about: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A point. Without an accent it only shows where a line ends, and is small and in ink."""

    at: Spot
    name: str
    accent: Accent | None = None
    of: Meaning = NOTHING
    area_id: str = ""
    about: tuple[str, ...] = ()
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
    about: tuple[str, ...] = ()
    ink: Literal["ink", "second", "accent"] = "ink"
    accent: Accent = "teal"
    on: Accent | None = None
    size: MapSize = "small"
    screens: frozenset[Screen] = WIDE | NARROW


@dataclass(frozen=True, kw_only=True)
class MapFrame:
    """A box around a part of the plane; on a `ground` of its own it hides what lies below it."""

    bounds: Bounds
    ground: bool = False


MapMark = MapArea | MapLink | MapPlace | MapName


@dataclass(frozen=True, kw_only=True)
class MapPanel:
    """One view of a sheet, of all of it or of an extent. It keeps its proportions, as large as its room allows and in
    the middle of it. In the corner of the `locator` the whole sheet stands small, with a frame around the extent."""

    sheet: Sheet = field(repr=False)
    marks: tuple[MapMark, ...]
    extent: Bounds | None = None
    locator: Corner | None = None

    @property
    def bounds(self) -> Bounds:
        return self.extent or self.sheet.bounds

    @property
    def aspect(self) -> float:
        """Width by height."""
        left, bottom, right, top = self.bounds
        return (right - left) / (top - bottom)


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """A line of the list beside a map: an area, what is said of it in short, and the heading it stands below."""

    area_id: str
    name: str
    says: str
    group: str
    accent: Accent
    dotted: bool = False


@dataclass(frozen=True, kw_only=True)
class Map:
    """Panels side by side, on a phone one above the other. `listing` is text in columns, from the top left corner of a
    wide screen, where the first panel has nothing; what is `beside` it is listed there on a page, and on a slide a few
    lines of who is `paired` with whom, in place of the listing."""

    panels: tuple[MapPanel, ...]
    height: int
    narrow_height: int
    listing: tuple[tuple[Line, ...], ...] = ()
    legend: tuple[LegendItem, ...] = ()
    beside: tuple[MapRow, ...] = ()
    paired: tuple[Line, ...] = ()

    def marks(self) -> Iterator[MapMark]:
        for panel in self.panels:
            yield from panel.marks


PALE_GROUNDS = ("teal-tint", "brick-tint", "hollow", "hatched")  # names on these are in ink
LOCATOR = 0.24  # of the width and the height of a panel
GAP = 0.04  # between two panels, of the room of all
Room = tuple[float, float]  # from and to, of the width from the left or of the height from below


def side_by_side(panels: tuple[MapPanel, ...]) -> list[Room]:
    """The part of the width each panel takes, so that all have one scale of type and the same height."""
    return _shares([panel.aspect for panel in panels])


def stacked(panels: tuple[MapPanel, ...]) -> list[Room]:
    """The part of the height each panel takes on a phone, the first on top."""
    heights = _shares([1 / panel.aspect for panel in panels])
    return [(1 - last, 1 - first) for first, last in heights]


def locator_room(panel: MapPanel) -> tuple[Room, Room] | None:
    """The part of the width and of the height of its panel that a locator takes."""
    if panel.locator is None:
        return None
    across = (0.0, LOCATOR) if "left" in panel.locator else (1 - LOCATOR, 1.0)
    up = (0.0, LOCATOR) if "below" in panel.locator else (1 - LOCATOR, 1.0)
    return across, up


def located(panel: MapPanel) -> Iterator[MapArea | MapFrame]:
    """The marks of its locator: the land and the areas that are more, and what of it the panel shows."""
    yield MapFrame(bounds=panel.sheet.bounds, ground=True)
    yield from (replace(mark, of=NOTHING, about=()) for mark in panel.marks if isinstance(mark, MapArea))
    yield MapFrame(bounds=panel.bounds)


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
