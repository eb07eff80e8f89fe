"""The legend of a chart, from the marks it has: what its colours mean, then the grammar of the marks."""

from collections.abc import Iterable, Iterator

from dashboard.exhibits.charts import Card, Cards, CaseCards, Table, Waffle
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Bar, Cell, Gap, LegendItem, Mark, Meaning, Plot, meanings
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import Lang, say

# The marks that a legend explains, in its order.
GRAMMAR = (
    "computed",
    "cumulative",
    "within",
    "open_end",
    "at_least",
    "about",
    "planned",
    "not_stated",
    "not_found",
)
PERIODS = {"cumulative": "cumulative", "during": "within", "since": "open_end"}
CARD_MARKS = {"more_than": "at_least", "nearly": "about"}
OPEN = {"pointed": "at_least", "faded": "about"}


def legend_of(chart: Chart, lang: Lang) -> tuple[LegendItem, ...]:
    match chart:
        case Plot():
            return (*chart.legend, *explained(_used(chart.marks()), lang))
        case Cards():
            cards = (card for group in chart.groups for card in group.cards)
            return tuple(explained(_on_cards(cards), lang))
        case CaseCards():
            cards = (card for group in chart.groups for case in group.cases for card in case.cards)
            return tuple(explained(_on_cards(cards), lang))
        case Waffle() | Map():
            return chart.legend
        case Table():
            return tuple(explained(_in_table(chart), lang))
    return ()


def _in_table(table: Table) -> Iterator[str]:
    """What the cells of a table show besides their words."""
    for row in table.rows:
        for cell in row:
            for part in (cell, *cell.parts):
                yield from (CARD_MARKS.get(mark, mark) for mark in part.marks)


def _on_cards(cards: Iterable[Card]) -> Iterator[str]:
    for card in cards:
        for mark in card.marks:
            yield CARD_MARKS.get(mark, mark)


def explained(used: Iterable[str], lang: Lang) -> Iterator[LegendItem]:
    """The marks of the grammar that are in use, in the legend's order."""
    found = set(used)
    return (LegendItem(name, say(f"mark.{name}", lang)) for name in GRAMMAR if name in found)


def _used(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        for meaning in meanings(mark):
            yield from grammar_of(meaning)
        if isinstance(mark, Bar) and mark.series and mark.of.open_end:
            yield OPEN[mark.of.open_end]
        elif isinstance(mark, Bar) and not mark.series and mark.of.period in PERIODS:
            yield PERIODS[mark.of.period]
        if isinstance(mark, Gap):
            yield mark.why
        if isinstance(mark, Cell) and mark.tone == "hatched":
            yield "not_found"


def grammar_of(meaning: Meaning) -> Iterator[str]:
    """What of a figure a mark shows besides its size."""
    if meaning.computed:
        yield "computed"
    if meaning.planned:
        yield "planned"
