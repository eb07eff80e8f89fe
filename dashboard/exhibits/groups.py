"""Members of a register in groups, one row each: how many, and which."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.members import (
    Members,
    OfRegister,
    criterion_of,
    grouped,
    head_of,
    is_counted_by,
)
from dashboard.exhibits.reading import short_of
from dashboard.exhibits.rows import Member
from dashboard.figures.counts import EMPTY, count_id
from dashboard.figures.words import Lang, Ref
from dashboard.package.site import NO_WORDS, Wording


class Grouping(OfRegister):
    """An exhibit whose table has a row a group."""

    group: tuple[Literal["province", "prefecture", "partner"], ...] = Field(
        (), max_length=1, description="What has a row of its own, with the number of members and their names."
    )
    apart: dict[str, str] = Field(
        {}, description="Members that are one group by themselves: a column and its value."
    )
    apart_name: Wording = Field(NO_WORDS, description="What that group is called.")


def table_of_groups(declared: Grouping, selection: Members, lang: Lang) -> Table:
    """The largest group first, and last those that stand apart."""
    (column,) = declared.group
    usual = [member for member in selection.rows if not is_apart(declared, member)]
    others = [member for member in selection.rows if is_apart(declared, member)]
    lines = [
        _line(declared, selection, members, (short_of(area, lang) if area else "", {column: key}), lang)
        for area, key, members in grouped(selection, column, usual)
    ]
    if others:
        lines.append(_line(declared, selection, others, (declared.apart_name.pick(lang), {}), lang))
    heads = (column, "count", "names")
    return Table(
        head=tuple(head_of(declared, selection.declared, one, lang) for one in heads), rows=tuple(lines)
    )


def is_apart(declared: Grouping, member: Member) -> bool:
    return bool(declared.apart) and all(member.value(key) == value for key, value in declared.apart.items())


def _line(
    declared: Grouping,
    selection: Members,
    members: Sequence[Member],
    group: tuple[str, Mapping[str, str]],
    lang: Lang,
) -> tuple[Cell, ...]:
    """The count is that of the whole group; where filters leave fewer of it, both numbers stand there."""
    name, wanted = group
    register = selection.declared
    wanted = dict(wanted)
    for key in declared.apart:
        values = {member.value(key) for member in members}
        if len(values) == 1 and is_counted_by(register, key):
            wanted[key] = values.pop()
    asked = {criterion_of(register, key): value or EMPTY for key, value in wanted.items()}
    whole = [one for one in selection.every if all(_has(one, *pair) for pair in wanted.items())]
    text = str(len(members)) if len(members) == len(whole) else f"{len(members)}/{len(whole)}"
    names = ("、" if lang == "zh" else ", ").join(short_of(member.area, lang) for member in members)
    ref = Ref("derived", count_id(register.ref, **asked))
    return (Cell(text=name), Cell(text=text, ref=ref, number=len(members)), Cell(text=names))


def _has(member: Member, column: str, value: str) -> bool:
    """As a count asks: of several partner cities each is one."""
    if column != "partner":
        return member.value(column) == value
    cities = {one.area.area_id for one in member.partners if one.level == "city"}
    return value in cities if value else not cities
