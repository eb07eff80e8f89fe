"""A plot with more lying rows than a slide has room for, over several slides."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import ceil

from dashboard.deck.layouts import SMALLEST
from dashboard.exhibits import marks
from dashboard.exhibits.marks import Axis, Mark, Panel, Plot, number

ROW = 1.5 * SMALLEST  # of its height, so that the names of two rows stay apart
NEAR = 0.3  # of a slide: so far a cut moves to where a group of rows ends


def plots_of(plot: Plot, height: float) -> list[Plot]:
    """It in as many parts as its rows need, as even as groups of rows allow."""
    panel = plot.panels[0]
    rows = abs(number(panel.y.low) - number(panel.y.high))
    needed = ceil(rows / (height / ROW))
    if len(plot.panels) > 1 or not panel.lying or not panel.y.ticks or needed < 2:
        return [plot]
    low, high = sorted((number(panel.y.low), number(panel.y.high)))
    cuts = [low, *_cuts(panel.y, low, high, needed), high]
    return [
        replace(
            plot,
            panels=(_within(panel, first, last),),
            height=round(plot.height * (last - first) / (high - low)),
        )
        for first, last in pairwise(cuts)
    ]


def _cuts(axis: Axis, low: float, high: float, parts: int) -> list[float]:
    """Between two rows; where a row without a name, a heading, follows, before that."""
    places = sorted(number(tick.at) for tick in axis.ticks)
    gaps = {before + 0.5: after - before > 1 for before, after in pairwise(places)}
    share = (high - low) / parts

    def far(gap: float, even: float) -> float:
        return abs(gap - even) - (NEAR * share if gaps[gap] else 0)

    return sorted({min(gaps, key=partial(far, even=low + at * share)) for at in range(1, parts)})


def _within(panel: Panel, first: float, last: float) -> Panel:
    """The rows between two places, and what lies over all of them."""
    ticks = tuple(tick for tick in panel.y.ticks if first < number(tick.at) < last)
    ends = (last, first) if number(panel.y.low) > number(panel.y.high) else (first, last)
    axis = replace(panel.y, low=ends[0], high=ends[1], ticks=ticks)
    return replace(panel, y=axis, marks=tuple(one for one in panel.marks if _lies(one, first, last)))


def _lies(mark: Mark, first: float, last: float) -> bool:
    match mark:
        case marks.Bar():
            place = number(mark.at)
        case marks.Rule():
            places = [number(end) for end in mark.y if end is not None]
            return not places or first <= min(places) <= last
        case marks.Point() | marks.Cell():
            place = number(mark.y)
        case marks.Label():
            return mark.y is None or first <= number(mark.y) <= last
        case _:
            return True
    return first <= place <= last
