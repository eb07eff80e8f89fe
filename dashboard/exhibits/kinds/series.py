"""Yearly values of one to four lines, with breaks of their definition, and the years for which none was found.

No line crosses a change of definition or a year without a figure. Below the axis stands one cell a year and line: the
grade of the figure, or the hatch where none was found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import AreaKey, Declaration, FactId, IndicatorId
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import (
    WIDE,
    Across,
    Axis,
    Cell,
    Gap,
    Label,
    LegendItem,
    Margins,
    Mark,
    Panel,
    Piece,
    Plot,
    Point,
    Rule,
    Run,
    Symbol,
    Tick,
    lines,
)
from dashboard.exhibits.reading import (
    amount_of,
    figure_of,
    meaning_of,
    name_of,
    pixels,
    reach,
    round_ticks,
    table_of_facts,
)
from dashboard.exhibits.rows import FactRow, Need, Rows, on_one_scale
from dashboard.exhibits.selection import (
    FACT_COLUMNS,
    Asked,
    Selection,
    fact_columns,
    facts_left,
    followed,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang, say
from dashboard.package.site import NO_WORDS, Accent, Declared, Name, Wording

HEIGHT, NARROW_HEIGHT = 430, 400
FLOOR, CELLS_TOP = 0.24, 0.13  # of the height: where the plot ends and where the cells begin
FEW_YEARS = 9  # fit side by side in half a page
HEADROOM = 1.15
GAP = 0.13  # of a year, to either side of one without a figure
SYMBOLS: tuple[Symbol, ...] = ("square", "circle", "diamond")
GRADES: dict[str, Literal["full", "hollow", "pale"]] = {"A": "full", "B": "hollow", "C": "pale"}


class SeriesPart(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators on one definition.")
    name: Wording = Field(NO_WORDS, description="What this definition is called.")


class SeriesLine(Declared):
    name: Name = Field(description="What the line is called at its end.")
    short: Wording = Field(NO_WORDS, description="Its name beside the grades; default: its name.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")
    parts: tuple[SeriesPart, ...] = Field(min_length=1, description="Its definitions, from the oldest.")


class Series(Declaration):
    """Yearly values of one to four lines; a break stands where a definition changes."""

    kind: Literal["series"]
    lines: tuple[SeriesLine, ...] = Field(min_length=1, max_length=4, description="The lines, from the top.")
    area: AreaKey = Field("home", description="The area whose values it shows; `home` is the site's own.")
    only: tuple[FactId, ...] = Field((), description="Only these facts of its indicators; default: all.")


@dataclass(frozen=True, kw_only=True)
class Yearly(Selection[FactRow]):
    """Rows by line and year; `not_found` are years and lines without a figure in the package."""

    first: int
    last: int
    not_found: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Spot:
    """A row with the line and the definition it belongs to."""

    row: FactRow
    line: int
    part: int
    year: int


def needs(declared: Series) -> Need:
    return Need(indicators=frozenset(_places(declared)))


def _places(declared: Series) -> dict[str, tuple[int, int]]:
    """The line and the definition of each indicator."""
    return {
        indicator: (at, number)
        for at, line in enumerate(declared.lines)
        for number, part in enumerate(line.parts)
        for indicator in part.indicators
    }


def select(declared: Series, rows: Rows, asked: tuple[Asked, ...]) -> Yearly:
    """A year a filter hides is left blank; only one without any figure in the package counts as not found."""
    places = _places(declared)
    area = rows.area(declared.area)
    every = [
        row
        for row in rows.facts(indicators=places)
        if row.area.area_id == area and row.year is not None and row.fact.value is not None
        if not declared.only or row.id in declared.only
    ]
    every = on_one_scale(every)
    left = sorted(
        facts_left(declared, rows, asked, every),
        key=lambda row: (places[row.indicator.indicator_id], row.year or 0),
    )
    first, last = _span(every, followed(declared, asked, FACT_COLUMNS))
    known = {(row.year, places[row.indicator.indicator_id][0]) for row in every}
    every_cell = set(product(range(first, last + 1), range(len(declared.lines))))
    return Yearly(
        rows=tuple(left),
        sources=sources_of(left),
        paragraphs=paragraphs_of(left),
        first=first,
        last=last,
        not_found=frozenset(every_cell - known),
    )


def _span(every: Sequence[FactRow], asking: Mapping[str, Asked]) -> tuple[int, int]:
    """The years on show: those chosen, where it follows them, as far as there are figures at all."""
    years = [row.year for row in every if row.year is not None]
    first, last = min(years, default=0), max(years, default=0)
    chosen = asking["period"].choice if "period" in asking else (first, last)
    return max(first, chosen[0]), min(last, chosen[1])


def draw(declared: Series, selection: Yearly, lang: Lang) -> Plot:
    spots = _spots(declared, selection)
    low, top = reach((spot.row.value for spot in spots), HEADROOM)
    breaks = _breaks(spots)
    ticks = round_ticks(low, top, lang)
    shorts = [(line.short or line.name).pick(lang) for line in declared.lines]
    x = _years(selection, wide=len(declared.lines) > 1 or selection.last - selection.first < FEW_YEARS)
    figures = Panel(
        x=x,
        y=Axis(low=low, high=top, ticks=ticks, grid=True),
        marks=(
            *_gaps(declared, selection, top),
            *_runs(declared, spots, lang),
            *(Rule(x=(at, at), y=(None, None), style="break") for at, _, _ in breaks),
            *_break_labels(declared, breaks, lang),
            *_labels(declared, spots, lang),
        ),
        room=(FLOOR, 1),
    )
    cells = Panel(
        x=Axis(low=x.low, high=x.high),
        y=Axis(low=len(declared.lines) - 0.4, high=-0.6),
        marks=(*_cells(selection, spots, lang), *_line_names(shorts)),
        room=(0, CELLS_TOP),
    )
    left = pixels([*shorts, *(tick.text for tick in ticks)])
    return Plot(
        panels=(figures, cells),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        margins=Margins(left=left, right=76, top=30),
        narrow_margins=Margins(left=left, right=64, top=30),
        legend=_legend(declared, spots, lang),
    )


def _spots(declared: Series, selection: Yearly) -> list[Spot]:
    places = _places(declared)
    found = [(row, places[row.indicator.indicator_id]) for row in selection.rows]
    return [Spot(row, line, part, row.year) for row, (line, part) in found if row.year is not None]


def _years(selection: Yearly, *, wide: bool) -> Axis:
    first, last = selection.first, selection.last
    return Axis(
        low=first - 0.55,
        high=last + 0.55,
        ticks=_ticks(first, last, 1 if wide else 2),
        narrow_ticks=_ticks(first, last, 3),
    )


def _ticks(first: int, last: int, step: int) -> tuple[Tick, ...]:
    return tuple(Tick(year, str(year)) for year in range(first, last + 1, step))


# Lines --------------------------------------------------------------------------------------------------------


def _gaps(declared: Series, selection: Yearly, top: float) -> list[Gap]:
    """Years without a figure for any line, over the whole height."""
    every = range(len(declared.lines))
    years = sorted({year for year, _ in selection.not_found})
    return [
        Gap(start=year - GAP, end=year + GAP, height=top, why="not_found")
        for year in years
        if all((year, line) in selection.not_found for line in every)
    ]


def _runs(declared: Series, spots: Sequence[Spot], lang: Lang) -> list[Mark]:
    """One run for each stretch of years without a gap on one definition."""
    runs: list[list[Spot]] = []
    for spot in spots:
        if runs and _follows(runs[-1][-1], spot):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return [_run(declared, run, lang) for run in runs]


def _follows(before: Spot, spot: Spot) -> bool:
    return (before.line, before.part, before.year + 1) == (spot.line, spot.part, spot.year)


def _run(declared: Series, run: Sequence[Spot], lang: Lang) -> Run:
    line = declared.lines[run[0].line]
    accent = line.accent or declared.marks_accent
    names = [line.name.pick(lang), line.parts[run[0].part].name.pick(lang)]
    series = " · ".join(name for name in names if name)
    points = [
        Point(
            of=meaning_of(spot.row, lang, _says(spot, lang)),
            x=spot.year,
            y=spot.row.value,
            accent=accent,
            symbol=SYMBOLS[spot.part % len(SYMBOLS)],
            size=9,
            series=series,
        )
        for spot in run
    ]
    return Run(points=tuple(points), series=series, accent=accent)


def _says(spot: Spot, lang: Lang) -> str:
    return f"{spot.year} · {name_of(spot.row.indicator, lang)} {figure_of(spot.row, lang)}"


def _breaks(spots: Sequence[Spot]) -> list[tuple[float, int, int]]:
    """Where a definition changes between two years on show, with the definitions before and after."""
    found: dict[tuple[int, int], float] = {}
    for before, after in pairwise(spots):
        if before.line == after.line and before.part != after.part:
            found.setdefault((before.part, after.part), before.year + 0.5)
    return [(at, *parts) for parts, at in found.items()]


def _break_labels(declared: Series, breaks: Sequence[tuple[float, int, int]], lang: Lang) -> list[Label]:
    parts = max((line.parts for line in declared.lines), key=len)
    sides: tuple[tuple[Across, int], ...] = (("right", -8), ("left", 8))
    return [
        Label(
            words=lines(parts[part].name.pick(lang)),
            x=at,
            y=None,
            across=across,
            along="bottom",
            shift=(shift, 4),
            ink="second",
        )
        for at, before, after in breaks
        for part, (across, shift) in zip((before, after), sides, strict=True)
        if part < len(parts) and parts[part].name
    ]


def _labels(declared: Series, spots: Sequence[Spot], lang: Lang) -> list[Label]:
    """The last value of each line with its name; of the others where a line begins and ends on each definition, and all
    of a line that stands alone."""
    last = {spot.line: spot for spot in spots}
    ends = [_end(declared, spot, lang) for spot in last.values()]
    labelled = spots if len(declared.lines) == 1 else _ends(spots)
    values = [
        Label(
            words=lines(amount_of(spot.row, lang).number),
            x=spot.year,
            y=spot.row.value,
            along="bottom",
            shift=(0, 7),
            size="small",
            on=WIDE,
        )
        for spot in labelled
        if spot is not last[spot.line]
    ]
    return [*ends, *values]


def _end(declared: Series, spot: Spot, lang: Lang) -> Label:
    line = declared.lines[spot.line]
    words = lines(Piece(line.name.pick(lang), bold=True), Piece(amount_of(spot.row, lang).number, bold=True))
    accent = line.accent or declared.marks_accent
    return Label(
        words=words, x=spot.year, y=spot.row.value, across="left", shift=(9, 0), ink="accent", accent=accent
    )


def _ends(spots: Sequence[Spot]) -> list[Spot]:
    firsts: dict[tuple[int, int], Spot] = {}
    for spot in spots:
        firsts.setdefault((spot.line, spot.part), spot)
    lasts = {(spot.line, spot.part): spot for spot in spots}
    return list({spot.row.id: spot for spot in (*firsts.values(), *lasts.values())}.values())


# The cells below the axis -------------------------------------------------------------------------------------


def _cells(selection: Yearly, spots: Sequence[Spot], lang: Lang) -> list[Cell]:
    known = [
        Cell(
            of=meaning_of(spot.row, lang),
            x=spot.year,
            y=spot.line,
            letter=spot.row.source.grade,
            tone=GRADES[spot.row.source.grade],
        )
        for spot in spots
    ]
    unknown = [Cell(x=year, y=line, tone="hatched") for year, line in sorted(selection.not_found)]
    return known + unknown


def _line_names(shorts: Sequence[str]) -> list[Label]:
    return [
        Label(words=lines(name), x=None, y=at, across="right", shift=(-4, 0), size="small", ink="second")
        for at, name in enumerate(shorts)
    ]


def _legend(declared: Series, spots: Sequence[Spot], lang: Lang) -> tuple[LegendItem, ...]:
    """The definitions on show, each with its symbol."""
    parts = max((line.parts for line in declared.lines), key=len)
    shown = sorted({spot.part for spot in spots})
    symbols = [
        (SYMBOLS[part % len(SYMBOLS)], parts[part].name.pick(lang)) for part in shown if part < len(parts)
    ]
    return tuple(
        LegendItem(symbol, say(f"legend.{symbol}", lang, name=name)) for symbol, name in symbols if name
    )


def table(_declared: Series, selection: Yearly, lang: Lang) -> Table:
    return table_of_facts(selection.rows, lang)


KIND = Kind(
    declaration=Series,
    needs=needs,
    columns=fact_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
