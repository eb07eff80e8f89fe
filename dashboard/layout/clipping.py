"""An outline cut off at the edges of a box (Sutherland and Hodgman), where what draws it cannot."""

from collections.abc import Sequence

from dashboard.layout.box import Box
from dashboard.package.boundaries import Spot


def clipped(ring: Sequence[Spot], box: Box) -> list[Spot]:
    """What of an outline lies in a box; empty where nothing does."""
    right, bottom = box.left + box.width, box.top + box.height
    kept = list(ring)
    for axis, edge, sign in ((0, box.left, 1), (0, right, -1), (1, box.top, 1), (1, bottom, -1)):
        kept = _cut(kept, axis, edge, sign)
    return kept


def _cut(ring: Sequence[Spot], axis: int, edge: float, sign: int) -> list[Spot]:
    """What lies on one side of an edge, that of the larger values where the sign is positive."""
    kept: list[Spot] = []
    for at, spot in enumerate(ring):
        before = ring[at - 1]
        inside, was_inside = (sign * (one[axis] - edge) >= 0 for one in (spot, before))
        if inside != was_inside:
            share = (edge - before[axis]) / (spot[axis] - before[axis])
            cut = [before[0] + share * (spot[0] - before[0]), before[1] + share * (spot[1] - before[1])]
            cut[axis] = edge
            kept.append((cut[0], cut[1]))
        if inside:
            kept.append(spot)
    return kept
