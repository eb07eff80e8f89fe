"""How a case reads: in words, each of its figures in its own unit; and on a map, with lines from counties that help."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.exhibits.charts import Card, Cell
from dashboard.exhibits.marks import LegendItem, Meaning, Symbol
from dashboard.exhibits.marks_map import MapLink, MapMark, MapPanel, MapPlace
from dashboard.exhibits.reading import amount_of, marks_of, name_of, names_of
from dashboard.exhibits.rows import CaseRow, FactRow
from dashboard.exhibits.sheets import land, named_beside
from dashboard.figures.cite import UNDATED
from dashboard.figures.words import Lang, Ref, grade_letter, say, text_of
from dashboard.package.boundaries import Sheet, Spot
from dashboard.package.model import Area, CaseEvent, Source
from dashboard.package.site import Accent, SiteDeclaration

HELPING = "county"  # the level of an area that a line may start from
SYMBOLS: tuple[Symbol, ...] = ("square", "diamond", "circle")  # sides differ in shape as well as in colour
MEASURES = ("money", "people", "area", "output", "count", "rate")  # as the schema has them


def title_of(row: CaseRow, lang: Lang) -> str:
    return row.case.title_zh if lang == "zh" else row.case.title_en


def case_link(row: CaseRow, lang: Lang) -> Cell:
    return Cell(text=title_of(row, lang), href=f"/cases/{row.id}")


def where_of(row: CaseRow, lang: Lang) -> str:
    """Its places; the words of the case where it names none."""
    return names_of(row.stated_places, lang) or (row.case.place_zh if lang == "zh" else row.case.place_en)


def way_of(row: CaseRow, lang: Lang) -> str:
    """Where the case is; where somebody helps also who."""
    helpers = names_of(row.helpers, lang)
    return f"{helpers} → {where_of(row, lang)}" if helpers else where_of(row, lang)


def event_text(event: CaseEvent, lang: Lang) -> str:
    """What it says, and whether that is inferred."""
    inferred = say("counties.inferred", lang) if event.evidence == "inferred" else ""
    return f"{text_of(event, 'statement', lang)}{inferred}"


def graded_name(source: Source | None, lang: Lang) -> str:
    """Who says so, when, and at which grade; that nobody does."""
    if source is None:
        return say("case.nobody", lang)
    when = () if source.published == UNDATED else (source.published,)
    return " · ".join((text_of(source, "publisher", lang), *when, grade_letter(source.grade, lang)))


def meaning_of_case(row: CaseRow, lang: Lang) -> Meaning:
    """A case as a mark stands for it."""
    return Meaning(ref=Ref("case", row.id), says=title_of(row, lang))


def figure_label(row: CaseRow, figure: FactRow, lang: Lang) -> str:
    """The indicator; with the area the figure is for where it is wider than the case, or that it is no value."""
    parts = [name_of(figure.indicator, lang)]
    if not {figure.area.area_id, figure.area.parent_id} & {place.area_id for place in row.stated_places}:
        parts.append(name_of(figure.area, lang))
    if figure.fact.qualifier == "qualitative":
        parts.append(say("qualifier.qualitative", lang))
    return " · ".join(parts)


def figure_card(row: CaseRow, figure: FactRow, lang: Lang, *, detail: str = "") -> Card:
    return Card(
        amount=amount_of(figure, lang),
        ref=figure.ref,
        label=figure_label(row, figure, lang),
        detail=detail,
        marks=marks_of(figure),
    )


# On a map ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """How the cases of one side are drawn, and those who help them."""

    accent: Accent
    symbol: Symbol
    helping: Accent


def look_of(site: SiteDeclaration, key: str) -> Look:
    """Who helps is drawn in the accent of the other side."""
    place = [side.key for side in site.sides].index(key)
    own = site.sides[place].accent
    other = next((side.accent for side in site.sides if side.accent != own), own)
    return Look(own, SYMBOLS[place % len(SYMBOLS)], other)


def side_legend(site: SiteDeclaration, rows: Iterable[CaseRow], lang: Lang) -> tuple[LegendItem, ...]:
    """The sides of cases on show, each with its shape and colour."""
    shown = {row.case.side for row in rows}
    return tuple(
        LegendItem(
            look_of(site, side.key).symbol, say("legend.case", lang, side=side.name.pick(lang)), side.accent
        )
        for side in site.sides
        if side.key in shown
    )


def helping(row: CaseRow) -> tuple[Area, ...]:
    """The counties that help a case; of the others it is not known where their help starts."""
    return tuple(one for one in row.helpers if one.level == HELPING)


def case_panel(
    sheet: Sheet, shown: Iterable[tuple[Look, Sequence[CaseRow]]], lang: Lang, *, lines: bool = True
) -> MapPanel:
    """Lines, who helps, the cases, and all names above them."""
    marks: list[MapMark] = []
    names: list[MapMark] = []
    for look, rows in shown:
        places = _placed(sheet, (area for row in rows for area in row.places))
        helpers = _placed(sheet, (area for row in rows for area in helping(row)) if lines else ())
        marks += _links(sheet, look, rows, lang) if lines else ()
        marks += [
            MapPlace(at=spot, name=name_of(area, lang), accent=look.helping) for area, spot in helpers.items()
        ]
        marks += [mark for row in rows for mark in _case(sheet, look, row, lang)]
        for spots, accent in ((places, look.accent), (helpers, look.helping)):
            style = {"ink": "accent", "accent": accent, "size": "normal"}
            names += [named_beside(sheet, area, spot, lang, **style) for area, spot in spots.items()]
    return MapPanel(sheet=sheet, marks=(*land(sheet), *marks, *names))


def _placed(sheet: Sheet, areas: Iterable[Area]) -> dict[Area, Spot]:
    return {area: spot for area in areas if (spot := sheet.spot(area.area_id))}


def _links(sheet: Sheet, look: Look, rows: Iterable[CaseRow], lang: Lang) -> Iterator[MapLink]:
    for row in rows:
        ends = _placed(sheet, row.places)
        for start, first in _placed(sheet, helping(row)).items():
            for end, last in ends.items():
                name = f"{name_of(start, lang)} – {name_of(end, lang)}"
                yield MapLink(start=first, end=last, name=name, accent=look.accent)


def _case(sheet: Sheet, look: Look, row: CaseRow, lang: Lang) -> Iterator[MapPlace]:
    place = row.case.place_zh if lang == "zh" else row.case.place_en
    of = Meaning(ref=Ref("case", row.id), says=f"{title_of(row, lang)}\n{place}")
    for area, spot in _placed(sheet, row.places).items():
        name = name_of(area, lang)
        yield MapPlace(at=spot, name=name, accent=look.accent, of=of, symbol=look.symbol, large=True)
