"""A register as cells, one a member, in groups side by side; beside each group what its source states of it."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table, Waffle, WaffleCell, WaffleGroup
from dashboard.exhibits.declaration import ColumnKey
from dashboard.exhibits.members import (
    SET,
    Members,
    OfRegister,
    Stated,
    area_in,
    column_of,
    criterion_of,
    number_text,
    value_text,
)
from dashboard.exhibits.reading import figure_of, name_of, short_of
from dashboard.exhibits.rows import Member, Rows
from dashboard.exhibits.selection import Asked
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, Mention, Prose, Ref, say
from dashboard.package.model import Area
from dashboard.package.site import Column

MOST_COLUMNS = {"zh": 20, "en": 16}  # side by side on a wide screen; English names need more room


class Cells(OfRegister):
    """The members of a register as cells, one each, in groups side by side."""

    kind: Literal["waffle"]
    group: Literal["province", "prefecture", "partner"] = Field(description="What a group of cells shares.")
    colour: ColumnKey = Field("", description="The column whose values colour the cells.")
    mark: ColumnKey = Field("", description="The flag that is marked with dots where it is set.")
    stated: tuple[Stated, ...] = Field((), description="What a source states of each group.")

    def stated_facts(self) -> Sequence[str]:
        return [one.fact for one in self.stated]

    def shown_columns(self) -> Sequence[str]:
        return (self.colour, self.mark)

    def select(self, rows: Rows, asked: tuple[Asked, ...]) -> "InCells":
        return InCells(self, rows, asked, self.left(rows, asked))

    def plots(self) -> bool:
        return False


class InCells(Members):
    declared: Cells

    def draw(self, lang: Lang) -> Waffle:
        grouped = self.grouped(self.declared.group)
        height = _cells_high([len(members) for _, _, members in grouped], MOST_COLUMNS[lang])
        groups = []
        for area, key, members in grouped:
            title, columns = self._title(area, key, members, lang), ceil(len(members) / height)
            cells = tuple(self._cell(member, lang) for member in members)
            groups.append(WaffleGroup(title=title, columns=columns, cells=cells))
        return Waffle(tuple(groups), self.legend(self.declared.colour, self.declared.mark, lang))

    def _title(self, area: Area | None, key: str, members: Sequence[Member], lang: Lang) -> Prose:
        """The name of a group with the stated total; under filters also how many are on show."""
        name = short_of(area, lang) if area else say("evidence.unknown", lang)
        facts = {one.value: one.fact for one in self.declared.stated}
        fact = self.stated.get(facts.get(key, ""))
        total = Mention(figure_of(fact, lang), fact.ref) if fact else None
        if total and not self.scope:
            return (f"{name} ", total)
        criterion = criterion_of(self.register, self.declared.group)
        shown = Mention(number_text(len(members), lang), self.count(**{criterion: key or EMPTY}))
        return (f"{name} ", shown, say("counties.of-stated", lang), total) if total else (f"{name} ", shown)

    def _cell(self, member: Member, lang: Lang) -> WaffleCell:
        colour, mark = self.declared.colour, self.declared.mark
        return WaffleCell(
            text=short_of(member.area, lang),
            ref=Ref("county", member.id),
            accent=self.accent_of(member, colour, "teal"),
            dotted=member.value(mark) == SET,
            title=self.line_of(member, colour, mark, lang),
        )

    def table(self, lang: Lang) -> Table:
        columns = [found for key in self.declared.shown_columns() if (found := column_of(self.register, key))]
        heads = ("area", self.declared.group, *(column.key for column in columns))
        return self.table_by(heads, (self._row(member, columns, lang) for member in self.rows), lang)

    def _row(self, member: Member, columns: Sequence[Column], lang: Lang) -> Iterator[str | Cell]:
        group = area_in(member, self.declared.group)
        yield Cell(text=name_of(member.area, lang), ref=Ref("county", member.id))
        yield name_of(group, lang) if group else ""
        yield from (value_text(member, column, lang) for column in columns)


def _cells_high(sizes: Sequence[int], most_columns: int) -> int:
    """How many cells stand on each other so that all groups fit side by side, as far as they can."""
    fitting = (
        height
        for height in range(1, sum(sizes) + 1)
        if sum(ceil(size / height) for size in sizes) <= most_columns
    )
    return next(fitting, max(sizes))
