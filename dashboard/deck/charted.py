"""What of a panel a native chart can hold: the bars or runs that are of a series, in slots for the categories."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import floor

from dashboard.deck.drawingml import Box
from dashboard.deck.stage import Stage, number
from dashboard.exhibits.marks import Axis, Bar, Mark, Place, Point, Run

MOST_SLOTS = 400

Slot = int


@dataclass(frozen=True)
class Series:
    """The figures of one name by their slots; one without a figure is a gap."""

    name: str
    marks: Mapping[Slot, Bar | Point] = field(default_factory=dict)

    def value(self, slot: Slot) -> float:
        mark = self.marks[slot]
        if isinstance(mark, Bar):
            return round(number(mark.end) - number(mark.start), 10)
        return number(mark.y)


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Categories in slots of one width, from the first place on; `written` says how many to each label of the axis."""

    first: float
    step: float
    names: tuple[str, ...]
    written: int = 1

    def of(self, place: Place) -> Slot:
        return round((number(place) - self.first) / self.step)


@dataclass(frozen=True, kw_only=True)
class Charted:
    """What of a panel becomes a chart."""

    stage: Stage
    slots: Slots
    series: tuple[Series, ...]
    held: tuple[Mark, ...]

    @property
    def axis(self) -> Axis:
        """That of the categories."""
        return self.stage.panel.y if self.lying else self.stage.panel.x

    @property
    def value_axis(self) -> Axis:
        return self.stage.panel.x if self.lying else self.stage.panel.y

    @property
    def lying(self) -> bool:
        return self.stage.panel.lying

    @property
    def lined(self) -> bool:
        return isinstance(self.held[0], Run)

    @property
    def bars(self) -> Iterator[Bar]:
        return (mark for mark in self.held if isinstance(mark, Bar))

    @property
    def reversed(self) -> bool:
        """Whether the first category lies at the top, or at the right."""
        return number(self.axis.low) > number(self.axis.high)

    @property
    def labelled(self) -> bool:
        return bool(self.axis.ticks) and self.axis.written

    @property
    def side_by_side(self) -> bool:
        """Whether the bars of a slot stand beside each other."""
        places: dict[Slot, set[float]] = {}
        for bar in self.bars:
            places.setdefault(self.slots.of(bar.at), set()).add(number(bar.at))
        return any(len(found) > 1 for found in places.values())

    @property
    def stacked(self) -> bool:
        """Whether the bars of a slot follow each other; else they lie over each other, all from zero."""
        reached: dict[Slot, float] = {}
        for one in self.series:
            for slot, mark in one.marks.items():
                if not isinstance(mark, Bar) or number(mark.start) != reached.get(slot, 0):
                    return False
                reached[slot] = number(mark.end)
        return len(self.series) > 1 and not self.side_by_side

    def labels(self, bar: Bar) -> bool:
        """Whether the chart writes the label of a bar: behind one of a stack it cannot."""
        return bool(bar.label) and not (self.stacked and bar.labelled == "outside")

    @property
    def box(self) -> Box:
        """From the outer edge of the first slot to that of the last, and over all values."""
        along, values, half = self.stage.along, self.stage.values, self.slots.step / 2
        last = self.slots.first + self.slots.step * (len(self.slots.names) - 1)
        start, end = sorted((along.at(self.slots.first - half), along.at(last + half)))
        low, high = sorted((values.start, values.end))
        if self.lying:
            return Box(low, start, high - low, end - start)
        return Box(start, low, end - start, high - low)

    @property
    def frame(self) -> Box:
        """The plotting area with the room that the names of the categories take beside it."""
        box, area = self.box, self.stage.area
        if self.lying:
            return Box(area.left, box.top, area.width, box.height)
        bottom = area.bottom if self.labelled else box.bottom
        return Box(area.left, box.top, area.width, bottom - box.top)


def charted(stage: Stage) -> Charted | None:
    """The bars of a panel that are of a series; without any, its runs."""
    marks = stage.panel.marks
    bars = tuple(mark for mark in marks if isinstance(mark, Bar) and mark.series)
    runs = tuple(mark for mark in marks if isinstance(mark, Run) and not stage.panel.lying)
    held: tuple[Mark, ...] = bars or runs
    if not held:
        return None
    places = [bar.at for bar in bars] or [point.x for run in runs for point in run.points]
    slots = _slots(stage.panel.y if stage.panel.lying else stage.panel.x, places)
    if len(slots.names) > MOST_SLOTS:
        return None
    return Charted(stage=stage, slots=slots, series=tuple(_series(held, slots)), held=held)


def _slots(axis: Axis, places: Iterable[Place]) -> Slots:
    """Slots reach from the first category to the last; a place between two that has none stays empty."""
    named = {number(tick.at): tick.text for tick in axis.ticks}
    every = sorted({number(place) for place in places} | set(named) if _are_numbers(named) else named)
    step = min((after - before for before, after in pairwise(every)), default=1.0)
    first, last = every[0], every[-1]
    if _are_numbers(named):  # such as years, of which the axis may write some only
        low, high = sorted((number(axis.low), number(axis.high)))
        last += step * floor((high - last) / step)
        first -= step * floor((first - low) / step)
    slots = Slots(first=first, step=step, names=("",) * (round((last - first) / step) + 1))
    return replace(slots, names=_names(slots, named), written=_between(slots, named))


def _are_numbers(named: Mapping[float, str]) -> bool:
    return all(text == f"{place:g}" for place, text in named.items())


def _names(slots: Slots, named: Mapping[float, str]) -> tuple[str, ...]:
    if named and _are_numbers(named):
        return tuple(f"{slots.first + at * slots.step:g}" for at in range(len(slots.names)))
    found = {slots.of(place): text for place, text in named.items()}
    return tuple(found.get(at, "") for at in range(len(slots.names)))


def _between(slots: Slots, named: Mapping[float, str]) -> int:
    """How many slots there are from one written name to the next; the format counts them from the first slot."""
    places = sorted(named)
    gaps = {slots.of(after) - slots.of(before) for before, after in pairwise(places)}
    even = len(gaps) == 1 and slots.of(places[0]) == 0
    return gaps.pop() if even and _are_numbers(named) else 1


def _series(held: Iterable[Mark], slots: Slots) -> list[Series]:
    """Marks of one name are one series, and another where a slot is taken."""
    found: list[Series] = []
    for name, slot, mark in _placed(held, slots):
        free = (at for at, one in enumerate(found) if one.name == name and slot not in one.marks)
        at = next(free, len(found))
        known = found[at] if at < len(found) else Series(name)
        found[at : at + 1] = [replace(known, marks={**known.marks, slot: mark})]
    return found


def _placed(held: Iterable[Mark], slots: Slots) -> Iterator[tuple[str, Slot, Bar | Point]]:
    for mark in held:
        if isinstance(mark, Bar):
            yield mark.series, slots.of(mark.at), mark
        elif isinstance(mark, Run):
            for point in mark.points:
                yield mark.series, slots.of(point.x), point
