"""Some facts as large figures, each in its own unit, in groups: never added up, never on one axis."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from dashboard.exhibits import charts, declaration, reading, selection
from dashboard.exhibits.differences import facts_compared
from dashboard.exhibits.kind import FactSelection, OfFacts
from dashboard.exhibits.rows import FactRow, Need, Rows, by_key
from dashboard.exhibits.wording import sentence_for
from dashboard.figures.words import Lang, listed, plain, say
from dashboard.package.model import Area
from dashboard.package.remarks import RuleError
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

Group = Literal["period", "area", "dated"]


class FiguresItem(Declared):
    fact: declaration.FactId = Field(description="The id of a fact.")
    label: Wording = Field(
        NO_WORDS,
        description="What stands below it; default: who gives to whom, or the name of its indicator.",
    )
    detail: Wording = Field(NO_WORDS, description="What stands below that; default: indicator and time.")


class FiguresGroup(Declared):
    name: Wording = Field(NO_WORDS, description="The head of the group.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")
    items: tuple[FiguresItem, ...] = Field(description="Its figures, in their order.")


class Figures(OfFacts):
    """Some facts, each in its own unit, in groups that are declared, or made by what they share."""

    without_plot = True
    kind: Literal["figures"]
    groups: tuple[FiguresGroup, ...] = Field((), description="Groups and their figures, in their order.")
    group: tuple[Group, ...] = Field(
        (), description="What the figures of a group share: `period`, `area`, or whether they are `dated`."
    )
    listed: bool = Field(False, description="Whether they stand in a table, one row a figure.")
    undated: Wording = Field(NO_WORDS, description="The head of figures without a stated year.")

    @model_validator(mode="after")
    def _selects(self) -> "Figures":
        if not (self.groups or self.facts or self.indicators):
            raise RuleError("groups", "declared.nothing-selected")
        return self

    def needs(self) -> Need:
        named = (item.fact for group in self.groups for item in group.items)
        return super().needs() | Need(facts=frozenset(named))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Grouped":
        """In the order of their groups; of those that are made, figures without a stated year come first."""
        if self.groups:
            every = rows.facts(fact for group in self.groups for fact in items_of(group))
            return Grouped(self, rows, asked, selection.facts_left(self, rows, asked, every))
        left = selection.facts_left(self, rows, asked, self.named(rows))
        ordered = sorted(left, key=lambda row: (self.shares(row), str(row.last_day or "")))
        return Grouped(self, rows, asked, tuple(ordered))

    def shares(self, row: FactRow) -> tuple[Any, ...]:
        """What the figures of a group share, as it orders the groups."""
        return tuple(KEYS[name](row) for name in sorted(self.group, key=lambda name: name != "dated"))


# What figures are grouped by: the key that orders the groups.
KEYS: Mapping[Group, Callable[[FactRow], Any]] = {
    "period": lambda row: str(row.last_day or ""),
    "area": lambda row: reading.place_order(row.area),
    "dated": lambda row: row.last_day is not None,
}


def items_of(group: FiguresGroup) -> dict[str, FiguresItem]:
    return {item.fact: item for item in group.items}


class Grouped(FactSelection):
    declared: Figures

    @cached_property
    def compared(self) -> dict[str, Area]:
        """The places that stand side by side, where any figure is for one of them."""
        places = [place for one in self.asked if one.compares for place in one.choice]
        found = self.declared.follows != {} and any(
            self.source.within(row.area.area_id, places) for row in self.rows
        )
        return {one: self.package.area(one) for one in places} if found else {}

    @property
    def restyled(self) -> bool:
        return bool(self.compared)

    def draw(self, lang: Lang) -> charts.Cards | charts.Table:
        if self.compared:
            rows = [row for row in self.rows if self.source.within(row.area.area_id, self.compared)]
            return facts_compared(self.source, rows, self.compared, lang)
        if self.declared.listed:
            return reading.table_of_given(self.rows, lang, self.wider)
        groups: dict[bool, list[charts.CardGroup]] = {False: [], True: []}
        for title, accent, rows, items in self._groups(lang):
            for minor, part in by_key(rows, lambda row: row.id in self.wider).items():
                cards = tuple(self._card(row, items[row.id], rows[0], lang) for row in part)
                head = self._covering(title, lang) if minor else title
                groups[minor].append(charts.CardGroup(title=head, cards=cards, accent=accent, minor=minor))
        return charts.Cards((*groups[False], *groups[True]))

    def _covering(self, title: str, lang: Lang) -> str:
        """The head of figures that cover more than the places chosen."""
        areas = map(self.package.area, self.places)
        places = listed((reading.short_of(area, lang) for area in areas), lang)
        return " · ".join(filter(None, (say("figures.wider", lang, places=places), title)))

    def _groups(self, lang: Lang) -> Iterator[tuple[str, Accent, list[FactRow], dict[str, FiguresItem]]]:
        """Their heads and colours, the figures in them, and what is declared of each."""
        left = {row.id: row for row in self.rows}
        for group in self.declared.groups:
            items = items_of(group)
            if rows := [left[fact] for fact in items if fact in left]:
                yield group.name.pick(lang), group.accent or self.declared.marks_accent, rows, items
        made = {} if self.declared.groups else by_key(self.rows, self.declared.shares)
        for rows in made.values():
            items = {row.id: FiguresItem(fact=row.id) for row in rows}
            yield self._head(rows[0], lang), self.declared.marks_accent, rows, items

    def _head(self, first: FactRow, lang: Lang) -> str:
        area, group = reading.name_of(first.area, lang), self.declared.group
        if "dated" in group and first.last_day is None and self.declared.undated:
            return self.declared.undated.pick(lang)
        return f"{reading.total_as_of(first, lang)} · {area}" if "period" in group else area

    def _card(self, row: FactRow, item: FiguresItem, first: FactRow, lang: Lang) -> charts.Card:
        label, detail = self._words(row, first, lang)
        told = [plain(sentence_for(one, self.package, lang) or ()) for one in (item.label, item.detail)]
        return charts.Card(
            amount=reading.amount_of(row, lang),
            ref=row.ref,
            label=told[0] or label,
            detail=told[1] or detail,
            marks=reading.marks_of(row),
            grade="" if item.detail else row.source.grade,
        )

    def _words(self, row: FactRow, first: FactRow, lang: Lang) -> tuple[str, str]:
        """Of help who gives to whom, with indicator and time; else the indicator, and what its group does not say."""
        indicator = reading.name_of(row.indicator, lang)
        if row.counterpart is not None:
            giver, receiver = reading.short_of(row.counterpart, lang), reading.short_of(row.area, lang)
            return f"{giver} → {receiver}", f"{indicator} · {reading.period_of(row, lang)}"
        if "period" in self.declared.group:
            return indicator, "" if row.area == first.area else reading.name_of(row.area, lang)
        return indicator, reading.period_of(row, lang)

    def table(self, lang: Lang) -> charts.Table | None:
        """None where words of their own say what the figures are, or they stand in a table already."""
        left = {row.id for row in self.rows}
        items = (item for group in self.declared.groups for item in group.items)
        if self.declared.listed or self.compared or any(item.detail and item.fact in left for item in items):
            return None
        return reading.table_of_given(self.rows, lang, self.wider)
