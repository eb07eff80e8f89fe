"""One quantity at few dates, as columns from zero, with what lies between: the years that no source states.

A change of definition breaks the row of columns; a computed change stands beside the last one.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pydantic import Field

from dashboard.exhibits import marks, reading, selection
from dashboard.exhibits.declaration import ComputedId, IndicatorId
from dashboard.exhibits.kind import FactSelection, OfFacts
from dashboard.exhibits.rows import FactRow, Need, Rows, on_one_scale
from dashboard.figures.counts import DerivedFigure
from dashboard.figures.words import Lang, say, year_range
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

HEIGHT, NARROW_HEIGHT = 400, 360
HEADROOM = 1.2
THICK, FAR_THICK = 0.62, 0.79  # of a year; columns far apart are wider
SIDE = 0.55  # years left free at either end
WIDEST = 0.2  # of the axis, so that a column alone is no wall
BRACKET = 1.05  # years behind the last column: where its change stands
DECEMBER = 12
SIGNS = {"more than ": ">", "at least ": "≥"}  # where there is no room for words


class ColumnsPart(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators on one definition.")
    name: Wording = Field(NO_WORDS, description="What is said where this definition begins.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Columns(OfFacts):
    """One quantity at few dates; a pale band over the years between two; a computed change stands beside them."""

    kind: Literal["columns"]
    parts: tuple[ColumnsPart, ...] = Field((), description="Definitions of the quantity, from the oldest.")
    change: tuple[ComputedId, ...] = Field(
        (), description="Ids of computed figures that say how the first and the last column differ."
    )

    def needs(self) -> Need:
        parts = (indicator for part in self.parts for indicator in part.indicators)
        return super().needs() | Need(indicators=frozenset(parts))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Dated":
        found = rows.facts(self.facts) if self.facts else rows.facts(indicators=self.needs().indicators)
        dated = on_one_scale(row for row in self.of_places(rows, found) if row.year is not None)
        left = selection.facts_left(self, rows, asked, dated)
        return Dated(self, rows, asked, tuple(sorted(left, key=lambda row: (row.year, str(row.last_day)))))


class Dated(FactSelection):
    declared: Columns

    def computed(self) -> tuple[DerivedFigure, ...]:
        """How the first and the last column differ."""
        ends = {row.id for row in (*self.rows[:1], *self.rows[-1:])}
        return reading.computed_figures(self.source, self.declared.change, ends) if len(self.rows) > 1 else ()

    @cached_property
    def far(self) -> bool:
        """Whether years without a column lie between two."""
        return any(_year(after) - _year(before) > 1 for before, after in pairwise(self.rows))

    @property
    def thick(self) -> float:
        years = _year(self.rows[-1]) - _year(self.rows[0]) + 2 * SIDE
        return min(FAR_THICK if self.far else THICK, WIDEST * years)

    def draw(self, lang: Lang) -> marks.Plot:
        rows, change = self.rows, self.computed()
        low, high = reading.reach((row.value for row in rows), HEADROOM)
        drawn: list[marks.Mark] = [self._bar(row, lang) for row in rows]
        for before, after in pairwise(rows):
            drawn += self._between(before, after, lang)
        drawn += [marks.Rule(x=(None, None), y=(0, 0)), *self._breaks(lang)]
        drawn += self._bracket(change, lang) if change else ()
        ends = _year(rows[0]) - SIDE, _year(rows[-1]) + (BRACKET + 0.1 if change else SIDE)
        panel = marks.Panel(x=self._dates(ends, lang), y=marks.Axis(low=low, high=high), marks=tuple(drawn))
        top = 30 if len(self.declared.parts) > 1 else 8
        return marks.Plot(
            panels=(panel,),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            margins=marks.Margins(top=top, bottom=46),
            narrow_margins=marks.Margins(left=16, right=16, top=top, bottom=50),
        )

    def _part(self, row: FactRow) -> int:
        parts = enumerate(self.declared.parts)
        return next((at for at, part in parts if row.indicator.indicator_id in part.indicators), 0)

    def _bar(self, row: FactRow, lang: Lang) -> marks.Bar:
        parts = self.declared.parts
        return marks.Bar(
            of=reading.meaning_of(
                row, lang, f"{reading.period_of(row, lang)} · {reading.figure_of(row, lang)}"
            ),
            at=_year(row),
            end=row.value,
            thick=self.thick,
            accent=(parts[self._part(row)].accent if parts else None) or self.declared.marks_accent,
            series=reading.name_of(row.indicator, lang),
            label=self._value(row, lang),
            label_size="large" if self.far else "normal",
        )

    def _value(self, row: FactRow, lang: Lang) -> tuple[marks.Line, ...]:
        """The subtitle has the unit; where there is room, so has the label."""
        amount = reading.amount_of(row, lang)
        if self.far:
            return marks.lines(
                (marks.Piece(f"{amount.prefix}{amount.number}", bold=True), marks.Piece(amount.unit))
            )
        figure = f"{SIGNS.get(amount.prefix, amount.prefix)}{amount.number}"
        return marks.lines(marks.Piece(f"{figure}{amount.unit.removesuffix(row.fact.unit)}", bold=True))

    def _dates(self, ends: tuple[float, float], lang: Lang) -> marks.Axis:
        """The dates of the columns in words, and where there is room the years between them."""
        if not self.far:
            ticks = tuple(marks.Tick(_year(row), _short_date(row, lang)) for row in self.rows)
            return marks.Axis(low=ends[0], high=ends[1], ticks=ticks, ink="second")
        stated = {
            _year(row): marks.Tick(_year(row), reading.date_of(row, lang), bold=True) for row in self.rows
        }
        years = range(_year(self.rows[0]), _year(self.rows[-1]) + 1)
        ticks = tuple(stated.get(year, marks.Tick(year, str(year))) for year in years)
        # In two lines, since a phone leaves no room beside the first and the last column.
        narrow = (replace(tick, text="\n".join(tick.text.rsplit(" ", 1))) for tick in stated.values())
        return marks.Axis(low=ends[0], high=ends[1], ticks=ticks, narrow_ticks=tuple(narrow))

    # Between the columns --------------------------------------------------------------------------------------

    def _between(self, before: FactRow, after: FactRow, lang: Lang) -> Iterator[marks.Mark]:
        """The years from one column to the other, with words no higher than the lower one: nothing suggests a path."""
        first, last = _year(before) + 1, _year(after) - 1
        if last < first:
            return
        yield marks.Gap(start=first - 0.5, end=last + 0.5)
        between = marks.Piece(say("columns.between", lang, years=year_range(first, last)), bold=True)
        words = marks.lines(between, say("columns.not-stated", lang))
        yield marks.Label(words=words, x=(first + last) / 2, y=min(before.value, after.value) / 2)

    def _breaks(self, lang: Lang) -> Iterator[marks.Mark]:
        """A line where a definition changes, and what is said of the new one."""
        for before, after in pairwise(self.rows):
            part = self._part(after)
            if part != self._part(before):
                at = _year(after) - 0.5
                yield marks.Rule(x=(at, at), y=(None, None), style="break")
                yield marks.at_break(self.declared.parts[part].name.pick(lang), at, "right", -6)

    def _bracket(self, change: tuple[DerivedFigure, ...], lang: Lang) -> Iterator[marks.Mark]:
        """The computed change from the first to the last column, behind the last one."""
        first, last = self.rows[0], self.rows[-1]
        at = _year(last) + BRACKET
        for row in (first, last):
            yield marks.Rule(
                x=(_year(row) + self.thick / 2, at + 0.1), y=(row.value, row.value), style="help"
            )
        yield marks.Rule(x=(at, at), y=(first.value, last.value), arrow=True)
        opens = tuple(reading.meaning_of_computed(one, lang) for one in change)
        figures = [marks.Piece(one.says, computed=True, bold=one is opens[0]) for one in opens]
        words = marks.lines(*figures, (marks.Piece(say("mark.computed", lang), italic=True),))
        middle = (first.value + last.value) / 2
        yield marks.Label(
            words=words, x=at, y=middle, across="right", shift=(-8, 0), size="large", opens=opens
        )


def _year(row: FactRow) -> int:
    assert row.year is not None  # `select` keeps no other
    return row.year


def _short_date(row: FactRow, lang: Lang) -> str:
    """The year, and the month of a count taken before its end."""
    day = row.last_day
    if day is None or day.month == DECEMBER:
        return str(row.year)
    return f"{day.year}\n{say('period.month-short', lang, month=day.month, name=day.strftime('%b'))}"
