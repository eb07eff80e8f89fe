"""A table of the members of a register, one row each or one a group, or of its pairings."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from dashboard.exhibits import case_rows, member_tables, members, partners, reading, selection
from dashboard.exhibits.charts import NONE, Cell, Table
from dashboard.exhibits.declaration import ColumnKey, RegisterKey
from dashboard.exhibits.rows import LEVELS, Member, Need, Rows
from dashboard.figures.words import Lang, Ref, grade_letter, listed, say
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.remarks import RuleError
from dashboard.package.site import Column

# Columns that are in no file: what a row is, where it lies, who helps, what it rests on, the cases there.
OWN = ("area", "place", *LEVELS, "evidence", "basis", "cases")


class Listed(member_tables.Grouping):
    """Members as rows of a table, in groups where it is declared; or the pairings of a register."""

    without_plot = True
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

    @property
    def key_of_rows(self) -> str:
        return self.register_key or self.pairings

    def needs(self) -> Need:
        return Need(registers=frozenset((self.key_of_rows,)), cases="cases" in self.columns)

    def answers(self, package: Package) -> Iterable[str]:
        return selection.register_columns(package, self.key_of_rows)

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Rowed":
        """By the columns that order them: values in their order, areas by their codes."""
        of = self.model_copy(update={"register_key": self.key_of_rows})
        found = Rowed(of, rows, asked, of.left(rows, asked))
        if not self.sort:
            return found
        ordered = sorted(found.rows, key=lambda one: [found.rank(one, column) for column in self.sort])
        return Rowed(of, rows, asked, tuple(ordered))


class Rowed(member_tables.GroupedMembers):
    declared: Listed

    def cited(self) -> Iterable[tuple[str, int | None]]:
        yield from super().cited()
        if "partner" in self.declared.columns or self.declared.pairings:
            yield from self.cited_of_partners()

    def rank(self, member: Member, column: str) -> tuple[int, str]:
        own = members.column_of(self.register, column)
        keys = [value.key for value in own.values] if own else []
        value = member.id if column == "area" else member.value(column)
        return (keys.index(value) if value in keys else len(keys), str(value))

    def draw(self, lang: Lang) -> Table:
        if self.declared.pairings:
            return member_tables.table_of_pairs(self, lang)
        if self.declared.group:
            return self.table_of_groups(lang)
        rows = ((self._cell(member, column, lang) for column in self.columns) for member in self.rows)
        return replace(self.table_by(self.columns, rows, lang), html_id=self.declared.key, sortable=True)

    # One row a member -----------------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those that the register has; where none is left, or none is declared, what each row is and all of its own."""
        own = [column.key for column in self.register.columns]
        return tuple(one for one in self.declared.columns if one in OWN or one in own) or ("area", *own)

    @property
    def opens(self) -> bool:
        """Whether its members have a proof of their own."""
        return self.register.of == "receivers"

    def _page_of(self, area: Area) -> str:
        """Where a member that opens no proof leads; the home has the pages of the package."""
        has_page = area.level in reading.WITH_PAGE and area.area_id != self.package.site.home
        return f"{reading.PLACES}{area.area_id}" if has_page and not self.opens else ""

    def _ref(self, member: Member) -> Ref | None:
        return Ref("county", member.id) if self.opens else None

    def _cell(self, member: Member, column: str, lang: Lang) -> str | Cell:
        if own := members.column_of(self.register, column):
            return self._own(member, own, lang)
        match column:
            case "area":
                sort = member.area.pinyin if lang == "zh" and self.opens else None
                name = reading.name_of(member.area, lang)
                return Cell(text=name, ref=self._ref(member), href=self._page_of(member.area), sort=sort)
            case "place":
                return members.place_text(member, lang)
            case "partner":
                return Cell(text=partners.partners_text(member, lang), sort=None if member.partners else "")
            case "evidence":
                return self._inferred_parts(member, lang)
            case "basis":
                evidence = say(f"evidence.{members.evidence_of(member, 'member') or 'unknown'}", lang)
                return f"{evidence} · {grade_letter(selection.best_grade(self.package, member), lang)}"
            case "cases":
                return self._cases(member, lang)
        area = member.area_in(column)
        return reading.name_of(area, lang) if area else ""

    def _own(self, member: Member, column: Column, lang: Lang) -> str | Cell:
        """A cell of a column that the register declares; what is unknown stands last where it is sorted.

        That a value is inferred is left out where another column says so.
        """
        value = member.value(column.key)
        text = members.value_text(member, column, lang, plain="basis" in self.columns)
        if column.type == "year":
            return Cell(text=text, ref=self._ref(member), sort=value[-4:])
        if column.values and self.opens:
            keys = [one.key for one in column.values if one.key != "unknown"]
            return Cell(text=text, sort=str(keys.index(value) + 1) if value in keys else "")
        return text

    def _inferred_parts(self, member: Member, lang: Lang) -> str:
        """What of a row is inferred; what is unknown says so in its own column."""
        named = {"member": say("counties.membership", lang)}
        named |= {column.key: column.name.pick(lang) for column in self.register.columns}
        guessed = [name for key, name in named.items() if members.evidence_of(member, key) == "inferred"]
        if any(partner.evidence == "inferred" for partner in member.partners):
            guessed.append(say("register.partner", lang))
        if not guessed:
            return say("evidence.stated", lang)
        return say("counties.inferred-parts", lang, parts=listed(guessed, lang))

    def _cases(self, member: Member, lang: Lang) -> str | Cell:
        rows = [row for row in self.source.cases() if member.area in row.places]
        if not rows:
            return NONE
        near = self.source.within(member.id, (self.package.site.home,))
        asked = f"/cases?{'city' if near else 'province'}={member.id}"
        href = f"/cases/{rows[0].id}" if len(rows) == 1 else asked
        return Cell(text=listed((case_rows.title_of(row, lang) for row in rows), lang), href=href)
