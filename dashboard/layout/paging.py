"""What is long goes over several slides: a chart is cut where a row, a group of cards or a case ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, pairwise, permutations
from math import ceil
from operator import truediv

from dashboard.exhibits import marks
from dashboard.exhibits.charts import (
    Cards,
    CaseCards,
    Cell,
    Passage,
    Passages,
    Table,
    Waffle,
)
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Axis, Mark, Panel, Plot, number, open_end
from dashboard.exhibits.marks_map import Map, MapMark, MapName, MapPanel
from dashboard.figures.words import half_widths, plain
from dashboard.layout.cards import case_runs, count_of, pages_of_cards
from dashboard.layout.room import TABLE_HEAD, TABLE_LETTERS, TABLE_LINE, WIDE, Room, lines_in, runs_of, spans
from dashboard.layout.text import BOLD, lines_taken, text_width

Column = Sequence[Sequence[str]]  # the texts of each cell, below each other
ROW_EDGE, PART_EDGE = 11.0, 11.0  # pixels between two rows of a table, and between two parts of a cell
EDGE = 10.0  # pixels between two columns
HALF = TABLE_LETTERS / 2  # pixels of half a character, in which a column has its room
STEP = 2  # of these, by which a column gets wider
TIE = 1e-6  # of a line: of two columns as high one gets wider first, and no other
NAME, HEAD = 12, 8  # likewise: a Chinese text no longer than that is not to be parted, and one of the head
WIDE_LETTERS = 1.15  # a word in bold may be as much wider
WORD = re.compile(r"(?:[^ \n–—\u2e80-\uffff-]|-(?=[0-9]))+[-–—]?")  # a day of the month stays with its year
PIECE, STOPS = re.compile(r"[^\s、，；]+[\s、，；]*"), " –;；、，"  # where a long cell may end
MOST_NAMED, MOST_CHOSEN = 7, 40  # cells with names: of all, and of what is chosen
TIGHT, TIGHT_ROWS = 30, 5  # of one group more cells with names stand in so many rows, others in no more
WAFFLE_GUTTER, CELL_EDGE, NARROW_LETTER = 30.0, 7.0, 8.3  # between two groups; around a name; its letters
MOST_LINKS = 3  # below a passage
PASSAGE_HEAD, PASSAGE_LINE, PASSAGE_EDGE, PASSAGE_GUTTER = 23.0, 20.8, 12.0, 24.0  # pixels
HEADING, WORDS = 1.3, 16 / 15  # times the type of a label, of its heading, which is bold, and of its words
ROWS = 13  # of bars that lie: eleven cities and the province, and the edges
NEAR = 0.3  # of a slide: so far a cut moves to where a group of rows ends


def paged(
    chart: Chart, other: Chart, room: Room = WIDE, *, even: bool = True, chosen: bool = False
) -> list[Chart]:
    """A chart in parts that fit a slide each, where a drawing has so much room; `other` is the same in the other
    language, which is cut alike, so that a slide has the same number in both. Where they are not `even`, the first
    holds as much as it can; cells that are `chosen` keep their names."""
    cut = spans if even else runs_of
    match chart, other:
        case Table(), Table():
            wide = room.wide
            heights = list(map(max, _row_heights(chart, wide), _row_heights(other, wide)))
            left = room.high - max(_head_height(chart, wide), _head_height(other, wide))
            rows = [chart.rows[first:last] for first, last in cut(heights, left)]
            tables = (replace(chart, rows=part, html_id="", sortable=False) for part in rows)
            return [_shortened(one, room) if len(one.rows) == 1 else one for one in tables]
        case Cards(), Cards():
            return list(pages_of_cards(chart, other, room, even=even))
        case CaseCards(), CaseCards():
            return [
                CaseCards((replace(group, cases=group.cases[first:last]),))
                for group, twin in zip(chart.groups, other.groups, strict=True)
                for first, last in case_runs(group.cases, twin.cases, room)
            ]
        case Map(), _:
            return [_with_few_names(replace(chart, listing=()))] if chart.paired else [chart]
        case Passages(), _:
            return [_with_few_links(chart, room)]
        case Waffle(), Waffle():
            most = MOST_CHOSEN if chosen else MOST_NAMED
            named = _named(chart, most, room)
            return [named if named and _named(other, most, room) else _without_names(chart)]
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
            return count_of(chart)
        case CaseCards():
            return sum(len(group.cases) for group in chart.groups)
        case Plot():
            return max(1, len(chart.panels[0].y.ticks))
        case _:
            return 1


def _with_few_links(passages: Passages, room: Room) -> Passages:
    """As many as have room."""
    ways = [_linked(passages, most) for most in range(MOST_LINKS, -1, -1)]
    return next((way for way in ways if _height(way, room) <= room.high), ways[-1])


def _linked(passages: Passages, most: int) -> Passages:
    """With the first links of each, and how many more there are."""
    return Passages(tuple(_few_links(one, most) for one in passages.items))


def _few_links(passage: Passage, most: int) -> Passage:
    rest = len(passage.links) - most
    more = (Cell(text=f"… +{rest}"),) if rest > 0 else ()
    return replace(passage, links=(*passage.links[:most], *more))


def _height(passages: Passages, room: Room) -> float:
    """Of all rows, as in slides.css."""
    columns = 3 if len(passages.items) <= 3 else 2
    wide = (room.wide - PASSAGE_GUTTER * (columns - 1)) / columns
    heights = [_passage_height(one, wide) for one in passages.items]
    rows = (max(heights[at : at + columns]) for at in range(0, len(heights), columns))
    return sum(row + PASSAGE_EDGE for row in rows) - PASSAGE_EDGE


def _passage_height(passage: Passage, wide: float) -> float:
    words = (plain(passage.text), *(f"• {link.text}" for link in passage.links))
    return PASSAGE_HEAD * lines_in(passage.heading, wide / HEADING) + PASSAGE_LINE * sum(
        lines_in(one, wide / WORDS) for one in words
    )


def _with_few_names(chart: Map) -> Map:
    """Where there are many, the largest alone: the list beside the map tells the rest."""
    if sum(isinstance(mark, MapName) and "wide" in mark.screens for mark in chart.marks()) <= MOST_NAMED:
        return chart
    return replace(chart, panels=tuple(map(_with_largest_names, chart.panels)))


def _with_largest_names(panel: MapPanel) -> MapPanel:
    marks: list[MapMark] = []
    for mark in panel.marks:
        if not isinstance(mark, MapName):
            marks.append(mark)
        elif mark.size == "large":
            marks.append(replace(mark, words=mark.words[:1]))
    return replace(panel, marks=tuple(marks))


def _named(waffle: Waffle, most: int, room: Room) -> Waffle | None:
    """With the names of all cells in them, where these are no more than can be read and have room; a group alone may
    have fewer columns for it."""
    cells = [cell for group in waffle.groups for cell in group.cells]
    columns = sum(group.columns for group in waffle.groups)
    words = (word for cell in cells for text in (cell.text, cell.tag) for word in text.split())
    widest = max((_word_width(word) for word in words), default=0) + CELL_EDGE
    most_columns = int((room.wide - WAFFLE_GUTTER * (len(waffle.groups) - 1)) / widest)
    if len(cells) > most or (most_columns < columns and len(waffle.groups) > 1):
        return None
    few = ceil(len(cells) / TIGHT_ROWS) if len(cells) > TIGHT and len(waffle.groups) == 1 else columns
    fewest = min(most_columns, few)
    if fewest >= columns:
        return waffle
    if ceil(len(cells) / fewest) > TIGHT_ROWS:
        return None
    return Waffle((replace(waffle.groups[0], columns=fewest),), waffle.legend)


def _word_width(word: str) -> float:
    return NARROW_LETTER * half_widths(word) / (1 if word.isascii() else 2)


def _without_names(waffle: Waffle) -> Waffle:
    """Its groups say how many they are."""
    groups = (
        replace(group, cells=tuple(replace(cell, text="", tag="") for cell in group.cells))
        for group in waffle.groups
    )
    return replace(waffle, groups=tuple(groups))


def column_shares(table: Table, wide: float = WIDE.wide) -> list[float]:
    """How much of a slide's width each column gets, in per cent, on every slide of a table the same."""
    widths = [room * HALF + EDGE for room in _column_rooms(table, wide)]
    return [round(100 * width / sum(widths), 2) for width in widths]


