"""Boxes, from the upper left corner."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.package.boundaries import Spot


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, spot: Spot, size: float) -> "Box":
        """A square with its middle at a spot."""
        return cls(spot[0] - size / 2, spot[1] - size / 2, size, size)

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def grid(self, columns: int, rows: int, gap: float) -> list["Box"]:
        """It in boxes of one size, row by row, with a gap between two columns."""
        width, height = (self.width - gap * (columns - 1)) / columns, self.height / rows
        return [
            Box(self.left + column * (width + gap), self.top + row * height, width, height)
            for row in range(rows)
            for column in range(columns)
        ]


def bounds(points: Iterable[Spot]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
