"""What the kinds of a register share: its members under the choices of a page, in groups, and how their cells read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.declaration import FactId, RegisterKey
from dashboard.exhibits.kind import Kind, Selection
from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.marks_map import MapRow
from dashboard.exhibits.reading import name_of, names_of, short_of, shorts_of, table_of
from dashboard.exhibits.rows import LEVELS, FactRow, Member, Need, Rows, by_key
from dashboard.exhibits.selection import (
    Asked,
    Following,
    best_grade,
    comparison,
    followed,
    member_sources,
    members_left,
    register_columns,
)
from dashboard.figures.counts import SEPARATOR, count_id
from dashboard.figures.words import Lang, Ref, amount, grade_letter, say
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import NO_WORDS, Accent, Column, Declared, Register, Value, Wording

Scope = Mapping[str, str]  # criteria of a count, by their refs

AMONG = "among"  # the criterion that lists areas
SET = "yes"  # the value of a flag that is set
HELPING = ("city", "county")  # levels of those who help, the wider first


class Stated(Declared):
    """What a source states beside what is counted."""

    value: str = Field(description="The value of the column it is for; `<=YEAR` is up to a year.")
    fact: FactId = Field(description="The id of the fact.")
    of_them: FactId | None = Field(
        None, description="The id of the fact that states how many of them are marked."
    )
    name: Wording = Field(NO_WORDS, description="What it is called in the table.")


class OfRegister(Kind):
    """An exhibit of the members of a register."""

    register_key: RegisterKey = Field(alias="register", description="The key of the register.")
    heads: dict[str, Wording] = Field(
        {},
        description="Heads of columns of its table, by their keys: a column of the register, or `area`, `place`, "
        "`province`, `prefecture`, `partner`, `count`; default: the column's name.",
    )

    def needs(self) -> Need:
        return Need(registers=frozenset((self.register_key,)), facts=frozenset(self.stated_facts()))

    def answers(self, package: Package) -> Iterable[str]:
        return register_columns(package, self.register_key)

    def stated_facts(self) -> Sequence[str]:
        """Facts beside its members, which no filter changes."""
        return ()

    def shown_columns(self) -> Sequence[str]:
        """The columns on show, whose sources it names; all where there are none."""
        return ()

    def left(self, rows: Rows, asked: Sequence[Asked]) -> tuple[Member, ...]:
        return members_left(self, rows, asked, self.register_key)


class Members(Selection[Member]):
    """The members of a register that the choices leave, beside all."""

    declared: OfRegister

    @property
    def register_key(self) -> str:
        return self.declared.register_key

    @cached_property
    def register(self) -> Register:
        """Raises KeyError where the package has no such register, and so no row to draw."""
        return self.package.site.register(self.register_key)

    @property
    def columns_shown(self) -> Sequence[str]:
        """Those whose sources are told."""
        return self.declared.shown_columns()

    @cached_property
    def every(self) -> tuple[Member, ...]:
        return self.source.members(self.register_key)

    @cached_property
    def following(self) -> Following:
        return followed(self.declared, self.asked, register_columns(self.package, self.declared.register_key))

    @cached_property
    def compared(self) -> Mapping[str, Area]:
        """The places that stand side by side, by id; empty where nothing is compared."""
        _, places = comparison(self.following)
        return {one: self.package.area(one) for one in places}

    @cached_property
    def compared_by(self) -> str:
        """The column that has them."""
        column, _ = comparison(self.following)
        levels = {area.level for area in self.compared.values()}
        own = (name for name in ("province", "prefecture") if LEVELS[name] in levels)
        return column if column in LEVELS else next(own, "")

    @property
    def restyled(self) -> bool:
        return bool(self.compared_by)

    @cached_property
    def scope(self) -> Scope:
        """The criteria that tell the rows in the ids of counts: a filter with one value is one of them.

        Where a choice is not to be told by one value, the members themselves are listed; empty without filters.
        """
        return self._scope(self.following)

    @cached_property
    def narrowed(self) -> Scope:
        """The same but for a comparison, of which each group is counted by itself."""
        return self._scope(pair for pair in self.following if not pair[1].compares)

    def _scope(self, following: Iterable[tuple[str, Asked]]) -> Scope:
        criteria: dict[str, str] = {}
        for column, one in following:
            criterion = _criterion(self.package, self.register, column, one)
            if criterion is None:
                return {AMONG: SEPARATOR.join(sorted(self.member_ids()))}
            criteria |= [criterion]
        return criteria

    @cached_property
    def stated(self) -> Mapping[str, FactRow]:
        """The stated facts by id."""
        return {row.id: row for row in self.source.facts(self.declared.stated_facts())}

    def fact_ids(self) -> tuple[str, ...]:
        return tuple(self.stated)

    def cited(self) -> Iterable[tuple[str, int | None]]:
        yield from ((row.source.source_id, row.fact.paragraph) for row in self.stated.values())
        keys = self.columns_shown if self.rows else ()
        shown = [column for key in keys if (column := column_of(self.register, key))]
        columns = [column.sources_of or column.key for column in shown]
        yield from ((one, None) for member in self.filed() for one in member_sources(member, columns))

    def cited_of_partners(self) -> Iterable[tuple[str, int | None]]:
        partners = (partner for member in self.filed() for partner in member.partners)
        return ((one, None) for partner in partners for one in partner.sources)

    def filed(self) -> Sequence[Member]:
        shown = set(self.member_ids())
        return [member for member in self.every if member.id in shown]

    # Groups and counts ----------------------------------------------------------------------------------------

    def count(self, **criteria: str) -> Ref:
        """The count of the rows that meet criteria."""
        apart = self.compared_by and criterion_of(self.register, self.compared_by) in criteria
        scope = self.narrowed if apart else self.scope
        if AMONG in scope and AMONG in criteria:  # both are lists
            both = set(scope[AMONG].split(SEPARATOR)) & set(criteria[AMONG].split(SEPARATOR))
            criteria[AMONG] = SEPARATOR.join(sorted(both))
        return count_ref(self.register, scope, **criteria)

    def grouped(
        self, column: str, members: Sequence[Member] | None = None
    ) -> list[tuple[Area | None, str, list[Member]]]:
        """Members by a column: those of areas by how many members the register has there, values in their order; what
        is compared as it was asked for, also a place that has none.

        Each group with its area, where the column is one of areas, and its value.
        """
        groups = by_key(self.rows if members is None else members, lambda one: one.value(column))
        return [
            (area, key, groups.get(key, []))
            for key, area in self.order_of(column).items()
            if key in groups or column == self.compared_by
        ]

    def order_of(self, column: str) -> dict[str, Area | None]:
        """Every value of a column in the register, with its area where it is one."""
        if column == self.compared_by:
            return dict(self.compared)
        if column not in LEVELS:
            return {value.key: None for value in self.register.column(column).values}
        groups = by_key(self.every, lambda one: one.value(column))
        areas = {key: members[0].area_in(column) for key, members in groups.items()}

        def place(key: str) -> tuple[int, str]:
            area = areas[key]
            return -len(groups[key]), area.pinyin if area else ""

        return {key: areas[key] for key in sorted(areas, key=place)}

    # In words -------------------------------------------------------------------------------------------------

    def values_on_show(self, column: str) -> list[Value]:
        """The declared values of a column that members on show have."""
        declared = column_of(self.register, column)
        shown = {member.value(column) for member in self.rows}
        return [value for value in declared.values if value.key in shown] if declared else []

    def value_in(self, member: Member, column: str) -> Value | None:
        """The declared value that a member has in a column."""
        declared = column_of(self.register, column)
        values = declared.values if declared else ()
        return next((value for value in values if value.key == member.value(column)), None)

    def accent_of(self, member: Member, column: str, otherwise: Accent) -> Accent:
        value = self.value_in(member, column)
        return (value.accent if value else None) or otherwise

    def legend(self, colour: str, mark: str, lang: Lang) -> tuple[LegendItem, ...]:
        """The values on show, and the mark."""
        return self.with_mark(legend_of_values(self.values_on_show(colour), lang), mark, lang)

    def with_mark(self, items: tuple[LegendItem, ...], mark: str, lang: Lang) -> tuple[LegendItem, ...]:
        """The mark stands after the first item, on which it lies."""
        marked = [value for value in self.values_on_show(mark) if value.key == SET]
        dotted = (LegendItem("dotted", one.legend.otherwise(one.name).pick(lang)) for one in marked)
        return (*items[:1], *dotted, *items[1:])

    def line_of(self, member: Member, colour: str, mark: str, lang: Lang) -> str:
        """A member in one line: its name, its value, and the flag where it is set."""
        value = self.value_in(member, colour)
        return self.line_with(member, value.name.pick(lang) if value else "", mark, lang)

    def line_with(self, member: Member, words: str, mark: str, lang: Lang) -> str:
        """The same with any words in the middle."""
        parts = [name_of(member.area, lang), *filter(None, (words,))]
        flag = column_of(self.register, mark)
        if flag and member.value(flag.key) == SET:
            parts.append(flag.counted.otherwise(flag.name).pick(lang))
        return ("，" if lang == "zh" else ", ").join(parts)

    def known_of(self, member: Member, lang: Lang) -> str:
        """The years that are known of a member, and the best grade of its sources."""
        grade = grade_letter(best_grade(self.package, member), lang)
        told = [*self._years(member, lang), (say("grade.label", lang), grade)]
        return " · ".join(f"{name} {text}" for name, text in told)

    def _years(self, member: Member, lang: Lang) -> Iterator[tuple[str, str]]:
        for column in self.register.columns:
            if column.type == "year" and member.value(column.key)[-4:].isdigit():
                yield column.name.pick(lang), value_text(member, column, lang)

    def rows_beside(self, group: str, colour: str, mark: str, lang: Lang) -> tuple[MapRow, ...]:
        """The members on show, as a map lists them: with who helps, what colours them, and their years."""
        return tuple(
            MapRow(
                area_id=member.id,
                name=name_of(member.area, lang),
                says=self._in_short(member, colour, lang),
                group=short_of(area, lang) if area else "",
                accent=self.accent_of(member, colour, self.declared.marks_accent),
                dotted=member.value(mark) == SET,
            )
            for area, _, members in self.grouped(group)
            for member in members
        )

    def _in_short(self, member: Member, colour: str, lang: Lang) -> str:
        value = self.value_in(member, colour)
        partners = [shorts_of(found, lang) for at in HELPING if (found := member.partners_at(at))]
        if self.register.of != "receivers":
            partners = [value.name.pick(lang)] if value else []
        return " · ".join((*partners, *(text for _, text in self._years(member, lang))))

    def table_by(self, columns: Iterable[str], rows: Iterable[Iterable[str | Cell]], lang: Lang) -> Table:
        """A table with the heads of columns: as declared, else their names."""
        return table_of((self._head(column, lang) for column in columns), rows)

    def _head(self, column: str, lang: Lang) -> str:
        if column in self.declared.heads:
            return self.declared.heads[column].pick(lang)
        own = column_of(self.register, column)
        return own.name.pick(lang) if own else say(f"register.{column}", lang)


def legend_of_values(values: Iterable[Value], lang: Lang) -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem("fill", value.legend.otherwise(value.name).pick(lang), value.accent or "teal")
        for value in values
    )


# Columns ------------------------------------------------------------------------------------------------------


def column_of(register: Register, key: str) -> Column | None:
    return next((one for one in register.columns if one.key == key), None)


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


# Cells in words -----------------------------------------------------------------------------------------------


def number_text(number: int, lang: Lang) -> str:
    """A number of members as sentences write it."""
    return str(amount(Decimal(number), "个", lang))


def evidence_of(member: Member, column: str) -> str:
    return member.cells.get(f"{column}_evidence", "")


def value_text(member: Member, column: Column, lang: Lang, *, plain: bool = False) -> str:
    """The cell of a column in words, with what is inferred said to be unless `plain`; why there is nothing in it."""
    cell, evidence = member.value(column.key), evidence_of(member, column.key)
    if column.key in member.named:
        cell = names_of(member.named[column.key], lang)
    if not cell:
        return say(f"evidence.{evidence or 'unknown'}", lang)
    text = _worded(cell, column, lang)
    return text + say("counties.inferred", lang) if evidence == "inferred" and not plain else text


def _worded(cell: str, column: Column, lang: Lang) -> str:
    if column.values:
        return next((one.name.pick(lang) for one in column.values if one.key == cell), cell)
    if column.type == "year" and cell.startswith("<="):
        return say("counties.or-earlier", lang, year=cell[-4:])
    return cell


def place_text(member: Member, lang: Lang) -> str:
    """Province and prefecture in short."""
    areas = (member.enclosing("province"), member.enclosing("city"))
    return " · ".join(short_of(area, lang) for area in areas if area)


# Counts -------------------------------------------------------------------------------------------------------


def count_ref(register: Register, scope: Scope, **criteria: str) -> Ref:
    """The count of those members in a scope that meet criteria too (`class_` stands for the criterion `class`)."""
    return Ref("derived", count_id(register.ref, **{**scope, **criteria}))


def _criterion(package: Package, register: Register, column: str, asked: Asked) -> tuple[str, str] | None:
    """A filter as a criterion with its value; None where it has several values, or none that is counted by."""
    if isinstance(asked.choice, str):
        year = column_of(register, column)
        return (year.up_to.ref, asked.choice) if year and year.type == "year" else None
    if len(asked.choice) != 1:
        return None
    (value,) = asked.choice
    if column == "place":
        return ("city", value) if register.of == "home" and package.area(value).level == "city" else None
    return (criterion_of(register, column), value) if is_counted_by(register, column) else None
