"""The members of a register by a year: a column a year, and apart from them those that have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.counting import count_ref
from dashboard.exhibits.marks import (
    Axis,
    Bar,
    Bracket,
    Label,
    Margins,
    Mark,
    Meaning,
    Panel,
    Piece,
    Plot,
    Tick,
)
from dashboard.exhibits.members import (
    Members,
    OfRegister,
    Stated,
    evidence_of,
    head_of,
    number_text,
    number_word,
)
from dashboard.exhibits.reading import meaning_of
from dashboard.exhibits.rows import FactRow, Member
from dashboard.figures.counts import EMPTY, SEPARATOR
from dashboard.figures.words import Lang, say
from dashboard.package.site import Accent

HEIGHT, NARROW_HEIGHT = 430, 360
THICK = 0.66
APART = 1  # sets what has no year apart from the years
HEADROOM, BRACKET = 1.42, 1.12  # of the highest column
NO_YEARS: tuple[tuple[str, Accent], ...] = (("unknown", "hatched"), ("not_applicable", "hollow"))


@dataclass(frozen=True)
class YearColumn:
    """Members with one year, or without one for one reason; `place` is where the column stands."""

    key: str  # as the cells have it, `<=2018` for a year or earlier, or why there is none
    place: float
    accent: Accent
    criteria: Mapping[str, str]
    members: frozenset[str]

    def name(self, lang: Lang) -> str:
        if self.key[-4:].isdigit():
            return self.key.replace("<=", "≤")
        return say(f"evidence.{self.key}", lang)


def _year(key: str) -> int:
    return int(key[-4:])


def columns_of(by: str, selection: Members, until: int | None, accent: Accent) -> list[YearColumn]:
    """Those of the whole register, so that a filter does not shift them; years after a stated one in another colour."""
    register = selection.declared
    ref = register.column(by).ref
    cells: dict[str, list[Member]] = {}
    for member in selection.every:
        cells.setdefault(member.value(by) or _reason(member, by), []).append(member)
    years = sorted(
        (key for key in cells if key[-4:].isdigit()), key=lambda key: (_year(key), key.startswith("<="))
    )
    late: Accent = "stone"
    found = [
        YearColumn(
            key,
            place,
            accent if until is None or _year(key) <= until else late,
            {ref: key},
            frozenset(member.id for member in cells[key]),
        )
        for place, key in enumerate(years)
    ]
    for key, look in NO_YEARS:
        if key in cells:
            place = len(found) + (APART if years else 0)
            members = cells[key]
            criteria = _without(by, selection, members)
            found.append(YearColumn(key, place, look, criteria, frozenset(one.id for one in members)))
    return found


def _reason(member: Member, by: str) -> str:
    return "not_applicable" if evidence_of(member, by) == "not_applicable" else "unknown"


def _without(by: str, selection: Members, members: Sequence[Member]) -> dict[str, str]:
    """What tells members without a year from the others: the value that they have in common, or their list."""
    register = selection.declared
    column = register.column(by)
    for other in column.applies:
        values = {member.value(other) for member in members}
        if len(values) == 1:
            return {column.ref: EMPTY, register.column(other).ref: values.pop()}
    return {"among": SEPARATOR.join(sorted(member.id for member in members))}


def _counted(column: YearColumn, selection: Members) -> int:
    return sum(member.id in column.members for member in selection.rows)


def _stated(stated: Sequence[Stated], selection: Members) -> tuple[int, FactRow] | None:
    """The year up to which a source counts, and the fact that says how many."""
    for one in stated:
        fact = selection.stated.get(one.fact)
        if one.value.startswith("<=") and fact and fact.fact.value is not None:
            return _year(one.value), fact
    return None


def draw(by: str, stated: Sequence[Stated], selection: Members, accent: Accent, lang: Lang) -> Plot:
    known = _stated(stated, selection)
    columns = columns_of(by, selection, known[0] if known else None, accent)
    counts = {column.key: _counted(column, selection) for column in columns}
    highest = max(counts.values())
    name = selection.declared.column(by).name.pick(lang)
    marks: list[Mark] = [
        _bar(column, counts[column.key], selection, name, lang) for column in columns if counts[column.key]
    ]
    if known and not selection.scope:
        marks += _bracket(by, *known, columns, selection, highest, lang)
    ticks = tuple(Tick(column.place, _broken(column.name(lang))) for column in columns)
    narrow = tuple(
        Tick(tick.at, f"\n{tick.text}" if tick.text.startswith("≤") else tick.text) for tick in ticks
    )
    panel = Panel(
        x=Axis(low=-0.6, high=columns[-1].place + 0.6, ticks=ticks, narrow_ticks=narrow, line=True),
        y=Axis(low=0, high=highest * HEADROOM),
        marks=tuple(marks),
    )
    return Plot(
        panels=(panel,),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        margins=Margins(left=2, right=2, top=4, bottom=44),
    )


def _broken(name: str) -> str:
    """Words one below the other, since a column is narrow."""
    return name.replace(" ", "\n")


def _bar(column: YearColumn, number: int, selection: Members, name: str, lang: Lang) -> Bar:
    ref = count_ref(selection.declared, selection.scope, **column.criteria)
    return Bar(
        of=Meaning(ref=ref, says=f"{name} {column.name(lang)}: {number_text(number, lang)}", computed=True),
        at=column.place,
        start=0,
        end=number,
        thick=THICK,
        accent=column.accent,
        series=say("counties.number", lang),
        label=((Piece(str(number), bold=True, computed=True),),),
    )


def _bracket(
    by: str,
    until: int,
    fact: FactRow,
    columns: Sequence[YearColumn],
    selection: Members,
    highest: int,
    lang: Lang,
) -> list[Mark]:
    """Over the years that a source counts: how many rows have one, how many it states, and by how much they differ."""
    within = [column for column in columns if column.key[-4:].isdigit() and _year(column.key) <= until]
    if not within:
        return []
    named = sum(_counted(column, selection) for column in within)
    left, right = within[0].place - 0.36, within[-1].place + 0.36
    up_to = selection.declared.column(by).up_to.ref
    ref = count_ref(selection.declared, selection.scope, **{up_to: str(until)})
    counted = Meaning(ref=ref, says=number_text(named, lang), computed=True)
    gap = (Piece(say("counted.gap", lang)), Piece(str(int(fact.value) - named), computed=True))
    figure = (Piece(say("counted.stated", lang)), Piece(number_word(fact), bold=True), *gap)
    words = (
        (
            Piece(say("counted.named", lang, noun=selection.declared.noun.zh)),
            Piece(str(named), bold=True, computed=True),
        ),
        figure,
    )
    heights = (highest * (BRACKET + 0.16), highest * (BRACKET + 0.06))
    labels = [
        Label(words=(line,), x=left, y=height, across="left", opens=(meaning,))
        for line, height, meaning in zip(words, heights, (counted, meaning_of(fact, lang)), strict=True)
    ]
    foot, height = highest * (BRACKET - 0.04), highest * BRACKET
    return [Bracket(start=left, end=right, height=height, foot=foot), *labels]


def table(declared: OfRegister, by: str, stated: Sequence[Stated], selection: Members, lang: Lang) -> Table:
    known = _stated(stated, selection)
    rows = [
        (_cell(column, lang), _count_cell(column, number, selection))
        for column in columns_of(by, selection, None, "teal")
        if (number := _counted(column, selection))
    ]
    if known:
        name = next(one.name for one in stated if one.fact == known[1].id)
        said = name.pick(lang) or say("counted.stated", lang).strip()
        rows.append((Cell(text=said), Cell(text=number_word(known[1]), ref=known[1].ref)))
    heads = [head_of(declared, selection.declared, column, lang) for column in (by, "count")]
    return Table(head=tuple(heads), rows=tuple(rows))


def _cell(column: YearColumn, lang: Lang) -> Cell:
    if column.key.startswith("<="):
        return Cell(text=say("counties.or-earlier", lang, year=column.key[-4:]))
    return Cell(text=column.name(lang))


def _count_cell(column: YearColumn, number: int, selection: Members) -> Cell:
    ref = count_ref(selection.declared, selection.scope, **column.criteria)
    return Cell(text=str(number), ref=ref)
