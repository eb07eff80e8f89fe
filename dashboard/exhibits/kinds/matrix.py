"""Facts in a table by two of case, area, giver, indicator, measure and period; hatched where nothing is stated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from dashboard.exhibits.case_rows import MEASURES, figure_label, title_of, way_of
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.kind import OfFacts, Selection, facts_of
from dashboard.exhibits.reading import date_of, figure_of, marks_of, name_of, period_of, short_of, table_of
from dashboard.exhibits.rows import CaseRow, FactRow, Need, Rows, by_key
from dashboard.exhibits.selection import Asked, cases_left, facts_left
from dashboard.figures.words import Lang, in_clauses, say

Dimension = Literal["case", "area", "giver", "indicator", "measure", "period"]


class Matrix(OfFacts):
    """Facts by two of case, area, giver, indicator, measure and period; by case each case has a row, with figures or
    without. A cell says what neither its row nor its column does: the indicator, and the time."""

    without_plot = True
    kind: Literal["matrix"]
    rows: Dimension = Field(description="What has a row of its own.")
    columns: Dimension = Field(description="What has a column of its own.")

    def needs(self) -> Need:
        return Need(cases=True) if self.rows == "case" else super().needs()

    def select(self, rows: Rows, asked: tuple[Asked, ...]) -> "Crossed":
        if self.rows == "case":
            return Crossed(self, rows, asked, cases_left(self, rows, asked))
        return Crossed(self, rows, asked, facts_left(self, rows, asked, self.named(rows)))


# What a fact is by each dimension: a key, and its words.
READ: Mapping[Dimension, Callable[[FactRow, Lang], tuple[str, str]]] = {
    "case": lambda row, _lang: (row.fact.case_id or "", row.fact.case_id or ""),
    "area": lambda row, lang: (row.area.area_id, name_of(row.area, lang)),
    "giver": lambda row, lang: (
        (row.counterpart.area_id, name_of(row.counterpart, lang)) if row.counterpart else ("", "")
    ),
    "indicator": lambda row, lang: (row.indicator.indicator_id, name_of(row.indicator, lang)),
    "measure": lambda row, lang: (row.indicator.measure, say(f"case.measure.{row.indicator.measure}", lang)),
    "period": lambda row, lang: (f"{row.last_day or ''} {date_of(row, 'en')}", date_of(row, lang)),
}


class Crossed(Selection[FactRow | CaseRow]):
    """Facts, or cases with their facts."""

    declared: Matrix

    def draw(self, lang: Lang) -> Table:
        heads = self._columns(lang)
        lines = self._cases(heads, lang) if self.declared.rows == "case" else self._facts(heads, lang)
        return Table(
            head=(say(f"matrix.{self.declared.rows}", lang), *heads.values()),
            rows=tuple(lines),
            html_id=f"{self.declared.key}-table",
            brief=self._ends(lang),
        )

    def _ends(self, lang: Lang) -> Table | None:
        """Of areas along dates a line each: the first quantity of several years, in the earliest and the latest."""
        if (self.declared.rows, self.declared.columns) != ("area", "period"):
            return None
        facts = [row for row in self.rows if isinstance(row, FactRow)]
        ends = (self._ends_of(own) for own in by_key(facts, lambda row: row.area).values())
        lines = [self._line(first, last, lang) for first, last in filter(None, ends)]
        heads = (say(f"matrix.{name}", lang) for name in ("area", "indicator", "first", "last"))
        return table_of(heads, lines) if lines else None

    def _ends_of(self, facts: Sequence[FactRow]) -> tuple[FactRow, FactRow] | None:
        order = self.declared.indicators
        ordered = sorted(facts, key=lambda row: row.last_day or date.min)
        measured = by_key(ordered, lambda row: row.indicator.indicator_id)
        names = sorted(measured, key=order.index) if order else measured
        timed = (own for own in map(measured.__getitem__, names) if own[0].year != own[-1].year)
        return next(((own[0], own[-1]) for own in timed), None)

    def _line(self, first: FactRow, last: FactRow, lang: Lang) -> tuple[str | Cell, ...]:
        name = name_of(first.indicator, lang)
        if "inferred" in (first.fact.period_evidence, last.fact.period_evidence):
            name = say("period.inferred", lang, period=name)
        figures = ((one, figure_of(one, lang)) for one in (first, last))
        cells = (
            Cell(text=say("matrix.dated", lang, figure=text, year=one.year), ref=one.ref, marks=marks_of(one))
            for one, text in figures
        )
        return (short_of(first.area, lang), name, *cells)

    def _columns(self, lang: Lang) -> dict[str, str]:
        """The columns and their heads; measures in the order of the schema, indicators in that of the declaration."""
        facts = [fact for row in self.rows for fact in facts_of(row)]
        if not facts:  # cases of which nothing is stated have the columns of all
            facts = [fact for row in self.source.cases() for fact in facts_of(row)]
        found = dict(READ[self.declared.columns](fact, lang) for fact in facts)
        orders: dict[str, Iterable[str]] = {
            "measure": MEASURES,
            "indicator": self.declared.indicators or found,
        }
        order = orders.get(self.declared.columns, sorted(found))
        return {key: found[key] for key in order if key in found}

    def _cases(self, heads: Iterable[str], lang: Lang) -> Iterator[tuple[Cell, ...]]:
        for row in self.rows:
            if isinstance(row, CaseRow):
                accent = self.package.site.side(row.case.side).accent
                name, way = title_of(row, lang), way_of(row, lang)
                cells = self._cells(row.figures, heads, lang, row)
                yield (Cell(text=name, href=f"/cases/{row.id}", accent=accent, label=way), *cells)

    def _facts(self, heads: Iterable[str], lang: Lang) -> Iterator[tuple[Cell, ...]]:
        facts = (row for row in self.rows if isinstance(row, FactRow))
        groups = by_key(facts, lambda row: READ[self.declared.rows](row, lang))
        for (_, name), own in groups.items():
            yield (Cell(text=name), *self._cells(own, heads, lang))

    def _cells(
        self, facts: Sequence[FactRow], heads: Iterable[str], lang: Lang, row: CaseRow | None = None
    ) -> Iterator[Cell]:
        read = READ[self.declared.columns]
        accent = self.package.site.side(row.case.side).accent if row else ""
        for head in heads:
            yield self._cell([fact for fact in facts if read(fact, lang)[0] == head], lang, accent, row)

    def _cell(self, facts: Sequence[FactRow], lang: Lang, accent: str, row: CaseRow | None) -> Cell:
        if not facts:
            return Cell(text=say("case.not-stated", lang), marks=("not_stated",))
        parts = tuple(
            Cell(
                text=figure_of(fact, lang),
                ref=fact.ref,
                accent=accent,
                marks=marks_of(fact),
                label=self._label(fact, row, lang),
            )
            for fact in facts
        )
        return Cell(text=in_clauses((part.text for part in parts), lang), parts=parts)

    def _label(self, fact: FactRow, row: CaseRow | None, lang: Lang) -> str:
        """With its status in words, since a downloaded table has no dashed frame; and whether its time is inferred."""
        told = [figure_label(row, fact, lang)] if row else list(self._unsaid(fact, lang))
        status = [say(f"status.{fact.fact.status}", lang)] if fact.fact.status != "actual" else []
        return " · ".join([*told, *status])

    def _unsaid(self, fact: FactRow, lang: Lang) -> Iterator[str]:
        sides = (self.declared.rows, self.declared.columns)
        if "indicator" not in sides:
            name, inferred = name_of(fact.indicator, lang), fact.fact.period_evidence == "inferred"
            timed = "period" in sides and inferred
            yield say("period.inferred", lang, period=name) if timed else name
        if "period" not in sides:
            yield period_of(fact, lang)
