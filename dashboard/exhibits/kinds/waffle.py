"""A register as cells, one a member, in groups side by side; beside each group what its source states of it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import ceil
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, members, reading, selection
from dashboard.exhibits.colouring import PARTNER, Colouring, colours_of
from dashboard.exhibits.filters import COLOUR, FADE, REST
from dashboard.exhibits.rows import Member, Rows, members_of
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, Mention, Prose, Ref, say
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import Column, Wording

MOST_COLUMNS = {"zh": 20, "en": 13}  # side by side on a wide screen; English names need more room


class Cells(members.OfRegister):
    """The members of a register as cells, one each, in groups side by side."""

    without_plot = True
    keeps_the_rest = True
    kind: Literal["waffle"]
    group: Literal["province", "prefecture", "partner"] = Field(description="What a group of cells shares.")
    colour: declaration.ColumnKey = Field("", description="The column whose values colour the cells.")
    mark: declaration.ColumnKey = Field("", description="The flag that is marked with dots where it is set.")
    stated: tuple[members.Stated, ...] = Field((), description="What a source states of each group.")

    def stated_facts(self) -> Sequence[str]:
        return [one.fact for one in self.stated]

    def shown_columns(self) -> Sequence[str]:
        return (self.colour, self.mark)

    def colours(self, package: Package) -> Iterable[tuple[str, Wording]]:
        registers = (one for one in package.site.registers if one.key == self.register_key)
        for register in registers:
            yield from colours_of(register, self.colour, self.mark, members_of(package, register.key))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "InCells":
        return InCells(self, rows, asked, self.left(rows, asked))


class InCells(members.Members):
    declared: Cells

    @cached_property
    def colour(self) -> str:
        """The column that colours the cells: that which is chosen, else its own."""
        chosen = selection.look_of(self.asked, COLOUR)
        keys = {column.ref: column.key for column in self.register.columns} if chosen else {}
        return keys.get(chosen, chosen) or self.declared.colour

    @cached_property
    def kept(self) -> tuple[Member, ...]:
        """What has a cell: the members on show; where the rest is kept, all of the groups on show."""
        if selection.look_of(self.asked, REST) != FADE:
            return self.rows
        by, compared = self.compared_by, self.compared
        return tuple(one for one in self.every if not compared or one.value(by) in compared)

    @property
    def restyled(self) -> bool:
        return bool(self.compared or self.colour != self.declared.colour)

    @property
    def columns_shown(self) -> Sequence[str]:
        return (self.colour, self.declared.mark)

    def cited(self) -> Iterable[tuple[str, int | None]]:
        yield from super().cited()
        if self.colour == PARTNER:
            yield from self.cited_of_partners()

    def draw(self, lang: Lang) -> charts.Waffle:
        colouring = Colouring(self.register, self.colour, self.every, lang)
        by = self.compared_by or self.declared.group
        grouped = self.grouped(by, self.kept)
        height = _cells_high([len(own) for _, _, own in grouped], MOST_COLUMNS[lang])
        shown = set(self.member_ids())
        groups = []
        for area, key, own in grouped:
            title = self._title(area, by, key, [one for one in own if one.id in shown], lang)
            cells = tuple(self._cell(one, colouring, shown, lang) for one in own)
            columns = max(ceil(len(own) / height), 1)
            place = area.area_id if area else ""
            groups.append(charts.WaffleGroup(title=title, columns=columns, cells=cells, place=place))
        return charts.Waffle(tuple(groups), self._legend(colouring, lang))

    def _legend(self, colouring: Colouring, lang: Lang) -> tuple[charts.LegendItem, ...]:
        items, mark = colouring.legend(self.rows), self.declared.mark
        if self.colour == self.declared.colour:
            items = self.with_mark(items, mark, lang)
        else:
            items += self.with_mark((), mark, lang)
        rest = charts.LegendItem("fill", say("waffle.rest", lang), "pale")
        return (*items, rest) if len(self.kept) > len(self.rows) else items

    def _title(self, area: Area | None, by: str, key: str, own: Sequence[Member], lang: Lang) -> Prose:
        """The name of a group with the stated total; under filters also how many are on show."""
        name = reading.short_of(area, lang) if area else say("evidence.unknown", lang)
        facts = {one.value: one.fact for one in self.declared.stated}
        fact = self.stated.get(facts.get(key, ""))
        total = Mention(reading.figure_of(fact, lang), fact.ref) if fact else None
        if total and not self.narrowed:
            return (f"{name} ", total)
        criterion = members.criterion_of(self.register, by)
        shown = Mention(members.number_text(len(own), lang), self.count(**{criterion: key or EMPTY}))
        return (f"{name} ", shown, say("counties.of-stated", lang), total) if total else (f"{name} ", shown)

    def _cell(self, member: Member, colouring: Colouring, shown: set[str], lang: Lang) -> charts.WaffleCell:
        """One that a filter leaves out is pale and says its name alone."""
        name, mark = reading.short_of(member.area, lang), self.declared.mark
        ref = Ref("county", member.id)
        if member.id not in shown:
            return charts.WaffleCell(
                text=name, ref=ref, accent="pale", title=reading.name_of(member.area, lang)
            )
        colour = colouring.of(member)
        return charts.WaffleCell(
            text=name,
            ref=ref,
            accent=colour.accent,
            dotted=member.value(mark) == members.SET,
            title=self.line_with(member, colour.words, mark, lang),
            tag=colour.tag,
        )

    def table(self, lang: Lang) -> charts.Table:
        columns = [
            found for key in self.declared.shown_columns() if (found := members.column_of(self.register, key))
        ]
        heads = ["area", self.declared.group, *(column.key for column in columns)]
        rows = [list(self._row(member, columns, lang)) for member in self.rows]
        if self.restyled and self.colour not in (*heads, ""):  # what was chosen to colour by
            colouring = Colouring(self.register, self.colour, self.every, lang)
            heads.append(self.colour)
            rows = [[*row, colouring.of(one).words] for one, row in zip(self.rows, rows, strict=True)]
        return self.table_by(heads, rows, lang)

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
