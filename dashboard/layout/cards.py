"""Cards on slides: figures side by side or a line each, and cases beside each other, as many as have room."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile
from math import ceil, inf

from dashboard.exhibits.charts import Card, CardGroup, Cards, CaseCard
from dashboard.layout.room import Room, lines_in, runs_of, spans
from dashboard.layout.text import BOLD, text_width

# In pixels of a page, as in slides.css.
HEAD, NUMBER, KEY_NUMBER, LABEL, DETAIL, BETWEEN_ROWS = 36.0, 42.0, 49.0, 20.0, 18.5, 12.0
KEY, FIGURE, UNIT, MARK, TAG = 46.0, 38.0, 18.0, 14.0, 40.0  # type of figures and units; what stands behind
WIDE_BOLD = 1.15  # times the usual width, in a font that is wider than the usual one
CARD_COLUMNS, CARD_GUTTER = (4, 3, 2, 1), 20.0
ROW_FIGURE, ROW_HEAD, ROW_NUMBER, ROW_UNIT, BETWEEN_LINES = 200.0, 223.0, 27.0, 16.0, 5.0  # of cards in lines
FEW_CARDS = 2  # a group of so few shares a row with another
CASES, CASE_GUTTER = 3, 36.0


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


def pages_of_cards(cards: Cards, other: Cards, room: Room, *, even: bool) -> list[Cards]:
    """As key figures, or side by side, or a line each: the first of these that takes the fewest slides, or has most on
    the first."""
    ways = [
        way
        for key in (True, False)
        for columns in CARD_COLUMNS
        if (way := _side_by_side(cards, other, room, columns, key=key, even=even))
    ]
    ways.append(_as_rows(cards, other, room, even=even))
    return max(ways, key=lambda way: -len(way) if even else count_of(way[0]))


def count_of(cards: Cards) -> int:
    return sum(len(group.cards) for group in cards.groups)


def _side_by_side(
    cards: Cards, other: Cards, room: Room, columns: int, *, key: bool, even: bool
) -> list[Cards]:
    """Empty where a group has no room on one slide, or a figure none in its column; where they are not even, as far
    as they have."""

    def weight(band: Sequence[CardGroup]) -> float:
        widths = (_least_width(card, key=key) for group in band for card in group.cards)
        return (
            _height(band, columns, room.wide, key=key) if max(widths) <= _column(columns, room.wide) else inf
        )

    bands = bands_of(cards.groups)
    weights = [max(map(weight, pair)) for pair in zip(bands, bands_of(other.groups), strict=True)]
    fitting = list(takewhile(lambda one: one <= room.high, weights))
    if not fitting or (even and len(fitting) < len(weights)):
        return []
    cut = spans if even else runs_of
    runs = [bands[first:last] for first, last in cut(fitting, room.high)]
    parts = [*runs, *([rest] if (rest := bands[len(fitting) :]) else [])]
    return [Cards(tuple(chain.from_iterable(part)), columns=columns, key=key) for part in parts]


def _column(columns: int, wide: float) -> float:
    return (wide - CARD_GUTTER * (columns - 1)) / columns


def _least_width(card: Card, *, key: bool) -> float:
    """Of what of a figure is to stand on one line: its number, and with it the unit of a key figure and of a Chinese
    one."""
    amount, number = card.amount, _number_width(card, key=key)
    if not key and amount.unit.isascii():
        return number
    words = text_width(f"{amount.prefix} {amount.unit}", UNIT)
    return number + words + MARK * bool(card.marks) + TAG * bool(card.status)


def _number_width(card: Card, *, key: bool) -> float:
    return text_width(card.amount.number, KEY if key else FIGURE) * WIDE_BOLD


def _height(band: Sequence[CardGroup], columns: int, wide: float, *, key: bool) -> float:
    rows = max(ceil(len(group.cards) * len(band) / columns) for group in band)
    number, below = (KEY_NUMBER if key else NUMBER), _column(columns, wide)
    cards = [number + _words_height(card, below) for group in band for card in group.cards]
    return _head(band, wide) + rows * (max(cards) + BETWEEN_ROWS) - BETWEEN_ROWS


def _head(band: Sequence[CardGroup], wide: float) -> float:
    room = wide / len(band)
    return HEAD + LABEL * (max(lines_in(group.title, room) for group in band) - 1)


def _rows_height(group: CardGroup, wide: float) -> float:
    """Of its cards a line each: figure, label and detail side by side."""
    return _head((group,), wide) + sum(LABEL * _row_lines(one, wide) + BETWEEN_LINES for one in group.cards)


def _row_lines(card: Card, wide: float) -> float:
    amount = card.amount
    figure = text_width(amount.number, ROW_NUMBER) + text_width(f"{amount.prefix} {amount.unit}", ROW_UNIT)
    return max(lines_in(f"{_badged(card)} · {card.detail}", wide - ROW_HEAD), 1.5 * ceil(figure / ROW_FIGURE))


def _parted(
    groups: Sequence[CardGroup], twins: Sequence[CardGroup], room: Room
) -> tuple[list[CardGroup], list[CardGroup]]:
    """Groups of lines of which each has room on a slide, and those of the other language."""
    parted: tuple[list[CardGroup], list[CardGroup]] = [], []
    for pair in zip(groups, twins, strict=True):
        heights = [
            [_rows_height(replace(one, cards=(card,)), room.wide) - HEAD for card in one.cards]
            for one in pair
        ]
        for first, last in spans(list(map(max, *heights)), room.high - HEAD):
            for part, one in zip(parted, pair, strict=True):
                part.append(replace(one, cards=one.cards[first:last]))
    return parted


def _as_rows(cards: Cards, other: Cards, room: Room, *, even: bool) -> list[Cards]:
    """A line each; a group may be cut, if it has to be or the first slide is to be full."""
    high = room.high + 2 * BETWEEN_LINES  # after the last there is nothing to part it from
    groups, twins = _parted(cards.groups, other.groups, replace(room, high=high if even else 0))
    weights = [max(_rows_height(one, room.wide) for one in pair) for pair in zip(groups, twins, strict=True)]
    if even:
        runs = spans(weights, high)
    else:
        same = [one.title == before.title for before, one in pairwise(groups)]
        runs = runs_of([weights[0], *(w - HEAD * s for w, s in zip(weights[1:], same, strict=True))], high)
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


def _words_height(card: Card, room: float) -> float:
    """Below its figure."""
    return LABEL * lines_in(_badged(card), room) + (
        DETAIL * lines_in(card.detail, room) if card.detail else 0
    )


def case_runs(cases: Sequence[CaseCard], twins: Sequence[CaseCard], room: Room) -> list[tuple[int, int]]:
    """As many side by side as have room in both languages."""
    runs, first = list[tuple[int, int]](), 0
    while first < len(cases):
        count = next(
            count
            for count in range(min(CASES, len(cases) - first), 0, -1)
            if count == 1
            or _have_room((*cases[first : first + count], *twins[first : first + count]), count, room)
        )
        runs.append((first, first + count))
        first += count
    return runs


def _have_room(cases: Sequence[CaseCard], columns: int, room: Room) -> bool:
    column = (room.wide - CASE_GUTTER * (columns - 1)) / columns
    return all(_case_height(case, column) <= room.high - HEAD for case in cases)


def _case_height(case: CaseCard, room: float) -> float:
    lines = lines_in(f"{case.place} · {case.theme}", room / BOLD)
    lines += lines_in(case.missing, room) if case.missing else 0
    figures = [NUMBER + _words_height(card, room / 2) + BETWEEN_ROWS for card in case.cards]
    told = 1.35 * LABEL * lines_in(case.title, room / 1.35 / BOLD) + 1.1 * LABEL * lines_in(
        case.summary, room
    )
    return DETAIL * lines + told + sum(figures[::2]) + BETWEEN_ROWS
