"""A table of places side by side, with the difference of the first and each other where the figures may be subtracted,
else the reason why not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from dashboard.exhibits.charts import NONE, Cell, Table
from dashboard.exhibits.reading import fact_cell, name_of, period_of, short_of, table_of
from dashboard.exhibits.rows import FactRow, Rows, by_key
from dashboard.figures.computed import figure_text
from dashboard.figures.differences import difference_id, why_apart
from dashboard.figures.words import Lang, Ref, in_clauses, say
from dashboard.package.load import Package
from dashboard.package.model import Area

Places = Mapping[str, Area]


@dataclass(frozen=True)
class Line:
    """What a row is about; of each place its cell, and the figure that can be subtracted; else `why` not."""

    label: str
    cells: Mapping[str, Cell]
    figures: Mapping[str, str]
    why: str = ""
    total: Cell | None = None  # what a source states of all places


def comparison_table(package: Package, head: str, places: Places, lines: Iterable[Line], lang: Lang) -> Table:
    names = [short_of(area, lang) for area in places.values()]
    rest = names[1] if len(names) == 2 else say("difference.others", lang)
    difference = say("difference.head", lang, first=names[0], second=rest)
    told = list(lines)
    with_total = any(line.total for line in told)
    heads = (head, *names, difference, *((say("counted.stated-total", lang),) if with_total else ()))
    return table_of(heads, (_row(package, one, places, lang, with_total=with_total) for one in told))


def _row(
    package: Package, line: Line, places: Places, lang: Lang, *, with_total: bool
) -> tuple[str | Cell, ...]:
    cells = (line.cells.get(one, Cell(text=NONE)) for one in places)
    total = (line.total or Cell(text=NONE),) if with_total else ()
    return (line.label, *cells, _less(package, line, places, lang), *total)


def _less(package: Package, line: Line, places: Places, lang: Lang) -> Cell:
    """The differences of the first and each other place, or why there are none."""
    first, *others = places
    parts = [_difference(package, line, first, one, lang) for one in others]
    if len(parts) == 1 or (len({part.text for part in parts}) == 1 and not parts[0].ref):
        return parts[0]
    named = [
        Cell(text=part.text, ref=part.ref, label=short_of(places[one], lang))
        for one, part in zip(others, parts, strict=True)
    ]
    return Cell(text=in_clauses((f"{part.label} {part.text}" for part in named), lang), parts=tuple(named))


def _difference(package: Package, line: Line, first: str, other: str, lang: Lang) -> Cell:
    if line.why:
        return Cell(text=say(f"difference.why.{line.why}", lang))
    if not (first in line.figures and other in line.figures):
        return Cell(text=say("difference.why.missing", lang))
    return difference_cell(package, line.figures[first], line.figures[other], lang)


def difference_cell(package: Package, first: str, second: str, lang: Lang) -> Cell:
    """One figure less another, or why that is not computed."""
    if why := why_apart(package, first, second):
        return Cell(text=say(f"difference.why.{why}", lang))
    ref = Ref("derived", difference_id(first, second))
    return Cell(text=figure_text(package, ref, lang), ref=ref)


# Facts --------------------------------------------------------------------------------------------------------


def facts_compared(source: Rows, rows: Sequence[FactRow], places: Places, lang: Lang) -> Table:
    """By indicator: a line for figures of the places themselves that are alike in period, unit and giver, and one for
    all others of the indicator."""
    lines = chain.from_iterable(
        _lines(source, own, places, lang) for own in by_key(rows, lambda row: row.indicator).values()
    )
    return comparison_table(source.package, say("column.indicator", lang), places, lines, lang)


def _lines(source: Rows, rows: Sequence[FactRow], places: Places, lang: Lang) -> Iterator[Line]:
    alone: list[FactRow] = []
    for own in by_key(rows, _alike).values():
        by_place = {row.area.area_id: row for row in own if row.area.area_id in places}
        if len(by_place) > 1 and len(by_place) == len(own):
            cells = {place: fact_cell(row, lang) for place, row in by_place.items()}
            label = f"{name_of(own[0].indicator, lang)} · {period_of(own[0], lang)}"
            yield Line(label, cells, {place: row.id for place, row in by_place.items()})
        else:
            alone += own
    if alone:
        yield _line_of_others(source, alone, places, lang)


def _alike(row: FactRow) -> tuple[object, ...]:
    giver = row.counterpart.area_id if row.counterpart else ""
    return (row.fact.period_kind, row.first_day, row.last_day, row.fact.unit, giver)


def _line_of_others(source: Rows, rows: Sequence[FactRow], places: Places, lang: Lang) -> Line:
    """Each with its own time and, where it is for a part of a place, that part."""
    found = {place: [row for row in rows if source.within(row.area.area_id, (place,))] for place in places}
    own = {place: [row for row in listed if row.area.area_id == place] for place, listed in found.items()}
    cells = {place: _several(listed, place, lang) for place, listed in found.items() if listed}
    held = [listed for listed in own.values() if listed]
    why = "missing" if len(cells) < len(places) else "parts"
    if len(held) > 1:
        why = why_apart(source.package, held[0][0].id, held[1][0].id) or "missing"
    return Line(name_of(rows[0].indicator, lang), cells, {}, why)


def _several(rows: Sequence[FactRow], place: str, lang: Lang) -> Cell:
    parts = tuple(
        Cell(text=one.text, ref=one.ref, label=_told(row, place, lang))
        for row in rows
        if (one := fact_cell(row, lang))
    )
    return Cell(text=in_clauses((f"{part.label} {part.text}" for part in parts), lang), parts=parts)


def _told(row: FactRow, place: str, lang: Lang) -> str:
    giver = f"{short_of(row.counterpart, lang)} → " if row.counterpart else ""
    area = "" if row.area.area_id == place and not giver else short_of(row.area, lang)
    return " · ".join(filter(None, (f"{giver}{area}", period_of(row, lang))))


# Counts -------------------------------------------------------------------------------------------------------


def counts_compared(
    package: Package,
    head: str,
    places: Places,
    counted: Mapping[str, Mapping[str, Cell]],
    lang: Lang,
    *,
    certain: bool,
    totals: Mapping[str, Cell] = MappingProxyType({}),
) -> Table:
    """By value the counts of each place, and what a source states of all; no difference where of some members the value
    was not found."""
    lines = (
        Line(
            label,
            cells,
            {place: cell.ref.id for place, cell in cells.items() if cell.ref},
            "" if certain else "unknown",
            totals.get(label),
        )
        for label, cells in counted.items()
    )
    return comparison_table(package, head, places, lines, lang)
