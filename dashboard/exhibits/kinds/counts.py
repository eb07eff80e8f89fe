"""A register counted by a column, split by another, beside what the source states."""

from typing import Literal

from pydantic import Field

from dashboard.exhibits import counted_values, counted_years
from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import CheckId, ColumnKey
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.members import (
    Members,
    OfRegister,
    Stated,
    column_of,
    member_columns,
    need_of_members,
    select_members,
)
from dashboard.exhibits.rows import Need, Rows
from dashboard.exhibits.selection import Asked
from dashboard.figures.words import Lang

COUNTED = ("class", "flag", "year")  # types of columns


class Counts(OfRegister):
    """A register counted: by a class, stated totals and how the members split; by a year, a column a year."""

    kind: Literal["counts"]
    by: ColumnKey = Field(description="The column that is counted, of type class, flag or year.")
    split: Literal["", "province", "prefecture", "partner"] = Field("", description="What splits the counts.")
    mark: ColumnKey = Field("", description="The flag of which it is said how many have it.")
    stated: tuple[Stated, ...] = Field((), description="What a source states of a value, or up to a year.")
    against: CheckId = Field("", description="The check that says why stated and counted differ.")


def needs(declared: Counts) -> Need:
    return need_of_members(declared, _facts(declared))


def _facts(declared: Counts) -> list[str]:
    return [fact for one in declared.stated for fact in (one.fact, one.of_them) if fact]


def select(declared: Counts, rows: Rows, asked: tuple[Asked, ...]) -> Members:
    """Empty where the register has no such column, or none that can be counted."""
    shown = (declared.by, declared.mark)
    selected = select_members(declared, rows, asked, facts=_facts(declared), sources=shown)
    column = column_of(selected.of, declared.by) if selected.of else None
    known = column is not None and column.type in COUNTED
    return selected if known else Members(**(vars(selected) | {"rows": ()}))


def _is_by_year(declared: Counts, selection: Members) -> bool:
    return selection.declared.column(declared.by).type == "year"


def draw(declared: Counts, selection: Members, lang: Lang) -> Plot:
    if _is_by_year(declared, selection):
        return counted_years.draw(declared.by, declared.stated, selection, declared.marks_accent, lang)
    return counted_values.draw(_asked(declared, selection), selection, lang)


def table(declared: Counts, selection: Members, lang: Lang) -> Table:
    if _is_by_year(declared, selection):
        return counted_years.table(declared, declared.by, declared.stated, selection, lang)
    return counted_values.table(declared, _asked(declared, selection), selection, lang)


def _asked(declared: Counts, selection: Members) -> counted_values.Counted:
    mark = column_of(selection.declared, declared.mark)
    return counted_values.Counted(
        by=declared.by,
        split=declared.split,
        mark=mark.key if mark and mark.type == "flag" else "",
        stated={one.value: one for one in declared.stated},
    )


KIND = Kind(
    declaration=Counts,
    needs=needs,
    columns=member_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
