"""What of a map is shown: the whole of it, or an extent that fits what is chosen, with the whole in a free corner."""

from collections.abc import Iterable
from typing import get_args

from dashboard.exhibits.marks_map import (
    LOCATOR,
    Corner,
    MapArea,
    MapLink,
    MapMark,
    MapName,
    MapPanel,
    MapPlace,
    curve,
)
from dashboard.package.boundaries import Bounds, Shape, Sheet, Spot

MARGIN = 0.12  # of the larger side of what is chosen, on each side of it
WHOLE = 0.9  # of the width of a map: what takes more is shown on the whole
CLOSEST = 0.2  # of the same: closer than that, shapes are too coarse
CORNERS: tuple[Corner, ...] = get_args(Corner)


def fitted(sheet: Sheet, marks: tuple[MapMark, ...]) -> MapPanel:
    """Marks on a map, as close as those allow that are more than land."""
    spots = list(_spots(sheet, marks))
    extent = extent_of(sheet.bounds, spots)
    if extent is None:
        return MapPanel(sheet=sheet, marks=marks)
    return MapPanel(sheet=sheet, marks=marks, extent=extent, locator=free_corner(extent, spots))


def extent_of(whole: Bounds, spots: Iterable[Spot]) -> Bounds | None:
    """Some spots with a margin, in the proportions of the whole and within it; None where that is hardly less."""
    found = list(spots)
    if not found:
        return None
    left, bottom, right, top = around(found)
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    margin = 2 * MARGIN * max(right - left, top - bottom)
    share = max((right - left + margin) / width, (top - bottom + margin) / height, CLOSEST)
    if share > WHOLE:
        return None
    first, last = _kept_within((left + right) / 2, share * width, whole[0], whole[2])
    low, high = _kept_within((bottom + top) / 2, share * height, whole[1], whole[3])
    return first, low, last, high


def _kept_within(middle: float, length: float, low: float, high: float) -> tuple[float, float]:
    start = min(max(middle - length / 2, low), high - length)
    return start, start + length


def around(spots: Iterable[Spot]) -> Bounds:
    x, y = zip(*spots, strict=True)
    return min(x), min(y), max(x), max(y)


def corners_of(shape: Shape) -> Iterable[Spot]:
    """Those of the box around its largest part, and so of what is seen of it from afar."""
    boxes = [around(zip(ring[::2], ring[1::2], strict=True)) for ring in shape.rings]
    left, bottom, right, top = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return (left, bottom), (right, top), (left, top), (right, bottom)


def _spots(sheet: Sheet, marks: Iterable[MapMark]) -> Iterable[Spot]:
    for mark in marks:
        match mark:
            case MapArea(accent=str()):
                yield from corners_of(sheet.shapes[mark.area_id])
            case MapLink():
                yield from curve(mark)
            case MapPlace():
                yield mark.at
            case MapName() if mark.of.ref:
                yield mark.at


def free_corner(extent: Bounds, spots: Iterable[Spot]) -> Corner:
    """The corner in which least is hidden by a locator, of equals the first."""
    left, bottom, right, top = extent
    shares = [((x - left) / (right - left), (y - bottom) / (top - bottom)) for x, y in spots]

    def hidden(corner: Corner) -> int:
        across, up = "right" in corner, "above" in corner
        return sum(
            (x > 1 - LOCATOR if across else x < LOCATOR) and (y > 1 - LOCATOR if up else y < LOCATOR)
            for x, y in shares
        )

    return min(CORNERS, key=hidden)
