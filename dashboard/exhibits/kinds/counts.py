"""A register counted by a column: by a class beside what a source states of each value; by a year, a column a year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, marks, members, reading, selection
from dashboard.exhibits.rows import FactRow, Member, Rows, by_key
from dashboard.figures.counts import EMPTY, SEPARATOR
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.package.site import Accent, Value

COUNTED = ("class", "flag", "year")  # types of columns
UNKNOWN = ("", "unknown")  # values of a flag of which nothing was found
HEIGHT, NARROW_HEIGHT = 430, 360


class Counts(members.OfRegister):
    """A register counted: by a class, stated totals and how the members split; by a year, a column a year."""

    kind: Literal["counts"]
    by: declaration.ColumnKey = Field(description="The column that is counted, of type class, flag or year.")
    split: Literal["", "province", "prefecture", "partner"] = Field("", description="What splits the counts.")
    mark: declaration.ColumnKey = Field("", description="The flag of which it is said how many have it.")
    stated: tuple[members.Stated, ...] = Field(
        (), description="What a source states of a value, or up to a year."
    )
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
        return (ByYear if column and column.type == "year" else ByValue)(self, rows, asked, left)


def number_cell(fact: FactRow) -> charts.Cell:
    """The number of a stated total, for a column whose head says what is counted."""
    number = fact.fact.printed if fact.fact.value is None else f"{fact.fact.value:f}"
    return charts.Cell(text=number, ref=fact.ref)


# By a value ---------------------------------------------------------------------------------------------------

THICK = 0.46
ROOM, GAP = 0.52, 0.4  # of the height: from where the stated totals stand, and up to where the counts do
WIDTH, NARROW_WIDTH = 560, 340  # pixels, about; for the room that names take


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
        return self.order_of(self.declared.split) if self.declared.split else {"": None}

    def _in(self, member: Member, group: str) -> bool:
        return not self.declared.split or member.value(self.declared.split) == group

    def _counts(self, group: str) -> Iterator[tuple[Value, list[Member], dict[str, str]]]:
        """The members on show of a group by their values, each with the criteria of their count."""
        by, split = self.declared.by, self.declared.split
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
            margins=marks.Margins(left=2, right=8, top=24, bottom=4),
            legend=members.legend_of_values(self.values_on_show(self.declared.by), lang),
        )

    def _stated_panel(self, totals: Sequence[Total], lang: Lang) -> marks.Panel:
        """A bar for each stated total; those of its members that are marked are its dotted end."""
        drawn: list[marks.Mark] = [_heading(say("counted.stated-totals", lang), -0.75)]
        for at, one in enumerate(totals):
            drawn += [*_total(one, at, lang), self._words(one, at, lang)]
        rest = (one.rest for one in totals if one.rest is not None)
        names = (one.value.name.pick(lang) for one in totals)
        low, high = reading.reach([*(one.total.value for one in totals), *rest], 1.05)
        return marks.Panel(
            x=marks.Axis(low=low, high=high),
            y=marks.Axis(low=len(totals) - 0.6, high=-0.75, ticks=marks.categories(names), written=False),
            marks=tuple(drawn),
            lying=True,
            room=(ROOM, 1),
        )

    def _words(self, one: Total, at: int, lang: Lang) -> marks.Label:
        """Above its bar: the value, its total, and how many of them are marked."""
        pieces = [
            marks.Piece(f"{one.value.name.pick(lang)} "),
            marks.Piece(reading.figure_of(one.total, lang), bold=True),
        ]
        if one.marked:
            count, mark = reading.figure_of(one.marked, lang), self.register.column(self.mark).name.pick(lang)
            mark = mark.lower() if lang == "en" else mark
            pieces.append(marks.Piece(say("counted.and-of-them", lang, count=count, mark=mark)))
        return marks.Label(words=(tuple(pieces),), x=0, y=at - 0.27, across="left", along="bottom")

    def _split_panel(self, lang: Lang, *, alone: bool) -> marks.Panel:
        """Value by value, each bar after those before it; all groups keep their place, whatever the filters leave."""
        groups = self._groups()
        names = [reading.short_of(area, lang) if area else "" for area in groups.values()]
        drawn: list[marks.Mark] = []
        if self.declared.split:
            table = self.register.table.otherwise(self.register.name).pick(lang)
            group = say(f"register.{self.declared.split}", lang).lower()
            head = say("counted.by-group", lang, table=table[:1].upper() + table[1:], group=group)
            drawn.append(_heading(head, -0.6))
        for at, key in enumerate(groups):
            drawn += self._stack(at, key, lang)
        longest = max(sum(self._in(member, key) for member in self.every) for key in groups)
        room = reading.pixels(names, 14)
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
        marked = (self.mark,) if self.mark else ()
        columns = (self.declared.by, self.declared.split or "place", "count", *marked)
        totals = (self._total_row(one, lang) for one in self._totals())
        return self.table_by(columns, [*totals, *self._count_rows(lang)], lang)

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
        return charts.Cell(text=str(marked), ref=self.count(**criteria, **flag))


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
        thick=THICK,
        accent=one.value.accent or "teal",
        series=say("counted.stated-total", lang),
    )
    yield whole
    if one.marked and one.rest is not None:
        of, series = reading.meaning_of(one.marked, lang), say("counted.of-them", lang)
        yield replace(whole, of=of, start=one.rest, dotted=True, series=series)


# By a year ----------------------------------------------------------------------------------------------------

YEAR_THICK = 0.66
APART = 1  # sets what has no year apart from the years
HEADROOM, BRACKET = 1.42, 1.12  # of the highest column
LATE: Accent = "stone"  # years after those that a source counts
NO_YEARS: Mapping[str, Accent] = {"unknown": "hatched", "not_applicable": "hollow"}


@dataclass(frozen=True)
class YearColumn:
    """Members with one year, or without one for one reason; `place` is where the column stands."""

    key: str  # as the cells have it, `<=2018` for a year or earlier, or why there is none
    place: float
    accent: Accent
    criteria: Mapping[str, str]
    number: int  # of them on show

    def name(self, lang: Lang) -> str:
        return say(f"evidence.{self.key}", lang) if self.key in NO_YEARS else self.key.replace("<=", "≤")

    def narrow_name(self, lang: Lang) -> str:
        """On a phone, where the names of two columns have no room side by side."""
        name = say("counted.not-applicable", lang) if self.key == "not_applicable" else self.name(lang)
        return f"\n{name}" if name.startswith("≤") else name.replace(" ", "\n")


class ByYear(members.Members):
    """A column a year, and apart from them those that have none."""

    declared: Counts

    @cached_property
    def known(self) -> tuple[int, FactRow] | None:
        """The year up to which a source counts, and the fact that says how many."""
        for one in self.declared.stated:
            fact = self.stated.get(one.fact)
            if one.value.startswith("<=") and fact and fact.fact.value is not None:
                return int(one.value[-4:]), fact
        return None

    def _columns(self) -> list[YearColumn]:
        """Those of the whole register, which no filter shifts; years after a stated one in another colour."""
        ref = self.register.column(self.declared.by).ref
        cells = by_key(self.every, self._key)
        years = sorted(cells.keys() - NO_YEARS, key=lambda key: (int(key[-4:]), key.startswith("<=")))
        late = [key for key in years if self.known and int(key[-4:]) > self.known[0]]
        accents = {key: LATE if key in late else self.declared.marks_accent for key in years}
        shown = Counter(map(self._key, self.rows))
        found = [YearColumn(key, at, accents[key], {ref: key}, shown[key]) for at, key in enumerate(years)]
        for key, accent in NO_YEARS.items():
            if key in cells:
                place = len(found) + (APART if years else 0)
                found.append(YearColumn(key, place, accent, self._without(cells[key]), shown[key]))
        return found

    def _key(self, member: Member) -> str:
        reason = members.evidence_of(member, self.declared.by)
        return member.value(self.declared.by) or (reason if reason in NO_YEARS else "unknown")

    def _without(self, counted: Sequence[Member]) -> dict[str, str]:
        """What tells members without a year from the others: the value that they have in common, or their list."""
        column = self.register.column(self.declared.by)
        for other in column.applies:
            values = {member.value(other) for member in counted}
            if len(values) == 1:
                return {column.ref: EMPTY, self.register.column(other).ref: values.pop()}
        return {"among": SEPARATOR.join(sorted(member.id for member in counted))}

    def draw(self, lang: Lang) -> marks.Plot:
        columns = self._columns()
        highest = max(column.number for column in columns)
        drawn: list[marks.Mark] = [self._bar(column, lang) for column in columns if column.number]
        if self.known and not self.scope:
            drawn += self._bracket(*self.known, columns, highest, lang)
        # Words one below the other, since a column is narrow.
        ticks = tuple(marks.Tick(column.place, column.name(lang).replace(" ", "\n")) for column in columns)
        narrow = tuple(marks.Tick(column.place, column.narrow_name(lang)) for column in columns)
        x = marks.Axis(low=-0.6, high=columns[-1].place + 0.6, ticks=ticks, narrow_ticks=narrow, line=True)
        panel = marks.Panel(x=x, y=marks.Axis(low=0, high=highest * HEADROOM), marks=tuple(drawn))
        return marks.Plot(
            panels=(panel,),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            margins=marks.Margins(left=2, right=2, top=4, bottom=44),
        )

    def _bar(self, column: YearColumn, lang: Lang) -> marks.Bar:
        name = self.register.column(self.declared.by).name.pick(lang)
        says = f"{name} {column.name(lang)}: {members.number_text(column.number, lang)}"
        return marks.Bar(
            of=marks.Meaning(ref=self.count(**column.criteria), says=says, computed=True),
            at=column.place,
            end=column.number,
            thick=YEAR_THICK,
            accent=column.accent,
            series=say("counties.number", lang),
            label=marks.lines(marks.Piece(str(column.number), bold=True, computed=True)),
        )

    def _bracket(
        self, until: int, fact: FactRow, columns: Sequence[YearColumn], highest: int, lang: Lang
    ) -> Iterator[marks.Mark]:
        """Over the years that a source counts: how many rows have one, how many it states, and the difference."""
        within = [one for one in columns if one.key not in NO_YEARS and int(one.key[-4:]) <= until]
        if not within:
            return
        named = sum(column.number for column in within)
        left, right, height = within[0].place - 0.36, within[-1].place + 0.36, highest * BRACKET
        yield marks.Bracket(start=left, end=right, height=height, foot=highest * (BRACKET - 0.04))
        ref = self.count(**{self.register.column(self.declared.by).up_to.ref: str(until)})
        counted = (
            marks.Piece(say("counted.named", lang, noun=self.register.noun.zh)),
            marks.Piece(str(named), bold=True, computed=True),
        )
        stated = (
            marks.Piece(say("counted.stated", lang)),
            marks.Piece(number_cell(fact).text, bold=True),
            marks.Piece(say("counted.gap", lang)),
            marks.Piece(str(int(fact.value) - named), computed=True),
        )
        meaning = marks.Meaning(ref=ref, says=members.number_text(named, lang), computed=True)
        for line, above, of in ((counted, 0.16, meaning), (stated, 0.06, reading.meaning_of(fact, lang))):
            y = highest * (BRACKET + above)
            yield marks.Label(words=(line,), x=left, y=y, across="left", opens=(of,))

    def table(self, lang: Lang) -> charts.Table:
        return self.table_by((self.declared.by, "count"), self._rows(lang), lang)

    def _rows(self, lang: Lang) -> Iterator[tuple[str, charts.Cell]]:
        for one in self._columns():
            if one.number:
                earlier = say("counties.or-earlier", lang, year=one.key[-4:])
                name = earlier if one.key.startswith("<=") else one.name(lang)
                yield name, charts.Cell(text=str(one.number), ref=self.count(**one.criteria))
        if self.known:
            fact = self.known[1]
            said = next(one.name for one in self.declared.stated if one.fact == fact.id).pick(lang)
            yield said or say("counted.stated", lang).strip(), number_cell(fact)
