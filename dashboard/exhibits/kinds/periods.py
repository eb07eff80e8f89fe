"""Facts along the years they are for, in rows by what they share, such as who gives to whom.

Each fact has a line of its own, with its figure: what overlaps is neither stacked nor added up. A bar is as long as its
period; a point stands for one year, or for the day up to which a total runs where no source states its beginning. The
years are those of the site: what begins before them is cut there, and says when it begins.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, marks, reading, selection
from dashboard.exhibits.declaration import AreaKey, FactId, IndicatorId
from dashboard.exhibits.kind import FactSelection, OfPlaces
from dashboard.exhibits.rows import FactRow, Need, Rows, by_key, on_one_scale
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

LINE, NARROW_LINE = 22, 29  # pixels
APART = 1.0  # lines between two rows, where a phone has the name of the lower one
RULE = 1.45  # lines above a row, where it is parted from the one before
HEAD_LINE = 0.55  # lines that a further line of the name of a row takes on a phone
THICK = 0.34  # of a line
POINT = 11  # pixels
FREE = 0.012  # of the time, left free before its beginning
ABOVE = 13  # pixels between a mark and its words on a phone
NAME, LONG_NAME, NARROW_NAME = 26, 40, 38  # half-width characters in a line of a name
NAME_LINE = 0.8  # lines of the plot that a line of a name takes
NARROW_PLOT = 280  # pixels across, on a small phone
YEARS, NARROW_YEARS = 13, 6  # that can be read beside each other
STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)
MOST, ROWS = 9, 7  # lines on a slide, rows on one that has to do for all
Shared = Literal["giver", "area", "indicator"]
Group = tuple[str, list[FactRow]]  # what a row is called, and its facts


class PeriodsItem(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators that are drawn alike.")
    name: Wording = Field(NO_WORDS, description="What its colour means; default: not said.")
    short: Wording = Field(NO_WORDS, description="What stands behind its figures; default: nothing.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Periods(OfPlaces):
    """Facts along the years they are for, a line each, in rows by what they share; one without a date is left out."""

    kind: Literal["periods"]
    items: tuple[PeriodsItem, ...] = Field(min_length=1, description="The quantities.")
    rows: tuple[Shared, ...] = Field(
        ("area",), min_length=1, description="What the facts of a row share: `giver`, `area`, `indicator`."
    )
    only: tuple[FactId, ...] = Field((), description="Only these facts of its indicators; default: all.")
    names: dict[AreaKey, Wording] = Field(
        {}, description="What areas are called in the names of rows; default: their short names."
    )

    def needs(self) -> Need:
        return Need(indicators=frozenset(one for item in self.items for one in item.indicators))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "AlongYears":
        """By row, then by time."""
        found = self.of_places(rows, rows.facts(indicators=self.needs().indicators))
        dated = (row for row in found if row.year is not None and (not self.only or row.id in self.only))
        left = selection.facts_left(self, rows, asked, dated)
        ordered = sorted(left, key=lambda row: (self.shares(row), _dates(row), self.item_of(row)))
        return AlongYears(self, rows, asked, tuple(ordered))

    def item_of(self, row: FactRow) -> int:
        return next(at for at, one in enumerate(self.items) if row.indicator.indicator_id in one.indicators)

    def shares(self, row: FactRow) -> tuple[tuple[int, str], ...]:
        """What the facts of a row share, as it orders the rows."""
        return tuple(KEYS[name](row) for name in self.rows)


KEYS: Mapping[Shared, Callable[[FactRow], tuple[int, str]]] = {
    "giver": lambda row: reading.place_order(row.counterpart) if row.counterpart else (-1, ""),
    "area": lambda row: reading.place_order(row.area),
    "indicator": lambda row: (0, row.indicator.indicator_id),
}


def _dates(row: FactRow) -> tuple[str, str]:
    return str(row.first_day or row.last_day), str(row.last_day or "")


def symbol_of(row: FactRow) -> marks.Symbol | None:
    """Of a day, of a total whose beginning is not stated, or of what lies within one year; a longer time has a bar."""
    first, last = row.first_day, row.last_day
    if first is None:
        return "square" if row.fact.period_kind == "at" else "diamond"
    return "circle" if last and first.year == last.year else None


class AlongYears(FactSelection):
    declared: Periods

    def draw(self, lang: Lang) -> marks.Plot:
        groups = self._groups(lang)
        parts = (self._plot(part, lang, LONG_NAME) for part in _slides(groups))
        own = [group for group in groups if group[1][0].id not in self.wider] or groups
        brief = self._plot([(name, [self._chief(rows)]) for name, rows in own[:ROWS]], lang, LONG_NAME)
        return replace(self._plot(groups, lang), parts=tuple(parts), brief=brief)

    def _chief(self, rows: Sequence[FactRow]) -> FactRow:
        """The largest figure of the first quantity; what is only planned where there is no other."""
        actual = [row for row in rows if row.fact.status == "actual"] or rows
        first = min(map(self.declared.item_of, actual))
        scaled = on_one_scale(row for row in actual if self.declared.item_of(row) == first)
        return max(scaled, key=lambda row: row.value, default=rows[0])

    @cached_property
    def axis(self) -> reading.TimeAxis:
        """Whole years of the site, and those in which a fact ends; where the site names none, all."""
        axis, period = reading.time_axis(self.source, self.rows), self.package.site.period
        if not period:
            return axis
        ends = (row.year for row in self.rows if row.year is not None)
        return replace(axis, start=date(min(period[0], *ends), 1, 1))

    def table(self, lang: Lang) -> charts.Table:
        return reading.table_of_given(self.rows, lang, self.wider)

    def _groups(self, lang: Lang) -> list[Group]:
        """Those for more than was asked for stand last."""
        ordered = sorted(self.rows, key=lambda row: row.id in self.wider)
        found = by_key(ordered, lambda row: (row.id in self.wider, self.declared.shares(row)))
        return [(self._name(rows[0], lang), rows) for rows in found.values()]

    def _name(self, row: FactRow, lang: Lang) -> str:
        area = self._called(row.area, lang)
        if row.id in self.wider:
            area = say("figures.wider-area", lang, area=area)
        giver = self._called(row.counterpart, lang) if row.counterpart else ""
        told = {"giver": giver, "area": area, "indicator": reading.name_of(row.indicator, lang)}
        shared = [name for name in ("giver", "area") if name in self.declared.rows]
        places = " → ".join(told[name] for name in shared if told[name])
        own = told["indicator"] if "indicator" in self.declared.rows else ""
        return " · ".join(filter(None, (places, own)))

    def _called(self, area: Area, lang: Lang) -> str:
        declared = self.declared.names.get(area.area_id, NO_WORDS)
        return declared.pick(lang) or reading.short_of(area, lang)

    def _plot(self, groups: Sequence[Group], lang: Lang, longest: int = NAME) -> marks.Plot:
        axis, years = self.axis, _ticks(self.axis, YEARS)
        drawn, names, end = self._rows(groups, lang, longest)
        grid = [marks.Rule(x=(year.at, year.at), y=(None, None), style="grid") for year in years]
        low = axis.start - (axis.end - axis.start) * FREE
        few = _ticks(axis, NARROW_YEARS)
        panel = marks.Panel(
            x=marks.Axis(low=low, high=axis.end, ticks=years, narrow_ticks=few, side="top"),
            y=marks.Axis(low=end, high=-0.5 - APART, ticks=tuple(names), narrow_ticks=(), ink="ink"),
            marks=(*grid, *drawn),
            lying=True,
        )
        return self._framed(panel, end + 0.5 + APART, [row for _, rows in groups for row in rows], lang)

    def _rows(
        self, groups: Sequence[Group], lang: Lang, longest: int
    ) -> tuple[list[marks.Mark], list[marks.Tick], float]:
        """Their marks, their names on a wide screen, and where the last one ends."""
        drawn: list[marks.Mark] = []
        names: list[marks.Tick] = []
        place = 0.0
        for name, rows in groups:
            lines = reading.parted(name, NAME if len(rows) > 1 else longest)  # beside several there is room
            spare = max(0.0, len(lines) * NAME_LINE - len(rows)) / 2
            if drawn:
                more = (len(reading.parted(name, NARROW_NAME)) - 1) * HEAD_LINE
                place += more
                above = place - RULE - more
                drawn.append(marks.Rule(x=(None, None), y=(above, above), style="light"))
            place += spare
            drawn.append(_head(name, self.axis.start, place))
            names.append(marks.Tick(place + (len(rows) - 1) / 2, "\n".join(lines)))
            for at, row in enumerate(rows):
                drawn += self._line(row, place + at, lang)
            place += len(rows) + spare + APART
        return drawn, names, place - APART

    def _framed(self, panel: marks.Panel, lines: float, shown: Sequence[FactRow], lang: Lang) -> marks.Plot:
        """With room for the names at the left and, on a wide screen, for the longest figure at the right."""
        names = [line for tick in panel.y.ticks for line in tick.text.split("\n")]
        figures = (marks.plain(self._words(row, lang)) for row in shown)
        left, right = reading.pixels(names, 14, 28), reading.pixels(figures, 14, 24)
        return marks.Plot(
            panels=(panel,),
            height=round(lines * LINE) + 34,
            narrow_height=round(lines * NARROW_LINE) + 30,
            margins=marks.Margins(left=left, right=right, top=30, bottom=4),
            narrow_margins=marks.Margins(left=18, right=18, top=26, bottom=4),
            legend=tuple(self._legend(shown, lang)),
        )

    # A line ---------------------------------------------------------------------------------------------------

    def _line(self, row: FactRow, y: float, lang: Lang) -> Iterator[marks.Mark]:
        """On a wide screen its words stand behind its mark, on a phone above."""
        start, end = self._reach(row)
        indicator, when = reading.name_of(row.indicator, lang), reading.period_of(row, lang)
        told = (self._name(row, lang), indicator, when, reading.figure_of(row, lang))
        of = reading.meaning_of(row, lang, " · ".join(told))
        accent, symbol = self._accent(row), symbol_of(row)
        if symbol:
            yield marks.Point(of=of, x=start, y=y, accent=accent, symbol=symbol, size=POINT)
        else:
            yield marks.Bar(of=of, at=y, start=start, end=end, thick=THICK, accent=accent)
        words = self._words(row, lang)
        yield marks.Label(words=words, x=end, y=y, across="left", shift=(9, 0), size="small", on=marks.WIDE)
        x, across = self._above(start, end, reading.pixels([marks.plain(words)], 12.5, 0))
        yield marks.Label(
            words=words, x=x, y=y, across=across, shift=(0, ABOVE), size="small", on=marks.NARROW
        )

    def _above(self, start: date, end: date, wide: float) -> tuple[date, marks.Across]:
        """Where words so wide stand on a phone: from where their mark begins, to where it ends, or to the edge."""
        axis = self.axis
        whole = marks.distance(axis.start, axis.end)
        first, last = (marks.distance(axis.start, day) / whole * NARROW_PLOT for day in (start, end))
        if first + wide < NARROW_PLOT:
            return start, "left"
        return (end if last > wide else axis.end), "right"

    def _reach(self, row: FactRow) -> tuple[date, date]:
        """From the first day to the end of the last; a point of one year stands in the middle of its time."""
        first, last = row.first_day, row.last_day
        if first is None:
            day = self.axis.first(row)
            return day, day
        after = last + timedelta(days=1) if last else self.axis.open_end
        if symbol_of(row):
            middle = first + (after - first) / 2
            return middle, middle
        return max(first, self.axis.start), after

    def _accent(self, row: FactRow) -> Accent:
        return self.declared.items[self.declared.item_of(row)].accent or self.declared.marks_accent

    def _words(self, row: FactRow, lang: Lang) -> tuple[marks.Line, ...]:
        """The figure, what its quantity has besides, whether it is planned, and where what is cut begins."""
        status = say(f"status.{row.fact.status}", lang) if row.fact.status != "actual" else ""
        short = self.declared.items[self.declared.item_of(row)].short.pick(lang)
        figure = marks.Piece(reading.figure_of(row, lang), bold=True)
        first, start = row.first_day, self.axis.start
        since = say("periods.from", lang, year=first.year) if first and first < start else ""
        told = (short, status, since)
        return ((figure, *(marks.Piece(f" · {one}") for one in told if one)),)

    def _legend(self, shown: Sequence[FactRow], lang: Lang) -> Iterator[marks.LegendItem]:
        """What the colours and the points on show mean."""
        items = {self.declared.item_of(row) for row in shown}
        for at, item in enumerate(self.declared.items):
            if at in items and item.name:
                accent = item.accent or self.declared.marks_accent
                yield marks.LegendItem("fill", item.name.pick(lang), accent)
        for symbol in dict.fromkeys(map(symbol_of, shown)):
            if symbol:
                yield marks.LegendItem(symbol, say(f"periods.{symbol}", lang))


def _head(name: str, x: date, y: float) -> marks.Label:
    """The name of a row on a phone, above the words of its first line."""
    words = marks.lines(*(marks.Piece(line, bold=True) for line in reading.parted(name, NARROW_NAME)))
    shift = (-10, ABOVE + 9)
    return marks.Label(words=words, x=x, y=y, across="left", along="bottom", shift=shift, on=marks.NARROW)


def _ticks(axis: reading.TimeAxis, most: int) -> tuple[marks.Tick, ...]:
    """Where a year begins: each, or round ones where there are more than can be read."""
    step = next((one for one in STEPS if len(axis.years) <= most * one), STEPS[-1])
    return tuple(marks.Tick(date(year, 1, 1), str(year)) for year in axis.years if year % step == 0)


def _slides(groups: Iterable[Group]) -> list[list[Group]]:
    """The rows of each slide; they are cut at the same facts in every language."""
    slides: list[list[Group]] = [[]]
    load = 0.0
    for name, rows in groups:
        for cut in range(0, len(rows), MOST):
            part = rows[cut : cut + MOST]
            if slides[-1] and load + len(part) > MOST:
                slides.append([])
                load = 0.0
            slides[-1].append((name, part))
            load += len(part) + APART
    return slides
