"""Facts in words: the data table beneath a drawing, and a figure as a card."""

import pandas as pd

from dashboard.charts.parts import Row, days
from dashboard.drawing import Card, Cell, Table
from dashboard.figures import words
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say

COLUMNS = ("indicator", "area", "figure", "period", "grade")


def table_facts(frame: pd.DataFrame, lang: Lang) -> Table:
    """Frame: a facts frame with names joined."""
    return Table(
        head=tuple(say(f"column.{name}", lang) for name in COLUMNS),
        rows=tuple(_row(row, lang) for row in frame.to_dict("records")),
    )


def _row(row: Row, lang: Lang) -> tuple[Cell, ...]:
    return (
        Cell(text=row[f"indicator_{lang}"]),
        Cell(text=row[f"area_{lang}"]),
        Cell(text=amount_text(row, lang), ref=Ref("fact", row["fact_id"])),
        Cell(text=period_text(row, lang)),
        Cell(text=row["grade"]),
    )


def amount_text(row: Row, lang: Lang) -> str:
    return str(row_amount(row, lang))


def period_text(row: Row, lang: Lang) -> str:
    return words.period(row["period_kind"], *days(row), lang)


def fact_card(row: Row, lang: Lang, *, detail: str = "") -> Card:
    return Card(
        amount=row_amount(row, lang),
        ref=Ref("fact", row["fact_id"]),
        label=row[f"indicator_{lang}"],
        detail=detail,
        marks=(row["qualifier"], row["status"]),
        grade=row["grade"],
    )
