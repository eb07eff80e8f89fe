"""Dated facts in lanes, at their true dates: points for moments, bars for periods, an open end where none is stated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, marks, reading, selection
from dashboard.exhibits.kind import Kind, Selection
from dashboard.exhibits.rows import FactRow, Need, Rows
from dashboard.figures.words import Lang, say
from dashboard.package.site import NO_WORDS, Accent, Declared, Name, Wording

ROW, NARROW_ROW = 46, 70  # pixels
THICK = 0.42  # of a lane
LONG = 900  # days; a longer bar has room for its words inside
NARROW_WORDS = 36  # half-width characters in a line there
ABOVE = 24  # pixels: on a phone words stand above their mark, or below it where two share a lane


class LaneItem(Declared):
    fact: declaration.FactId = Field(description="The id of a dated fact.")
    label: Wording = Field(
        NO_WORDS, description="What is said beside it; holds {amount}. Default: the amount."
    )


class Lane(Declared):
    name: Name = Field(description="What the lane is called.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")
    items: tuple[LaneItem, ...] = Field(description="Its facts.")


class Timeline(Kind):
    """Dated facts in lanes; one without a stated date never stands here."""

    kind: Literal["timeline"]
    lanes: tuple[Lane, ...] = Field(min_length=1, description="The lanes, from the top.")

    def needs(self) -> Need:
        return Need(facts=frozenset(item.fact for lane in self.lanes for item in lane.items))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "InLanes":
        """A lane of which nothing is left takes no room."""
        placed: list[Placed] = []
        names: list[Wording] = []
        for lane in self.lanes:
            items = {item.fact: item for item in lane.items}
            left = selection.facts_left(self, rows, asked, rows.facts(items))
            dated = [row for row in left if row.first_day or row.last_day]
            accent = lane.accent or self.marks_accent
            placed += [Placed(row, len(names), items[row.id], accent) for row in dated]
            names += [lane.name] if dated else []
        shown = tuple(one.row for one in placed)
        return InLanes(self, rows, asked, shown, tuple(placed), tuple(names))


@dataclass(frozen=True)
class Placed:
    """A row in its lane, with its words."""

    row: FactRow
    lane: int
    item: LaneItem
    accent: Accent


@dataclass(frozen=True)
class InLanes(Selection[FactRow]):
    placed: tuple[Placed, ...]
    lanes: tuple[Wording, ...]  # the names of those on show

    def draw(self, lang: Lang) -> marks.Plot:
        axis, lanes = reading.time_axis(self.source, self.rows), len(self.lanes)
        years = [date(year, 1, 1) for year in (*axis.years, axis.end.year)]
        drawn: list[marks.Mark] = [marks.Rule(x=(day, day), y=(None, None), style="grid") for day in years]
        for one in self.placed:
            drawn += (_moment if one.row.fact.period_kind == "at" else _span)(one, axis, lang)
        names = [name.pick(lang) for name in self.lanes]
        panel = marks.Panel(
            x=marks.Axis(
                low=axis.start, high=axis.end, side="top", ticks=_ticks(axis, 1), narrow_ticks=_ticks(axis, 2)
            ),
            y=marks.Axis(
                low=lanes - 0.4, high=-0.6, ticks=marks.categories(names), narrow_ticks=(), ink="ink"
            ),
            marks=tuple(drawn),
            lying=True,
        )
        return marks.Plot(
            panels=(panel,),
            height=lanes * ROW + 46,
            narrow_height=lanes * NARROW_ROW + 40,
            margins=marks.Margins(left=reading.pixels(names, 14, 30), right=12, top=34),
            narrow_margins=marks.Margins(top=30),
        )

    def table(self, lang: Lang) -> charts.Table:
        heads = (say(f"column.{name}", lang) for name in ("indicator", "figure", "period"))
        rows = (
            (reading.name_of(row.indicator, lang), reading.fact_cell(row, lang), reading.period_of(row, lang))
            for row in self.rows
        )
        return reading.table_of(heads, rows)


def _ticks(axis: reading.TimeAxis, step: int) -> tuple[marks.Tick, ...]:
    return tuple(marks.Tick(date(year, 7, 1), str(year)) for year in axis.years[::step])


def _words(one: Placed, lang: Lang) -> str:
    amount = reading.figure_of(one.row, lang)
    return one.item.label.pick(lang).replace("{amount}", amount) if one.item.label else amount


def _is_late(day: date, axis: reading.TimeAxis) -> bool:
    """Right of the middle words go to the left of their mark, so that they stay inside."""
    return day >= axis.start + (axis.end - axis.start) / 2


def _moment(one: Placed, axis: reading.TimeAxis, lang: Lang) -> Iterator[marks.Mark]:
    day, y, text = one.row.last_day or axis.start, one.lane, _words(one, lang)
    late, words = _is_late(day, axis), marks.lines(text)
    across: marks.Across = "right" if late else "left"
    yield marks.Point(of=reading.meaning_of(one.row, lang, text), x=day, y=y, accent=one.accent, size=13)
    yield marks.Label(words=words, x=day, y=y, across=across, shift=(-14 if late else 14, 0), on=marks.WIDE)
    up = -ABOVE if late and one.lane == 0 else ABOVE
    yield marks.Label(words=words, x=day, y=y, across=across, shift=(0, up), on=marks.NARROW)


def _span(one: Placed, axis: reading.TimeAxis, lang: Lang) -> Iterator[marks.Mark]:
    first, after, text = axis.first(one.row), axis.after(one.row), _words(one, lang)
    late, words = _is_late(first, axis), marks.lines(text)
    within = one.row.fact.period_kind == "during"
    yield marks.Bar(
        of=reading.meaning_of(one.row, lang, text),
        at=one.lane,
        start=first,
        end=after,
        thick=THICK,
        accent=declaration.softened(one.accent) if within else one.accent,
    )
    across: marks.Across = "right" if late else "left"
    if (after - first).days > LONG:
        middle = first + (after - first) / 2
        yield marks.Label(words=words, x=middle, y=one.lane, ink="on-fill", on=marks.WIDE)
    else:
        side, by = (first, -8) if late else (after, 8)
        yield marks.Label(words=words, x=side, y=one.lane, across=across, shift=(by, 0), on=marks.WIDE)
    # On a phone words that start later would not end before the edge.
    edge = after if late else min(first, axis.start + timedelta(days=366))
    yield marks.Label(
        words=marks.lines(*reading.parted(text, NARROW_WORDS)),
        x=edge,
        y=one.lane,
        across=across,
        along="bottom",
        shift=(0, ABOVE - 8),
        on=marks.NARROW,
    )
