"""The members of a register by the values of a column: the totals a source states, and how our rows split."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.counting import count_ref
from dashboard.exhibits.marks import Axis, Bar, Label, Margins, Mark, Meaning, Panel, Piece, Plot, Tick, lines
from dashboard.exhibits.members import (
    SET,
    Members,
    OfRegister,
    Stated,
    criterion_of,
    head_of,
    legend_of_values,
    number_text,
    number_word,
    order_of,
    values_on_show,
)
from dashboard.exhibits.reading import figure_of, meaning_of, name_of, pixels, reach, short_of
from dashboard.exhibits.rows import FactRow, Member
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area
from dashboard.package.site import Accent, Value

HEIGHT = 430
THICK = 0.46
ROOM, GAP = 0.52, 0.4  # of the height: from where the stated totals stand, and up to where the counts do
WIDTH, NARROW_WIDTH = 560, 340  # pixels, about; for the room that names take


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What is counted: a column, split by another, with a flag that is marked, beside stated totals by value."""

    by: str
    split: str
    mark: str
    stated: Mapping[str, Stated]


@dataclass(frozen=True)
class Total:
    """A value with the stated number of its members, and of those that are marked."""

    value: Value
    total: FactRow
    marked: FactRow | None


def _totals(counted: Counted, selection: Members) -> list[Total]:
    """The totals that the package holds, in the order of the values."""
    found = []
    for value in selection.declared.column(counted.by).values:
        stated = counted.stated.get(value.key)
        total = selection.stated.get(stated.fact) if stated else None
        if stated and total and total.fact.value is not None:
            found.append(Total(value, total, selection.stated.get(stated.of_them or "")))
    return found


def draw(counted: Counted, selection: Members, lang: Lang) -> Plot:
    totals = _totals(counted, selection)
    panels = [_stated_panel(counted, totals, selection, lang)] if totals else []
    panels.append(_split_panel(counted, selection, lang, alone=not totals))
    return Plot(
        panels=tuple(panels),
        height=HEIGHT,
        margins=Margins(left=2, right=8, top=24, bottom=4),
        legend=legend_of_values(values_on_show(selection, counted.by), lang),
    )


def _accent(value: Value) -> Accent:
    return value.accent or "teal"


# Stated totals ------------------------------------------------------------------------------------------------


def _stated_panel(counted: Counted, totals: Sequence[Total], selection: Members, lang: Lang) -> Panel:
    """A bar for each stated total; those of its members that are marked are its dotted end."""
    marks: list[Mark] = [_heading(say("counted.stated-totals", lang), -0.75)]
    for at, one in enumerate(totals):
        marks += _total(one, at, lang)
        marks.append(_words(counted, one, at, selection, lang))
    marked = (
        one.total.value - one.marked.value
        for one in totals
        if one.marked and one.marked.fact.value is not None
    )
    names = tuple(Tick(at, one.value.name.pick(lang)) for at, one in enumerate(totals))
    low, high = reach([*(one.total.value for one in totals), *marked], 1.05)
    return Panel(
        x=Axis(low=low, high=high),
        y=Axis(low=len(totals) - 0.6, high=-0.75, ticks=names, written=False),
        marks=tuple(marks),
        lying=True,
        room=(ROOM, 1),
    )


def _heading(text: str, y: float) -> Label:
    return Label(words=lines(text), x=None, y=y, across="left", along="bottom", size="small", ink="muted")


def _total(one: Total, at: int, lang: Lang) -> Iterator[Bar]:
    says = f"{one.value.name.pick(lang)} {figure_of(one.total, lang)}"
    yield Bar(
        of=meaning_of(one.total, lang, says),
        at=at,
        start=0,
        end=one.total.value,
        thick=THICK,
        accent=_accent(one.value),
        series=say("counted.stated-total", lang),
    )
    if one.marked and one.marked.fact.value is not None:
        yield Bar(
            of=meaning_of(one.marked, lang),
            at=at,
            start=one.total.value - one.marked.value,
            end=one.total.value,
            thick=THICK,
            accent=_accent(one.value),
            dotted=True,
            series=say("counted.of-them", lang),
        )


def _words(counted: Counted, one: Total, at: int, selection: Members, lang: Lang) -> Label:
    """Above its bar: the value, its total, and how many of them are marked."""
    pieces = [Piece(f"{one.value.name.pick(lang)} "), Piece(figure_of(one.total, lang), bold=True)]
    if one.marked:
        mark = selection.declared.column(counted.mark)
        name = mark.name.pick(lang)
        figure = figure_of(one.marked, lang)
        pieces.append(
            Piece(say("counted.and-of-them", lang, count=figure, mark=name.lower() if lang == "en" else name))
        )
    return Label(words=(tuple(pieces),), x=0, y=at - 0.27, across="left", along="bottom")


# How our rows split -------------------------------------------------------------------------------------------


