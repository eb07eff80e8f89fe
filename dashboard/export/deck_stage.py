"""Where the values of a plot lie on a slide: axes as plotly's layout gives them, in points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.export.deck_canvas import Box

Part = Mapping[str, Any]
MARGIN = 8  # pixels, as on the page
MILLISECONDS = 86_400_000  # of a day; plotly counts widths on axes of dates so


def number(value: Any) -> float:
    """A value of an axis; a date counts in days."""
    return date.fromisoformat(value).toordinal() if isinstance(value, str) else float(value)


@dataclass(frozen=True)
class Scale:
    """One axis: `low` and `high` lie at `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    of_dates: bool = False

    def at(self, value: Any) -> float:
        """Where a value lies; `value` may be a date as plotly writes it."""
        return self.place(number(value))

    def place(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def width(self, value: float) -> float:
        """A width of plotly's in the units of the axis."""
        return value / MILLISECONDS if self.of_dates else value


@dataclass(frozen=True)
class Stage:
    """The area of a plot on a slide; `factor` is the points that a pixel of the page becomes."""

    area: Box
    layout: Part
    factor: float

    @property
    def inner(self) -> Box:
        margin = dict.fromkeys("lrtb", MARGIN) | dict(self.layout.get("margin", {}))
        left, right, top, bottom = (margin[side] * self.factor for side in "lrtb")
        area = self.area
        return Box(area.left + left, area.top + top, area.width - left - right, area.height - top - bottom)

    def axis(self, name: str) -> Part:
        """The layout of an axis by its short name, such as `x` or `y2`."""
        found: Part = self.layout.get(f"{name[0]}axis{name[1:]}", {})
        return found

    def scale(self, name: str) -> Scale:
        axis, inner = self.axis(name), self.inner
        low, high = (number(end) for end in axis["range"])
        first, last = axis.get("domain", (0, 1))
        if name[0] == "x":
            start, end = inner.left + first * inner.width, inner.left + last * inner.width
        else:
            start, end = inner.bottom - first * inner.height, inner.bottom - last * inner.height
        return Scale(low, high, start, end, axis.get("type") == "date")

    def paper(self, direction: str) -> Scale:
        inner = self.inner
        if direction == "x":
            return Scale(0, 1, inner.left, inner.right)
        return Scale(0, 1, inner.bottom, inner.top)

    def reference(self, part: Part, direction: str) -> Scale:
        """What `xref` or `yref` of a part of the layout counts from."""
        name = part.get(f"{direction}ref", direction)
        return self.paper(direction) if name == "paper" else self.scale(name)

    def names(self, direction: str) -> list[str]:
        """Short names of the axes that the layout has in a direction."""
        found = [key for key in self.layout if key.startswith(f"{direction}axis")]
        return [direction + key.removeprefix(f"{direction}axis") for key in found]


def each(value: Any, length: int) -> Sequence[Any]:
    """A setting that plotly takes once for all marks or one by one."""
    return list(value) if isinstance(value, list | tuple) else [value] * length
