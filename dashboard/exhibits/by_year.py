"""A register counted by the year that a column of years or of dates holds: a column a year, in all or a group each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, marks, members, reading
from dashboard.exhibits.differences import counts_compared
from dashboard.exhibits.rows import FactRow, Member, by_key
from dashboard.figures.counts import EMPTY, SEPARATOR
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.package.site import Accent, Column

HEIGHT, NARROW_HEIGHT = 430, 360
YEARLY = ("year", "date")  # types of columns that are counted by the year


class Counted(members.OfRegister):
    """What is counted, and what splits it."""

    by: declaration.ColumnKey = Field(
        description="The column that is counted, of type class, flag, year or date."
    )
    split: Literal["", "province", "prefecture", "partner"] = Field("", description="What splits the counts.")
    stated: tuple[members.Stated, ...] = Field(
        (), description="What a source states of a value, or up to a year."
    )


def number_cell(fact: FactRow) -> charts.Cell:
    """The number of a stated total, for a column whose head says what is counted."""
    number = fact.fact.printed if fact.fact.value is None else f"{fact.fact.value:f}"
    return charts.Cell(text=number, ref=fact.ref)


YEAR_THICK = 0.66
WORDS_WIDE = 1.25  # columns that one takes which has words in place of a year
APART = 1  # sets what has no year apart from the years
HEADROOM, BRACKET = 1.42, 1.12  # of the highest column: the room above it, and where a bracket stands
GROUP_HEADROOM = 1.75  # the same, of groups one above the other, whose names hang from the top
GROUP_APART = 0.1  # of its height, below the axis of the one before
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

    declared: Counted

    @property
    def split(self) -> str:
        return self.compared_by or self.declared.split

    @property
    def column(self) -> Column:
        return self.register.column(self.declared.by)

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
        cells = by_key(self.every, self._key)
        years = sorted(cells.keys() - NO_YEARS, key=lambda key: (int(key[-4:]), key.startswith("<=")))
        late = [key for key in years if self.known and int(key[-4:]) > self.known[0]]
        accents = {key: LATE if key in late else self.declared.marks_accent for key in years}
        shown = Counter(map(self._key, self.rows))
        found = [
            YearColumn(key, at, accents[key], self._with(key, cells[key]), shown[key])
            for at, key in enumerate(years)
        ]
        for key, accent in NO_YEARS.items():
            if key in cells:
                place = len(years) + (APART if years else 0) + WORDS_WIDE * (len(found) - len(years))
                found.append(YearColumn(key, place, accent, self._without(cells[key]), shown[key]))
        return found

    def _key(self, member: Member) -> str:
        reason = members.evidence_of(member, self.declared.by)
        cell = member.value(self.declared.by)
        if self.column.type == "date":
            cell = cell[:4]
        return cell or (reason if reason in NO_YEARS else "unknown")

    def _with(self, key: str, counted: Sequence[Member]) -> dict[str, str]:
        """What tells members with a year from the others: the year; their list where no count asks by a date."""
        return _listed(counted) if self.column.type == "date" else {self.column.ref: key}

    def _without(self, counted: Sequence[Member]) -> dict[str, str]:
        """What tells members without a year from the others: the value that they have in common, or their list."""
        for other in self.column.applies if self.column.type == "year" else ():
            values = {member.value(other) for member in counted}
            if len(values) == 1:
                return {self.column.ref: EMPTY, self.register.column(other).ref: values.pop()}
        return _listed(counted)

    def draw(self, lang: Lang) -> marks.Plot:
        columns = self._columns()
        return marks.Plot(
            panels=self._panels(columns, lang) if self.split else (self._panel(columns, lang),),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            margins=marks.Margins(left=2, right=2, top=4, bottom=44),
        )

    def _panel(self, columns: Sequence[YearColumn], lang: Lang) -> marks.Panel:
        highest = max(column.number for column in columns)
        drawn: list[marks.Mark] = [self._bar(column, lang) for column in columns if column.number]
        if self.known and not self.scope:
            drawn += self._bracket(*self.known, columns, highest, lang)
        y = marks.Axis(low=0, high=highest * (HEADROOM if self.known else BRACKET))
        return marks.Panel(x=_axis(columns, lang), y=y, marks=tuple(drawn))

    def _panels(self, columns: Sequence[YearColumn], lang: Lang) -> tuple[marks.Panel, ...]:
        """One a group, the largest on top, on one scale; the years below the last."""
        groups = self._groups(columns)
        highest = max(column.number for _, own in groups for column in own)
        found = []
        for at, (area, own) in enumerate(groups):
            bars = [self._bar(column, lang) for column in own if column.number]
            name = reading.short_of(area, lang) if area else ""
            top = highest * GROUP_HEADROOM
            words = marks.lines(marks.Piece(name, bold=True))
            head = marks.Label(words=words, x=-0.5, y=top, across="left", along="top")
            last = at == len(groups) - 1
            axis = _axis(columns, lang)
            found.append(
                marks.Panel(
                    x=axis if last else replace(axis, written=False),
                    y=marks.Axis(low=0, high=top),
                    marks=(head, *bars),
                    room=(1 - (at + 1) / len(groups), 1 - (at + GROUP_APART) / len(groups)),
                )
            )
        return tuple(found)

    def _groups(self, columns: Sequence[YearColumn]) -> list[tuple[Area | None, list[YearColumn]]]:
        """The columns of each group that has members on show, or is compared."""
        found = []
        for area, key, own in self.grouped(self.split):
            criteria = {members.criterion_of(self.register, self.split): key or EMPTY}
            shown = Counter(map(self._key, own))
            narrowed = [
                replace(one, criteria={**one.criteria, **criteria}, number=shown[one.key]) for one in columns
            ]
            found.append((area, narrowed))
        return found

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

    def _compared(self, lang: Lang) -> charts.Table:
        """By year the counts of each place; what is dated to a year or earlier may be of any of these."""
        counted: dict[str, dict[str, charts.Cell]] = {}
        keys = set(map(self._key, self.rows))
        for area, own in self._groups(self._columns()):
            for one in own:
                if area and one.key in keys:
                    cell = charts.Cell(text=str(one.number), ref=self.count(**one.criteria))
                    counted.setdefault(one.name(lang), {})[area.area_id] = cell
        certain = "unknown" not in keys and not any(key.startswith("<=") for key in keys)
        head = self.column.name.pick(lang)
        return counts_compared(self.package, head, self.compared, counted, lang, certain=certain)

    def table(self, lang: Lang) -> charts.Table:
        if self.compared:
            return self._compared(lang)
        if split := self.split:
            return self.table_by((split, self.declared.by, "count"), self._rows_of_groups(lang), lang)
        return self.table_by((self.declared.by, "count"), self._rows(lang), lang)

    def _rows_of_groups(self, lang: Lang) -> Iterator[tuple[str, str, charts.Cell]]:
        for area, own in self._groups(self._columns()):
            for one in own:
                if one.number:
                    name = reading.name_of(area, lang) if area else ""
                    cell = charts.Cell(text=str(one.number), ref=self.count(**one.criteria))
                    yield name, one.name(lang), cell

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


def _listed(counted: Sequence[Member]) -> dict[str, str]:
    return {"among": SEPARATOR.join(sorted(member.id for member in counted))}


def _axis(columns: Sequence[YearColumn], lang: Lang) -> marks.Axis:
    """The years; words one below the other, since a column is narrow."""
    ticks = tuple(marks.Tick(column.place, column.name(lang).replace(" ", "\n")) for column in columns)
    narrow = tuple(marks.Tick(column.place, column.narrow_name(lang)) for column in columns)
    return marks.Axis(low=-0.6, high=columns[-1].place + 0.6, ticks=ticks, narrow_ticks=narrow, line=True)