def _row_heights(table: Table, wide: float) -> list[float]:
    rooms = _column_rooms(table, wide)
    return [max(map(_cell_height, row, rooms, _bold(row))) + ROW_EDGE for row in table.rows]


def _head_height(table: Table, wide: float) -> float:
    rooms = _column_rooms(table, wide)
    return TABLE_HEAD + TABLE_LINE * (
        max(lines_taken(name, 2, room) for name, room in zip(table.head, rooms, strict=True)) - 1
    )


def _bold(row: Sequence[Cell]) -> list[bool]:
    """Names in the first column, and figures."""
    return [not at or cell.ref is not None for at, cell in enumerate(row)]


def _cell_height(cell: Cell, room: float, bold: bool) -> float:
    if cell.parts:
        return sum(_cell_height(part, room, bold=True) + PART_EDGE for part in cell.parts) - PART_EDGE
    text = lines_taken(cell.text, 2, room / BOLD if bold else room)
    return TABLE_LINE * (text + (lines_taken(cell.label, 2, room) if cell.label else 0))


@lru_cache(maxsize=1024)  # tables of a package, and rows of them that stand alone
def _column_rooms(table: Table, wide: float) -> list[int]:
    """Room for what is not to be parted in each column; what is left goes bit by bit to the one that makes the rows
    lowest, and then from one column to another as long as that saves a line."""
    columns = _columns(table)
    most = int((wide - EDGE * len(columns)) / HALF)
    least = _least_rooms(table.head, columns, most)
    return _settled(columns, _filled(columns, least, most), least)


