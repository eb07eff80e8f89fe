"""One figure and the time it is for: within a year, over a period, or since a year with no end stated."""

from datetime import date
from typing import Literal

from dashboard.exhibits.declaration import softened
from dashboard.exhibits.kind import FactSelection, OfFacts
from dashboard.exhibits.marks import Across, Axis, Bar, Label, Margins, Panel, Piece, Plot, Rule
from dashboard.exhibits.reading import TimeAxis, amount_of, meaning_of, time_axis
from dashboard.exhibits.rows import FactRow, Rows
from dashboard.exhibits.selection import Asked, facts_left
from dashboard.figures.words import Lang, say

HEIGHT = 150
BAR_AT, BAR_THICK = 0.5, 1.0
FIGURE_AT, LOW, HIGH = 4.0, -1.9, 5.4


class Span(OfFacts):
    """One figure and the time it is for; of several facts the first that is left."""

    kind: Literal["span"]

    def select(self, rows: Rows, asked: tuple[Asked, ...]) -> "Spanned":
        left = facts_left(self, rows, asked, self.named(rows))
        return Spanned(self, rows, asked, tuple(row for row in left if row.first_day or row.last_day)[:1])


class Spanned(FactSelection):
    declared: Span

    def draw(self, lang: Lang) -> Plot:
        (row,), axis, accent = self.rows, time_axis(self.source, self.rows), self.declared.marks_accent
        bar = Bar(
            of=meaning_of(row, lang),
            at=BAR_AT,
            start=axis.first(row),
            end=axis.after(row),
            thick=BAR_THICK,
            accent=softened(accent) if row.fact.period_kind == "during" else accent,
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
    before, unit = Piece(amount.prefix, size="large"), Piece(amount.unit, size="large")
    words = (before, Piece(amount.number, bold=True), unit)
    opens = (meaning_of(row, lang),)
    return Label(words=(words,), x=axis.start, y=FIGURE_AT, across="left", size="figure", opens=opens)


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
