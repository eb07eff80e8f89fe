"""What is long goes over several slides: a drawing is cut where a row, a group of cards or a case ends."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from dashboard.exhibits.charts import Cards, CaseCards, Cell, Drawing, Table
from dashboard.figures.words import half_widths

LINES = 22.0  # of a table on a slide, its head not counted
BETWEEN = 0.5  # lines between two rows
TABLE_WIDTH = 150  # of a slide, in half-width characters
MOST_CELLS = 0.8
WIDE_LETTERS = 1.25  # a word in bold may be as much wider
GUTTER = 3  # between two columns, likewise
CARD_ROWS = 2.0
CARDS_IN_ROW = 5
FEW_CARDS = 2  # a group of so few shares a row with another
CASES = 4


def paged(drawing: Drawing, other: Drawing) -> list[Drawing]:
    """A drawing in parts that fit a slide each; `other` is the same in the other language, which is cut alike, so that
    a slide has the same number in both."""
    match drawing, other:
        case Table(), Table():
            weights = [max(lines) + BETWEEN for lines in zip(_lines(drawing), _lines(other), strict=True)]
            rows = [drawing.rows[first:last] for first, last in spans(weights, LINES)]
            return [replace(drawing, rows=part, html_id="", sortable=False) for part in rows]
        case Cards(), _:
            counts = [len(group.cards) for group in drawing.groups]
            weights = [0.5 if count <= FEW_CARDS else ceil(count / CARDS_IN_ROW) for count in counts]
            return [Cards(drawing.groups[first:last]) for first, last in spans(weights, CARD_ROWS)]
        case CaseCards(), _:
            return [
                CaseCards((replace(group, cases=group.cases[first:last]),))
                for group in drawing.groups
                for first, last in spans([1] * len(group.cases), CASES)
            ]
        case _:
            return [drawing]


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
