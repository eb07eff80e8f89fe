"""A table of the members of a register, one row each or one a group, or of its pairings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dashboard.exhibits.casewords import title_of
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.declaration import ColumnKey, RegisterKey
from dashboard.exhibits.groups import Grouping, table_of_groups
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.members import (
    LEVELS,
    Members,
    area_in,
    column_of,
    evidence_of,
    head_of,
    member_columns,
    partners_text,
    place_text,
    select_members,
    value_text,
)
from dashboard.exhibits.pairing import table_of_pairs
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import CaseRow, Member, Need, Rows
from dashboard.exhibits.selection import Asked, best_grade
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.remarks import RuleError
from dashboard.package.site import Column, Register

# Columns that are in no file: what a row is, where it lies, who helps, what it rests on, the cases there.
OWN = ("area", "place", *LEVELS, "evidence", "basis", "cases")


class Listed(Grouping):
    """Members as rows of a table, in groups where it is declared; or the pairings of a register."""

    kind: Literal["register"]
    register_key: RegisterKey = Field("", alias="register", description="The key of the register.")
    pairings: RegisterKey = Field(
        "", description="The register whose pairings are listed, in place of its members."
    )
    columns: tuple[ColumnKey, ...] = Field(
        (),
        description="Columns of the register, and of no file: `area`, `place`, `province`, `prefecture`, `partner`, "
        "`evidence`, `basis`, `cases`.",
    )
    sort: tuple[ColumnKey, ...] = Field(
        (), description="Columns that order the rows; default: as in the file."
    )

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
        columns=_columns(declared, selected.of),
        cases={
            member.id: tuple(row for row in cases if member.area in row.places) for member in selected.rows
        },
        grades={member.id: best_grade(rows.package, member) for member in selected.rows},
    )


def _columns(declared: Listed, register: Register | None) -> tuple[str, ...]:
    """Those that the register has; where none is left, or none is declared, what each row is and all of its own."""
    own = [column.key for column in register.columns] if register else []
    known = tuple(one for one in declared.columns if one in OWN or one in own)
    return known or ("area", *own)


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
    return (keys.index(value) if value in keys else len(keys), str(value))


def draw(declared: Listed, selection: Rowed, lang: Lang) -> Table:
    if declared.pairings:
        return table_of_pairs(declared, selection, lang)
    return table_of_groups(declared, selection, lang) if declared.group else _rows(declared, selection, lang)


# One row a member ---------------------------------------------------------------------------------------------


def _rows(declared: Listed, selection: Rowed, lang: Lang) -> Table:
    register = selection.declared
    return Table(
        head=tuple(head_of(declared, register, column, lang) for column in selection.columns),
        rows=tuple(
            tuple(_cell(selection, member, column, lang) for column in selection.columns)
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


KIND = Kind(declaration=Listed, needs=needs, columns=member_columns, select=select, draw=draw)
