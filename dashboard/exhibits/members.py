"""What the kinds of a register share: its members under the choices of a page, in groups, and how their cells read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import Field

from dashboard.exhibits.counting import Scope, scope_of
from dashboard.exhibits.declaration import Declaration, FactId, RegisterKey
from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import FactRow, Member, Need, Rows
from dashboard.exhibits.selection import (
    Asked,
    Selection,
    member_sources,
    members_left,
    paragraphs_of,
    register_columns,
    sources_of,
)
from dashboard.figures.words import Lang, amount, say
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import NO_WORDS, Column, Declared, Register, Value, Wording

SET = "yes"  # the value of a flag that is set
LEVELS = {
    "province": "province",
    "prefecture": "city",
    "partner": "city",
}  # of the areas in columns of no file


class Stated(Declared):
    """What a source states beside what is counted."""

    value: str = Field(description="The value of the column it is for; `<=YEAR` is up to a year.")
    fact: FactId = Field(description="The id of the fact.")
    of_them: FactId | None = Field(
        None, description="The id of the fact that states how many of them are marked."
    )
    name: Wording = Field(NO_WORDS, description="What it is called in the table.")


class OfRegister(Declaration):
    """An exhibit of the members of a register."""

    register_key: RegisterKey = Field(alias="register", description="The key of the register.")
    heads: dict[str, Wording] = Field(
        {},
        description="Heads of columns of its table, by their keys: a column of the register, or `area`, `place`, "
        "`province`, `prefecture`, `partner`, `count`; default: the column's name.",
    )


@dataclass(frozen=True, kw_only=True)
class Members(Selection[Member]):
    """The members left, beside all; `stated` are facts by id, and `scope` tells the rows in the ids of counts."""

    of: Register | None  # None where the package has no such register; then there are no rows
    every: tuple[Member, ...] = field(compare=False)
    scope: Scope
    stated: Mapping[str, FactRow] = field(default_factory=dict)

    def same(self, other: Selection[Member]) -> bool:
        return self.rows == other.rows

    @property
    def declared(self) -> Register:
        """Raises LookupError where there is no register, and so no row to draw."""
        if self.of is None:
            raise LookupError("the package has no such register")
        return self.of

    def fact_ids(self) -> tuple[str, ...]:
        return tuple(self.stated)


def need_of_members(declared: OfRegister, facts: Iterable[str] = ()) -> Need:
    return Need(registers=frozenset((declared.register_key,)), facts=frozenset(facts))


def member_columns(declared: OfRegister, package: Package) -> Iterable[str]:
    """What a filter may ask of the members."""
    return register_columns(package, declared.register_key)


def select_members(
    declared: OfRegister,
    rows: Rows,
    asked: Sequence[Asked],
    *,
    facts: Sequence[str] = (),
    sources: Sequence[str] = (),
    partners: bool = False,
) -> Members:
    """The members that the choices leave, with stated facts that no filter changes.

    `sources` are the columns that the exhibit shows, whose sources it names; all where there are none.
    """
    key = declared.register_key
    register = next((one for one in rows.package.site.registers if one.key == key), None)
    left = members_left(declared, rows, asked, key) if register else ()
    stated = rows.facts(facts)
    cited = [one for member in left for one in member_sources(member, _sourced(register, sources))]
    if partners:
        cited += [one for member in left for partner in member.partners for one in partner.sources]
    return Members(
        rows=left,
        sources=tuple(dict.fromkeys((*sources_of(stated), *cited))),
        paragraphs=paragraphs_of(stated),
        register=key,
        of=register,
        every=rows.members(key) if register else (),
        scope=scope_of(declared, rows, asked, key, left) if register else {},
        stated={row.id: row for row in stated},
    )


def _sourced(register: Register | None, columns: Iterable[str]) -> Sequence[str]:
    """The columns that hold the sources of some columns."""
    declared = [column_of(register, key) for key in columns] if register else []
    return [column.sources_of or column.key for column in declared if column]


# Groups -------------------------------------------------------------------------------------------------------


def grouped(
    selection: Members, column: str, members: Sequence[Member] | None = None
) -> list[tuple[Area | None, str, list[Member]]]:
    """Members by a column: those of areas by how many members the register has there, values in their order.

    Each group with its area, where the column is one of areas, and its value.
    """
    order = order_of(selection, column)
    groups: dict[str, list[Member]] = {}
    for member in selection.rows if members is None else members:
        groups.setdefault(member.value(column), []).append(member)
    return [(order[key], key, groups[key]) for key in order if key in groups]


def order_of(selection: Members, column: str) -> dict[str, Area | None]:
    """Every value of a column in the register, with its area where it is one."""
    if column not in LEVELS:
        declared = selection.declared.column(column)
        return {value.key: None for value in declared.values}
    areas: dict[str, Area | None] = {}
    sizes: dict[str, int] = {}
    for member in selection.every:
        key = member.value(column)
        areas.setdefault(key, area_in(member, column))
        sizes[key] = sizes.get(key, 0) + 1
    return {key: areas[key] for key in sorted(areas, key=lambda one: (-sizes[one], _pinyin(areas[one])))}


def area_in(member: Member, column: str) -> Area | None:
    """The province, the prefecture or the partner city of a member."""
    if column == "partner":
        return next((one.area for one in member.partners if one.level == "city"), None)
    return member.enclosing(LEVELS[column])


def _pinyin(area: Area | None) -> str:
    return area.pinyin if area else ""


def column_of(register: Register, key: str) -> Column | None:
    return next((one for one in register.columns if one.key == key), None)


def values_on_show(selection: Members, column: str) -> list[Value]:
    """The declared values of a column that members on show have."""
    declared = column_of(selection.declared, column)
    shown = {member.value(column) for member in selection.rows}
    return [value for value in declared.values if value.key in shown] if declared else []


def legend_of_values(values: Iterable[Value], lang: Lang) -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem("fill", value.legend.otherwise(value.name).pick(lang), value.accent or "teal")
        for value in values
    )


def legend_of_members(selection: Members, colour: str, mark: str, lang: Lang) -> tuple[LegendItem, ...]:
    """The values on show, and the mark after the first of them, on which it lies."""
    items = legend_of_values(values_on_show(selection, colour), lang)
    marked = [value for value in values_on_show(selection, mark) if value.key == SET]
    dotted = (LegendItem("dotted", one.legend.otherwise(one.name).pick(lang)) for one in marked)
    return (*items[:1], *dotted, *items[1:])


def criterion_of(register: Register, column: str) -> str:
    """The criterion by which a count asks for a column."""
    if column in LEVELS:
        called = {"prefecture": "city"} if register.of == "home" else {"partner": "city"}
        return called.get(column, column)
    return register.column(column).ref


def is_counted_by(register: Register, column: str) -> bool:
    """Whether a count can ask for a column."""
    own = column_of(register, column)
    return column in LEVELS or (own is not None and bool(own.criteria()))


def head_of(declared: OfRegister, register: Register, column: str, lang: Lang) -> str:
    """The head of a column of a table: as declared, else the name of the column."""
    if column in declared.heads:
        return declared.heads[column].pick(lang)
    own = column_of(register, column)
    return own.name.pick(lang) if own else say(f"register.{column}", lang)


# Cells in words -----------------------------------------------------------------------------------------------


def number_text(number: int, lang: Lang) -> str:
    """A number of members as sentences write it."""
    return str(amount(Decimal(number), "个", lang))


def number_word(fact: FactRow) -> str:
    """The number of a stated total, for a column whose head says what is counted."""
    return fact.fact.printed if fact.fact.value is None else f"{fact.fact.value:f}"


def inferred(lang: Lang) -> str:
    return say("counties.inferred", lang)


def value_of(member: Member, column: Column) -> Value | None:
    """The declared value that a member has in a column."""
    return next((value for value in column.values if value.key == member.value(column.key)), None)


def line_of(member: Member, register: Register, colour: str, mark: str, lang: Lang) -> str:
    """A member in one line: its name, its value, and the flag where it is set."""
    parts = [name_of(member.area, lang)]
    valued, flag = column_of(register, colour), column_of(register, mark)
    if valued and (value := value_of(member, valued)):
        parts.append(value.name.pick(lang))
    if flag and member.value(flag.key) == SET:
        parts.append(flag.counted.otherwise(flag.name).pick(lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def evidence_of(member: Member, column: str) -> str:
    return member.cells.get(f"{column}_evidence", "")


def value_text(member: Member, column: Column, lang: Lang, *, plain: bool = False) -> str:
    """The cell of a column in words, with what is inferred said to be unless `plain`; why there is nothing in it."""
    cell, evidence = _text_of(member, column, lang), evidence_of(member, column.key)
    if not cell:
        return say(f"evidence.{evidence or 'unknown'}", lang)
    text = _worded(cell, column, lang)
    return text + inferred(lang) if evidence == "inferred" and not plain else text


def _text_of(member: Member, column: Column, lang: Lang) -> str:
    """The cell as it stands; areas by their names."""
    if column.key in member.named:
        return ("、" if lang == "zh" else ", ").join(name_of(one, lang) for one in member.named[column.key])
    return member.value(column.key)


def _worded(cell: str, column: Column, lang: Lang) -> str:
    if column.values:
        return next((one.name.pick(lang) for one in column.values if one.key == cell), cell)
    if column.type == "year" and cell.startswith("<="):
        return say("counties.or-earlier", lang, year=cell[-4:])
    return cell


def partners_text(member: Member, lang: Lang, *, plain: bool = False) -> str:
    """The partner city and, where one was found, the partner county in it."""
    cities = [one for one in member.partners if one.level == "city"]
    counties = [one for one in member.partners if one.level == "county"]
    if not cities and not counties:
        return say("county.no-partner", lang)
    comma = "、" if lang == "zh" else ", "
    names = {
        level: comma.join(one.area.name_zh if lang == "zh" else one.area.name_en for one in listed)
        for level, listed in (("city", cities), ("county", counties))
    }
    text = f"{names['city']} · {names['county'] or say('counties.no-county-partner', lang)}"
    guessed = any(one.evidence == "inferred" for one in (*cities, *counties))
    return text + inferred(lang) if guessed and not plain else text


def place_text(member: Member, lang: Lang) -> str:
    """Province and prefecture in short."""
    areas = (member.enclosing("province"), member.enclosing("city"))
    return " · ".join(short_of(area, lang) for area in areas if area)
