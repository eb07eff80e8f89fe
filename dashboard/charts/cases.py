"""The cases: each as a card in its own units, and all in one table of what each states."""

import pandas as pd

from dashboard.charts.listing import amount_text
from dashboard.charts.parts import Row, Rows, grouped
from dashboard.drawing import Card, CaseCard, CaseCardGroup, CaseCards, Cell, Table
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say

# What the columns of the matrix hold; a figure of another measure would have no column.
MEASURES = ("money", "people", "area", "output", "count")


def draw_case_cards(frame: pd.DataFrame, lang: Lang) -> CaseCards:
    """`frame` has a row for each figure of a case, and one row without `fact_id` for a case that has none."""
    return CaseCards(
        tuple(
            CaseCardGroup(
                title=say(f"side.{side}", lang),
                side=side,
                cases=tuple(_card(rows, lang) for rows in grouped(cases, "case_id").values()),
            )
            for side, cases in grouped(frame.to_dict("records"), "side").items()
        )
    )


def _card(rows: Rows, lang: Lang) -> CaseCard:
    case, figures = rows[0], _figures(rows)
    return CaseCard(
        place=case_place(case, lang),
        theme=say(f"theme.{case['theme']}", lang),
        title=case[f"title_{lang}"],
        href=f"/cases/{case['case_id']}",
        summary=case[f"summary_{lang}"],
        cards=tuple(figure_card(row, lang) for row in figures),
        missing="" if any(pd.notna(row["value"]) for row in figures) else say("case.no-figure", lang),
    )


def case_place(case: Row, lang: Lang) -> str:
    """Where the case is; of an east–west case also who helps."""
    where, helper = case[f"where_{lang}"], case[f"helper_{lang}"]
    return f"{helper} → {where}" if helper else str(where)


def figure_card(row: Row, lang: Lang, *, detail: str = "") -> Card:
    return Card(
        amount=row_amount(row, lang),
        ref=Ref("fact", row["fact_id"]),
        label=figure_label(row, lang),
        detail=detail,
        marks=_marks(row),
    )


def figure_label(row: Row, lang: Lang) -> str:
    """The name of the indicator; with the wider area the figure is for, or that it is a word and no value."""
    parts = [row[f"indicator_{lang}"], row[f"scope_{lang}"]]
    if row["qualifier"] == "qualitative":
        parts.append(say("qualifier.qualitative", lang))
    return " · ".join(part for part in parts if part)


def _figures(rows: Rows) -> Rows:
    return [row for row in rows if isinstance(row["fact_id"], str)]


def _marks(row: Row) -> tuple[str, ...]:
    return (row["qualifier"], row["status"])


def table_case_cards(frame: pd.DataFrame, lang: Lang) -> Table:
    """A row for each figure, and one for each case without any."""
    names = ("case", "place", "figure", "about", "status")
    return Table(
        head=tuple(say(f"case.column.{name}", lang) for name in names),
        rows=tuple(_figure_row(row, lang) for row in frame.to_dict("records")),
    )


def _figure_row(row: Row, lang: Lang) -> tuple[Cell, ...]:
    case = (
        Cell(text=row[f"title_{lang}"], href=f"/cases/{row['case_id']}"),
        Cell(text=case_place(row, lang)),
    )
    if not isinstance(row["fact_id"], str):
        return (*case, Cell(text=say("case.no-figure", lang)), Cell(text=""), Cell(text=""))
    wording = say(f"qualifier.{row['qualifier']}", lang)
    status = say(f"status.{row['status']}", lang)
    return (
        *case,
        Cell(text=amount_text(row, lang), ref=Ref("fact", row["fact_id"])),
        Cell(text=figure_label(row, lang)),
        Cell(text=f"{status} · {wording}"),
    )


def draw_case_matrix(frame: pd.DataFrame, lang: Lang) -> Table:
    """A row for each case, a column for each measure; hatched where the document gives nothing."""
    heads = [say("case.column.case", lang), *(say(f"case.measure.{measure}", lang) for measure in MEASURES)]
    cases = grouped(frame.to_dict("records"), "case_id")
    rows = tuple(_matrix_row(rows, lang) for rows in cases.values())
    return Table(head=tuple(heads), rows=rows, html_id="case-matrix-table")


def _matrix_row(rows: Rows, lang: Lang) -> tuple[Cell, ...]:
    case, figures = rows[0], grouped(_figures(rows), "measure")
    title = Cell(
        text=case[f"title_{lang}"],
        href=f"/cases/{case['case_id']}",
        look=f"side-{case['side']}",
        label=case_place(case, lang),
    )
    return (title, *(_measure_cell(figures.get(one, ()), lang) for one in MEASURES))


def _measure_cell(figures: Rows, lang: Lang) -> Cell:
    if not figures:
        return Cell(text=say("case.not-stated", lang), look="not-stated")
    parts = tuple(
        Cell(
            text=amount_text(row, lang),
            ref=Ref("fact", row["fact_id"]),
            look=" ".join([f"side-{row['side']}", *(f"is-{mark}" for mark in _marks(row))]),
            label=_with_status(row, lang),
        )
        for row in figures
    )
    return Cell(text=("；" if lang == "zh" else "; ").join(part.text for part in parts), parts=parts)


def _with_status(row: Row, lang: Lang) -> str:
    """In words too, since a downloaded table has no dashed frame."""
    planned = [say("status.planned", lang)] if row["status"] == "planned" else []
    return " · ".join([figure_label(row, lang), *planned])
