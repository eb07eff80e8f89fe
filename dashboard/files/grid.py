"""An exhibit as one table, whatever it is drawn as; and that table in typed columns, of which CSV and workbook are
written alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.exhibits.charts import Cards, Cell, Passages, Table
from dashboard.exhibits.exhibit import Shown
from dashboard.figures.computed import derive
from dashboard.figures.words import Lang, Ref, grade_letter, plain, quantity, say, text_of
from dashboard.package.load import Package
from dashboard.package.model import Source


@dataclass(frozen=True)
class Number:
    """A number that is counted or measured, as against a year; its unit stands in a column of its own too."""

    value: int | float
    unit: str = ""


@dataclass(frozen=True)
class Link:
    """A text that leads to an address; to none where that is empty."""

    text: str
    address: str


Value = str | int | date | Number | Link | None  # an int is a year or an ordinal
Column = tuple[str, Sequence[Value]]  # its name, and its cells

FIGURES = ("fact", "derived")
YEAR = re.compile(r"\d{4}(?!\d)", re.ASCII)


@dataclass(frozen=True)
class Grid:
    """Rows for a spreadsheet: what is no text is typed, and an empty cell is None."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @classmethod
    def of(cls, columns: Iterable[Column]) -> "Grid":
        """Of columns of one length; no two have one name, as a spreadsheet wants it."""
        named: dict[str, Sequence[Value]] = {}
        known: set[str] = set()
        for name, values in columns:
            plain_name = " ".join(name.split()) or "-"
            own, at = plain_name, 1
            while own.casefold() in known:
                at += 1
                own = f"{plain_name} {at}"
            known.add(own.casefold())
            named[own] = values
        return cls(tuple(named), tuple(zip(*named.values(), strict=True)))


def table_of(shown: Shown, lang: Lang) -> Table | None:
    """The table behind a drawing, or the drawing itself where it is one; cards and passages give a row each."""
    if shown.table:
        return shown.table
    match shown.chart:
        case Table():
            return shown.chart
        case Cards():
            rows = [
                (group.title, Cell(text=str(card.amount), ref=card.ref), card.label, card.detail)
                for group in shown.chart.groups
                for card in group.cards
            ]
            return _table(("group", "figure", "about", "detail"), rows, lang)
        case Passages():
            passages = [
                (one.heading, plain(one.text), "; ".join(link.text for link in one.links))
                for one in shown.chart.items
            ]
            return _table(("heading", "text", "links"), passages, lang)
        case None:
            return None
        case _:
            raise TypeError(f"a {type(shown.chart).__name__} has no table")


def _table(columns: Iterable[str], rows: Iterable[Iterable[Cell | str]], lang: Lang) -> Table:
    cells = (tuple(one if isinstance(one, Cell) else Cell(text=one) for one in row) for row in rows)
    return Table(head=tuple(say(f"sheet.{name}", lang) for name in columns), rows=tuple(cells))


def grid_of(table: Table, package: Package, lang: Lang) -> Grid:
    """A column with figures becomes several: the number, which goes by the table's own name, and what is said of it.
    These go by that name too where several columns have figures; else their grade stands for the table's own."""
    table = _unfolded(table, lang)
    columns = [(name, tuple(row[at] for row in table.rows)) for at, name in enumerate(table.head)]
    figures = {
        at: list(_figures(*one, package, lang)) for at, one in enumerate(columns) if _has_figures(one[1])
    }
    several = len(figures) > 1
    grade = "" if several or not figures else say("sheet.column.grade", lang)
    made: list[Column] = []
    for at, (name, cells) in enumerate(columns):
        if at in figures:
            number, *about = figures[at]
            made += [number, *((f"{name} · {one}" if several else one, values) for one, values in about)]
        elif name == say("column.period", lang):
            made.append((name, [cell.text or None for cell in cells]))  # in words; the days stand beside
        elif name != grade:
            made += typed(name, [cell.text for cell in cells], lang)
        if any(cell.label for cell in cells):
            made.append((f"{name} · {say('sheet.about', lang)}", [cell.label or None for cell in cells]))
    return Grid.of(made)


def _has_figures(cells: Iterable[Cell]) -> bool:
    return any(cell.ref is not None and cell.ref.kind in FIGURES for cell in cells)


def _unfolded(table: Table, lang: Lang) -> Table:
    """Where a cell may hold several figures, a row for each, and in a column of its own what the cell's column was."""
    columns = list(zip(*table.rows, strict=True))
    several = [all(one.parts or "not_stated" in one.marks for one in cells) for cells in columns]
    folded = [at for at, may_hold in enumerate(several) if may_hold]
    if not folded:
        return table
    lead = [at for at in range(len(columns)) if at not in folded]
    head = (*(table.head[at] for at in lead), say("sheet.measure", lang), say("sheet.figure", lang))
    rows = tuple(
        (*(row[at] for at in lead), Cell(text=table.head[number]), part)
        for row in table.rows
        for number in folded
        for part in row[number].parts or (row[number],)
    )
    return Table(head=head, rows=rows)


