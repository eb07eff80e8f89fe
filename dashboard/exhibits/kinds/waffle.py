"""A register as cells, one a member, in groups side by side; beside each group what its source states of it."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, members, reading, selection
from dashboard.exhibits.rows import Member, Rows
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, Mention, Prose, Ref, say
from dashboard.package.model import Area
from dashboard.package.site import Column

MOST_COLUMNS = {"zh": 20, "en": 13}  # side by side on a wide screen; English names need more room


class Cells(members.OfRegister):
    """The members of a register as cells, one each, in groups side by side."""

    without_plot = True
    kind: Literal["waffle"]
    group: Literal["province", "prefecture", "partner"] = Field(description="What a group of cells shares.")
    colour: declaration.ColumnKey = Field("", description="The column whose values colour the cells.")
    mark: declaration.ColumnKey = Field("", description="The flag that is marked with dots where it is set.")
    stated: tuple[members.Stated, ...] = Field((), description="What a source states of each group.")

    def stated_facts(self) -> Sequence[str]:
        return [one.fact for one in self.stated]

    def shown_columns(self) -> Sequence[str]:
        return (self.colour, self.mark)

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "InCells":
        return InCells(self, rows, asked, self.left(rows, asked))


class InCells(members.Members):
    declared: Cells

    def draw(self, lang: Lang) -> charts.Waffle:
        grouped = self.grouped(self.declared.group)
        height = _cells_high([len(own) for _, _, own in grouped], MOST_COLUMNS[lang])
        groups = []
        for area, key, own in grouped:
            title, columns = self._title(area, key, own, lang), ceil(len(own) / height)
            cells = tuple(self._cell(member, lang) for member in own)
            groups.append(charts.WaffleGroup(title=title, columns=columns, cells=cells))
        return charts.Waffle(tuple(groups), self.legend(self.declared.colour, self.declared.mark, lang))

    def _title(self, area: Area | None, key: str, own: Sequence[Member], lang: Lang) -> Prose:
        """The name of a group with the stated total; under filters also how many are on show."""
        name = reading.short_of(area, lang) if area else say("evidence.unknown", lang)
        facts = {one.value: one.fact for one in self.declared.stated}
        fact = self.stated.get(facts.get(key, ""))
        total = Mention(reading.figure_of(fact, lang), fact.ref) if fact else None
        if total and not self.scope:
            return (f"{name} ", total)
        criterion = members.criterion_of(self.register, self.declared.group)
        shown = Mention(members.number_text(len(own), lang), self.count(**{criterion: key or EMPTY}))
        return (f"{name} ", shown, say("counties.of-stated", lang), total) if total else (f"{name} ", shown)

    def _cell(self, member: Member, lang: Lang) -> charts.WaffleCell:
        colour, mark = self.declared.colour, self.declared.mark
        return charts.WaffleCell(
            text=reading.short_of(member.area, lang),
            ref=Ref("county", member.id),
            accent=self.accent_of(member, colour, "teal"),
            dotted=member.value(mark) == members.SET,
            title=self.line_of(member, colour, mark, lang),
        )

    def table(self, lang: Lang) -> charts.Table:
        columns = [
            found for key in self.declared.shown_columns() if (found := members.column_of(self.register, key))
        ]
        heads = ("area", self.declared.group, *(column.key for column in columns))
        return self.table_by(heads, (self._row(member, columns, lang) for member in self.rows), lang)

    def _row(self, member: Member, columns: Sequence[Column], lang: Lang) -> Iterator[str | charts.Cell]:
        group = member.area_in(self.declared.group)
        yield charts.Cell(text=reading.name_of(member.area, lang), ref=Ref("county", member.id))
        yield reading.name_of(group, lang) if group else ""
        yield from (members.value_text(member, column, lang) for column in columns)


def _cells_high(sizes: Sequence[int], most_columns: int) -> int:
    """How many cells stand on each other so that all groups fit side by side, as far as they can."""
    fitting = (
        height
        for height in range(1, sum(sizes) + 1)
        if sum(ceil(size / height) for size in sizes) <= most_columns
    )
    return next(fitting, max(sizes))
