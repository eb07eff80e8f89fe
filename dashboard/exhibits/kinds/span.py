"""One figure and the time it is for: within a year, over a period, or since a year with no end stated."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import OfFacts, softened
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import Across, Axis, Bar, Label, Margins, Panel, Piece, Plot, Rule
from dashboard.exhibits.reading import TimeAxis, amount_of, meaning_of, table_of_facts, time_axis
from dashboard.exhibits.rows import FactRow, Need, Rows, need_of_facts
from dashboard.exhibits.selection import (
    Asked,
    Selection,
    declared_facts,
    fact_columns,
    facts_left,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang, say

HEIGHT = 150
BAR_AT, BAR_THICK = 0.5, 1.0
FIGURE_AT, LOW, HIGH = 4.0, -1.9, 5.4


class Span(OfFacts):
    """One figure and the time it is for; of several facts the first that is left."""

    kind: Literal["span"]


@dataclass(frozen=True, kw_only=True)
class Spanned(Selection[FactRow]):
    axis: TimeAxis


def needs(declared: Span) -> Need:
    return need_of_facts(declared)


def select(declared: Span, rows: Rows, asked: tuple[Asked, ...]) -> Spanned:
    left = facts_left(declared, rows, asked, declared_facts(declared, rows))
    dated = tuple(row for row in left if row.first_day or row.last_day)[:1]
    return Spanned(
        rows=dated, sources=sources_of(dated), paragraphs=paragraphs_of(dated), axis=time_axis(rows, dated)
    )


def draw(declared: Span, selection: Spanned, lang: Lang) -> Plot:
    row, axis = selection.rows[0], selection.axis
    bar = Bar(
        of=meaning_of(row, lang),
        at=BAR_AT,
        start=axis.first(row),
        end=axis.after(row),
        thick=BAR_THICK,
        accent=softened(declared.marks_accent) if row.fact.period_kind == "during" else declared.marks_accent,
    )
    panel = Panel(
        x=Axis(low=axis.start, high=axis.end),
        y=Axis(low=LOW, high=HIGH),
        marks=(bar, Rule(x=(None, None), y=(0, 0)), _figure(row, axis, lang), *_dates(row, axis, lang)),
        lying=True,
    )
    return Plot(panels=(panel,), height=HEIGHT, margins=Margins(left=4, right=4, top=4, bottom=4))


def _figure(row: FactRow, axis: TimeAxis, lang: Lang) -> Label:
    amount = amount_of(row, lang)
    words = (
        Piece(amount.prefix, size="large"),
        Piece(amount.number, bold=True),
        Piece(amount.unit, size="large"),
    )
    return Label(
        words=(words,),
        x=axis.start,
        y=FIGURE_AT,
        across="left",
        size="figure",
        opens=(meaning_of(row, lang),),
    )


def _dates(row: FactRow, axis: TimeAxis, lang: Lang) -> list[Label]:
    """The years below the bar, and at an open end the words that no end is stated."""
    first, last = axis.first(row), axis.after(row)
    if row.fact.period_kind == "during":
        return [_under(date(first.year, 7, 1), say("span.within", lang, year=first.year), "center")]
    end = _under(last, str(last.year - 1), "right")
    if row.fact.period_kind == "since":
        end = _under(axis.end, say("span.open", lang), "right")
    return [_under(first, str(first.year), "left"), end]


def _under(day: date, text: str, across: Across) -> Label:
    return Label(words=((Piece(text),),), x=day, y=0, across=across, along="top", shift=(0, -4), ink="second")


def table(_declared: Span, selection: Spanned, lang: Lang) -> Table:
    return table_of_facts(selection.rows, lang)


KIND = Kind(
    declaration=Span, needs=needs, columns=fact_columns, select=select, draw=draw, table=table, plots=always
)
