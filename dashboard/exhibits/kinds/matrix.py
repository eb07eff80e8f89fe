"""Facts in a table by two of case, area, giver, measure and period; hatched where nothing is stated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits.casewords import (
    MEASURES,
    case_paragraphs,
    case_sources,
    figure_label,
    title_of,
    way_of,
)
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.declaration import OfFacts
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.reading import figure_of, marks_of, name_of, period_of
from dashboard.exhibits.rows import CaseRow, FactRow, Need, Rows, need_of_facts
from dashboard.exhibits.selection import (
    CASE_COLUMNS,
    Asked,
    Selection,
    cases_left,
    declared_facts,
    fact_columns,
    facts_left,
    paragraphs_of,
    sources_of,
)
from dashboard.figures.words import Lang, say
from dashboard.package.load import Package
from dashboard.package.site import Accent

Dimension = Literal["case", "area", "giver", "measure", "period"]


class Matrix(OfFacts):
    """Facts by two of case, area, giver, measure and period; by case every case has a row, with figures or without."""

    kind: Literal["matrix"]
    rows: Dimension = Field(description="What has a row of its own.")
    columns: Dimension = Field(description="What has a column of its own.")


@dataclass(frozen=True, kw_only=True)
class Crossed(Selection[FactRow | CaseRow]):
    """Facts, or cases with their facts."""

    accents: Mapping[str, Accent]  # of each side


def needs(declared: Matrix) -> Need:
    return Need(cases=True) if declared.rows == "case" else need_of_facts(declared)


def columns(declared: Matrix, package: Package) -> Iterable[str]:
    return CASE_COLUMNS if declared.rows == "case" else fact_columns(declared, package)


def select(declared: Matrix, rows: Rows, asked: tuple[Asked, ...]) -> Crossed:
    accents = {side.key: side.accent for side in rows.package.site.sides}
    if declared.rows == "case":
        cases = cases_left(declared, rows, asked)
        return Crossed(
            rows=cases, sources=case_sources(cases), paragraphs=case_paragraphs(cases), accents=accents
        )
    facts = facts_left(declared, rows, asked, declared_facts(declared, rows))
    return Crossed(rows=facts, sources=sources_of(facts), paragraphs=paragraphs_of(facts), accents=accents)


# What a fact is by each dimension: a key, and its words.
READ: Mapping[Dimension, Callable[[FactRow, Lang], tuple[str, str]]] = {
    "case": lambda row, _lang: (row.fact.case_id or "", row.fact.case_id or ""),
    "area": lambda row, lang: (row.area.area_id, name_of(row.area, lang)),
    "giver": lambda row, lang: (
        (row.counterpart.area_id, name_of(row.counterpart, lang)) if row.counterpart else ("", "")
    ),
    "measure": lambda row, lang: (row.indicator.measure, say(f"case.measure.{row.indicator.measure}", lang)),
    "period": lambda row, lang: (f"{row.last_day or ''} {period_of(row, 'en')}", period_of(row, lang)),
}


def draw(declared: Matrix, selection: Crossed, lang: Lang) -> Table:
    facts = [fact for row in selection.rows for fact in _facts(row)]
    heads = _columns(declared, facts, lang)
    name = say(f"matrix.{declared.rows}", lang)
    return Table(
        head=(name, *heads.values()),
        rows=tuple(_lines(declared, selection, list(heads), lang)),
        html_id=f"{declared.key}-table",
    )


def _facts(row: FactRow | CaseRow) -> Sequence[FactRow]:
    return row.figures if isinstance(row, CaseRow) else (row,)


def _columns(declared: Matrix, facts: Iterable[FactRow], lang: Lang) -> dict[str, str]:
    """The columns and their heads; measures in the order of the schema."""
    found = dict(READ[declared.columns](fact, lang) for fact in facts)
    if declared.columns == "measure":
        return {name: found[name] for name in MEASURES if name in found}
    return {key: found[key] for key in sorted(found)}


def _lines(
    declared: Matrix, selection: Crossed, heads: Sequence[str], lang: Lang
) -> Iterable[tuple[Cell, ...]]:
    if declared.rows == "case":
        for row in selection.rows:
            if isinstance(row, CaseRow):
                yield _case_line(declared, row, selection.accents[row.case.side], heads, lang)
        return
    groups: dict[tuple[str, str], list[FactRow]] = {}
    for row in selection.rows:
        if isinstance(row, FactRow):
            groups.setdefault(READ[declared.rows](row, lang), []).append(row)
    for (_, name), facts in groups.items():
        yield (Cell(text=name), *(_cell(_in(declared, facts, head, lang), lang) for head in heads))


def _case_line(
    declared: Matrix, row: CaseRow, accent: Accent, heads: Sequence[str], lang: Lang
) -> tuple[Cell, ...]:
    name = Cell(text=title_of(row, lang), href=f"/cases/{row.id}", accent=accent, label=way_of(row, lang))
    cells = [_in(declared, row.figures, head, lang) for head in heads]
    return (name, *(_cell(found, lang, accent, row) for found in cells))


def _in(declared: Matrix, facts: Iterable[FactRow], head: str, lang: Lang) -> list[FactRow]:
    return [fact for fact in facts if READ[declared.columns](fact, lang)[0] == head]


def _cell(facts: Sequence[FactRow], lang: Lang, accent: str = "", row: CaseRow | None = None) -> Cell:
    if not facts:
        return Cell(text=say("case.not-stated", lang), marks=("not_stated",))
    parts = tuple(
        Cell(
            text=figure_of(fact, lang),
            ref=fact.ref,
            accent=accent,
            marks=marks_of(fact),
            label=_with_status(fact, row, lang),
        )
        for fact in facts
    )
    return Cell(text=("；" if lang == "zh" else "; ").join(part.text for part in parts), parts=parts)


def _with_status(fact: FactRow, row: CaseRow | None, lang: Lang) -> str:
    """In words too, since a downloaded table has no dashed frame."""
    name = figure_label(row, fact, lang) if row else name_of(fact.indicator, lang)
    status = [say(f"status.{fact.fact.status}", lang)] if fact.fact.status != "actual" else []
    return " · ".join([name, *status])


KIND = Kind(declaration=Matrix, needs=needs, columns=columns, select=select, draw=draw)