def _columns(table: Table) -> list[Column]:
    return [[list(texts_in(cell)) for cell in column] for column in zip(*table.rows, strict=True)]


def texts_in(cell: Cell) -> Iterator[str]:
    """The texts of a cell below each other; behind a figure that is at least so much stands what says so."""
    for part in cell.parts or (cell,):
        yield f"{part.text}\u00a0▸" if open_end(part.marks) == "pointed" else part.text
        if part.label:
            yield part.label


def unparted(text: str, *, whole: bool) -> list[str]:
    """What of a text is not to be parted: words of Latin letters, and a short Chinese one, if it is to stay `whole`;
    else a line may break between Chinese characters, and after a hyphen."""
    return [text] if whole and not text.isascii() and half_widths(text) <= NAME else WORD.findall(text)


def _least_rooms(head: Sequence[str], columns: Sequence[Column], most: int) -> list[int]:
    """Short Chinese texts stay whole if all columns have room for that; else names, which stand in the first."""
    for wholes in (len(columns), 1, 0):
        rooms = [
            max(
                1,
                _widest(name, whole=half_widths(name) <= HEAD),
                *(_widest(text, whole=at < wholes) for text in chain(*column)),
            )
            for at, (name, column) in enumerate(zip(head, columns, strict=True))
        ]
        if sum(rooms) <= most:
            break
    return rooms


def _widest(text: str, *, whole: bool) -> int:
    words = unparted(text, whole=whole)
    return max(
        (ceil(text_width(word, 2) * (WIDE_LETTERS if _is_latin(word) else 1)) for word in words), default=0
    )


def _is_latin(word: str) -> bool:
    return half_widths(word) == len(word)


def _filled(columns: Sequence[Column], least: Sequence[int], most: int) -> list[int]:
    rooms = list(least)
    rows = list(zip(*([sum(map(half_widths, cell)) for cell in one] for one in columns), strict=True))
    for _ in range(sum(rooms), most, STEP):
        lower = [0.0] * len(rooms)  # by how much all rows get, if that column gets wider
        for row in rows:
            heights = list(map(truediv, row, rooms))
            highest = max(heights)
            at = heights.index(highest)
            heights[at] = row[at] / (rooms[at] + STEP)
            lower[at] += max(highest - max(heights), TIE)
        rooms[lower.index(max(lower))] += STEP
    return rooms


def _settled(columns: Sequence[Column], rooms: list[int], least: Sequence[int]) -> list[int]:
    heights = cache(lambda at, room: _heights(columns[at], room))

    def lines(rooms: Sequence[int]) -> tuple[int, int]:
        """Of all rows, and of all cells, where several of a row are as high."""
        columns = [heights(*one) for one in enumerate(rooms)]
        return sum(_highest(columns)), sum(map(sum, columns))

    while True:
        moved = (
            [room - more * (at == giver) + more * (at == taker) for at, room in enumerate(rooms)]
            for giver, taker in permutations(range(len(rooms)), 2)
            for more in range(1, rooms[giver] - least[giver] + 1)
        )
        best = min(moved, key=lines, default=rooms)
        if lines(best) >= lines(rooms):
            return rooms
        rooms = best


def _heights(column: Column, room: int) -> list[int]:
    return [sum(lines_taken(text, 2, room) for text in cell) for cell in column]


def _highest(columns: Iterable[Sequence[int]]) -> list[int]:
    return [max(row) for row in zip(*columns, strict=True)]


def _shortened(table: Table, room: Room) -> Table:
    """Its one row with as much of each cell as has room."""
    left = room.high - _head_height(table, room.wide) - ROW_EDGE
    (row,), rooms = table.rows, _column_rooms(table, room.wide)
    cut = (_cut(*one, left) for one in zip(row, rooms, _bold(row), strict=True))
    return replace(table, rows=(tuple(cut),))


def _cut(cell: Cell, room: float, bold: bool, left: float) -> Cell:
    if _cell_height(cell, room, bold) <= left:
        return cell
    if cell.parts:
        ends = accumulate(_cell_height(part, room, bold=True) + PART_EDGE for part in cell.parts)
        few = sum(end + TABLE_LINE <= left for end in ends)
        return replace(cell, parts=(*cell.parts[:few], Cell(text="…")))
    starts = [f"{start.rstrip(STOPS)}…" for start in accumulate(PIECE.findall(cell.text))]
    fitting = [start for start in starts if TABLE_LINE * lines_taken(start, 2, room) <= left]
    return replace(cell, text=(fitting or starts)[max(0, len(fitting) - 1)])


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
        enough = parts == 2 and max(gap - low, high - gap) <= ROWS
        return abs(gap - even) - ((ROWS if enough else NEAR * share) if gaps[gap] else 0)

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
