"""One quantity at few dates, as columns from zero, with what lies between: the years that no source states.

A change of definition breaks the row of columns; a computed change stands beside the last one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import ComputedId, IndicatorId, OfFacts
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import (
    Axis,
    Bar,
    Gap,
    Label,
    Line,
    Margins,
    Mark,
    Panel,
    Piece,
    Plot,
    Rule,
    Tick,
    lines,
)
from dashboard.exhibits.reading import (
    ComputedFigure,
    amount_of,
    computed_figures,
    figure_of,
    meaning_of,
    name_of,
    period_of,
    reach,
    table_of_facts,
)
from dashboard.exhibits.rows import FactRow, Need, Rows, on_one_scale
from dashboard.exhibits.selection import (
    Asked,
    Selection,
    declared_facts,
    fact_columns,
    facts_left,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang, say, year_range
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

HEIGHT, NARROW_HEIGHT = 400, 360
HEADROOM = 1.2
THICK, FAR_THICK = 0.62, 0.79  # of a year; columns far apart are wider
SIDE = 0.55  # years left free at either end
BRACKET = 1.05  # years behind the last column: where its change stands
DECEMBER = 12
SIGNS = {"more than ": ">", "at least ": "≥"}  # where there is no room for words


class ColumnsPart(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators on one definition.")
    name: Wording = Field(NO_WORDS, description="What is said where this definition begins.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Columns(OfFacts):
    """One quantity at few dates; years between two columns are hatched, and a computed change stands beside them."""

    kind: Literal["columns"]
    parts: tuple[ColumnsPart, ...] = Field((), description="Definitions of the quantity, from the oldest.")
    change: tuple[ComputedId, ...] = Field(
        (), description="Ids of computed figures that say how the first and the last column differ."
    )


@dataclass(frozen=True, kw_only=True)
class Dated(Selection[FactRow]):
    change: tuple[ComputedFigure, ...]


def needs(declared: Columns) -> Need:
    parts = (indicator for part in declared.parts for indicator in part.indicators)
    return Need(facts=frozenset(declared.facts), indicators=frozenset((*declared.indicators, *parts)))


def select(declared: Columns, rows: Rows, asked: tuple[Asked, ...]) -> Dated:
    every = declared_facts(
        declared.model_copy(update={"indicators": tuple(needs(declared).indicators)}), rows
    )
    valued = on_one_scale([row for row in every if row.fact.value is not None and row.year is not None])
    left = sorted(facts_left(declared, rows, asked, valued), key=lambda row: (row.year, str(row.last_day)))
    ends = {row.id for row in (*left[:1], *left[-1:])}
    return Dated(
        rows=tuple(left),
        sources=sources_of(left),
        paragraphs=paragraphs_of(left),
        change=computed_figures(rows, declared.change, ends) if len(left) > 1 else (),
    )


def draw(declared: Columns, selection: Dated, lang: Lang) -> Plot:
    rows = selection.rows
    low, high = reach((row.value for row in rows), HEADROOM)
    far = _is_far(rows)
    thick = FAR_THICK if far else THICK
    marks: list[Mark] = [_bar(declared, row, lang, far=far) for row in rows]
    marks += [gap for pair in pairwise(rows) for gap in _between(pair, thick, lang)]
    marks += [Rule(x=(None, None), y=(0, 0)), *_breaks(declared, rows, lang)]
    if selection.change:
        marks += _bracket(rows, selection.change, thick, lang)
    ends = _year(rows[0]) - SIDE, _year(rows[-1]) + (BRACKET + 0.1 if selection.change else SIDE)
    panel = Panel(
        x=_dates(rows, ends, lang, far=far),
        y=Axis(low=low, high=high),
        marks=tuple(marks),
    )
    return Plot(
        panels=(panel,),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        margins=Margins(top=30 if len(declared.parts) > 1 else 8, bottom=46),
        narrow_margins=Margins(top=30 if len(declared.parts) > 1 else 8, bottom=50),
    )


def _year(row: FactRow) -> int:
    assert row.year is not None  # `select` keeps no other
    return row.year


def _is_far(rows: Sequence[FactRow]) -> bool:
    """Whether years without a column lie between two."""
    return any(_year(after) - _year(before) > 1 for before, after in pairwise(rows))


def _part(declared: Columns, row: FactRow) -> int:
    parts = enumerate(declared.parts)
    return next((at for at, part in parts if row.indicator.indicator_id in part.indicators), 0)


def _bar(declared: Columns, row: FactRow, lang: Lang, *, far: bool) -> Bar:
    part = declared.parts[_part(declared, row)] if declared.parts else None
    return Bar(
        of=meaning_of(row, lang, f"{period_of(row, lang)} · {figure_of(row, lang)}"),
        at=_year(row),
        start=0,
        end=row.value,
        thick=FAR_THICK if far else THICK,
        accent=(part.accent if part else None) or declared.marks_accent,
        series=name_of(row.indicator, lang),
        label=_value(row, lang, far=far),
        label_size="large" if far else "normal",
    )


def _value(row: FactRow, lang: Lang, *, far: bool) -> tuple[Line, ...]:
    """The subtitle has the unit; where there is room, so has the label."""
    amount = amount_of(row, lang)
    if far:
        return lines((Piece(f"{amount.prefix}{amount.number}", bold=True), Piece(amount.unit)))
    figure = f"{SIGNS.get(amount.prefix, amount.prefix)}{amount.number}"
    return lines(Piece(f"{figure}{amount.unit.removesuffix(row.fact.unit)}", bold=True))


def _dates(rows: Sequence[FactRow], ends: tuple[float, float], lang: Lang, *, far: bool) -> Axis:
    """The dates of the columns in words, and where there is room the years between them."""
    if not far:
        ticks = tuple(Tick(_year(row), _short_date(row, lang)) for row in rows)
        return Axis(low=ends[0], high=ends[1], ticks=ticks, ink="second")
    stated = {_year(row): Tick(_year(row), period_of(row, lang), bold=True) for row in rows}
    years = range(_year(rows[0]), _year(rows[-1]) + 1)
    ticks = tuple(stated.get(year, Tick(year, str(year))) for year in years)
    return Axis(low=ends[0], high=ends[1], ticks=ticks, narrow_ticks=tuple(stated.values()))


def _short_date(row: FactRow, lang: Lang) -> str:
    """The year, and the month of a count taken before its end."""
    day = row.last_day
    if day is None or day.month == DECEMBER:
        return str(row.year)
    return f"{day.year}\n{say('period.month-short', lang, month=day.month, name=day.strftime('%b'))}"


# Between the columns ------------------------------------------------------------------------------------------


def _between(pair: tuple[FactRow, FactRow], thick: float, lang: Lang) -> list[Mark]:
    """Hatching only as high as the lower column, so that it suggests no path from one to the other."""
    before, after = pair
    first, last = _year(before) + 1, _year(after) - 1
    if last < first:
        return []
    height = min(before.value, after.value)
    free = (1 - thick) / 2
    gap = Gap(start=first - 0.5 - free + 0.055, end=last + 0.5 + free - 0.055, height=height)
    words = lines(
        Piece(say("columns.between", lang, years=year_range(first, last)), bold=True),
        say("columns.not-stated", lang),
    )
    return [gap, Label(words=words, x=(first + last) / 2, y=height / 2, ground="hatch-ground")]


def _breaks(declared: Columns, rows: Sequence[FactRow], lang: Lang) -> list[Mark]:
    """A line where a definition changes, and what is said of the new one."""
    marks: list[Mark] = []
    for before, after in pairwise(rows):
        part = _part(declared, after)
        if part != _part(declared, before):
            at = _year(after) - 0.5
            words = lines(declared.parts[part].name.pick(lang))
            marks.append(Rule(x=(at, at), y=(None, None), style="break"))
            marks.append(
                Label(words=words, x=at, y=None, across="right", along="bottom", shift=(-6, 4), ink="second")
            )
    return marks


def _bracket(
    rows: Sequence[FactRow], change: Sequence[ComputedFigure], thick: float, lang: Lang
) -> list[Mark]:
    """The computed change from the first to the last column, behind the last one."""
    first, last = rows[0], rows[-1]
    at = _year(last) + BRACKET
    help_lines = [
        Rule(x=(_year(row) + thick / 2, at + 0.1), y=(row.value, row.value), style="help")
        for row in (first, last)
    ]
    figures = [Piece(one.text(lang), computed=True, bold=not number) for number, one in enumerate(change)]
    words = lines(*figures, (Piece(say("mark.computed", lang), italic=True),))
    middle = (first.value + last.value) / 2
    label = Label(
        words=words,
        x=at,
        y=middle,
        across="right",
        shift=(-8, 0),
        size="large",
        opens=tuple(one.meaning(lang) for one in change),
    )
    return [*help_lines, Rule(x=(at, at), y=(first.value, last.value), arrow=True), label]


def table(_declared: Columns, selection: Dated, lang: Lang) -> Table:
    return table_of_facts(selection.rows, lang, selection.change)


KIND = Kind(
    declaration=Columns,
    needs=needs,
    columns=fact_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
