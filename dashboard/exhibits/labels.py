"""Which names of a map are written, and on which side of their points, so that none lies on another.

The room of a text is estimated, since no browser is asked here; a page measures once more what it has drawn.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice, product
from math import hypot
from typing import get_args

from dashboard.exhibits.marks import Screen, plain
from dashboard.exhibits.marks_map import MapName, MapPanel, MapPlace
from dashboard.figures.words import half_widths
from dashboard.package.boundaries import Anchor, Bounds
from dashboard.theme import DOT_SIZES, NAME_SIZES

SCREENS: tuple[Screen, Screen] = ("wide", "narrow")
LINE, FULL_LINE = 1.15, 1.45  # of its size: how high a line of type is, and one with full-width characters
HALF, SPACE = (
    0.51,
    0.25,
)  # of its size: how wide a half-width character is, and the space around a name beside a point
BESIDE = 6  # pixels between a point and its name
TOUCHING = 1  # pixel that two boxes may share
SCALES = (0.92, 1.0)  # a map is somewhat lower than its plot where the room is narrow
CENTRED: tuple[Anchor, ...] = ("above", "below")
BESIDES: tuple[Anchor, ...] = tuple(one for one in get_args(Anchor) if one not in ("center", *CENTRED))
FAR, STEP = 28, 4  # pixels that the name of a large shape may be moved aside, and those of a step
ASIDE = sorted(product(range(-FAR, FAR + 1, STEP), repeat=2), key=lambda way: hypot(*way))
SIZES = ("large", "normal", "small", "tiny")

Boxes = tuple[Bounds, ...]  # of a name, at each of the scales


def settled(panel: MapPanel, height: int, narrow_height: int) -> MapPanel:
    """The same with the names that have room in a plot of these heights, on a wide screen and on a phone: those of
    large type first. A name keeps the side it has where that is free, and the place of a wide screen on a phone."""
    found = {at: one for at, one in enumerate(panel.marks) if isinstance(one, MapName)}
    order = sorted(found, key=lambda at: SIZES.index(found[at].size))
    placed: dict[int, dict[Screen, MapName]] = {at: {} for at in found}
    for screen, pixels_high in zip(SCREENS, (height, narrow_height), strict=True):
        dots = [one for one in panel.marks if isinstance(one, MapPlace)]
        taken: list[Boxes] = []
        for at in (one for one in order if screen in found[one].screens):
            own = found[at].leader or found[at].at
            others = [*taken, *(_dot(panel, one, screen, pixels_high) for one in dots if one.at != own)]
            ways = _ways(panel, placed[at].get("wide", found[at]), screen, pixels_high)
            boxed = ((one, _boxes(panel, one, screen, pixels_high)) for one in ways)
            free = ((one, boxes) for one, boxes in boxed if _is_free(panel, boxes, others, pixels_high))
            for one, boxes in islice(free, 1):
                placed[at][screen] = one
                taken.append(boxes)
    marks = ([mark] if at not in placed else _as_placed(placed[at]) for at, mark in enumerate(panel.marks))
    return replace(panel, marks=tuple(chain.from_iterable(marks)))


def _as_placed(places: Mapping[Screen, MapName]) -> Iterator[MapName]:
    """One name for all screens that have it at one place."""
    for one in dict.fromkeys(places.values()):
        yield replace(one, screens=frozenset(screen for screen, other in places.items() if other == one))


def _ways(panel: MapPanel, name: MapName, screen: Screen, height: int) -> Iterator[MapName]:
    """As it is; on a wide screen at a point also on each other side of its mark, in the middle of a shape a line higher
    or lower; and the name of a large shape as little aside as it can."""
    yield name
    at = name.leader or name.at
    if screen == "wide":
        anchors = CENTRED if name.anchor == "center" else BESIDES
        yield from (replace(name, at=at, anchor=anchor, leader=None) for anchor in anchors)
    if name.size == "large":
        scale, *_ = _scales(panel, height)
        yield from (replace(name, at=(at[0] + x / scale, at[1] + y / scale)) for x, y in ASIDE)


def _scales(panel: MapPanel, height: int) -> list[float]:
    _, bottom, _, top = panel.bounds
    return [share * height / (top - bottom) for share in SCALES]


def _dot(panel: MapPanel, place: MapPlace, screen: Screen, height: int) -> Boxes:
    kind = "end" if place.accent is None else "large" if place.large else "normal"
    half = DOT_SIZES[kind][SCREENS.index(screen)] / 2
    spots = [(place.at[0] * scale, place.at[1] * scale) for scale in _scales(panel, height)]
    return tuple((x - half, y - half, x + half, y + half) for x, y in spots)


def _boxes(panel: MapPanel, name: MapName, screen: Screen, height: int) -> Boxes:
    size = NAME_SIZES[name.size][SCREENS.index(screen)]
    lines = [plain([line]) for line in name.words]
    wide = HALF * size * max(map(half_widths, lines))
    high = size * sum(FULL_LINE if half_widths(line) > len(line) else LINE for line in lines)
    space = 0.0 if name.leader or name.anchor == "center" else SPACE * size
    gap, wide = (BESIDE - space if space else 0), wide + 2 * space
    across = gap if "right" in name.anchor else -wide - gap if "left" in name.anchor else -wide / 2
    up = 0 if "above" in name.anchor else -high if "below" in name.anchor else -high / 2
    spots = [(name.at[0] * scale + across, name.at[1] * scale + up) for scale in _scales(panel, height)]
    return tuple((x, y, x + wide, y + high) for x, y in spots)


def _is_free(panel: MapPanel, boxes: Boxes, taken: Iterable[Boxes], height: int) -> bool:
    """Whether it lies within the panel and on nothing that is there, at each scale."""
    scaled = zip(boxes, _scales(panel, height), strict=True)
    within = all(_holds([side * scale for side in panel.bounds], box) for box, scale in scaled)
    return within and not any(_meet(*pair) for one in taken for pair in zip(boxes, one, strict=True))


def _holds(outer: list[float], box: Bounds) -> bool:
    return box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3]


def _meet(one: Bounds, other: Bounds) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > TOUCHING and min(one[3], other[3]) - max(one[1], other[1]) > TOUCHING