# Figures ------------------------------------------------------------------------------------------------------

# What is said of a figure beside its number: what its unit and wording are; and, where facts are among them, of when
# and from where they are.
OF_FIGURES = ("unit", "qualifier", "status", "shown")
OF_FACTS = ("year", "first-day", "last-day", "grade", "source")


def _figures(name: str, cells: Sequence[Cell], package: Package, lang: Lang) -> Iterator[Column]:
    told = [_told(cell, package, lang) for cell in cells]
    facts = any(cell.ref is not None and cell.ref.kind == "fact" for cell in cells)
    yield name, [one.get("number") for one in told]
    for key in (*OF_FIGURES, *(OF_FACTS if facts else ())):
        yield say(f"sheet.column.{key}", lang), [one.get(key) for one in told]


def _told(cell: Cell, package: Package, lang: Lang) -> dict[str, Value]:
    """By the names of columns; the text alone where it says why there is no figure."""
    shown: dict[str, Value] = {"shown": cell.text or None}
    if cell.ref is None or cell.ref.kind not in FIGURES:
        return shown
    figure = figure_values(cell.ref, package, lang)
    number = figure.number if cell.number is None else Number(cell.number, figure.unit)
    told = {"number": number, "unit": figure.unit or None, "qualifier": figure.qualifier or None}
    return shown | told | {"status": figure.status} | when_and_where(cell.ref, package, lang)


@dataclass(frozen=True)
class Figure:
    """A figure in the unit of a language; `status` says whether it has happened, is planned or was computed, and
    `qualifier` is empty for one that is exact."""

    number: Number | None
    unit: str
    qualifier: str
    status: str


def figure_values(ref: Ref, package: Package, lang: Lang) -> Figure:
    """A fact or a computed figure as values."""
    if ref.kind == "fact":
        fact = package.fact(ref.id)
        qualifier = "" if fact.qualifier == "exact" else say(f"qualifier.{fact.qualifier}", lang)
        value, unit, status = fact.value, fact.unit, say(f"status.{fact.status}", lang)
    else:
        found = derive(package, ref.id)
        value, unit, qualifier, status = found.value, found.unit_zh, "", say("proof.computed", lang)
    if value is None:
        return Figure(None, "", qualifier, status)
    value, unit = quantity(value, unit, lang)
    return Figure(Number(number(value), unit), unit, qualifier, status)


def when_and_where(ref: Ref, package: Package, lang: Lang) -> dict[str, Value]:
    """The days of a fact, the year it is filed under, and its source; nothing of what is computed."""
    if ref.kind != "fact":
        return {}
    fact = package.fact(ref.id)
    source, last = package.source(fact.source_id), fact.period_end or fact.period_start
    return {
        "year": last and last.year,
        "first-day": fact.period_start,
        "last-day": fact.period_end,
        "grade": grade_letter(source.grade, lang),
        "source": source_link(source, lang),
    }


def source_link(source: Source, lang: Lang) -> Link:
    return Link(text_of(source, "title", lang), source.address)


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# Texts that are years or days ---------------------------------------------------------------------------------


def typed(name: str, texts: Sequence[str], lang: Lang) -> Iterator[Column]:
    """A column of years or of days as such, with what is said besides in a column of its own; else as it stands."""
    for read in (_year, _day):
        found = [read(text, lang) for text in texts]
        is_typed = [one is not None for one, text in zip(found, texts, strict=True) if text[:1].isdecimal()]
        if is_typed and all(is_typed):
            yield name, [one and one[0] for one in found]
            said = [(one[1] if one else text) or None for one, text in zip(found, texts, strict=True)]
            if any(said):
                yield f"{name} · {say('sheet.column.qualifier', lang)}", said
            return
    yield name, [text or None for text in texts]


def _year(text: str, lang: Lang) -> tuple[int, str] | None:
    """A year, with ≤ for it or earlier, and whether it was inferred."""
    found = YEAR.match(text)
    if found is None:
        return None
    stated = text.removesuffix(say("counties.inferred", lang))
    said = [] if stated == text else [say("evidence.inferred", lang)]
    if stated == say("counties.or-earlier", lang, year=found[0]):
        said.insert(0, "≤")
    elif stated != found[0]:
        return None
    return int(found[0]), " · ".join(said)


def _day(text: str, _lang: Lang) -> tuple[date, str] | None:
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None
