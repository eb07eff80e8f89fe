"""Cases in words: where they are and who helps, and each of their figures in its own unit."""

from dashboard.exhibits.charts import Card, Cell
from dashboard.exhibits.reading import amount_of, marks_of, name_of, names_of
from dashboard.exhibits.rows import CaseRow, FactRow
from dashboard.figures.words import Lang, say

MEASURES = ("money", "people", "area", "output", "count", "rate")  # as the schema has them


def title_of(row: CaseRow, lang: Lang) -> str:
    return row.case.title_zh if lang == "zh" else row.case.title_en


def case_link(row: CaseRow, lang: Lang) -> Cell:
    return Cell(text=title_of(row, lang), href=f"/cases/{row.id}")


def where_of(row: CaseRow, lang: Lang) -> str:
    """Its places; the words of the case where it names none."""
    return names_of(row.places, lang) or (row.case.place_zh if lang == "zh" else row.case.place_en)


def way_of(row: CaseRow, lang: Lang) -> str:
    """Where the case is; where somebody helps also who."""
    helpers = names_of(row.helpers, lang)
    return f"{helpers} → {where_of(row, lang)}" if helpers else where_of(row, lang)


def figure_label(row: CaseRow, figure: FactRow, lang: Lang) -> str:
    """The indicator; with the area the figure is for where it is wider than the case, or that it is no value."""
    parts = [name_of(figure.indicator, lang)]
    if not {figure.area.area_id, figure.area.parent_id} & {place.area_id for place in row.places}:
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
