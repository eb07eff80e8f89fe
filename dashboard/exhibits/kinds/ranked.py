"""One or two indicators by area on one axis, the highest first: bars for one, dots on a line for two."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from pydantic import Field

from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import FactId, IndicatorId, OfPlaces
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import (
    Across,
    Axis,
    Bar,
    Label,
    Margins,
    Mark,
    Panel,
    Piece,
    Plot,
    Point,
    Rule,
    Symbol,
    Tick,
    lines,
)
from dashboard.exhibits.reading import (
    amount_of,
    figure_of,
    meaning_of,
    name_of,
    period_of,
    pixels,
    reach,
    round_ticks,
    short_of,
    table_of_facts,
)
from dashboard.exhibits.rows import FactRow, Need, Rows, on_one_scale
from dashboard.exhibits.selection import (
    Asked,
    Selection,
    fact_columns,
    facts_left,
    of_places,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang
from dashboard.package.model import Area, Level
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

BAR_ROW, DOT_ROW = 25, 34  # pixels
THICK = 0.62  # of a row
DOT = 12  # pixels
SYMBOLS: tuple[Symbol, ...] = ("circle", "diamond")
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


@dataclass(frozen=True, kw_only=True)
class List:
    """Rows by area, the highest first, below a head."""

    head: Wording
    when: Wording
    parent: Area | None
    areas: tuple[tuple[FactRow, ...], ...]  # the rows of one area in the order of the items


@dataclass(frozen=True, kw_only=True)
class Lists(Selection[FactRow]):
    lists: tuple[List, ...]


def needs(declared: Ranked) -> Need:
    indicators = frozenset(one for item in declared.items for one in item.indicators)
    return Need(indicators=indicators)


def _item(declared: Ranked, row: FactRow) -> int:
    return next(at for at, item in enumerate(declared.items) if row.indicator.indicator_id in item.indicators)


def select(declared: Ranked, rows: Rows, asked: tuple[Asked, ...]) -> Lists:
    found = of_places(declared, rows, rows.facts(indicators=needs(declared).indicators))
    every = on_one_scale([row for row in found if row.fact.value is not None])
    every = [row for row in every if not declared.only or row.id in declared.only]
    left = facts_left(declared, rows, asked, every)
    lists = tuple(_list(declared, rows, listed) for listed in _grouped(declared, left).values())
    ordered = tuple(row for one in lists for area in one.areas for row in area)
    return Lists(rows=ordered, sources=sources_of(left), paragraphs=paragraphs_of(left), lists=lists)


KEYS: Mapping[Group, Callable[[FactRow], Any]] = {
    "period": lambda row: (str(row.last_day or ""), str(row.first_day or ""), row.fact.period_kind),
    "level": lambda row: row.area.level,
}


def _grouped(declared: Ranked, rows: Sequence[FactRow]) -> dict[tuple[Any, ...], list[FactRow]]:
    groups: dict[tuple[Any, ...], list[FactRow]] = {}
    for row in rows:
        groups.setdefault(tuple(KEYS[name](row) for name in declared.group), []).append(row)
    return {key: groups[key] for key in sorted(groups)}


def _list(declared: Ranked, rows: Rows, listed: Sequence[FactRow]) -> List:
    by_area: dict[str, list[FactRow]] = {}
    for row in sorted(listed, key=lambda row: (_item(declared, row), -row.value)):
        by_area.setdefault(row.area.area_id, []).append(row)
    parents = {row.area.parent_id for row in listed}
    parent = parents.pop() if len(parents) == 1 else None
    return List(
        head=declared.heads.get(listed[0].area.level, NO_WORDS),
        when=Wording(zh=period_of(listed[0], "zh"), en=period_of(listed[0], "en")),
        parent=rows.package.area(parent) if parent else None,
        areas=tuple(map(tuple, by_area.values())),
    )


def draw(declared: Ranked, selection: Lists, lang: Lang) -> Plot:
    if len(declared.items) > 1:
        return _dots(declared, selection, lang)
    return _bars(declared, selection, lang)


# Bars for one quantity ----------------------------------------------------------------------------------------


def _bars(declared: Ranked, selection: Lists, lang: Lang) -> Plot:
    marks: list[Mark] = []
    ticks: list[Tick] = []
    at = 0
    for one in selection.lists:
        if one.head:
            marks.append(_head(one, at, lang))
            at += 1
        for row in chain.from_iterable(one.areas):
            ticks.append(Tick(at, short_of(row.area, lang)))
            marks.append(_bar(declared, row, at, lang))
            at += 1
    low, high = reach(row.value for row in selection.rows)
    panel = Panel(
        x=Axis(low=low, high=high),
        y=Axis(low=at - 0.3, high=-0.7, ticks=tuple(ticks), ink="ink"),
        marks=tuple(marks),
        lying=True,
    )
    left = pixels((tick.text for tick in ticks), spare=20)
    right = pixels((figure_of(row, lang) for row in selection.rows), spare=16)
    return Plot(
        panels=(panel,),
        height=at * BAR_ROW + 14,
        margins=Margins(left=left, right=right, top=4, bottom=4),
    )


def _head(one: List, at: int, lang: Lang) -> Label:
    parent = short_of(one.parent, lang) if one.parent else ""
    text = one.head.pick(lang).replace("{when}", one.when.pick(lang)).replace("{parent}", parent)
    return Label(words=lines(Piece(text, bold=True)), x=None, y=at, across="left", ink="second")


def _bar(declared: Ranked, row: FactRow, at: int, lang: Lang) -> Bar:
    return Bar(
        of=meaning_of(row, lang, f"{name_of(row.area, lang)} {figure_of(row, lang)}"),
        at=at,
        start=0,
        end=row.value,
        thick=THICK,
        accent=declared.items[0].accent or declared.marks_accent,
        series=declared.items[0].short.pick(lang) or name_of(row.indicator, lang),
        label=lines(figure_of(row, lang)),
        label_size="small",
    )


# Dots for two -------------------------------------------------------------------------------------------------


def _dots(declared: Ranked, selection: Lists, lang: Lang) -> Plot:
    areas = [area for one in selection.lists for area in one.areas]
    low, high = reach(row.value for row in selection.rows)
    ruler = round_ticks(low, high, lang)
    marks: list[Mark] = [Rule(x=(tick.at, tick.at), y=(None, None), style="grid") for tick in ruler]
    for at, rows in enumerate(areas):
        marks.append(Rule(x=(0, max(row.value for row in rows)), y=(at, at), style="light"))
        marks += [mark for row in rows for mark in _dot(declared, row, at, lang)]
    if areas:
        marks += [_quantity(declared, row, lang) for row in areas[0]]
    names = tuple(Tick(at, short_of(rows[0].area, lang)) for at, rows in enumerate(areas))
    panel = Panel(
        x=Axis(low=low * 1.22, high=high * 1.22, ticks=ruler),
        y=Axis(low=len(areas) - 0.4, high=-1.2, ticks=names, ink="ink"),
        marks=tuple(marks),
        lying=True,
    )
    left = pixels((tick.text for tick in names), 14, 20)
    return Plot(
        panels=(panel,),
        height=len(areas) * DOT_ROW + 60,
        margins=Margins(left=left, bottom=30),
    )


def _dot(declared: Ranked, row: FactRow, at: int, lang: Lang) -> tuple[Point, Label]:
    """The first quantity has its figure to the left of its dot, the second to the right, so that they never meet."""
    which = _item(declared, row)
    item = declared.items[which]
    point = Point(
        of=meaning_of(row, lang, f"{name_of(row.area, lang)} {figure_of(row, lang)}"),
        x=row.value,
        y=at,
        accent=item.accent or declared.marks_accent,
        symbol=SYMBOLS[which],
        size=DOT,
        series=item.short.pick(lang) or name_of(row.indicator, lang),
    )
    across: Across = "left" if which else "right"
    figure = Label(
        words=lines(amount_of(row, lang).number),
        x=row.value,
        y=at,
        across=across,
        shift=(10 if which else -10, 0),
        size="small",
        ground="" if which else "page",
    )
    return point, figure


def _quantity(declared: Ranked, row: FactRow, lang: Lang) -> Label:
    """Above the dots of the first area, what they are."""
    item = declared.items[_item(declared, row)]
    name = item.short.pick(lang) or name_of(row.indicator, lang)
    return Label(words=lines(Piece(name, bold=True)), x=row.value, y=-0.75, size="small")


def table(_declared: Ranked, selection: Lists, lang: Lang) -> Table:
    return table_of_facts(selection.rows, lang)


KIND = Kind(
    declaration=Ranked,
    needs=needs,
    columns=fact_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
