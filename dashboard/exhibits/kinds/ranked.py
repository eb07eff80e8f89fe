"""One or two indicators by area on one axis, the highest first: bars for one, dots on a line for two."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, groupby
from typing import Any, Literal

from pydantic import Field

from dashboard.exhibits import charts, marks, reading, selection
from dashboard.exhibits.declaration import FactId, IndicatorId
from dashboard.exhibits.differences import difference_cell
from dashboard.exhibits.kind import FactSelection, OfPlaces
from dashboard.exhibits.rows import FactRow, Need, Rows, by_key, on_one_scale
from dashboard.figures.words import Lang, say
from dashboard.package.model import Level
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

BAR_ROW, DOT_ROW = 25, 34  # pixels
THICK = 0.62  # of a row
DOT = 12  # pixels
SYMBOLS: tuple[marks.Symbol, ...] = ("circle", "diamond")
Group = Literal["period", "level"]


class RankedItem(Declared):
    indicators: tuple[IndicatorId, ...] = Field(description="Ids of indicators that are one quantity.")
    short: Wording = Field(NO_WORDS, description="What it is called; default: the name of its indicator.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Ranked(OfPlaces):
    """One or two indicators by area, the highest first; lists of one date and level each where they are grouped."""

    kind: Literal["ranked"]
    items: tuple[RankedItem, ...] = Field(min_length=1, max_length=2, description="The quantities.")
    only: tuple[FactId, ...] = Field((), description="Only these facts of its indicators; default: all.")
    group: tuple[Group, ...] = Field(
        (), description="What has a list of its own: a `period`, a `level` of areas."
    )
    heads: dict[Level, Wording] = Field(
        {}, description="The head of a list by its level; holds {when} and {parent}."
    )

    def needs(self) -> Need:
        return Need(indicators=frozenset(one for item in self.items for one in item.indicators))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Lists":
        """By list and area; the rows of one area stand in the order of the items."""
        every = on_one_scale(self.of_places(rows, rows.facts(indicators=self.needs().indicators)))
        only = [row for row in every if not self.only or row.id in self.only]
        # A comparison leaves all in place, so that those compared stand out among them.
        left = selection.facts_left(self, rows, [one for one in asked if not one.compares], only)
        ordered = sorted(left, key=lambda row: (self.list_of(row), self.item_of(row), -row.value))
        areas = by_key(ordered, lambda row: (self.list_of(row), row.area.area_id))
        return Lists(self, rows, asked, tuple(chain.from_iterable(areas.values())))

    def item_of(self, row: FactRow) -> int:
        return next(at for at, one in enumerate(self.items) if row.indicator.indicator_id in one.indicators)

    def list_of(self, row: FactRow) -> tuple[Any, ...]:
        """What the rows of a list share, as it orders the lists."""
        return tuple(KEYS[name](row) for name in self.group)


KEYS: Mapping[Group, Callable[[FactRow], Any]] = {
    "period": lambda row: (str(row.last_day or ""), str(row.first_day or ""), row.fact.period_kind),
    "level": lambda row: row.area.level,
}


class Lists(FactSelection):
    declared: Ranked

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that are compared, whether any figure is for one of them or not."""
        following = selection.followed(self.declared, self.asked, selection.FACT_COLUMNS)
        return selection.comparison(following)[1]

    @cached_property
    def outstanding(self) -> frozenset[str]:
        """The ids of the areas that are compared; empty where none of them is on show."""
        areas = {row.area.area_id for row in self.rows}
        return frozenset(one for one in areas if self.source.within(one, self.places))

    @property
    def restyled(self) -> bool:
        return bool(self.outstanding)

    def _stands_out(self, row: FactRow) -> bool:
        return row.area.area_id in self.outstanding

    def _tick(self, row: FactRow, at: int, lang: Lang) -> marks.Tick:
        return marks.Tick(at, reading.short_of(row.area, lang), bold=self._stands_out(row))

    def draw(self, lang: Lang) -> marks.Plot:
        return self._dots(lang) if len(self.declared.items) > 1 else self._bars(lang)

    def filed(self) -> Sequence[FactRow]:
        return sorted(self.rows, key=self._line)

    def _line(self, row: FactRow) -> int:
        return self.package.tables["facts"].index[row.id]

    def _look(self, row: FactRow, lang: Lang) -> dict[str, Any]:
        """What a figure is drawn as: its meaning, its colour and the name of its quantity."""
        accent = self.declared.items[self.declared.item_of(row)].accent or self.declared.marks_accent
        return {
            "of": reading.meaning_of(
                row, lang, f"{reading.name_of(row.area, lang)} {reading.figure_of(row, lang)}"
            ),
            "accent": "faint" if self.outstanding and not self._stands_out(row) else accent,
            "series": self._quantity(row, lang),
        }

    def _quantity(self, row: FactRow, lang: Lang) -> str:
        item = self.declared.items[self.declared.item_of(row)]
        return item.short.pick(lang) or reading.name_of(row.indicator, lang)

    def table(self, lang: Lang) -> charts.Table | None:
        """With the difference from the first of the places compared that has such a figure, or why there is none."""
        every = super().table(lang)
        if not (every and self.outstanding):
            return every
        first = self.places[0]
        name = reading.short_of(self.package.area(first), lang)
        base = {row.indicator: row for row in self.rows if row.area.area_id == first}
        others = {row.id: row for row in self.rows if self._stands_out(row) and row not in base.values()}
        lines = []
        for line in every.rows:
            row = next((others[cell.ref.id] for cell in line if cell.ref and cell.ref.id in others), None)
            start = base.get(row.indicator) if row else None
            cell = (
                difference_cell(self.package, row.id, start.id, lang)
                if row and start
                else charts.Cell(text="")
            )
            lines.append((*line, cell))
        return replace(every, head=(*every.head, say("difference.from", lang, first=name)), rows=tuple(lines))

    # Bars for one quantity ------------------------------------------------------------------------------------

    def _bars(self, lang: Lang) -> marks.Plot:
        drawn: list[marks.Mark] = []
        ticks: list[marks.Tick] = []
        for _, rows in groupby(self.rows, self.declared.list_of):
            listed = list(rows)
            if head := self.declared.heads.get(min(listed, key=self._line).area.level):
                drawn.append(self._head(head, listed, len(drawn), lang))
            for row in listed:
                ticks.append(self._tick(row, len(drawn), lang))
                drawn.append(self._bar(row, len(drawn), lang))
        low, high = reading.reach(row.value for row in self.rows)
        left = reading.pixels((tick.text for tick in ticks), spare=20)
        panel = marks.Panel(
            x=marks.Axis(low=low, high=high),
            y=marks.Axis(low=len(drawn) - 0.3, high=-0.7, ticks=tuple(ticks), ink="ink"),
            marks=tuple(chain.from_iterable(_at_edge(one, left) for one in drawn)),
            lying=True,
        )
        right = reading.pixels((reading.figure_of(row, lang) for row in self.rows), spare=16)
        return marks.Plot(
            panels=(panel,),
            height=len(drawn) * BAR_ROW + 14,
            margins=marks.Margins(left=left, right=right, top=4, bottom=4),
        )

    def _head(self, head: Wording, rows: Sequence[FactRow], at: int, lang: Lang) -> marks.Label:
        parents = {row.area.parent_id for row in rows}
        parent = parents.pop() if len(parents) == 1 else None
        name = reading.short_of(self.package.area(parent), lang) if parent else ""
        when = reading.period_of(min(rows, key=self._line), lang)
        text = head.pick(lang).replace("{when}", when).replace("{parent}", name)
        return marks.Label(
            words=marks.lines(marks.Piece(text, bold=True)), x=None, y=at, across="left", ink="second"
        )

    def _bar(self, row: FactRow, at: int, lang: Lang) -> marks.Bar:
        label = marks.lines(reading.figure_of(row, lang))
        return marks.Bar(
            at=at, end=row.value, thick=THICK, label=label, label_size="small", **self._look(row, lang)
        )

    # Dots for two ---------------------------------------------------------------------------------------------

    def _dots(self, lang: Lang) -> marks.Plot:
        areas = [
            list(rows) for _, rows in groupby(self.rows, lambda row: (self.declared.list_of(row), row.area))
        ]
        low, high = reading.reach(row.value for row in self.rows)
        ruler = reading.round_ticks(low, high, lang)
        drawn: list[marks.Mark] = [
            marks.Rule(x=(tick.at, tick.at), y=(None, None), style="grid") for tick in ruler
        ]
        for at, rows in enumerate(areas):
            drawn.append(marks.Rule(x=(0, max(row.value for row in rows)), y=(at, at), style="light"))
            drawn += chain.from_iterable(self._dot(row, at, lang) for row in rows)
        for row in areas[0]:  # above its dots, what they are
            words = marks.lines(marks.Piece(self._quantity(row, lang), bold=True))
            drawn.append(marks.Label(words=words, x=row.value, y=-0.75, size="small"))
        ticks = tuple(self._tick(rows[0], at, lang) for at, rows in enumerate(areas))
        left = reading.pixels((tick.text for tick in ticks), 14, 24)
        panel = marks.Panel(
            x=marks.Axis(low=low * 1.22, high=high * 1.22, ticks=ruler),
            y=marks.Axis(low=len(areas) - 0.4, high=-1.2, ticks=ticks, ink="ink"),
            marks=tuple(drawn),
            lying=True,
        )
        return marks.Plot(
            panels=(panel,),
            height=len(areas) * DOT_ROW + 60,
            margins=marks.Margins(left=left, bottom=30),
            narrow_margins=marks.Margins(left=left, right=28, bottom=30),
        )

    def _dot(self, row: FactRow, at: int, lang: Lang) -> Iterable[marks.Mark]:
        """The first quantity has its figure to the left of its dot, the second to the right, so that none meet."""
        which = self.declared.item_of(row)
        yield marks.Point(x=row.value, y=at, symbol=SYMBOLS[which], size=DOT, **self._look(row, lang))
        yield marks.Label(
            words=marks.lines(reading.amount_of(row, lang).number),
            x=row.value,
            y=at,
            across="left" if which else "right",
            shift=(10 if which else -10, 0),
            size="small",
            ground="" if which else "page",
        )


def _at_edge(mark: marks.Mark, left: float) -> Iterable[marks.Mark]:
    """On a phone words over bars begin above the names of these."""
    if not isinstance(mark, marks.Label):
        return (mark,)
    return replace(mark, on=marks.WIDE), replace(mark, on=marks.NARROW, shift=(4 - left, 0))
