"""Cards on slides: figures side by side or a line each, and cases beside each other, as many as have room."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import ceil

from dashboard.exhibits.charts import Card, CardGroup, Cards, CaseCard
from dashboard.layout.room import WIDE, lines_in, runs_of, spans
from dashboard.layout.text import BOLD, text_width

# In pixels of a page, as in slides.css.
HEAD, NUMBER, KEY_NUMBER, LABEL, DETAIL, BETWEEN_ROWS = 36.0, 42.0, 49.0, 20.0, 18.5, 12.0
KEY, UNIT, TAG = 46.0, 18.0, 40.0  # type of a key figure and of its unit; what stands behind it
CARD_COLUMNS, CARD_GUTTER = (4, 3, 2, 1), 20.0
ROW_FIGURE, ROW_WORDS, ROW_NUMBER, ROW_UNIT, BETWEEN_LINES = (
    200.0,
    510.0,
    27.0,
    16.0,
    5.0,
)  # of cards in lines
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


def pages_of_cards(cards: Cards, other: Cards, high: float, *, even: bool) -> list[Cards]:
    """As key figures, or side by side, or a line each: the first of these that takes the fewest slides, or has most on
    the first."""
    ways = [
        way
        for key in (True, False)
        for columns in CARD_COLUMNS
        if (way := _side_by_side(cards, other, high, columns, key=key))
    ]
    ways.append(_as_rows(cards, other, high, even=even))
    return max(ways, key=lambda way: -len(way) if even else count_of(way[0]))


def count_of(cards: Cards) -> int:
    return sum(len(group.cards) for group in cards.groups)


def _side_by_side(cards: Cards, other: Cards, high: float, columns: int, *, key: bool) -> list[Cards]:
    """Empty where a group has no room on one slide, or a key figure none in its column."""
    bands, twins = bands_of(cards.groups), bands_of(other.groups)
    weights = [max(_height(one, columns, key=key) for one in pair) for pair in zip(bands, twins, strict=True)]
    every = (card for one in (cards, other) for group in one.groups for card in group.cards)
    if max(weights) > high or (key and any(_key_width(card) > _room(columns) for card in every)):
        return []
    runs = (chain.from_iterable(bands[first:last]) for first, last in spans(weights, high))
    return [Cards(tuple(run), columns=columns, key=key) for run in runs]


def _room(columns: int) -> float:
    return (WIDE - CARD_GUTTER * (columns - 1)) / columns


def _key_width(card: Card) -> float:
    """Of a key figure with its unit and its marks, on one line."""
    amount = card.amount
    words = text_width(f"{amount.prefix} {amount.unit}", UNIT) + text_width(amount.number, KEY) * BOLD
    return words + TAG * (bool(card.marks) + bool(card.status))


def _height(band: Sequence[CardGroup], columns: int, *, key: bool) -> float:
    rows = max(ceil(len(group.cards) * len(band) / columns) for group in band)
    number, below = (KEY_NUMBER if key else NUMBER), _room(columns)
    cards = [number + _words_height(card, below) for group in band for card in group.cards]
    return _head(band) + rows * (max(cards) + BETWEEN_ROWS) - BETWEEN_ROWS


def _head(band: Sequence[CardGroup]) -> float:
    room = WIDE / len(band)
    return HEAD + LABEL * (max(lines_in(group.title, room) for group in band) - 1)


def _rows_height(group: CardGroup) -> float:
    """Of its cards a line each: figure, label and detail side by side."""
    return _head((group,)) + sum(LABEL * _row_lines(one) + BETWEEN_LINES for one in group.cards)


def _row_lines(card: Card) -> float:
    amount = card.amount
    figure = text_width(amount.number, ROW_NUMBER) + text_width(f"{amount.prefix} {amount.unit}", ROW_UNIT)
    return max(lines_in(f"{_badged(card)} · {card.detail}", ROW_WORDS), 1.5 * ceil(figure / ROW_FIGURE))


def _parted(
    groups: Sequence[CardGroup], twins: Sequence[CardGroup], high: float
) -> tuple[list[CardGroup], list[CardGroup]]:
    """Groups of lines of which each has room on a slide, and those of the other language."""
    parted: tuple[list[CardGroup], list[CardGroup]] = [], []
    for pair in zip(groups, twins, strict=True):
        heights = [[_rows_height(replace(one, cards=(card,))) - HEAD for card in one.cards] for one in pair]
        for first, last in spans(list(map(max, *heights)), high - HEAD):
            for part, one in zip(parted, pair, strict=True):
                part.append(replace(one, cards=one.cards[first:last]))
    return parted


def _as_rows(cards: Cards, other: Cards, high: float, *, even: bool) -> list[Cards]:
    """A line each; a group may be cut, if it has to be or the first slide is to be full."""
    high += 2 * BETWEEN_LINES  # after the last there is nothing to part it from
    groups, twins = _parted(cards.groups, other.groups, high if even else 0)
    weights = list(map(max, map(_rows_height, groups), map(_rows_height, twins)))
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


def case_runs(cases: Sequence[CaseCard], twins: Sequence[CaseCard], high: float) -> list[tuple[int, int]]:
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
    lines = sum(lines_in(text, room) for text in (f"{case.place} · {case.theme}", case.missing) if text)
    figures = [NUMBER + _words_height(card, room / 2) + BETWEEN_ROWS for card in case.cards]
    told = 1.35 * LABEL * lines_in(case.title, room / 1.35) + 1.1 * LABEL * lines_in(case.summary, room)
    return DETAIL * lines + told + sum(figures[::2]) + BETWEEN_ROWS
