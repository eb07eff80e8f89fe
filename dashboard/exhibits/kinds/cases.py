"""Project cases: a card each with its figures in their own units, or one mark a case in a row a theme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits.casemap import SYMBOLS, side_legend
from dashboard.exhibits.casewords import (
    case_link,
    case_paragraphs,
    case_sources,
    figure_card,
    figure_label,
    title_of,
    way_of,
    where_of,
)
from dashboard.exhibits.charts import CaseCard, CaseCardGroup, CaseCards, Cell, Table
from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.kind import Chart, Kind
from dashboard.exhibits.marks import (
    WIDE,
    Axis,
    Label,
    Margins,
    Mark,
    Meaning,
    Panel,
    Plot,
    Point,
    Tick,
    lines,
)
from dashboard.exhibits.reading import figure_of, pixels
from dashboard.exhibits.rows import CaseRow, FactRow, Need, Rows
from dashboard.exhibits.selection import CASE_COLUMNS, Asked, Selection, cases_left
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.load import Package
from dashboard.package.site import Side, SiteDeclaration

ROW = 40  # pixels
ACROSS = 4  # marks in a row, each with room for a name
MARK = 20  # pixels


class Cases(Declaration):
    """Project cases: a card each with its figures, by side; or one mark each, in rows."""

    kind: Literal["cases"]
    by: Literal["", "theme"] = Field(
        "", description="What the marks stand in rows by; without it there are cards."
    )


@dataclass(frozen=True, kw_only=True)
class Chosen(Selection[CaseRow]):
    """Cases in the order of their sides."""

    site: SiteDeclaration

    def by_side(self) -> list[tuple[Side, list[CaseRow]]]:
        groups = [(side, [row for row in self.rows if row.case.side == side.key]) for side in self.site.sides]
        return [(side, rows) for side, rows in groups if rows]


def needs(_declared: Cases) -> Need:
    return Need(cases=True)


def columns(_declared: Cases, _package: Package) -> Iterable[str]:
    return CASE_COLUMNS


def select(declared: Cases, rows: Rows, asked: tuple[Asked, ...]) -> Chosen:
    left = cases_left(declared, rows, asked)
    sides = [side.key for side in rows.package.site.sides]
    ordered = sorted(left, key=lambda row: sides.index(row.case.side))
    return Chosen(
        rows=tuple(ordered),
        sources=case_sources(left),
        paragraphs=case_paragraphs(left),
        site=rows.package.site,
    )


def draw(declared: Cases, selection: Chosen, lang: Lang) -> Chart:
    return _plot(selection, lang) if declared.by else _cards(selection, lang)


def table(declared: Cases, selection: Chosen, lang: Lang) -> Table:
    return table_of_themes(selection.rows, selection.site, lang) if declared.by else _figures(selection, lang)


# Cards --------------------------------------------------------------------------------------------------------


def _cards(selection: Chosen, lang: Lang) -> CaseCards:
    return CaseCards(
        tuple(
            CaseCardGroup(
                title=side.name.pick(lang),
                accent=side.accent,
                cases=tuple(_card(row, selection.site, lang) for row in rows),
            )
            for side, rows in selection.by_side()
        )
    )


def _card(row: CaseRow, site: SiteDeclaration, lang: Lang) -> CaseCard:
    return CaseCard(
        place=way_of(row, lang),
        theme=site.theme(row.case.theme).name.pick(lang),
        title=title_of(row, lang),
        href=f"/cases/{row.id}",
        summary=row.case.summary_zh if lang == "zh" else row.case.summary_en,
        cards=tuple(figure_card(row, figure, lang) for figure in row.figures),
        missing="" if row.measures else say("case.no-figure", lang),
    )


def _figures(selection: Chosen, lang: Lang) -> Table:
    """A row for each figure, and one for each case without any."""
    names = ("case", "place", "figure", "about", "status")
    rows = [
        (case_link(row, lang), Cell(text=way_of(row, lang)), *cells)
        for row in selection.rows
        for cells in _cells(row, lang)
    ]
    return Table(head=tuple(say(f"case.column.{name}", lang) for name in names), rows=tuple(rows))


def _cells(row: CaseRow, lang: Lang) -> Sequence[tuple[Cell, ...]]:
    if not row.figures:
        return [(Cell(text=say("case.no-figure", lang)), Cell(text=""), Cell(text=""))]
    return [_figure_cells(row, figure, lang) for figure in row.figures]


def _figure_cells(row: CaseRow, figure: FactRow, lang: Lang) -> tuple[Cell, ...]:
    status = say(f"status.{figure.fact.status}", lang)
    wording = say(f"qualifier.{figure.fact.qualifier}", lang)
    return (
        Cell(text=figure_of(figure, lang), ref=figure.ref),
        Cell(text=figure_label(row, figure, lang)),
        Cell(text=f"{status} · {wording}"),
    )


# Marks --------------------------------------------------------------------------------------------------------


def _plot(selection: Chosen, lang: Lang) -> Plot:
    """The theme with most cases stands first."""
    counted = Counter(row.case.theme for row in selection.rows)
    themes = [theme for theme, _ in counted.most_common()]
    sides = [side.key for side in selection.site.sides]
    places: Counter[str] = Counter()
    marks: list[Mark] = []
    for row in selection.rows:
        places[row.case.theme] += 1
        at = themes.index(row.case.theme)
        marks += _mark(row, places[row.case.theme], at, sides.index(row.case.side), selection.site, lang)
    names = tuple(Tick(at, selection.site.theme(theme).name.pick(lang)) for at, theme in enumerate(themes))
    across = max(ACROSS, *counted.values())
    panel = Panel(
        x=Axis(low=0.9, high=across + 0.9),
        y=Axis(low=len(themes) - 0.5, high=-0.5, ticks=names, ink="ink"),
        marks=tuple(marks),
    )
    return Plot(
        panels=(panel,),
        height=len(themes) * ROW + 8,
        margins=Margins(left=pixels((tick.text for tick in names), 14, 24), top=4, bottom=4),
        legend=side_legend(selection.by_side(), sides, lang),
    )


def _mark(
    row: CaseRow, place: int, at: int, side: int, site: SiteDeclaration, lang: Lang
) -> tuple[Point, Label]:
    point = Point(
        of=Meaning(ref=Ref("case", row.id), says=title_of(row, lang)),
        x=place,
        y=at,
        accent=site.sides[side].accent,
        symbol=SYMBOLS[side % len(SYMBOLS)],
        size=MARK,
    )
    name = Label(
        words=lines(where_of(row, lang)),
        x=place,
        y=at,
        across="left",
        shift=(18, 0),
        ink="second",
        on=WIDE,
    )
    return point, name


def table_of_themes(rows: Iterable[CaseRow], site: SiteDeclaration, lang: Lang) -> Table:
    names = ("theme", "case", "side", "place")
    sides = {side.key: side.name.pick(lang) for side in site.sides}
    return Table(
        head=tuple(say(f"case.column.{name}", lang) for name in names),
        rows=tuple(
            (
                Cell(text=site.theme(row.case.theme).name.pick(lang)),
                case_link(row, lang),
                Cell(text=sides[row.case.side]),
                Cell(text=where_of(row, lang)),
            )
            for row in rows
        ),
    )


KIND = Kind(
    declaration=Cases,
    needs=needs,
    columns=columns,
    select=select,
    draw=draw,
    table=table,
    plots=lambda declared: bool(declared.by),
)
