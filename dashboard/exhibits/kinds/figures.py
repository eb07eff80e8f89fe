"""Some facts as large figures, each in its own unit, in groups: never added up, never on one axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, model_validator

from dashboard.exhibits.charts import Card, CardGroup, Cards, Cell, Table
from dashboard.exhibits.declaration import FactId, OfFacts
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.reading import (
    amount_of,
    as_of,
    figure_of,
    marks_of,
    name_of,
    period_of,
    short_of,
    table_of_facts,
    total_as_of,
)
from dashboard.exhibits.rows import FactRow, Need, Rows, need_of_facts
from dashboard.exhibits.selection import (
    Asked,
    Selection,
    declared_facts,
    fact_columns,
    facts_left,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang, say
from dashboard.package.remarks import RuleError
from dashboard.package.site import NO_WORDS, Accent, Declared, Wording

LEVELS = ("country", "province", "group", "city", "county")
Group = Literal["period", "area", "dated"]


class FiguresItem(Declared):
    fact: FactId = Field(description="The id of a fact.")
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


@dataclass(frozen=True)
class Shown:
    """The figures of a group, each with the words declared for it."""

    name: Wording
    accent: Accent
    figures: tuple[tuple[FactRow, FiguresItem | None], ...]


@dataclass(frozen=True, kw_only=True)
class Grouped(Selection[FactRow]):
    groups: tuple[Shown, ...]


def needs(declared: Figures) -> Need:
    named = (item.fact for group in declared.groups for item in group.items)
    return need_of_facts(declared) | Need(facts=frozenset(named))


def select(declared: Figures, rows: Rows, asked: tuple[Asked, ...]) -> Grouped:
    groups = _declared(declared, rows, asked) if declared.groups else _made(declared, rows, asked)
    shown = tuple(row for group in groups for row, _ in group.figures)
    return Grouped(
        rows=shown, sources=sources_of(shown), paragraphs=paragraphs_of(shown), groups=tuple(groups)
    )


def _declared(declared: Figures, rows: Rows, asked: Sequence[Asked]) -> list[Shown]:
    groups = []
    for group in declared.groups:
        items = {item.fact: item for item in group.items}
        left = facts_left(declared, rows, asked, rows.facts(items))
        if left:
            figures = tuple((row, items[row.id]) for row in left)
            groups.append(Shown(group.name, group.accent or declared.marks_accent, figures))
    return groups


# What figures are grouped by: the key that orders the groups.
KEYS: Mapping[Group, Callable[[FactRow], Any]] = {
    "period": lambda row: str(row.last_day or ""),
    "area": lambda row: (LEVELS.index(row.area.level), row.area.area_id),
    "dated": lambda row: row.last_day is not None,
}


def _made(declared: Figures, rows: Rows, asked: Sequence[Asked]) -> list[Shown]:
    """Groups in the order of what they share; figures without a stated year come first."""
    left = facts_left(declared, rows, asked, declared_facts(declared, rows))
    keys = sorted(declared.group, key=lambda name: name != "dated")
    groups: dict[tuple[Any, ...], list[FactRow]] = {}
    for row in left:
        groups.setdefault(tuple(KEYS[name](row) for name in keys), []).append(row)
    made = []
    for key in sorted(groups):
        listed = sorted(groups[key], key=lambda row: str(row.last_day or ""))
        made.append(
            Shown(_head(declared, listed), declared.marks_accent, tuple((row, None) for row in listed))
        )
    return made


def _head(declared: Figures, listed: Sequence[FactRow]) -> Wording:
    first = listed[0]
    area = Wording(zh=first.area.name_zh, en=first.area.name_en)
    if "dated" in declared.group and first.last_day is None and declared.undated:
        return declared.undated
    if "period" in declared.group:
        when = Wording(zh=total_as_of(first, "zh"), en=total_as_of(first, "en"))
        return Wording(zh=f"{when.zh} · {area.zh}", en=f"{when.en} · {area.en}")
    return area


def draw(declared: Figures, selection: Grouped, lang: Lang) -> Cards | Table:
    if declared.listed:
        return _table(selection, lang)
    return Cards(
        tuple(
            CardGroup(
                title=group.name.pick(lang),
                cards=tuple(_card(declared, group, row, item, lang) for row, item in group.figures),
                accent=group.accent,
            )
            for group in selection.groups
        )
    )


def _card(declared: Figures, group: Shown, row: FactRow, item: FiguresItem | None, lang: Lang) -> Card:
    label, detail = _words(declared, group, row, lang)
    return Card(
        amount=amount_of(row, lang),
        ref=row.ref,
        label=item.label.pick(lang) if item and item.label else label,
        detail=item.detail.pick(lang) if item and item.detail else detail,
        marks=marks_of(row),
        grade="" if item and item.detail else row.source.grade,
    )


def _words(declared: Figures, group: Shown, row: FactRow, lang: Lang) -> tuple[str, str]:
    """Of help who gives to whom, with indicator and time; else the indicator, and what its group does not say."""
    indicator = name_of(row.indicator, lang)
    if row.counterpart is not None:
        giver, receiver = short_of(row.counterpart, lang), short_of(row.area, lang)
        return f"{giver} → {receiver}", f"{indicator} · {as_of(row, lang)}"
    if "period" in declared.group:
        first = group.figures[0][0]
        return indicator, "" if row.area == first.area else name_of(row.area, lang)
    return indicator, period_of(row, lang)


def table(declared: Figures, selection: Grouped, lang: Lang) -> Table | None:
    """None where words of their own say what the figures are, or they stand in a table already."""
    if declared.listed or any(
        item and item.detail for group in selection.groups for _, item in group.figures
    ):
        return None
    return _table(selection, lang)


def _table(selection: Grouped, lang: Lang) -> Table:
    """With the givers where there are any."""
    if not any(row.counterpart for row in selection.rows):
        return table_of_facts(selection.rows, lang)
    head = (
        "funds.giver",
        "funds.receiver",
        "column.indicator",
        "column.period",
        "column.figure",
        "column.grade",
    )
    return Table(
        head=tuple(say(key, lang) for key in head),
        rows=tuple(_given(row, lang) for row in selection.rows),
    )


def _given(row: FactRow, lang: Lang) -> tuple[Cell, ...]:
    status = say(f"status.{row.fact.status}", lang)
    tag = "" if row.fact.status == "actual" else f"（{status}）" if lang == "zh" else f" ({status})"
    return (
        Cell(text=name_of(row.counterpart, lang) if row.counterpart else ""),
        Cell(text=name_of(row.area, lang)),
        Cell(text=name_of(row.indicator, lang) + tag),
        Cell(text=as_of(row, lang)),
        Cell(text=figure_of(row, lang), ref=row.ref),
        Cell(text=row.source.grade),
    )


KIND = Kind(declaration=Figures, needs=needs, columns=fact_columns, select=select, draw=draw, table=table)
