"""Yearly values of one to four lines, with breaks of their definition, and the years for which none was found.

No line crosses a change of definition or a year without a figure. Below the axis stands one cell a year and line: the
grade of the figure, ƒ where no source states one but computed.csv gives it, or the hatch where there is neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, marks, selection
from dashboard.exhibits.declaration import AreaKey, FactId, IndicatorId
from dashboard.exhibits.kind import Kind, Selection
from dashboard.exhibits.reading import (
    amount_of,
    figure_of,
    meaning_of,
    meaning_of_computed,
    name_of,
    pixels,
    reach,
    round_ticks,
    table_of_facts,
)
from dashboard.exhibits.rows import ComputedRow, FactRow, Need, Rows, on_one_scale
from dashboard.figures.words import Lang, grade_letter, say
from dashboard.package.site import NO_WORDS, Accent, Declared, Name, Wording

HEIGHT, NARROW_HEIGHT = 430, 400
FLOOR, CELLS_TOP = 0.24, 0.13  # of the height: where the plot ends and where the cells begin
FEW_YEARS = 9  # fit side by side in half a page
HEADROOM = 1.15
SYMBOLS: tuple[marks.Symbol, ...] = ("square", "circle", "diamond")
GRADES: dict[str, Literal["full", "hollow", "pale"]] = {"A": "full", "B": "hollow", "C": "pale", "D": "full"}


class SeriesPart(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators on one definition.")
    name: Wording = Field(NO_WORDS, description="What this definition is called.")


class SeriesLine(Declared):
    name: Name = Field(description="What the line is called at its end.")
    short: Wording = Field(NO_WORDS, description="Its name beside the grades; default: its name.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")
    parts: tuple[SeriesPart, ...] = Field(min_length=1, description="Its definitions, from the oldest.")


class Series(Kind):
    """Yearly values of one to four lines; a break stands where a definition changes."""

    kind: Literal["series"]
    lines: tuple[SeriesLine, ...] = Field(min_length=1, max_length=4, description="The lines, from the top.")
    area: AreaKey = Field("home", description="The area whose values it shows; `home` is the site's own.")
    only: tuple[FactId, ...] = Field((), description="Only these facts of its indicators; default: all.")

    def needs(self) -> Need:
        return Need(indicators=frozenset(self.places()))

    def places(self) -> dict[str, tuple[int, int]]:
        """The line and the definition of each indicator."""
        return {
            indicator: (at, number)
            for at, line in enumerate(self.lines)
            for number, part in enumerate(line.parts)
            for indicator in part.indicators
        }

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Yearly":
        """A year a filter hides is left blank; only one without any figure in the package counts as not found."""
        places, area = self.places(), rows.area(self.area)
        every = on_one_scale(
            row
            for row in rows.facts(indicators=places)
            if row.area.area_id == area and row.year is not None
            if not self.only or row.id in self.only
        )
        spots = [Spot(row, *places[row.indicator.indicator_id], row.year or 0) for row in every]
        left = {row.id for row in selection.facts_left(self, rows, asked, every)}
        kept = (one for one in spots if one.row.id in left)
        shown = tuple(sorted(kept, key=lambda one: (one.line, one.part, one.year)))
        years = [one.year for one in spots]
        first, last = min(years, default=0), max(years, default=0)
        for column, span in selection.followed(self, asked, selection.FACT_COLUMNS):
            if column == "period":
                first, last = max(first, span.choice[0]), min(last, span.choice[1])
        missing = set(product(range(first, last + 1), range(len(self.lines))))
        missing -= {(one.year, one.line) for one in spots}
        filled = []
        for one in rows.computed(places) if not self.only else ():
            line, part = places[one.indicator.indicator_id]
            if one.area.area_id == area and (one.year, line) in missing:
                missing.remove((one.year, line))
                if len(selection.facts_left(self, rows, asked, one.inputs)) == len(one.inputs):
                    filled.append(Filled(one, line, part, one.year))
        on_show: tuple[FactRow | ComputedRow, ...] = tuple(one.row for one in shown)
        on_show += tuple(one.row for one in filled)
        return Yearly(self, rows, asked, on_show, shown, first, last, frozenset(missing), tuple(filled))


@dataclass(frozen=True)
class Spot:
    """A row with the line and the definition it belongs to."""

    row: FactRow
    line: int
    part: int
    year: int


@dataclass(frozen=True)
class Filled:
    """A computed figure in a year for which no source states one."""

    row: ComputedRow
    line: int
    part: int
    year: int


@dataclass(frozen=True)
class Yearly(Selection[FactRow | ComputedRow]):
    """Rows by line and year; `not_found` are years and lines without a figure in the package, `filled` those that it
    computes."""

    declared: Series
    spots: tuple[Spot, ...]
    first: int
    last: int
    not_found: frozenset[tuple[int, int]]
    filled: tuple[Filled, ...]

    def table(self, lang: Lang) -> charts.Table:
        stated, computed = (spot.row for spot in self.spots), (one.row.figure for one in self.filled)
        return table_of_facts(stated, lang, computed)

    def cited(self) -> Iterator[tuple[str, int | None]]:
        yield from super().cited()
        for one in self.filled:
            yield from ((row.source.source_id, row.fact.paragraph) for row in one.row.inputs)

    def draw(self, lang: Lang) -> marks.Plot:
        names = self.declared.lines
        low, top = reach(
            (*(spot.row.value for spot in self.spots), *(one.row.value for one in self.filled)), HEADROOM
        )
        ticks = round_ticks(low, top, lang)
        breaks = self._breaks()
        shorts = [(line.short or line.name).pick(lang) for line in names]
        wide = len(names) > 1 or self.last - self.first < FEW_YEARS
        years, few = self._ticks(1 if wide else 2), self._ticks(3)
        x = marks.Axis(low=self.first - 0.55, high=self.last + 0.55, ticks=years, narrow_ticks=few)
        figures = marks.Panel(
            x=x,
            y=marks.Axis(low=low, high=top, ticks=ticks, grid=True),
            marks=(
                *self._gaps(),
                *(self._run(run, lang) for run in self._runs()),
                *self._computed_points(lang),
                *(marks.Rule(x=(at, at), y=(None, None), style="break") for at in breaks.values()),
                *self._break_labels(breaks, lang),
                *self._labels(lang),
            ),
            room=(FLOOR, 1),
        )
        cells = marks.Panel(
            x=marks.Axis(low=x.low, high=x.high),
            y=marks.Axis(low=len(names) - 0.4, high=-0.6),
            marks=tuple(self._cells(shorts, lang)),
            room=(0, CELLS_TOP),
        )
        left = pixels([*shorts, *(tick.text for tick in ticks)])
        return marks.Plot(
            panels=(figures, cells),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            margins=marks.Margins(left=left, right=76, top=30),
            narrow_margins=marks.Margins(left=left, right=64, top=30),
            legend=tuple(self._legend(lang)),
        )

    def _ticks(self, step: int) -> tuple[marks.Tick, ...]:
        return tuple(marks.Tick(year, str(year)) for year in range(self.first, self.last + 1, step))

    def _accent(self, spot: Spot | Filled) -> Accent:
        return self.declared.lines[spot.line].accent or self.declared.marks_accent

    def _parts(self) -> tuple[SeriesPart, ...]:
        """The definitions, as the line that has most of them calls them."""
        return max((line.parts for line in self.declared.lines), key=len)

    # Lines ----------------------------------------------------------------------------------------------------

    def _gaps(self) -> Iterator[marks.Gap]:
        """Years without a figure for any line."""
        for year in sorted({year for year, _ in self.not_found}):
            if all((year, line) in self.not_found for line in range(len(self.declared.lines))):
                yield marks.Gap(start=year - 0.5, end=year + 0.5, why="not_found")

    def _runs(self) -> Iterator[list[Spot]]:
        """One for each stretch of years without a gap on one definition."""
        numbered = enumerate(self.spots)  # year after year, a year and its number differ by the same
        for _, run in groupby(numbered, lambda one: (one[1].line, one[1].part, one[1].year - one[0])):
            yield [spot for _, spot in run]

    def _run(self, run: Sequence[Spot], lang: Lang) -> marks.Run:
        line, part, accent = self.declared.lines[run[0].line], run[0].part, self._accent(run[0])
        series = " · ".join(filter(None, (line.name.pick(lang), line.parts[part].name.pick(lang))))
        symbol, points = SYMBOLS[part % len(SYMBOLS)], []
        for spot in run:
            x, y = spot.year, spot.row.value
            says = f"{x} · {name_of(spot.row.indicator, lang)} {figure_of(spot.row, lang)}"
            of = meaning_of(spot.row, lang, says)
            points.append(marks.Point(of=of, x=x, y=y, accent=accent, symbol=symbol, size=9, series=series))
        return marks.Run(points=tuple(points), series=series, accent=accent)

    def _computed_points(self, lang: Lang) -> Iterator[marks.Mark]:
        """Each a run of its own: a line between them would say that a source has them."""
        for one in self.filled:
            figure, accent = one.row.figure, self._accent(one)
            of = meaning_of_computed(figure, lang)
            of = replace(of, says=f"{one.year} · {figure.label.pick(lang)} {of.says}")
            series = f"{self.declared.lines[one.line].name.pick(lang)} · {say('mark.computed', lang)}"
            symbol, x, y = SYMBOLS[one.part % len(SYMBOLS)], one.year, one.row.value
            point = marks.Point(of=of, x=x, y=y, accent=accent, symbol=symbol, size=5, series=series)
            yield marks.Run(points=(point,), series=series, accent=accent)
            words = marks.lines(marks.Piece(f"{figure.value:f}", computed=True))
            yield marks.Label(
                words=words, x=x, y=y, along="bottom", shift=(0, 7), size="small", on=marks.WIDE
            )

    def _breaks(self) -> dict[tuple[int, int], float]:
        """Where a definition changes between two years on show, by the definitions before and after."""
        found: dict[tuple[int, int], float] = {}
        for before, after in pairwise(self.spots):
            if before.line == after.line and before.part != after.part:
                found.setdefault((before.part, after.part), before.year + 0.5)
        return found

    def _break_labels(self, breaks: dict[tuple[int, int], float], lang: Lang) -> Iterator[marks.Label]:
        names = [part.name.pick(lang) for part in self._parts()]
        sides: tuple[tuple[marks.Across, int], ...] = (("right", -8), ("left", 8))
        for parts, at in breaks.items():
            for part, (across, gap) in zip(parts, sides, strict=True):
                if part < len(names) and names[part]:
                    yield marks.at_break(names[part], at, across, gap)

    def _labels(self, lang: Lang) -> Iterator[marks.Label]:
        """The last value of each line with its name; of the others where a line begins and ends on each definition, and
        all of a line that stands alone."""
        last = {spot.line: spot for spot in self.spots}
        for spot in last.values():
            name, number = self.declared.lines[spot.line].name.pick(lang), amount_of(spot.row, lang).number
            yield marks.Label(
                words=marks.lines(marks.Piece(name, bold=True), marks.Piece(number, bold=True)),
                x=spot.year,
                y=spot.row.value,
                across="left",
                shift=(9, 0),
                ink="accent",
                accent=self._accent(spot),
            )
        for spot in self.spots if len(self.declared.lines) == 1 else self._ends():
            if spot is not last[spot.line]:
                words, y = marks.lines(amount_of(spot.row, lang).number), spot.row.value
                yield marks.Label(
                    words=words, x=spot.year, y=y, along="bottom", shift=(0, 7), size="small", on=marks.WIDE
                )

    def _ends(self) -> list[Spot]:
        firsts = {(spot.line, spot.part): spot for spot in reversed(self.spots)}
        lasts = {(spot.line, spot.part): spot for spot in self.spots}
        return list(dict.fromkeys((*(firsts[key] for key in lasts), *lasts.values())))

    # The cells below the axis ---------------------------------------------------------------------------------

    def _cells(self, names: Sequence[str], lang: Lang) -> Iterator[marks.Cell | marks.Label]:
        for spot in self.spots:
            of, grade = meaning_of(spot.row, lang), spot.row.source.grade
            yield marks.Cell(
                of=of, x=spot.year, y=spot.line, letter=grade_letter(grade, lang), tone=GRADES[grade]
            )
        for one in self.filled:
            of = meaning_of_computed(one.row.figure, lang)
            yield marks.Cell(of=of, x=one.year, y=one.line, letter="ƒ", tone="pale")
        for year, line in sorted(self.not_found):
            yield marks.Cell(x=year, y=line, tone="hatched")
        for y, name in enumerate(names):
            yield marks.Label(
                words=marks.lines(name),
                x=None,
                y=y,
                across="right",
                shift=(-4, 0),
                size="small",
                ink="second",
            )

    def _legend(self, lang: Lang) -> Iterator[marks.LegendItem]:
        """The definitions on show, each with its symbol."""
        names = [part.name.pick(lang) for part in self._parts()]
        for part in sorted({spot.part for spot in self.spots}):
            if part < len(names) and names[part]:
                symbol = SYMBOLS[part % len(SYMBOLS)]
                yield marks.LegendItem(symbol, say(f"legend.{symbol}", lang, name=names[part]))
