"""What is long goes over several slides: a chart is cut where a row, a group of cards or a case ends.

Sizes are those of type of 28 px on a slide of 1920 px, so that nothing has to be set smaller.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import ceil

from dashboard.exhibits import marks
from dashboard.exhibits.charts import CardGroup, Cards, CaseCards, Cell, Table
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Axis, Mark, Panel, Plot, number
from dashboard.figures.words import half_widths

LINES = 13.0  # of a table on a slide, its head not counted
BETWEEN = 0.4  # lines between two rows
TABLE_WIDTH = 120  # of a slide, in half-width characters
MOST_CELLS = 0.8
WIDE_LETTERS = 1.25  # a word in bold may be as much wider
GUTTER = 3  # between two columns, likewise
CARD_ROWS = 2.0
CARDS_IN_ROW = 4
FEW_CARDS = 2  # a group of so few shares a row with another
CASES = 3
ROWS = 14  # of bars that lie
NEAR = 0.3  # of a slide: so far a cut moves to where a group of rows ends


def paged(chart: Chart, other: Chart) -> list[Chart]:
    """A chart in parts that fit a slide each; `other` is the same in the other language, which is cut alike, so that a
    slide has the same number in both."""
    match chart, other:
        case Table(), Table():
            weights = [max(lines) + BETWEEN for lines in zip(_lines(chart), _lines(other), strict=True)]
            rows = [chart.rows[first:last] for first, last in spans(weights, LINES)]
            return [replace(chart, rows=part, html_id="", sortable=False) for part in rows]
        case Cards(), _:
            groups = [part for group in chart.groups for part in _parts_of(group)]
            counts = [len(group.cards) for group in groups]
            weights = [0.5 if count <= FEW_CARDS else ceil(count / CARDS_IN_ROW) for count in counts]
            return [Cards(tuple(groups[first:last])) for first, last in spans(weights, CARD_ROWS)]
        case CaseCards(), _:
            return [
                CaseCards((replace(group, cases=group.cases[first:last]),))
                for group in chart.groups
                for first, last in spans([1] * len(group.cases), CASES)
            ]
        case Plot(), _:
            return list(chart.parts) or _plots_of(chart)
        case _:
            return [chart]


def things_in(chart: Chart) -> int:
    """How many rows, figures or cases a chart has; of any other it is one."""
    match chart:
        case Table():
            return len(chart.rows)
        case Cards():
            return sum(len(group.cards) for group in chart.groups)
        case CaseCards():
            return sum(len(group.cases) for group in chart.groups)
        case Plot():
            return max(1, len(chart.panels[0].y.ticks))
        case _:
            return 1


def _parts_of(group: CardGroup) -> list[CardGroup]:
    """A group in parts that fit a slide each."""
    most = int(CARD_ROWS * CARDS_IN_ROW)
    cuts = spans([1] * len(group.cards), most)
    return [replace(group, cards=group.cards[first:last]) for first, last in cuts]


def spans(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Runs of neighbours of at most so much together, as few as can be and then as even as can be."""
    count = len(_runs(weights, most))
    evens = sorted({sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)})
    even = next(one for one in evens if one >= max(weights) and len(_runs(weights, one)) <= count)
    return _runs(weights, even)


def _runs(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    first, load = 0, 0.0
    for at, weight in enumerate(weights):
        if at > first and load + weight > most:
            runs.append((first, at))
            first, load = at, 0.0
        load += weight
    return [*runs, (first, len(weights))]


def column_shares(table: Table) -> list[float]:
    """How much of a slide's width each column gets, in per cent, on every slide of a table the same."""
    rooms = [room + GUTTER for room in _column_rooms(table)]
    return [round(100 * room / sum(rooms), 2) for room in rooms]


def _lines(table: Table) -> list[int]:
    rooms = _column_rooms(table)
    return [max(map(_cell_lines, row, rooms)) for row in table.rows]


def _column_rooms(table: Table) -> list[int]:
    """What most cells of a column need, or its longest word, or half its heading. Where all is too much, a column gets
    what it needs where that is less than an even share, else a share of what is left."""
    least, needs = [], []
    for head, cells in zip(table.head, zip(*table.rows, strict=True), strict=True):
        most = sorted(map(_cell_width, cells))[int(MOST_CELLS * (len(cells) - 1))]
        least.append(max(_longest_word(head), *map(_longest_word_in, cells)))
        needs.append(max(ceil(half_widths(head) / 2), most))
    rooms, left = [1] * len(needs), TABLE_WIDTH
    by_need = sorted(range(len(needs)), key=needs.__getitem__)
    for at, column in enumerate(by_need):
        rooms[column] = max(1, min(needs[column], left // (len(needs) - at)))
        left -= rooms[column]
    return list(map(max, rooms, least))


def _longest_word_in(cell: Cell) -> int:
    return max(_longest_word(f"{cell.text} {cell.label}"), *map(_longest_word_in, cell.parts), 0)


def _longest_word(text: str) -> int:
    """Of letters that are not to be parted; between Chinese characters a line may break."""
    return max((ceil(WIDE_LETTERS * len(word)) for word in re.findall(r"[A-Za-z'’.,0-9-]+", text)), default=0)


def _cell_width(cell: Cell) -> int:
    own = 0 if cell.parts else half_widths(cell.text)
    return max(own, half_widths(cell.label), *map(_cell_width, cell.parts), 1)


def _cell_lines(cell: Cell, room: int) -> int:
    if cell.parts:
        return sum(_cell_lines(part, room) for part in cell.parts)
    return max(1, ceil(half_widths(cell.text) / room)) + ceil(half_widths(cell.label) / room)


def _plots_of(plot: Plot) -> list[Chart]:
    """A plot with lying rows in as many parts as they need, as even as groups of rows allow."""
    panel = plot.panels[0]
    rows = abs(number(panel.y.low) - number(panel.y.high))
    needed = ceil(rows / ROWS)
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
