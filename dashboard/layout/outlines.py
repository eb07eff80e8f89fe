"""Maps in a box, and outlines thinned for its size, between the points where borders meet, so that areas still do.

Not at build time, since a package may bring its own maps; not by shapely, which takes as long and more memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from math import dist

from dashboard.exhibits.marks_map import MapPanel, Room
from dashboard.layout.box import Box, bounds
from dashboard.layout.clipping import clipped
from dashboard.package.boundaries import Bounds, Sheet, Spot

Ring = Sequence[Spot]


@dataclass(frozen=True)
class View:
    """What of a plane is shown, and where: as large as the box allows, in its middle."""

    shown: Bounds
    box: Box

    @cached_property
    def _scale(self) -> float:
        left, bottom, right, top = self.shown
        return min(self.box.width / (right - left), self.box.height / (top - bottom))

    def at(self, spot: Spot) -> Spot:
        (left, bottom, right, top), (x, y), box, scale = self.shown, spot, self.box, self._scale
        across, down = x - (left + right) / 2, (bottom + top) / 2 - y
        return box.left + box.width / 2 + across * scale, box.middle + down * scale


@lru_cache(maxsize=32)
def thinned(sheet: Sheet, view: View, tolerance: float, smallest: float) -> Mapping[str, Sequence[Ring]]:
    """The rings of each area of a map, by its id, no further off than the tolerance; of what is smaller than the
    smallest, only the largest part of an area. They end at the edges of the box; an area beyond these has none."""
    rings = {
        area: [list(zip(ring[::2], ring[1::2], strict=True)) for ring in shape.rings]
        for area, shape in sheet.shapes.items()
    }
    # Where borders meet: points with more than two neighbours on all outlines together.
    neighbours = defaultdict[Spot, set[Spot]](set)
    for ring in chain.from_iterable(rings.values()):
        for point, following in pairwise([*ring, ring[0]]):
            neighbours[point].add(following)
            neighbours[following].add(point)
    corners = {point for point, around in neighbours.items() if len(around) > 2}
    parts = {area: [_thinned(ring, corners, view, tolerance) for ring in of] for area, of in rings.items()}
    cut = {area: [kept for ring in of if (kept := clipped(ring, view.box))] for area, of in parts.items()}
    return {area: _seen(of, smallest) for area, of in cut.items() if of}


def is_within(spot: Spot, rings: Iterable[Ring]) -> bool:
    """Whether a line to the right from a spot leaves an area as often as it enters it, and once more."""
    x, y = spot
    edges = chain.from_iterable(pairwise([*ring, ring[0]]) for ring in rings)
    crossed = (x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in edges if (y0 > y) != (y1 > y))
    return sum(x < at for at in crossed) % 2 == 1


def _seen(rings: Sequence[Ring], smallest: float) -> Sequence[Ring]:
    around = [(ring, bounds(ring)) for ring in rings]
    seen = [ring for ring, box in around if len(ring) > 2 and max(box.width, box.height) > smallest]
    return seen or [max(rings, key=len)]


def _thinned(ring: Ring, corners: Set[Spot], view: View, tolerance: float) -> list[Spot]:
    """The stretches between corners, each thinned alone, so that both areas at a border get the same points."""
    ends = [at for at, point in enumerate(ring) if point in corners]
    if len(ends) < 2:
        ends = sorted({ring.index(min(ring)), ring.index(max(ring))})
    points: list[Spot] = []
    for first, last in zip(ends, [*ends[1:], ends[0] + len(ring)], strict=True):
        stretch = [ring[at % len(ring)] for at in range(first, last + 1)]
        turned = stretch[0] > stretch[-1]
        spots = [view.at(point) for point in (reversed(stretch) if turned else stretch)]
        kept = _simplified(spots, tolerance)
        points += kept[:0:-1] if turned else kept[:-1]
    return points


def _simplified(spots: Sequence[Spot], tolerance: float) -> list[Spot]:
    """Douglas and Peucker's: the fewest points that no dropped one lies further from than the tolerance."""
    if len(spots) < 3:
        return list(spots)
    distances = _distances(spots[1:-1], spots[0], spots[-1])
    far = max(distances)
    if far <= tolerance:
        return [spots[0], spots[-1]]
    at = distances.index(far) + 1
    return _simplified(spots[: at + 1], tolerance)[:-1] + _simplified(spots[at:], tolerance)


def _distances(spots: Sequence[Spot], start: Spot, end: Spot) -> list[float]:
    """From points to the straight line between two others, or to their place where they are one."""
    (x0, y0), (x1, y1), length = start, end, dist(start, end)
    if not length:
        return [dist(spot, start) for spot in spots]
    return [abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length for x, y in spots]


def drawn(panel: MapPanel, box: Box) -> Box:
    """What of a box a panel takes."""
    width, height = min(box.width, box.height * panel.aspect), min(box.height, box.width / panel.aspect)
    left, top = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
    return Box(left=left, top=top, width=width, height=height)


def part_of(box: Box, room: tuple[Room, Room]) -> Box:
    (left, right), (low, high) = room
    return Box(
        left=box.left + left * box.width,
        top=box.top + (1 - high) * box.height,
        width=(right - left) * box.width,
        height=(high - low) * box.height,
    )
