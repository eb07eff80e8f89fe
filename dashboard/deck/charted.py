"""What of a panel a native chart can hold: the bars or runs that are of a series, in slots for the categories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import floor

from dashboard import theme
from dashboard.deck.stage import Stage
from dashboard.exhibits.marks import Across, Along, Axis, Bar, Label, Place, Point, Run, distance, number
from dashboard.layout.box import Box
from dashboard.layout.text import TextLine

MOST_SLOTS = 400

Slot = int
# Where the label of a bar stands, and that of a point by which part of it lies there.
PLACES = {"inside": "ctr", "end": "inEnd", "outside": "outEnd"}
AROUND: Mapping[tuple[Across, Along], str] = {
    ("center", "bottom"): "t",
    ("center", "top"): "b",
    ("left", "middle"): "r",
    ("right", "middle"): "l",
}


@dataclass(frozen=True)
class Series:
    """The figures of one name by their slots; one without a figure is a gap."""

    name: str
    marks: dict[Slot, Bar | Point] = field(default_factory=dict)

    def value(self, slot: Slot) -> float:
        mark = self.marks[slot]
        return round(distance(mark.start, mark.end), 10) if isinstance(mark, Bar) else number(mark.y)


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Categories in slots of one width, from the first place on; `written` says how many to each label of the axis."""

    first: float
    step: float
    names: tuple[str, ...] = ()
    written: int = 1

    def of(self, place: Place) -> Slot:
        return round((number(place) - self.first) / self.step)


class Charted:
    """What of a panel becomes a chart: bars, or without any, runs. Where the bars of a slot do not stand side by side,
    they follow each other as a stack, or lie over each other."""

    def __init__(self, stage: Stage, slots: Slots, series: list[Series], held: Sequence[Bar | Run]) -> None:
        self.stage, self.slots, self.series, self.held = stage, slots, series, held
        self.bars = [mark for mark in held if isinstance(mark, Bar)]
        self.lying, self.lined = stage.panel.lying, not self.bars
        self.labelled = bool(stage.along.axis.ticks) and stage.along.axis.written
        points = {
            (number(one.x), number(one.y)) for run in held if isinstance(run, Run) for one in run.points
        }
        # The labels of points, by where these lie.
        self.beside = {
            spot: mark
            for mark in stage.panel.marks
            if isinstance(mark, Label) and mark.x is not None and mark.y is not None and "wide" in mark.on
            if (spot := (number(mark.x), number(mark.y))) in points and (mark.across, mark.along) in AROUND
        }
        places = {(slots.of(bar.at), number(bar.at)) for bar in self.bars}
        self.side_by_side = len(places) > len({slot for slot, _ in places})
        self.stacked = len(series) > 1 and not self.side_by_side and self._follow()
        # From the outer edge of the first slot to that of the last, and over all values.
        along, values, half = stage.along, stage.values, slots.step / 2
        last = slots.first + slots.step * (len(slots.names) - 1)
        start, end = sorted((along.at(slots.first - half), along.at(last + half)))
        low, high = sorted((values.start, values.end))
        length, reach = end - start, high - low
        box = Box(low, start, reach, length) if self.lying else Box(start, low, length, reach)
        # The plotting area with the room that the names of the categories take beside it.
        height = stage.area.bottom - box.top if self.labelled and not self.lying else box.height
        self.box, self.frame = box, replace(stage.area, top=box.top, height=height)

    def _follow(self) -> bool:
        """Whether bars of one slot follow each other; else they lie over each other, all from zero."""
        slots = [slot for one in self.series for slot in one.marks]
        if len(set(slots)) == len(slots):
            return False
        reached: dict[Slot, float] = {}
        for one in self.series:
            for slot, mark in one.marks.items():
                if not isinstance(mark, Bar) or number(mark.start) != reached.get(slot, 0):
                    return False
                reached[slot] = number(mark.end)
        return True

    def labels(self, bar: Bar) -> bool:
        """Whether the chart writes the label of a bar: behind one of a stack it cannot."""
        return bool(bar.label) and not (self.stacked and bar.labelled == "outside")

    def label_of(self, mark: Bar | Point) -> tuple[Sequence[TextLine], str] | None:
        """The words that the chart writes at a mark, and where, as the format calls it."""
        if isinstance(mark, Bar):
            return (self.stage.label_of(mark), PLACES[mark.labelled]) if self.labels(mark) else None
        label = self.beside.get((number(mark.x), number(mark.y)))
        if label is None:
            return None
        ink = theme.ink(label.ink, label.accent)
        return self.stage.words(label.words, theme.SIZES[label.size], ink), AROUND[label.across, label.along]


def charted(stage: Stage) -> Charted | None:
    """The bars of a panel that are of a series; without any, its runs. A chart counts upwards or to the right."""
    if number(stage.values.axis.low) > number(stage.values.axis.high):
        return None
    bars = [mark for mark in stage.panel.marks if isinstance(mark, Bar) and mark.series]
    runs = [mark for mark in stage.panel.marks if isinstance(mark, Run) and not stage.panel.lying]
    figures: list[tuple[str, Place, Bar | Point]] = [(bar.series, bar.at, bar) for bar in bars]
    figures = figures or [(run.series, point.x, point) for run in runs for point in run.points]
    if not figures:
        return None
    slots = _slots(stage.along.axis, [place for _, place, _ in figures])
    if len(slots.names) > MOST_SLOTS:
        return None
    series: list[Series] = []
    for name, place, mark in figures:  # marks of one name are one series, and another where a slot is taken
        slot = slots.of(place)
        free = [one for one in series if one.name == name and slot not in one.marks]
        if not free:
            series += (free := [Series(name)])
        free[0].marks[slot] = mark
    return Charted(stage, slots, series, bars or runs)


def _slots(axis: Axis, places: Iterable[Place]) -> Slots:
    """Slots reach from the first category to the last; a place between two that has none stays empty."""
    named = {number(tick.at): tick.text for tick in axis.ticks}
    are_numbers = all(text == f"{place:g}" for place, text in named.items())
    every = sorted({*named, *map(number, places)} if are_numbers else named)
    step = min((after - before for before, after in pairwise(every)), default=1.0)
    first, last = every[0], every[-1]
    if are_numbers:  # such as years, of which the axis may write some only
        low, high = sorted((number(axis.low), number(axis.high)))
        last += step * floor((high - last) / step)
        first -= step * floor((first - low) / step)
    slots, count = Slots(first=first, step=step), round((last - first) / step) + 1
    found = {slots.of(place): text for place, text in named.items()}
    if not (named and are_numbers):
        return Slots(first=first, step=step, names=tuple(found.get(at, "") for at in range(count)))
    names = tuple(f"{first + at * step:g}" for at in range(count))
    # How many slots there are from one written name to the next; the format counts them from the first slot.
    gaps = {after - before for before, after in pairwise(sorted(found))}
    written = gaps.pop() if len(gaps) == 1 and min(found) == 0 else 1
    return Slots(first=first, step=step, names=names, written=written)
