"""What is long goes over several slides: a chart is cut where a row, a group of cards or a case ends.

Sizes are those of type of 28 px on a slide of 1920 px, so that nothing has to be set smaller.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise
from math import ceil

from dashboard.exhibits import marks
from dashboard.exhibits.charts import (
    Card,
    CardGroup,
    Cards,
    CaseCard,
    CaseCards,
    Cell,
    Passage,
    Passages,
    Table,
    Waffle,
)
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Axis, Mark, Panel, Plot, number
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import half_widths

BETWEEN = 0.5  # lines between two rows of a table
TABLE_WIDTH = 118  # of a slide, in half-width characters
MOST_CELLS = 0.8
WIDE_LETTERS = 1.25  # a word in bold may be as much wider
GUTTER = 3  # between two columns, likewise
# In pixels of a page, whose smallest type of 14 a slide enlarges to 28: the room of a drawing, and what a line of the
# title more, a legend and the head of a table take of it.
WIDE, HIGH = 864.0, 310.0
TITLE_LINE, LEGEND, TABLE_HEAD, TABLE_LINE = 40.0, 26.0, 29.0, 19.0
TITLE_WIDTH = 56  # half-width characters
HEAD, NUMBER, LABEL, DETAIL, BETWEEN_ROWS = 38.0, 40.0, 20.0, 18.5, 12.0
LETTER, RAGGED, NARROW_LETTER = 7.6, 1.08, 7.0  # the width of a half-width character, and in a cell
CARD_COLUMNS, CARD_GUTTER = (4, 2), 20.0
ROW_HEAD, ROW_FIGURE, ROW_WORDS = 40.0, 250.0, 595.0  # of cards in lines
FEW_CARDS = 2  # a group of so few shares a row with another
CASES, CASE_GUTTER = 3, 36.0
MOST_NAMED, WAFFLE_GUTTER, CELL_EDGE = 30, 30.0, 7.0  # cells with names; between two groups; around a name
MOST_LINKS = 4  # below a passage
ROWS = 14  # of bars that lie
NEAR = 0.3  # of a slide: so far a cut moves to where a group of rows ends


def room_below(titles: Iterable[str], *, legend: bool) -> float:
    """The height that a drawing has, in the language whose title is longer."""
    lines = max(ceil(half_widths(title) / TITLE_WIDTH) for title in titles)
    return HIGH - TITLE_LINE * (lines - 1) - LEGEND * legend


def paged(chart: Chart, other: Chart, high: float = HIGH, *, even: bool = True) -> list[Chart]:
    """A chart in parts that fit a slide each, where a drawing may be so `high`; `other` is the same in the other
    language, which is cut alike, so that a slide has the same number in both. Where they are not `even`, the first
    holds as much as it can."""
    cut = spans if even else runs_of
    match chart, other:
        case Table(), Table():
            weights = [max(lines) + BETWEEN for lines in zip(_lines(chart), _lines(other), strict=True)]
            rows = [chart.rows[first:last] for first, last in cut(weights, (high - TABLE_HEAD) / TABLE_LINE)]
            return [replace(chart, rows=part, html_id="", sortable=False) for part in rows]
        case Cards(), Cards():
            return _pages_of_cards(chart, other, high, even=even)
        case CaseCards(), CaseCards():
            return [
                CaseCards((replace(group, cases=group.cases[first:last]),))
                for group, twin in zip(chart.groups, other.groups, strict=True)
                for first, last in _case_runs(group.cases, twin.cases, high)
            ]
        case Map(), _:
            return [replace(chart, listing=())] if chart.paired else [chart]
        case Passages(), _:
            return [Passages(tuple(map(_few_links, chart.items)))]
        case Waffle(), Waffle():
            return [chart if _have_names(chart) and _have_names(other) else _without_names(chart)]
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


def _few_links(passage: Passage) -> Passage:
    """The first, and how many more there are."""
    rest = len(passage.links) - MOST_LINKS
    more = (Cell(text=f"… +{rest}"),) if rest > 0 else ()
    return replace(passage, links=(*passage.links[:MOST_LINKS], *more))


def _have_names(waffle: Waffle) -> bool:
    """Whether the names of all cells have room in them."""
    columns = sum(group.columns for group in waffle.groups)
    room = (WIDE - WAFFLE_GUTTER * (len(waffle.groups) - 1)) / columns - CELL_EDGE
    cells = [cell for group in waffle.groups for cell in group.cells]
    words = (word for cell in cells for text in (cell.text, cell.tag) for word in text.split())
    widest = max(
        (half_widths(word) if word.isascii() else half_widths(word) / 2 for word in words), default=0
    )
    return len(cells) <= MOST_NAMED and widest * NARROW_LETTER <= room


def _without_names(waffle: Waffle) -> Waffle:
    """Its groups say how many they are."""
    groups = (
        replace(group, cells=tuple(replace(cell, text="", tag="") for cell in group.cells))
        for group in waffle.groups
    )
    return replace(waffle, groups=tuple(groups))


def bands_of(groups: Sequence[CardGroup]) -> list[list[CardGroup]]:
    """What stands side by side: a group alone, or two small ones."""
    bands: list[list[CardGroup]] = []
    for group in groups:
        beside = bands[-1] if bands and len(bands[-1]) == 1 else []
        if beside and max(len(beside[0].cards), len(group.cards)) <= FEW_CARDS:
            beside.append(group)
        else:
            bands.append([group])
    return bands


def _pages_of_cards(cards: Cards, other: Cards, high: float, *, even: bool) -> list[Chart]:
    """Side by side, or a line each where that takes fewer slides, or has more on the first."""
    ways = [way for columns in CARD_COLUMNS if (way := _side_by_side(cards, other, high, columns))]
    ways.append(_as_rows(cards, other, high, even=even))
    return max(ways, key=lambda way: -len(way) if even else things_in(way[0]))


def _side_by_side(cards: Cards, other: Cards, high: float, columns: int) -> list[Chart]:
    """None where a group has no room on one slide."""
    bands, twins = bands_of(cards.groups), bands_of(other.groups)
    weights = [max(_height(one, columns) for one in pair) for pair in zip(bands, twins, strict=True)]
    if max(weights) > high:
        return []
    runs = (chain.from_iterable(bands[first:last]) for first, last in spans(weights, high))
    return [Cards(tuple(run), columns=columns) for run in runs]


def _height(band: Sequence[CardGroup], columns: int) -> float:
    room = (WIDE - CARD_GUTTER * (columns - 1)) / columns
    rows = max(ceil(len(group.cards) * len(band) / columns) for group in band)
    return HEAD + rows * (
        max(_card_height(card, room) for group in band for card in group.cards) + BETWEEN_ROWS
    )


def _rows_height(group: CardGroup) -> float:
    """Of its cards a line each: figure, label and detail side by side."""
    return ROW_HEAD + sum(LABEL * _row_lines(one) + BETWEEN_ROWS / 2 for one in group.cards)


def _row_lines(card: Card) -> float:
    amount = card.amount
    figure = 2 * LETTER * half_widths(amount.number) + 1.2 * LETTER * half_widths(amount.prefix + amount.unit)
    return max(_taken(f"{_badged(card)} · {card.detail}", ROW_WORDS), 1.5 * ceil(figure / ROW_FIGURE))


def _parted(
    groups: Sequence[CardGroup], twins: Sequence[CardGroup], high: float
) -> tuple[list[CardGroup], list[CardGroup]]:
    """Groups of lines of which each has room on a slide, and those of the other language."""
    parted: tuple[list[CardGroup], list[CardGroup]] = [], []
    for pair in zip(groups, twins, strict=True):
        heights = [
            [_rows_height(replace(one, cards=(card,))) - ROW_HEAD for card in one.cards] for one in pair
        ]
        for first, last in spans(list(map(max, *heights)), high - ROW_HEAD):
            for part, one in zip(parted, pair, strict=True):
                part.append(replace(one, cards=one.cards[first:last]))
    return parted


def _as_rows(cards: Cards, other: Cards, high: float, *, even: bool) -> list[Chart]:
    """A line each; a group may be cut, if it has to be or the first slide is to be full."""
    groups, twins = _parted(cards.groups, other.groups, high if even else 0)
    weights = list(map(max, map(_rows_height, groups), map(_rows_height, twins)))
    if even:
        runs = spans(weights, high)
    else:
        same = [one.title == before.title for before, one in pairwise(groups)]
        runs = runs_of(
            [weights[0], *(w - ROW_HEAD * s for w, s in zip(weights[1:], same, strict=True))], high
        )
    return [Cards(_joined(groups[first:last]), columns=1) for first, last in runs]


def _joined(groups: Iterable[CardGroup]) -> tuple[CardGroup, ...]:
    """With parts of one group together."""
    found = list[CardGroup]()
    for group in groups:
        if found and found[-1].title == group.title:
            found[-1] = replace(group, cards=found[-1].cards + group.cards)
        else:
            found.append(group)
    return tuple(found)


def _badged(card: Card) -> str:
    return f"{card.label}{'    ' if card.grade else ''}"


def _card_height(card: Card, room: float) -> float:
    label = _taken(_badged(card), room)
    return NUMBER + LABEL * label + (DETAIL * _taken(card.detail, room) if card.detail else 0)


def _taken(text: str, room: float) -> int:
    """Lines; a word that has no room on one goes on to the next, so that their ends stay free."""
    return ceil(half_widths(text) * LETTER * RAGGED / room)


def _case_runs(cases: Sequence[CaseCard], twins: Sequence[CaseCard], high: float) -> list[tuple[int, int]]:
    """As many side by side as have room in both languages."""
    runs, first = list[tuple[int, int]](), 0
    while first < len(cases):
        count = next(
            count
            for count in range(min(CASES, len(cases) - first), 0, -1)
            if count == 1
            or _have_room((*cases[first : first + count], *twins[first : first + count]), count, high)
        )
        runs.append((first, first + count))
        first += count
    return runs


def _have_room(cases: Sequence[CaseCard], columns: int, high: float) -> bool:
    room = (WIDE - CASE_GUTTER * (columns - 1)) / columns
    return all(_case_height(case, room) <= high - HEAD for case in cases)


def _case_height(case: CaseCard, room: float) -> float:
    heading = f"{case.heading_said} {case.heading}".strip()
    lines = sum(_taken(text, room) for text in (f"{case.place} · {case.theme}", heading, case.missing))
    figures = [_card_height(card, room / 2) + BETWEEN_ROWS for card in case.cards]
    told = 1.35 * LABEL * _taken(case.title, room / 1.35) + 1.1 * LABEL * _taken(case.summary, room)
    return DETAIL * lines + told + sum(figures[::2])


def spans(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Runs of neighbours of at most so much together, as few as can be and then as even as can be."""
    count = len(runs_of(weights, most))
    evens = sorted({sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)})
    even = next(one for one in evens if one >= max(weights) and len(runs_of(weights, one)) <= count)
    return runs_of(weights, even)


def runs_of(weights: Sequence[float], most: float) -> list[tuple[int, int]]:
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