def _split_panel(counted: Counted, selection: Members, lang: Lang, *, alone: bool) -> Panel:
    """Value by value, each bar after those before it; all groups keep their place, whatever the filters leave."""
    groups = list(order_of(selection, counted.split).items()) if counted.split else [("", None)]
    names = tuple(Tick(at, short_of(area, lang) if area else "") for at, (_, area) in enumerate(groups))
    marks: list[Mark] = [_heading(_by_group(counted, selection, lang), -0.6)] if counted.split else []
    for at, (key, _) in enumerate(groups):
        marks += _stack(counted, selection, at, key, lang)
    sizes = [sum(_in(member, counted.split, key) for member in selection.every) for key, _ in groups]
    room = pixels((tick.text for tick in names), 14)
    return Panel(
        x=Axis(low=0, high=max(sizes) * 1.07),
        y=Axis(low=len(groups) - 0.4, high=-0.6, ticks=names, ink="ink"),
        marks=tuple(marks),
        lying=True,
        room=(0, 1 if alone else GAP),
        inset=room / WIDTH,
        narrow_inset=room / NARROW_WIDTH,
    )


def _by_group(counted: Counted, selection: Members, lang: Lang) -> str:
    table = selection.declared.table.otherwise(selection.declared.name).pick(lang)
    group = say(f"register.{counted.split}", lang)
    return say("counted.by-group", lang, table=table[:1].upper() + table[1:], group=group.lower())


def _in(member: Member, split: str, key: str) -> bool:
    return not split or member.value(split) == key


def _stack(counted: Counted, selection: Members, at: int, key: str, lang: Lang) -> Iterator[Bar]:
    reached = 0
    for value in selection.declared.column(counted.by).values:
        members = _members(counted, selection, key, value)
        if not members:
            continue
        text = f"{value.name.pick(lang)} {number_text(len(members), lang)}"
        ref = count_ref(selection.declared, selection.scope, **_criteria(counted, selection, key, value))
        yield Bar(
            of=Meaning(ref=ref, says=text, computed=True),
            at=at,
            start=reached,
            end=reached + len(members),
            thick=THICK,
            accent=_accent(value),
            series=value.name.pick(lang),
            label=((Piece(str(len(members)), computed=True),),),
            labelled="inside",
        )
        reached += len(members)


def _members(counted: Counted, selection: Members, key: str, value: Value) -> list[Member]:
    return [
        member
        for member in selection.rows
        if _in(member, counted.split, key) and member.value(counted.by) == value.key
    ]


def _criteria(counted: Counted, selection: Members, key: str, value: Value) -> dict[str, str]:
    register = selection.declared
    criteria = {criterion_of(register, counted.by): value.key}
    if counted.split:
        criteria[criterion_of(register, counted.split)] = key or EMPTY
    return criteria


# As a table ---------------------------------------------------------------------------------------------------


def table(declared: OfRegister, counted: Counted, selection: Members, lang: Lang) -> Table:
    register = selection.declared
    columns = (counted.by, counted.split or "place", "count", *([counted.mark] if counted.mark else []))
    stated = [_total_row(counted, one, lang) for one in _totals(counted, selection)]
    return Table(
        head=tuple(head_of(declared, register, column, lang) for column in columns),
        rows=(*stated, *_count_rows(counted, selection, lang)),
    )


def _total_row(counted: Counted, one: Total, lang: Lang) -> tuple[Cell, ...]:
    cells = [
        Cell(text=one.value.name.pick(lang)),
        Cell(text=say("counted.stated-total", lang)),
        Cell(text=number_word(one.total), ref=one.total.ref),
    ]
    if counted.mark:
        marked = one.marked
        none = Cell(text=say("evidence.not_applicable", lang))
        cells.append(Cell(text=number_word(marked), ref=marked.ref) if marked else none)
    return tuple(cells)


def _count_rows(counted: Counted, selection: Members, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    groups: Mapping[str, Area | None] = order_of(selection, counted.split) if counted.split else {"": None}
    for key, area in groups.items():
        for value in selection.declared.column(counted.by).values:
            members = _members(counted, selection, key, value)
            if members:
                criteria = _criteria(counted, selection, key, value)
                place = Cell(text=name_of(area, lang) if area else "")
                yield (
                    Cell(text=value.name.pick(lang)),
                    place,
                    *_count_cells(counted, selection, members, criteria),
                )


def _count_cells(
    counted: Counted, selection: Members, members: Sequence[Member], criteria: Mapping[str, str]
) -> list[Cell]:
    register, scope = selection.declared, selection.scope
    cells = [Cell(text=str(len(members)), ref=count_ref(register, scope, **criteria))]
    if counted.mark:
        marked = sum(member.value(counted.mark) == SET for member in members)
        mark = {criterion_of(register, counted.mark): SET}
        cells.append(Cell(text=str(marked), ref=count_ref(register, scope, **{**criteria, **mark})))
    return cells
