"""A table of the members of a register, one row each or one a group, or of its pairings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dashboard.drawing import Cell, Table
from dashboard.exhibits.casewords import title_of
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.members import (
    LEVELS,
    Members,
    OfRegister,
    area_in,
    column_of,
    criterion_of,
    evidence_of,
    grouped,
    head_of,
    member_columns,
    partners_text,
    place_text,
    select_members,
    value_text,
)
from dashboard.exhibits.pairing import table_of_pairs
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.selection import Asked, CaseRow, Member, Need, Rows, best_grade
from dashboard.figures.counts import count_id
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.remarks import RuleError
from dashboard.package.site import NO_WORDS, Column, Register, Wording

# Columns that are in no file: what a row is, where it lies, who helps, what it rests on, the cases there.
OWN = ("area", "place", *LEVELS, "evidence", "basis", "cases")


class Listed(OfRegister):
    """Members as rows of a table, in groups where it is declared; or the pairings of a register."""

    kind: Literal["register"]
    register_key: str = Field("", alias="register", description="The key of the register.")
    pairings: str = Field("", description="The register whose pairings are listed, in place of its members.")
    columns: tuple[str, ...] = Field(
        (),
        description="Columns of the register, and of no file: `area`, `place`, `province`, `prefecture`, `partner`, "
        "`evidence`, `basis`, `cases`.",
    )
    group: tuple[Literal["province", "prefecture", "partner"], ...] = Field(
        (), max_length=1, description="What has a row of its own, with the number of members and their names."
    )
    apart: dict[str, str] = Field(
        {}, description="Members that are one group by themselves: a column and its value."
    )
    apart_name: Wording = Field(NO_WORDS, description="What that group is called.")
    sort: tuple[str, ...] = Field((), description="Columns that order the rows; default: as in the file.")

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if bool(self.register_key) == bool(self.pairings):
            raise RuleError("register", "declared.one-listed")
        return self


@dataclass(frozen=True, kw_only=True)
class Rowed(Members):
    columns: tuple[str, ...] = ()
    cases: Mapping[str, tuple[CaseRow, ...]] = field(default_factory=dict, compare=False)
    grades: Mapping[str, str] = field(default_factory=dict, compare=False)


def needs(declared: Listed) -> Need:
    return Need(registers=frozenset((_key(declared),)), cases="cases" in declared.columns)


def _key(declared: Listed) -> str:
    return declared.register_key or declared.pairings


def select(declared: Listed, rows: Rows, asked: tuple[Asked, ...]) -> Rowed:
    whole = declared.model_copy(update={"register_key": _key(declared)})
    selected = select_members(
        whole, rows, asked, partners="partner" in declared.columns or bool(declared.pairings)
    )
    cases = rows.cases() if "cases" in declared.columns else ()
    return Rowed(
        **(vars(selected) | {"rows": _sorted(declared, selected)}),
        columns=declared.columns,
        cases={
            member.id: tuple(row for row in cases if member.area in row.places) for member in selected.rows
        },
        grades={member.id: best_grade(rows.package, member) for member in selected.rows},
    )


def _sorted(declared: Listed, selection: Members) -> tuple[Member, ...]:
    """By the declared columns: values in their order, areas by their codes."""
    if not declared.sort:
        return selection.rows

    def place(member: Member) -> tuple[Any, ...]:
        return tuple(_rank(selection, member, column) for column in declared.sort)

    return tuple(sorted(selection.rows, key=place))


def _rank(selection: Members, member: Member, column: str) -> tuple[int, str]:
    own = column_of(selection.declared, column)
    keys = [value.key for value in own.values] if own else []
    value = member.id if column == "area" else member.value(column)
    return (keys.index(value) if value in keys else len(keys), value)


def draw(declared: Listed, selection: Rowed, lang: Lang) -> Table:
    if declared.pairings:
        return table_of_pairs(selection, lang)
    return _groups(declared, selection, lang) if declared.group else _rows(declared, selection, lang)


# One row a member ---------------------------------------------------------------------------------------------


def _rows(declared: Listed, selection: Rowed, lang: Lang) -> Table:
    register = selection.declared
    return Table(
        head=tuple(head_of(declared, register, column, lang) for column in declared.columns),
        rows=tuple(
            tuple(_cell(selection, member, column, lang) for column in declared.columns)
            for member in selection.rows
        ),
        html_id=declared.key,
        sortable=True,
    )


def _cell(selection: Rowed, member: Member, column: str, lang: Lang) -> Cell:
    register = selection.declared
    own = column_of(register, column)
    if own:
        return _own(register, member, own, lang, plain="basis" in selection.columns)
    match column:
        case "area":
            sort = member.area.pinyin if lang == "zh" and _opens(register) else None
            return Cell(text=name_of(member.area, lang), ref=_ref(register, member), sort=sort)
        case "place":
            return Cell(text=place_text(member, lang))
        case "partner":
            return Cell(text=partners_text(member, lang), sort=None if member.partners else "")
        case "evidence":
            return Cell(text=_inferred_parts(register, member, lang))
        case "basis":
            evidence = say(f"evidence.{member.cells.get('member_evidence') or 'unknown'}", lang)
            return Cell(text=f"{evidence} · {selection.grades[member.id]}")
        case "cases":
            return _cases(selection.cases[member.id], member, lang)
    area = area_in(member, column)
    return Cell(text=name_of(area, lang) if area else "")


def _opens(register: Register) -> bool:
    """Whether its members have a proof of their own."""
    return register.of == "receivers"


def _ref(register: Register, member: Member) -> Ref | None:
    return Ref("county", member.id) if _opens(register) else None


def _own(register: Register, member: Member, column: Column, lang: Lang, *, plain: bool) -> Cell:
    """A cell of a column that the register declares; what is unknown stands last where it is sorted.

    `plain` leaves out that a value is inferred, which another column says.
    """
    value, text = member.value(column.key), value_text(member, column, lang, plain=plain)
    if column.type == "year":
        return Cell(text=text, ref=_ref(register, member), sort=value[-4:])
    if column.values and _opens(register):
        keys = [one.key for one in column.values if one.key != "unknown"]
        return Cell(text=text, sort=str(keys.index(value) + 1) if value in keys else "")
    return Cell(text=text)


def _inferred_parts(register: Register, member: Member, lang: Lang) -> str:
    """What of a row is inferred; what is unknown says so in its own column."""
    named = {"member": say("counties.membership", lang)}
    named |= {column.key: column.name.pick(lang) for column in register.columns}
    guessed = [name for key, name in named.items() if evidence_of(member, key) == "inferred"]
    if any(partner.evidence == "inferred" for partner in member.partners):
        guessed.append(say("register.partner", lang))
    if not guessed:
        return say("evidence.stated", lang)
    parts = ("、" if lang == "zh" else ", ").join(guessed)
    return say("counties.inferred-parts", lang, parts=parts)


def _cases(rows: Sequence[CaseRow], member: Member, lang: Lang) -> Cell:
    if not rows:
        return Cell(text="—")
    href = f"/cases/{rows[0].id}" if len(rows) == 1 else f"/cases?place={member.id}"
    return Cell(text=("、" if lang == "zh" else ", ").join(title_of(row, lang) for row in rows), href=href)


# One row a group ----------------------------------------------------------------------------------------------


def _groups(declared: Listed, selection: Rowed, lang: Lang) -> Table:
    """The largest group first, and last those that stand apart."""
    (column,) = declared.group
    usual = [member for member in selection.rows if not _is_apart(declared, member)]
    others = [member for member in selection.rows if _is_apart(declared, member)]
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


def _is_apart(declared: Listed, member: Member) -> bool:
    return bool(declared.apart) and all(member.value(key) == value for key, value in declared.apart.items())


def _line(
    declared: Listed,
    selection: Rowed,
    members: Sequence[Member],
    group: tuple[str, Mapping[str, str]],
    lang: Lang,
) -> tuple[Cell, ...]:
    """The count is that of the whole group; where filters leave fewer of it, both numbers stand there."""
    name, criteria = group
    register = selection.declared
    asked = {criterion_of(register, key): value for key, value in criteria.items()}
    for key in declared.apart:
        values = {member.value(key) for member in members}
        if len(values) == 1:
            asked[criterion_of(register, key)] = values.pop()
    whole = [one for one in selection.every if _meets(register, one, asked)]
    text = str(len(members)) if len(members) == len(whole) else f"{len(members)}/{len(whole)}"
    names = ("、" if lang == "zh" else ", ").join(short_of(member.area, lang) for member in members)
    ref = Ref("derived", count_id(register.ref, **asked))
    return (Cell(text=name), Cell(text=text, ref=ref, number=len(members)), Cell(text=names))


def _meets(register: Register, member: Member, asked: Mapping[str, str]) -> bool:
    columns: Iterable[str] = (*LEVELS, *(column.key for column in register.columns))
    by_criterion = {criterion_of(register, column): column for column in columns if column != "partner"}
    return all(member.value(by_criterion[name]) == value for name, value in asked.items())


KIND = Kind(declaration=Listed, needs=needs, columns=member_columns, select=select, draw=draw)
