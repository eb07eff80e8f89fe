"""The legend of a chart, from the marks it has: what its colours mean, then the grammar of the marks."""

from collections.abc import Iterable, Iterator

from dashboard.exhibits.charts import Cards, CaseCards, LegendItem, Table, Waffle
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Bar, Cell, Gap, Mark, Plot, meanings
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
    "gap_not_stated",
    "gap_not_found",
    "not_stated",
    "not_found",
)
PERIODS = {"cumulative": "cumulative", "during": "within", "since": "open_end"}
CARD_MARKS = {"more_than": "at_least", "nearly": "about"}
OPEN = {"pointed": "at_least", "faded": "about"}


def legend_of(chart: Chart | None, lang: Lang) -> tuple[LegendItem, ...]:
    match chart:
        case Plot():
            return (*chart.legend, *_explained(_used(chart.marks()), lang))
        case Waffle() | Map():
            return chart.legend
        case Cards():
            marks = [mark for group in chart.groups for card in group.cards for mark in card.marks]
        case CaseCards():
            cards = [card for group in chart.groups for case in group.cases for card in case.cards]
            marks = [mark for card in cards for mark in card.marks]
        case Table():
            parts = [part for row in chart.rows for cell in row for part in (cell, *cell.parts)]
            marks = [mark for part in parts for mark in part.marks]
        case _:
            return ()
    return _explained((CARD_MARKS.get(mark, mark) for mark in marks), lang)


def _explained(used: Iterable[str], lang: Lang) -> tuple[LegendItem, ...]:
    """The marks of the grammar that are in use, in the legend's order."""
    found = set(used)
    return tuple(LegendItem(name, say(f"mark.{name}", lang)) for name in GRAMMAR if name in found)


def _used(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        for meaning in meanings(mark):
            if meaning.computed:
                yield "computed"
            if meaning.planned:
                yield "planned"
        if isinstance(mark, Bar) and mark.series and mark.of.open_end:
            yield OPEN[mark.of.open_end]
        elif isinstance(mark, Bar) and not mark.series and mark.of.period in PERIODS:
            yield PERIODS[mark.of.period]
        if isinstance(mark, Gap):
            yield f"gap_{mark.why}"
        if isinstance(mark, Cell) and mark.tone == "hatched":
            yield "not_found"
