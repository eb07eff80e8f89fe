"""A register counted by a column: by a class beside what a source states of each value; by a year, or the year of a
date, a column a year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, marks, members, reading, selection
from dashboard.exhibits.by_year import HEIGHT, YEARLY, ByYear, Counted, number_cell
from dashboard.exhibits.differences import counts_compared
from dashboard.exhibits.rows import FactRow, Member, Rows, by_key
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.package.site import Value

COUNTED = ("class", "flag", *YEARLY)  # types of columns
UNKNOWN = ("", "unknown")  # values of a flag of which nothing was found


class Counts(Counted):
    """A register counted: by a class, stated totals and how the members split; by a year or a date, a column a year."""

    kind: Literal["counts"]
    mark: declaration.ColumnKey = Field("", description="The flag of which it is said how many have it.")
    against: declaration.CheckId = Field("", description="The check that says why stated and counted differ.")

    def stated_facts(self) -> Sequence[str]:
        return [fact for one in self.stated for fact in (one.fact, one.of_them) if fact]

    def shown_columns(self) -> Sequence[str]:
        return (self.by, self.mark)

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "ByValue | ByYear":
        """Empty where the register has no such column, or none that can be counted."""
        registers = (one for one in rows.package.site.registers if one.key == self.register_key)
        column = next((members.column_of(register, self.by) for register in registers), None)
        left = self.left(rows, asked) if column and column.type in COUNTED else ()
        return (ByYear if column and column.type in YEARLY else ByValue)(self, rows, asked, left)


# By a value ---------------------------------------------------------------------------------------------------

THICK, TOTAL_THICK = 0.7, 0.38  # of a row: a number stands in a bar, and words above a stated total
ROOM, GAP = 0.48, 0.37  # of the height: from where the stated totals stand, and up to where the counts do
NARROW_HEIGHT = HEIGHT + 50  # pixels: words of stated totals may take two lines there
WIDTH, NARROW_WIDTH = 560, 280  # pixels, about; for the room that names and words take
TOP = -0.9  # of the bars of stated totals: above the words of the first


@dataclass(frozen=True)
class Total:
    """A value with the stated number of its members, and of those that are marked."""

    value: Value
    total: FactRow
    marked: FactRow | None

    @property
    def rest(self) -> float | None:
        """How many are not marked."""
        known = self.marked if self.marked and self.marked.fact.value is not None else None
        return self.total.value - known.value if known else None


class ByValue(members.Members):
    """The totals a source states, and how the members on show split."""

    declared: Counts

    @property
    def split(self) -> str:
        return self.compared_by or self.declared.split

    @cached_property
    def mark(self) -> str:
        column = members.column_of(self.register, self.declared.mark)
        return column.key if column and column.type == "flag" else ""

    def _totals(self) -> list[Total]:
        """The totals that the package holds, in the order of the values."""
        stated = {one.value: one for one in self.declared.stated}
        found = []
        for value in self.register.column(self.declared.by).values:
            one = stated.get(value.key)
            total = self.stated.get(one.fact) if one else None
            if one and total and total.fact.value is not None:
                found.append(Total(value, total, self.stated.get(one.of_them or "")))
        return found

    def _groups(self) -> Mapping[str, Area | None]:
        """All of them, whatever the filters leave; one of all members where nothing splits them."""
        return self.order_of(self.split) if self.split else {"": None}

    def _in(self, member: Member, group: str) -> bool:
        return not self.split or member.value(self.split) == group

    def _counts(self, group: str) -> Iterator[tuple[Value, list[Member], dict[str, str]]]:
        """The members on show of a group by their values, each with the criteria of their count."""
        by, split = self.declared.by, self.split
        own = by_key((one for one in self.rows if self._in(one, group)), lambda one: one.value(by))
        for value in self.register.column(by).values:
            if value.key in own:
                criteria = {members.criterion_of(self.register, by): value.key}
                criteria |= {members.criterion_of(self.register, split): group or EMPTY} if split else {}
                yield value, own[value.key], criteria

    def draw(self, lang: Lang) -> marks.Plot:
        totals = self._totals()
        panels = [self._stated_panel(totals, lang)] if totals else []
        return marks.Plot(
            panels=(*panels, self._split_panel(lang, alone=not totals)),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            margins=marks.Margins(left=2, right=8, top=24, bottom=4),
            legend=members.legend_of_values(self.values_on_show(self.declared.by), lang),
        )

    def _stated_panel(self, totals: Sequence[Total], lang: Lang) -> marks.Panel:
        """A bar for each stated total; those of its members that are marked are its dotted end."""
        drawn: list[marks.Mark] = [_heading(say("counted.stated-totals", lang), TOP)]
        for at, one in enumerate(totals):
            drawn += [*_total(one, at, lang), *self._words(one, at, lang)]
        rest = (one.rest for one in totals if one.rest is not None)
        names = (one.value.name.pick(lang) for one in totals)
        low, high = reading.reach([*(one.total.value for one in totals), *rest], 1.05)
        return marks.Panel(
            x=marks.Axis(low=low, high=high),
            y=marks.Axis(low=len(totals) - 0.6, high=TOP, ticks=marks.categories(names), written=False),
            marks=tuple(drawn),
            lying=True,
            room=(ROOM, 1),
        )

    def _words(self, one: Total, at: int, lang: Lang) -> Iterator[marks.Label]:
        """Above its bar: the value, its total, and how many of them are marked, on a phone in a line of their own."""
        place: Any = {"x": 0, "y": at - TOTAL_THICK / 2 - 0.03, "across": "left", "along": "bottom"}
        said = (
            marks.Piece(f"{one.value.name.pick(lang)} "),
            marks.Piece(reading.figure_of(one.total, lang), bold=True),
        )
        marked = ""
        if one.marked:
            count, mark = reading.figure_of(one.marked, lang), self.register.column(self.mark).name.pick(lang)
            mark = mark.lower() if lang == "en" else mark
            marked = say("counted.and-of-them", lang, count=count, mark=mark)
        whole: tuple[marks.Line, ...] = ((*said, marks.Piece(marked)),)
        yield marks.Label(words=whole, on=marks.WIDE, **place)
        if marked and reading.pixels([marks.plain(whole)], 13, 0) > NARROW_WIDTH:
            whole = (said, *marks.lines(marked.lstrip("，; ")))
        yield marks.Label(words=whole, on=marks.NARROW, **place)

    def _split_panel(self, lang: Lang, *, alone: bool) -> marks.Panel:
        """Value by value, each bar after those before it; all groups keep their place, whatever the filters leave."""
        groups = self._groups()
        names = [reading.short_of(area, lang) if area else "" for area in groups.values()]
        drawn: list[marks.Mark] = []
        if self.split:
            table = self.register.table.otherwise(self.register.name).pick(lang)
            group = say(f"register.{self.split}", lang).lower()
            head = say("counted.by-group", lang, table=table[:1].upper() + table[1:], group=group)
            drawn.append(_heading(head, -0.6))
        for at, key in enumerate(groups):
            drawn += self._stack(at, key, lang)
        longest = max(sum(self._in(member, key) for member in self.every) for key in groups) or 1
        room = reading.pixels(names, 14, 18)
        return marks.Panel(
            x=marks.Axis(low=0, high=longest * 1.07),
            y=marks.Axis(low=len(groups) - 0.4, high=-0.6, ticks=marks.categories(names), ink="ink"),
            marks=tuple(drawn),
            lying=True,
            room=(0, 1 if alone else GAP),
            inset=room / WIDTH,
            narrow_inset=room / NARROW_WIDTH,
        )

    def _stack(self, at: int, group: str, lang: Lang) -> Iterator[marks.Bar]:
        reached = 0
        for value, counted, criteria in self._counts(group):
            name, number = value.name.pick(lang), len(counted)
            says = f"{name} {members.number_text(number, lang)}"
            yield marks.Bar(
                of=marks.Meaning(ref=self.count(**criteria), says=says, computed=True),
                at=at,
                start=reached,
                end=reached + number,
                thick=THICK,
                accent=value.accent or "teal",
                series=name,
                label=marks.lines(marks.Piece(str(number), computed=True)),
                labelled="inside",
            )
            reached += number

    def table(self, lang: Lang) -> charts.Table:
        if self.compared:
            return self._compared(lang)
        marked = (self.mark,) if self.mark else ()
        columns = (self.declared.by, self.split or "place", "count", *marked)
        totals = (self._total_row(one, lang) for one in self._totals())
        return self.table_by(columns, [*totals, *self._count_rows(lang)], lang)

    def _compared(self, lang: Lang) -> charts.Table:
        """By value the counts of each place, also where there is none."""
        by = self.declared.by
        shown = {one.value(by) for one in self.rows}
        counted: dict[str, dict[str, charts.Cell]] = {}
        for value in (one for one in self.register.column(by).values if one.key in shown):
            for place in self.compared:
                own = [one for one in self.rows if self._in(one, place) and one.value(by) == value.key]
                keys = {by: value.key, self.split: place}
                ref = self.count(
                    **{members.criterion_of(self.register, key): one for key, one in keys.items()}
                )
                counted.setdefault(value.name.pick(lang), {})[place] = charts.Cell(
                    text=str(len(own)), ref=ref
                )
        certain = shown.isdisjoint(UNKNOWN)
        head = self.register.column(by).name.pick(lang)
        totals = {one.value.name.pick(lang): number_cell(one.total) for one in self._totals()}
        return counts_compared(
            self.package, head, self.compared, counted, lang, certain=certain, totals=totals
        )

    def _total_row(self, one: Total, lang: Lang) -> Iterator[str | charts.Cell]:
        yield from (one.value.name.pick(lang), say("counted.stated-total", lang), number_cell(one.total))
        if self.mark:
            yield number_cell(one.marked) if one.marked else say("evidence.not_applicable", lang)

    def _count_rows(self, lang: Lang) -> Iterator[tuple[str | charts.Cell, ...]]:
        for key, area in self._groups().items():
            for value, counted, criteria in self._counts(key):
                cells = [charts.Cell(text=str(len(counted)), ref=self.count(**criteria))]
                if self.mark:
                    cells.append(self._marked_cell(counted, criteria, lang))
                yield (value.name.pick(lang), reading.name_of(area, lang) if area else "", *cells)

    def _marked_cell(self, counted: Sequence[Member], criteria: Mapping[str, str], lang: Lang) -> charts.Cell:
        """How many have the flag; where none is known to have it, and of some it is not known, that is no number."""
        marked = sum(member.value(self.mark) == members.SET for member in counted)
        if not marked and any(one.value(self.mark) in UNKNOWN for one in counted):
            return charts.Cell(text=say("evidence.unknown", lang))
        flag = {members.criterion_of(self.register, self.mark): members.SET}
        return charts.Cell(text=str(marked), ref=self.count(**{**criteria, **flag}))


def _heading(text: str, y: float) -> marks.Label:
    return marks.Label(
        words=marks.lines(text), x=None, y=y, across="left", along="bottom", size="small", ink="muted"
    )


def _total(one: Total, at: int, lang: Lang) -> Iterator[marks.Bar]:
    says = f"{one.value.name.pick(lang)} {reading.figure_of(one.total, lang)}"
    whole = marks.Bar(
        of=reading.meaning_of(one.total, lang, says),
        at=at,
        end=one.total.value,
        thick=TOTAL_THICK,
        accent=one.value.accent or "teal",
        series=say("counted.stated-total", lang),
    )
    yield whole
    if one.marked and one.rest is not None:
        of, series = reading.meaning_of(one.marked, lang), say("counted.of-them", lang)
        yield replace(whole, of=of, start=one.rest, dotted=True, series=series)
