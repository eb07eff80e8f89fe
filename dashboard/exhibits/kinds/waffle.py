"""A register as cells, one a member, in groups side by side; beside each group what its source states of it."""

from collections.abc import Sequence
from math import ceil
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table, Waffle, WaffleCell, WaffleGroup
from dashboard.exhibits.counting import count_ref
from dashboard.exhibits.declaration import ColumnKey
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.members import (
    SET,
    Members,
    OfRegister,
    Stated,
    area_in,
    column_of,
    criterion_of,
    grouped,
    head_of,
    legend_of_members,
    line_of,
    member_columns,
    need_of_members,
    number_text,
    select_members,
    value_of,
    value_text,
)
from dashboard.exhibits.reading import figure_of, name_of, short_of
from dashboard.exhibits.rows import Member, Need, Rows
from dashboard.exhibits.selection import Asked
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, Mention, Prose, Ref, say
from dashboard.package.model import Area
from dashboard.package.site import Register

MOST_COLUMNS = {"zh": 20, "en": 16}  # side by side on a wide screen; English names need more room


class Cells(OfRegister):
    """The members of a register as cells, one each, in groups side by side."""

    kind: Literal["waffle"]
    group: Literal["province", "prefecture", "partner"] = Field(description="What a group of cells shares.")
    colour: ColumnKey = Field("", description="The column whose values colour the cells.")
    mark: ColumnKey = Field("", description="The flag that is marked with dots where it is set.")
    stated: tuple[Stated, ...] = Field((), description="What a source states of each group.")


def needs(declared: Cells) -> Need:
    return need_of_members(declared, (one.fact for one in declared.stated))


def select(declared: Cells, rows: Rows, asked: tuple[Asked, ...]) -> Members:
    facts = [one.fact for one in declared.stated]
    return select_members(declared, rows, asked, facts=facts, sources=(declared.colour, declared.mark))


def draw(declared: Cells, selection: Members, lang: Lang) -> Waffle:
    groups = grouped(selection, declared.group)
    height = _cells_high([len(members) for _, _, members in groups], MOST_COLUMNS[lang])
    return Waffle(
        groups=tuple(
            WaffleGroup(
                title=_title(declared, selection, area, key, members, lang),
                columns=ceil(len(members) / height),
                cells=tuple(_cell(declared, selection, member, lang) for member in members),
            )
            for area, key, members in groups
        ),
        legend=legend_of_members(selection, declared.colour, declared.mark, lang),
    )


def _cells_high(sizes: Sequence[int], most_columns: int) -> int:
    """How many cells stand on each other so that all groups fit side by side, as far as they can."""
    fitting = (
        height
        for height in range(1, sum(sizes) + 1)
        if sum(ceil(size / height) for size in sizes) <= most_columns
    )
    return next(fitting, max(sizes))


def _title(
    declared: Cells, selection: Members, area: Area | None, key: str, members: Sequence[Member], lang: Lang
) -> Prose:
    """The name of a group with the stated total; under filters also how many are on show."""
    name = short_of(area, lang) if area else say("evidence.unknown", lang)
    facts = {one.value: one.fact for one in declared.stated}
    fact = selection.stated.get(facts.get(key, ""))
    total = Mention(figure_of(fact, lang), fact.ref) if fact else None
    if total and not selection.scope:
        return (f"{name} ", total)
    criterion = criterion_of(selection.declared, declared.group)
    ref = count_ref(selection.declared, selection.scope, **{criterion: key or EMPTY})
    shown = Mention(number_text(len(members), lang), ref)
    return (f"{name} ", shown, say("counties.of-stated", lang), total) if total else (f"{name} ", shown)


def _cell(declared: Cells, selection: Members, member: Member, lang: Lang) -> WaffleCell:
    colour = column_of(selection.declared, declared.colour)
    value = value_of(member, colour) if colour else None
    return WaffleCell(
        text=short_of(member.area, lang),
        ref=Ref("county", member.id),
        accent=(value.accent if value else None) or "teal",
        dotted=member.value(declared.mark) == SET,
        title=line_of(member, selection.declared, declared.colour, declared.mark, lang),
    )


def table(declared: Cells, selection: Members, lang: Lang) -> Table:
    register = selection.declared
    keys = [key for key in (declared.colour, declared.mark) if column_of(register, key)]
    heads = [head_of(declared, register, key, lang) for key in ("area", declared.group, *keys)]
    return Table(
        head=tuple(heads),
        rows=tuple(_row(declared, register, member, keys, lang) for member in selection.rows),
    )


def _row(
    declared: Cells, register: Register, member: Member, keys: Sequence[str], lang: Lang
) -> tuple[Cell, ...]:
    group = area_in(member, declared.group)
    return (
        Cell(text=name_of(member.area, lang), ref=Ref("county", member.id)),
        Cell(text=name_of(group, lang) if group else ""),
        *(Cell(text=value_text(member, register.column(key), lang)) for key in keys),
    )


KIND = Kind(declaration=Cells, needs=needs, columns=member_columns, select=select, draw=draw, table=table)
